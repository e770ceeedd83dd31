package dev.ferry.transfer;

import dev.ferry.manifest.Manifest;
import dev.ferry.payload.Withdrawals;
import dev.ferry.payload.Withdrawn;
import dev.ferry.transfer.TransferEvent.SourceWithdrawn;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What one outgoing transfer took back, kept for the process after this one before the first zero
 * goes in the place of a byte, and told. Thread-safe.
 */
final class WithdrawnLog {
  private final TransferId id;
  private final TransferListener events;
  private final WithdrawnFile file;
  private final Supplier<@Nullable OutgoingPayload> payload;
  private final Withdrawals withdrawals = new Withdrawals(this::keep, this::keepNoHashes);
  private boolean restored;

  /** Keeps it in {@code file}, once there is a payload: nothing can have left before. */
  WithdrawnLog(
      TransferId id,
      TransferListener events,
      Path file,
      Supplier<@Nullable OutgoingPayload> payload) {
    this.id = id;
    this.events = events;
    this.file = new WithdrawnFile(file);
    this.payload = payload;
  }

  /** What was taken back, and where more is added. */
  Withdrawals withdrawals() {
    return withdrawals;
  }

  /** Takes over what a process before this one has kept. */
  void restore(Manifest manifest) throws IOException {
    file.read(manifest).forEach(withdrawals::add);
  }

  /** Whatever comes from now on is new. */
  void restored() {
    restored = true;
  }

  private void keep(Withdrawn withdrawn) {
    if (!restored) {
      return;
    }
    OutgoingPayload sent = payload.get();
    if (sent != null) {
      keep(sent, withdrawn);
    }
    events.on(new SourceWithdrawn(id, withdrawn.path(), withdrawn.reason()));
  }

  private void keep(OutgoingPayload sent, Withdrawn withdrawn) {
    try {
      file.add(withdrawn);
    } catch (IOException e) {
      dropHashes(sent, e);
    }
  }

  /** Not every one of many is kept, so the process after this one must find them out itself. */
  private void keepNoHashes() {
    OutgoingPayload sent = payload.get();
    if (restored && sent != null) {
      dropHashes(sent, null);
    }
  }

  /** Without hashes the process after this one reads every source again, and sees what changed. */
  private static void dropHashes(OutgoingPayload sent, @Nullable IOException why) {
    try {
      sent.dropHashes();
    } catch (IOException e) {
      if (why != null) {
        e.addSuppressed(why);
      }
      throw new UncheckedIOException("the home cannot be written", e);
    }
  }
}
