package dev.ferry.inbox;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HashSet;
import java.util.Set;

/** Keeps other processes, and others in this one, away from a staging. */
final class StagingLock implements AutoCloseable {
  /**
   * The files this process holds, by what the system calls them. Static because the system's locks
   * belong to the process: on POSIX closing any channel to a file gives up every lock the process
   * has on it, so a second taker in the same process must be turned away before it opens the file.
   */
  private static final Set<Object> HELD = new HashSet<>();

  private final FileChannel channel;
  private final Object key;

  private StagingLock(FileChannel channel, Object key) {
    this.channel = channel;
    this.key = key;
  }

  /**
   * Takes the lock, without waiting.
   *
   * @throws StagingInUseException if somebody has it
   */
  static StagingLock take(Path file) throws IOException {
    synchronized (HELD) {
      create(file);
      Object key = keyOf(file);
      if (HELD.contains(key)) {
        throw inUse(file);
      }
      FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE);
      boolean taken = false;
      try {
        taken = channel.tryLock() != null;
      } finally {
        if (!taken) {
          channel.close();
        }
      }
      if (!taken) {
        throw inUse(file);
      }
      HELD.add(key);
      return new StagingLock(channel, key);
    }
  }

  /** Only a file that is new may be opened before it is known whether this process holds it. */
  private static void create(Path file) throws IOException {
    try {
      Files.createFile(file);
    } catch (FileAlreadyExistsException e) {
      // As it is whenever a staging is opened again.
    }
  }

  /** The same file by whatever name; where the system has no names of its own, the path. */
  private static Object keyOf(Path file) throws IOException {
    Object key = Files.readAttributes(file, BasicFileAttributes.class).fileKey();
    return key == null ? file.toRealPath() : key;
  }

  private static StagingInUseException inUse(Path file) {
    return new StagingInUseException(String.valueOf(file.getParent()));
  }

  /** Gives the lock back, as the end of the process does. May be called more than once. */
  @Override
  public void close() throws IOException {
    synchronized (HELD) {
      if (channel.isOpen()) {
        try {
          channel.close();
        } finally {
          HELD.remove(key);
        }
      }
    }
  }
}
