package dev.ferry.payload;

import dev.ferry.manifest.FileEntry;
import dev.ferry.manifest.RelativePath;
import dev.ferry.platform.Extent;
import dev.ferry.platform.HeldFile;
import dev.ferry.platform.HeldFolder;
import dev.ferry.platform.OpenMode;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The files that a range goes to, one open at a time, with the folder it lies in. */
final class StagedOutput implements AutoCloseable {
  /** Staged folders are for nobody but their owner. */
  private static final int FOLDER_MODE = 0700;

  private static final byte[] ZEROS = new byte[64 * 1024];

  private final SpanCursor spans;
  private final StagedFiles files;
  private final WriteListener listener;

  private @Nullable Span span;
  private long done;
  private @Nullable HeldFile file;
  private boolean dirty;
  private @Nullable RelativePath folderPath;
  private @Nullable HeldFolder folder;

  StagedOutput(SpanCursor spans, StagedFiles files, WriteListener listener) {
    this.spans = spans;
    this.files = files;
    this.listener = listener;
  }

  /** Writes bytes that follow those written before. */
  void write(byte[] bytes, int offset, int count) throws IOException {
    for (int at = 0; at < count; ) {
      Span current = span == null ? openNext() : span;
      int some = (int) Math.min(count - at, current.length() - done);
      put(current, bytes, offset + at, some);
      at += some;
      done += some;
      if (done == current.length()) {
        tellDirty();
        closeFile();
      }
    }
  }

  /** Tells the listener of the file at hand if it got bytes since the last time. */
  void tellDirty() {
    if (dirty && span != null) {
      listener.wrote(span.entry(), span.file());
      dirty = false;
    }
  }

  private Span openNext() throws IOException {
    Span next = spans.next();
    if (next == null) {
      throw new IllegalStateException("no file left for these bytes");
    }
    RelativePath path = files.names().of(next.entry(), next.file());
    file = folderOf(path).openFile(path.name(), OpenMode.WRITE_CREATE);
    span = next;
    done = 0;
    return next;
  }

  private HeldFolder folderOf(RelativePath path) throws IOException {
    RelativePath parent = path.parent();
    if (parent == null) {
      return files.root();
    }
    if (folder == null || !parent.equals(folderPath)) {
      closeFolder();
      folder = descend(parent.toString());
      folderPath = parent;
    }
    return folder;
  }

  private HeldFolder descend(String path) throws IOException {
    try {
      return files.root().descend(path);
    } catch (NoSuchFileException e) {
      files.root().makeFolders(path, FOLDER_MODE);
      return files.root().descend(path);
    }
  }

  private void put(Span current, byte[] bytes, int offset, int count) throws IOException {
    dirty = true;
    FileEntry entry = current.file();
    long at = current.fileOffset() + done;
    if (entry.islands().whole()) {
      open().write(bytes, offset, count, at);
      return;
    }
    for (int put = 0; put < count; ) {
      int some = (int) Math.min(count - put, IslandMap.runEnd(entry, at + put) - (at + put));
      if (IslandMap.isData(entry, at + put) || !isZero(bytes, offset + put, some)) {
        open().write(bytes, offset + put, some, at + put);
      } else {
        leaveHole(at + put, at + put + some);
      }
      put += some;
    }
  }

  /** Sees to it that [from, to) reads as zeros and, where nothing was written yet, stays a hole. */
  private void leaveHole(long from, long to) throws IOException {
    HeldFile out = open();
    Extent data = out.nextData(from);
    while (data != null && data.from() < to) {
      long end = Math.min(data.to(), to);
      for (long at = data.from(); at < end; at += ZEROS.length) {
        out.write(ZEROS, 0, (int) Math.min(ZEROS.length, end - at), at);
      }
      data = end < to ? out.nextData(end) : null;
    }
  }

  private static boolean isZero(byte[] bytes, int offset, int count) {
    for (int at = 0; at < count; at += ZEROS.length) {
      int some = Math.min(ZEROS.length, count - at);
      int start = offset + at;
      if (!Arrays.equals(bytes, start, start + some, ZEROS, 0, some)) {
        return false;
      }
    }
    return true;
  }

  private HeldFile open() {
    if (file == null) {
      throw new IllegalStateException("no file is open");
    }
    return file;
  }

  private void closeFile() throws IOException {
    HeldFile closing = file;
    file = null;
    span = null;
    if (closing != null) {
      closing.close();
    }
  }

  private void closeFolder() {
    if (folder != null) {
      folder.close();
      folder = null;
      folderPath = null;
    }
  }

  @Override
  public void close() throws IOException {
    try (spans) {
      closeFile();
    } finally {
      closeFolder();
    }
  }
}
