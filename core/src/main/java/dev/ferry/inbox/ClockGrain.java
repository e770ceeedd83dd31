package dev.ferry.inbox;

import dev.ferry.platform.FileStamp;
import dev.ferry.platform.HeldFolder;
import dev.ferry.platform.OpenMode;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * How exactly a file system keeps times: FAT to 2 s, HFS+ to 1 s, NTFS to 100 ns, others to 1 ns.
 * Found out by trying, the first time that it matters. Thread-safe.
 */
final class ClockGrain {
  private static final long[] GRAINS = {1, 100, 1_000, 1_000_000, 1_000_000_000, 2_000_000_000};
  private static final long COARSEST = GRAINS[GRAINS.length - 1];

  /** Odd in every unit. */
  private static final long PROBE_NANOS = 1_600_000_001_111_111_111L;

  private final HeldFolder folder;
  private @Nullable Long nanos;

  /** Of the file system of a folder. */
  ClockGrain(HeldFolder folder) {
    this.folder = folder;
  }

  /** Whether {@code found} is what the file system made of {@code sent}. */
  boolean isSame(long sent, long found) throws IOException {
    if (sent == found) {
      return true;
    }
    return Math.abs(sent - found) < COARSEST && Math.abs(sent - found) < nanos();
  }

  private synchronized long nanos() throws IOException {
    if (nanos == null) {
      nanos = probe();
    }
    return nanos;
  }

  private long probe() throws IOException {
    return Probe.of(
        folder,
        "clock-",
        path -> {
          folder.openFile(path, OpenMode.CREATE_NEW).finish(0, PROBE_NANOS);
          FileStamp stamp = folder.stampOf(path);
          return stamp == null ? 1 : grainOf(Math.abs(stamp.modifiedNanos() - PROBE_NANOS));
        });
  }

  private static long grainOf(long error) {
    for (long grain : GRAINS) {
      if (error < grain) {
        return grain;
      }
    }
    return 1;
  }
}
