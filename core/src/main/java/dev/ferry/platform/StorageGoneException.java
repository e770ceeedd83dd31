package dev.ferry.platform;

import java.nio.file.FileSystemException;
import org.jspecify.annotations.Nullable;

/**
 * The folder that is held cannot be used any more: deleted, unmounted, pulled out, turned read-only
 * by an error, or a share whose server forgot it. Worth another try with a folder held anew.
 */
public final class StorageGoneException extends FileSystemException {
  private static final long serialVersionUID = 1L;

  /** Names the file that was asked for, or null, and what the system said. */
  public StorageGoneException(@Nullable String file, @Nullable String reason) {
    super(file, null, reason);
  }
}
