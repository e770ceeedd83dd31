package dev.ferry.localsend;

import java.time.Duration;

/**
 * How a {@link LocalSendPush} goes about it.
 *
 * @param uploads how many files travel at once, at least 1; the apps send two
 * @param patience how long to bear with what may pass, a busy device included, while nothing
 *     becomes better
 * @param checksums whether a SHA-256 of every file is offered whatever its size; that reads
 *     everything twice. Of little it is always offered
 * @param pins whom to ask for the device's PIN
 */
public record PushOptions(int uploads, Duration patience, boolean checksums, PinSource pins) {
  /** As the apps do. */
  public static final int UPLOADS = 2;

  /** Refuses to send nothing at once. */
  public PushOptions {
    if (uploads < 1) {
      throw new IllegalArgumentException("uploads < 1");
    }
  }
}
