package dev.ferry.inbox;

import dev.ferry.platform.Extent;
import dev.ferry.platform.FileKind;
import dev.ferry.platform.FileStamp;
import dev.ferry.platform.FolderItem;
import dev.ferry.platform.HeldFile;
import dev.ferry.platform.HeldFolder;
import dev.ferry.platform.OpenMode;
import dev.ferry.platform.Space;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A real folder on a disk that fails from some operation on: every call that changes something
 * counts. Can also ignore case in one way that matters: in the question whether a name is taken.
 * Forcing costs nothing here: nobody cuts the power.
 */
final class FaultyFolder implements HeldFolder {
  /** The disk behind a folder and all folders and files below it. */
  static final class Disk {
    private final AtomicLong left = new AtomicLong(Long.MAX_VALUE);
    private Supplier<IOException> failure = () -> new FileSystemException("disk", null, "broken");
    private boolean forcesOnly;
    private boolean ignoresCase;
    private boolean syncs = true;

    /** The next {@code operations} succeed, all after them fail. */
    Disk failAfter(long operations) {
      left.set(operations);
      return this;
    }

    /** With this exception. */
    Disk with(Supplier<IOException> exception) {
      failure = exception;
      return this;
    }

    /** Only forcing counts and fails. */
    Disk forcesOnly() {
      forcesOnly = true;
      return this;
    }

    /** There is no call to force it all at once. */
    Disk withoutSync() {
      syncs = false;
      return this;
    }

    Disk ignoringCase() {
      ignoresCase = true;
      return this;
    }

    void heal() {
      left.set(Long.MAX_VALUE);
    }

    private void change() throws IOException {
      if (!forcesOnly) {
        count();
      }
    }

    private void force() throws IOException {
      count();
    }

    private void count() throws IOException {
      if (left.getAndDecrement() <= 0) {
        left.set(0);
        throw failure.get();
      }
    }
  }

  private final HeldFolder real;
  private final Disk disk;

  FaultyFolder(HeldFolder real, Disk disk) {
    this.real = real;
    this.disk = disk;
  }

  private static HeldFolder realOf(HeldFolder folder) {
    return folder instanceof FaultyFolder faulty ? faulty.real : folder;
  }

  @Override
  public Path path() {
    return real.path();
  }

  @Override
  public HeldFile openFile(String path, OpenMode mode) throws IOException {
    if (mode != OpenMode.READ) {
      disk.change();
    }
    return new FaultyFile(real.openFile(path, mode), disk);
  }

  @Override
  public boolean makeFolder(String path, int mode) throws IOException {
    disk.change();
    return real.makeFolder(path, mode);
  }

  @Override
  public boolean makeFolders(String path, int mode) throws IOException {
    disk.change();
    return real.makeFolders(path, mode);
  }

  @Override
  public void makeLink(String path, String target) throws IOException {
    disk.change();
    real.makeLink(path, target);
  }

  @Override
  public String readLink(String path) throws IOException {
    return real.readLink(path);
  }

  @Override
  public @Nullable FileStamp stampOf(String path) throws IOException {
    FileStamp stamp = real.stampOf(path);
    return stamp == null && disk.ignoresCase ? real.stampOf(path.toLowerCase(Locale.ROOT)) : stamp;
  }

  @Override
  public FileStamp stamp() throws IOException {
    return real.stamp();
  }

  @Override
  public List<FolderItem> list() throws IOException {
    return real.list();
  }

  @Override
  public List<FolderItem> list(String path) throws IOException {
    return real.list(path);
  }

  @Override
  public void setModeAndTime(String path, int mode, long modifiedNanos, FileKind kind)
      throws IOException {
    disk.change();
    real.setModeAndTime(path, mode, modifiedNanos, kind);
  }

  @Override
  public boolean delete(String path) throws IOException {
    disk.change();
    return real.delete(path);
  }

  @Override
  public boolean deleteTree(String path) throws IOException {
    disk.change();
    return real.deleteTree(path);
  }

  @Override
  public void moveTo(String from, HeldFolder target, String to) throws IOException {
    disk.change();
    real.moveTo(from, realOf(target), to);
  }

  @Override
  public void replaceTo(String from, HeldFolder target, String to) throws IOException {
    disk.change();
    real.replaceTo(from, realOf(target), to);
  }

  @Override
  public void force() throws IOException {
    disk.force();
  }

  @Override
  public void force(String folder) throws IOException {
    disk.force();
  }

  @Override
  public boolean syncFileSystem() throws IOException {
    disk.force();
    return disk.syncs;
  }

  @Override
  public Space space() throws IOException {
    return real.space();
  }

  @Override
  public HeldFolder descend(String path) throws IOException {
    return new FaultyFolder(real.descend(path), disk);
  }

  @Override
  public void close() {
    real.close();
  }

  private record FaultyFile(HeldFile real, Disk disk) implements HeldFile {
    @Override
    public void write(byte[] bytes, int offset, int length, long position) throws IOException {
      disk.change();
      real.write(bytes, offset, length, position);
    }

    @Override
    public int read(byte[] bytes, int offset, int length, long position) throws IOException {
      return real.read(bytes, offset, length, position);
    }

    @Override
    public long size() throws IOException {
      return real.size();
    }

    @Override
    public void setLength(long length) throws IOException {
      disk.change();
      real.setLength(length);
    }

    @Override
    public void force() throws IOException {
      disk.force();
    }

    @Override
    public void setModeAndTime(int mode, long modifiedNanos) throws IOException {
      disk.change();
      real.setModeAndTime(mode, modifiedNanos);
    }

    @Override
    public void finish(int mode, long modifiedNanos) throws IOException {
      disk.change();
      real.finish(mode, modifiedNanos);
    }

    @Override
    public FileStamp stamp() throws IOException {
      return real.stamp();
    }

    @Override
    public @Nullable Extent nextData(long position) throws IOException {
      return real.nextData(position);
    }

    @Override
    public void close() throws IOException {
      real.close();
    }
  }
}
