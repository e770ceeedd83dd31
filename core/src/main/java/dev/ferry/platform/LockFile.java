package dev.ferry.platform;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * An exclusive lock between all threads of all processes that name the same file. The system gives
 * it back when the process dies, however it dies. The file stays: deleting it would let two holders
 * in. Thread-safe; may be closed on another thread than it was taken on, and more than once.
 */
public final class LockFile implements AutoCloseable {
  /**
   * The files this process holds, each by its path and by what the system calls it. Static because
   * the system's locks belong to the process: on POSIX closing any channel to a file gives up every
   * lock the process has on it, so a second taker in the same process must be turned away before it
   * opens the file.
   */
  private static final ConcurrentMap<Object, LockFile> HELD = new ConcurrentHashMap<>();

  private static final Duration PAUSE = Duration.ofMillis(5);

  private final Path file;

  /** Of {@link #HELD}, those that are this one's. */
  private final Deque<Object> names = new ArrayDeque<>();

  private @Nullable FileChannel channel;
  private boolean closed;

  private LockFile(Path file) {
    this.file = file;
  }

  /**
   * Takes the lock if nobody holds it; empty if somebody does. A file that is missing is made, with
   * mode 0600; its folder must exist.
   */
  public static Optional<LockFile> tryTake(Path file) throws IOException {
    return attempt(identityOf(file));
  }

  /**
   * Takes the lock, waiting at most {@code patience} for whoever holds it; empty if it is still
   * held then.
   *
   * @throws InterruptedIOException if the thread is interrupted while it waits
   */
  public static Optional<LockFile> take(Path file, Duration patience) throws IOException {
    Path identity = identityOf(file);
    long deadline = System.nanoTime() + patience.toNanos();
    while (true) {
      Optional<LockFile> lock = attempt(identity);
      if (lock.isPresent() || System.nanoTime() - deadline >= 0) {
        return lock;
      }
      LockSupport.parkNanos(PAUSE.toNanos());
      if (Thread.interrupted()) {
        throw new InterruptedIOException("interrupted while waiting for " + file);
      }
    }
  }

  /** The same file by whatever name it was reached, as far as its folder tells. */
  private static Path identityOf(Path file) throws IOException {
    Path absolute = file.toAbsolutePath();
    Path folder = absolute.getParent();
    Path name = absolute.getFileName();
    if (folder == null || name == null) {
      throw new IllegalArgumentException(file + " is not a file in a folder");
    }
    return folder.toRealPath().resolve(name);
  }

  private static Optional<LockFile> attempt(Path file) throws IOException {
    LockFile lock = new LockFile(file);
    boolean taken = false;
    try {
      taken = lock.claim(file) && lock.make() && lock.claimAndLock();
      return taken ? Optional.of(lock) : Optional.empty();
    } finally {
      if (!taken) {
        lock.close();
      }
    }
  }

  /** Keeps others of this process away from what has this name. */
  private boolean claim(Object name) {
    LockFile holder = HELD.putIfAbsent(name, this);
    if (holder != null && holder.isClosed()) {
      // What the system called a file that was deleted meanwhile, it may call this one already.
      holder = HELD.putIfAbsent(name, this);
    }
    if (holder == null) {
      names.push(name);
    }
    return holder == null;
  }

  /** Waits for a closing that is under way. */
  private synchronized boolean isClosed() {
    return closed;
  }

  /** Only a file that is new may be opened before it is known whether this process holds it. */
  private boolean make() throws IOException {
    try {
      Files.createFile(file, ownersOnly());
    } catch (FileAlreadyExistsException e) {
      // As it is whenever it was locked before.
    }
    return true;
  }

  private FileAttribute<?>[] ownersOnly() {
    return file.getFileSystem().supportedFileAttributeViews().contains("posix")
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
        }
        : new FileAttribute<?>[0];
  }

  /** The path may be one of several to the file; some systems have no name of their own for it. */
  private boolean claimAndLock() throws IOException {
    try {
      Object key = Files.readAttributes(file, BasicFileAttributes.class).fileKey();
      if (key != null && !claim(key)) {
        return false;
      }
      channel = FileChannel.open(file, StandardOpenOption.WRITE);
    } catch (NoSuchFileException e) {
      // Whoever held it has deleted it, with what it guarded.
      return false;
    }
    return channel.tryLock() != null;
  }

  /** Gives the lock back. The names are free only when the system's lock is. */
  @Override
  public synchronized void close() throws IOException {
    if (closed) {
      return;
    }
    closed = true;
    try (FileChannel _ = channel) {
      // Closing it unlocks it.
    } finally {
      names.forEach(name -> HELD.remove(name, this));
    }
  }
}
