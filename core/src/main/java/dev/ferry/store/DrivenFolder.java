package dev.ferry.store;

import dev.ferry.platform.LockFile;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import org.jspecify.annotations.Nullable;

/**
 * The folder in which a transfer that this peer drives keeps what must survive a restart. Whoever
 * holds one drives the transfer: nobody else gets it before this is closed. Thread-safe.
 */
public final class DrivenFolder implements AutoCloseable {
  static final String LOCK = "lock";
  static final String STATE = "state.json";

  private final Path folder;
  private final StateFile<DrivenState> file;
  private final LockFile lock;
  private volatile DrivenState state;

  DrivenFolder(Path folder, StateFile<DrivenState> file, LockFile lock, DrivenState state) {
    this.folder = folder;
    this.file = file;
    this.lock = lock;
    this.state = state;
  }

  /** Where the driver may keep files of its own; their names must not be those used here. */
  public Path folder() {
    return folder;
  }

  /** What was saved last. */
  public DrivenState state() {
    return state;
  }

  /**
   * Replaces the state. Blocks until it is on disk.
   *
   * @throws IllegalArgumentException if it is another transfer's
   */
  public void save(DrivenState changed) throws IOException {
    if (!changed.id().equals(state.id())) {
      throw new IllegalArgumentException("the state of another transfer");
    }
    file.write(folder.resolve(STATE), changed);
    state = changed;
  }

  /** Deletes the folder with everything in it, and closes this. */
  public void delete() throws IOException {
    try (this) {
      deleteTree(folder);
    }
  }

  /** State first: without it the rest is litter, which the next look at the store sweeps up. */
  static void deleteTree(Path folder) throws IOException {
    Files.deleteIfExists(folder.resolve(STATE));
    Files.walkFileTree(
        folder,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.deleteIfExists(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path left, @Nullable IOException failure)
              throws IOException {
            if (failure != null) {
              throw failure;
            }
            Files.deleteIfExists(left);
            return FileVisitResult.CONTINUE;
          }
        });
  }

  /** Lets others drive the transfer; what is kept stays. May be called more than once. */
  @Override
  public void close() throws IOException {
    lock.close();
  }
}
