package dev.ferry.platform;

import java.nio.file.FileSystemException;
import org.jspecify.annotations.Nullable;

/**
 * The disk, or this user's quota on it, is full. Worth another try when somebody has made room.
 * What was written before it stays written.
 */
public final class NoSpaceException extends FileSystemException {
  private static final long serialVersionUID = 1L;

  /** Names the file that could not grow, or null, and what the system said. */
  public NoSpaceException(@Nullable String file, @Nullable String reason) {
    super(file, null, reason);
  }
}
