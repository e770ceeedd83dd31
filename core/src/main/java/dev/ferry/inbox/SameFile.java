package dev.ferry.inbox;

import dev.ferry.manifest.FileEntry;
import dev.ferry.manifest.LinkEntry;
import dev.ferry.payload.ChunkHasher;
import dev.ferry.payload.PayloadReader;
import dev.ferry.platform.FileStamp;
import dev.ferry.platform.HeldFile;
import dev.ferry.platform.HeldFolder;
import dev.ferry.platform.OpenMode;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.AccessDeniedException;
import java.util.Arrays;

/** Decides whether what stands at the destination is what an entry describes. For one thread. */
final class SameFile {
  private final ClockGrain grain;
  private final boolean reads;
  private boolean guessed;

  /**
   * A judge of files.
   *
   * @param reads whether contents are read where an entry tells their hash; if not, size and time
   *     decide there too, and the judge has {@link #guessed}
   */
  SameFile(ClockGrain grain, boolean reads) {
    this.grain = grain;
    this.reads = reads;
  }

  /** Whether an answer so far might have been another one if contents had been read. */
  boolean guessed() {
    return guessed;
  }

  /**
   * Whether a name stands for the file of an entry: the same size and time, as exactly as the file
   * system keeps times, or the same contents if the entry tells their hash. The latter reads the
   * whole file.
   *
   * @throws InterruptedIOException if the thread is interrupted meanwhile
   */
  boolean isSame(FileEntry entry, HeldFolder folder, String name, FileStamp stamp)
      throws IOException {
    if (!stamp.isFile() || stamp.size() != entry.size()) {
      return false;
    }
    if (entry.contentHash() != null && reads) {
      return entry.contentHash().equals(contentHash(folder, name));
    }
    guessed |= entry.contentHash() != null;
    return grain.isSame(entry.modifiedNanos(), stamp.modifiedNanos());
  }

  /** Whether a name stands for the link of an entry. */
  static boolean isSame(LinkEntry entry, HeldFolder folder, String name, FileStamp stamp)
      throws IOException {
    return stamp.isLink() && folder.readLink(name).equals(entry.target());
  }

  /** Whether two files can be read and have the same bytes; reads both until they differ. */
  static boolean sameBytes(HeldFolder a, String nameInA, HeldFolder b, String nameInB)
      throws IOException {
    try {
      return compareBytes(a, nameInA, b, nameInB);
    } catch (AccessDeniedException e) {
      return false;
    }
  }

  private static boolean compareBytes(HeldFolder a, String nameInA, HeldFolder b, String nameInB)
      throws IOException {
    byte[] left = new byte[PayloadReader.BUFFER];
    byte[] right = new byte[PayloadReader.BUFFER];
    try (HeldFile one = a.openFile(nameInA, OpenMode.READ);
        HeldFile other = b.openFile(nameInB, OpenMode.READ)) {
      for (long at = 0; ; at += left.length) {
        int read = one.read(left, 0, left.length, at);
        if (read != other.read(right, 0, right.length, at)
            || (read > 0 && !Arrays.equals(left, 0, read, right, 0, read))) {
          return false;
        }
        if (read < left.length) {
          return true;
        }
      }
    }
  }

  private static String contentHash(HeldFolder folder, String name) throws IOException {
    byte[] buffer = new byte[PayloadReader.BUFFER];
    ChunkHasher hasher = new ChunkHasher();
    try (HeldFile file = folder.openFile(name, OpenMode.READ)) {
      long at = 0;
      for (int read = 0; read >= 0; read = file.read(buffer, 0, buffer.length, at)) {
        if (Thread.currentThread().isInterrupted()) {
          throw new InterruptedIOException("nobody waits for this comparison any more");
        }
        hasher.update(buffer, 0, read);
        at += read;
      }
    }
    return hasher.hash().hex();
  }
}
