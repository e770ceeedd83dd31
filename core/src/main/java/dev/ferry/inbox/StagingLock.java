package dev.ferry.inbox;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Keeps other processes, and others in this one, away from a staging. */
final class StagingLock implements AutoCloseable {
  private final FileChannel channel;

  private StagingLock(FileChannel channel) {
    this.channel = channel;
  }

  /**
   * Takes the lock, without waiting.
   *
   * @throws StagingInUseException if somebody has it
   */
  static StagingLock take(Path file) throws IOException {
    FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    boolean taken = false;
    try {
      taken = channel.tryLock() != null;
    } catch (OverlappingFileLockException e) {
      // Somebody in this process has it.
    } finally {
      if (!taken) {
        channel.close();
      }
    }
    if (!taken) {
      throw new StagingInUseException(String.valueOf(file.getParent()));
    }
    return new StagingLock(channel);
  }

  /** Gives the lock back, as the end of the process does. */
  @Override
  public void close() throws IOException {
    channel.close();
  }
}
