package dev.ferry.transfer;

import dev.ferry.platform.LockFile;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.UUID;

/**
 * A folder for files that are of no use after this process. Whoever makes one deletes those that
 * killed processes have left beside it. Closing it deletes it. Thread-safe; blocks on disk.
 */
public final class ScratchFolder implements AutoCloseable {
  /** Beside the folder, not in it, so that it is held before the folder can be seen. */
  private static final String LOCK = ".lock";

  private final Path path;
  private final LockFile lock;

  private ScratchFolder(Path path, LockFile lock) {
    this.path = path;
    this.lock = lock;
  }

  /** Makes one in {@code parent}, which holds nothing else. */
  public static ScratchFolder in(Path parent) throws IOException {
    sweep(parent);
    while (true) {
      Path path = parent.resolve(UUID.randomUUID().toString());
      Optional<LockFile> lock = LockFile.tryTake(lockOf(path));
      if (lock.isPresent()) {
        Files.createDirectory(path);
        return new ScratchFolder(path, lock.get());
      }
      // Somebody who sweeps took it for a lock that was left behind.
    }
  }

  /** Where it is. */
  public Path path() {
    return path;
  }

  private static Path lockOf(Path path) {
    return path.resolveSibling(path.getFileName() + LOCK);
  }

  private static void sweep(Path parent) throws IOException {
    try (DirectoryStream<Path> all = Files.newDirectoryStream(parent)) {
      for (Path each : all) {
        String name = String.valueOf(each.getFileName());
        sweepOne(name.endsWith(LOCK) ? withoutLock(each, name) : each);
      }
    }
  }

  private static Path withoutLock(Path lock, String name) {
    return lock.resolveSibling(name.substring(0, name.length() - LOCK.length()));
  }

  private static void sweepOne(Path path) throws IOException {
    Optional<LockFile> lock = LockFile.tryTake(lockOf(path));
    if (lock.isPresent()) {
      new ScratchFolder(path, lock.get()).close();
    }
  }

  /** Names are never used twice, so the lock's file can go, too. */
  @Override
  public void close() throws IOException {
    try (lock) {
      Folders.delete(path);
      Files.deleteIfExists(lockOf(path));
    }
  }
}
