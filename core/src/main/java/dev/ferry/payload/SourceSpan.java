package dev.ferry.payload;

import dev.ferry.manifest.FileEntry;
import dev.ferry.platform.FileStamp;
import dev.ferry.platform.HeldFile;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** Reads one span from its source and notices if that is not the file of the manifest any more. */
final class SourceSpan {
  /**
   * Kernels stamp files with a clock that advances every few milliseconds. A file changed less than
   * this ago is read after the clock has moved on, so that the next change shows.
   */
  private static final long CLOCK_TICK_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

  /** The same where times have no fractions of a second, as on FAT. */
  private static final long COARSE_TICK_NANOS = TimeUnit.SECONDS.toNanos(2);

  private static final String CHANGED = "changed while it was being sent";
  private static final String VANISHED = "vanished before it was sent";
  private static final String UNREADABLE = "could not be read";

  private final Span span;
  private final FileEntry entry;
  private final PayloadFiles files;
  private final Withdrawals withdrawals;
  private final Map<Long, FileStamp> seen;
  private final ChangeTimes changeTimes;

  SourceSpan(
      Span span,
      PayloadFiles files,
      Withdrawals withdrawals,
      Map<Long, FileStamp> seen,
      ChangeTimes changeTimes) {
    this.span = span;
    this.entry = span.file();
    this.files = files;
    this.withdrawals = withdrawals;
    this.seen = seen;
    this.changeTimes = changeTimes;
  }

  /** Adds exactly the span's bytes to {@code pass}; throws only what its sinks throw. */
  void readInto(ReadPass pass) throws IOException {
    HeldFile file = open();
    if (file == null) {
      pass.zeros(span.length());
      return;
    }
    try (file) {
      FileStamp before = stampAsPromised(file);
      long done = before == null ? 0 : copy(file, pass);
      if (done == span.length()) {
        compare(file, before);
      } else {
        pass.zeros(span.length() - done);
      }
    }
  }

  private @Nullable HeldFile open() {
    try {
      return files.open(entry);
    } catch (NoSuchFileException e) {
      withdraw(VANISHED);
    } catch (IOException e) {
      withdraw(UNREADABLE);
    }
    return null;
  }

  /** What the file looks like, or null if it is not the one that the manifest promised. */
  private @Nullable FileStamp stampAsPromised(HeldFile file) {
    FileStamp stamp = stamp(file);
    if (stamp == null) {
      return null;
    }
    if (stamp.size() != entry.size() || stamp.modifiedNanos() != entry.modifiedNanos()) {
      withdraw(CHANGED);
      return null;
    }
    FileStamp earlier =
        span.isWholeFile() ? seen.get(span.entry()) : seen.putIfAbsent(span.entry(), stamp);
    if ((earlier != null && !isSame(earlier, stamp))
        || !changeTimes.isTheOneSeenFirst(span, stamp)) {
      withdraw(CHANGED);
      return null;
    }
    awaitClock(stamp);
    return stamp;
  }

  private static void awaitClock(FileStamp stamp) {
    boolean coarse = stamp.modifiedNanos() % TimeUnit.SECONDS.toNanos(1) == 0;
    long tick = coarse ? COARSE_TICK_NANOS : CLOCK_TICK_NANOS;
    long age = TimeUnit.MILLISECONDS.toNanos(System.currentTimeMillis()) - stamp.modifiedNanos();
    if (age > -CLOCK_TICK_NANOS && age < tick) {
      LockSupport.parkNanos(tick - age);
    }
  }

  /** How many of the span's bytes were added; all of them unless the file had to be withdrawn. */
  private long copy(HeldFile file, ReadPass pass) throws IOException {
    long done = 0;
    while (done < span.length()) {
      long offset = span.fileOffset() + done;
      long run = Math.min(span.length() - done, IslandMap.runEnd(entry, offset) - offset);
      if (IslandMap.isData(entry, offset)) {
        int added = fill(file, pass, offset, run);
        if (added <= 0) {
          return done;
        }
        done += added;
        pass.push();
      } else {
        pass.zeros(run);
        done += run;
      }
    }
    return done;
  }

  /** How many bytes were added; none if the file ended or failed, and so had to be withdrawn. */
  private int fill(HeldFile file, ReadPass pass, long offset, long wanted) {
    try {
      int added = pass.fill(file, offset, wanted);
      if (added <= 0) {
        withdraw(CHANGED);
      }
      return added;
    } catch (IOException e) {
      withdraw(UNREADABLE);
      return 0;
    }
  }

  private void compare(HeldFile file, @Nullable FileStamp before) {
    FileStamp after = stamp(file);
    if (after != null && before != null && !isSame(before, after)) {
      withdraw(CHANGED);
    }
  }

  private @Nullable FileStamp stamp(HeldFile file) {
    try {
      return file.stamp();
    } catch (NoSuchFileException e) {
      withdraw(VANISHED);
    } catch (IOException e) {
      withdraw(UNREADABLE);
    }
    return null;
  }

  /** Allocated bytes are left out: they change while a file just written is being flushed. */
  private static boolean isSame(FileStamp one, FileStamp other) {
    return one.device() == other.device()
        && one.inode() == other.inode()
        && one.size() == other.size()
        && one.modifiedNanos() == other.modifiedNanos()
        && one.changedNanos() == other.changedNanos();
  }

  private void withdraw(String reason) {
    withdrawals.add(new Withdrawn(span.entry(), entry.path().toString(), reason));
  }
}
