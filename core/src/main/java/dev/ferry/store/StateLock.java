package dev.ferry.store;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * An exclusive lock between all threads of all processes that name the same file. The system gives
 * it back when the process dies, however it dies. The file stays: deleting it would let two holders
 * in. Thread-safe; may be closed on another thread than it was taken on, and more than once.
 */
public final class StateLock implements AutoCloseable {
  /**
   * The files this process holds. Static because the system's locks belong to the process: on POSIX
   * closing any channel to a file gives up every lock the process has on it, so a second taker in
   * the same process must be turned away before it opens the file.
   */
  private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

  private static final Duration PAUSE = Duration.ofMillis(5);

  private final Path file;
  private final FileChannel channel;
  private boolean closed;

  private StateLock(Path file, FileChannel channel) {
    this.file = file;
    this.channel = channel;
  }

  /** Takes the lock if nobody holds it; empty if somebody does. The file's folder must exist. */
  public static Optional<StateLock> tryAcquire(Path file) throws IOException {
    return Optional.ofNullable(attempt(identityOf(file)));
  }

  /**
   * Takes the lock, waiting at most {@code patience} for whoever holds it.
   *
   * @throws StoreException if it is still held then
   * @throws InterruptedIOException if the thread is interrupted while it waits
   */
  public static StateLock acquire(Path file, Duration patience) throws IOException {
    Path identity = identityOf(file);
    long deadline = System.nanoTime() + patience.toNanos();
    while (true) {
      StateLock lock = attempt(identity);
      if (lock != null) {
        return lock;
      }
      if (System.nanoTime() - deadline >= 0) {
        throw new StoreException(
            "Another Ferry has held " + file + " for too long: end it, or try again later.");
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

  private static @Nullable StateLock attempt(Path file) throws IOException {
    if (!HELD.add(file)) {
      return null;
    }
    FileChannel channel = null;
    boolean taken = false;
    try {
      channel = open(file);
      FileLock lock = channel.tryLock();
      taken = lock != null;
      return taken ? new StateLock(file, channel) : null;
    } finally {
      if (!taken) {
        letGo(file, channel);
      }
    }
  }

  private static FileChannel open(Path file) throws IOException {
    return FileChannel.open(
        file,
        new HashSet<>(Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE)),
        OwnerOnly.fileMode(file));
  }

  /** Closes first: the name is free only when the system's lock is. */
  private static void letGo(Path file, @Nullable FileChannel channel) throws IOException {
    try {
      if (channel != null) {
        channel.close();
      }
    } finally {
      HELD.remove(file);
    }
  }

  /** Gives the lock back. */
  @Override
  public synchronized void close() throws IOException {
    if (!closed) {
      closed = true;
      letGo(file, channel);
    }
  }
}
