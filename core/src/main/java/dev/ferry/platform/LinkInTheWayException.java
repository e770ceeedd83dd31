package dev.ferry.platform;

import java.nio.file.FileSystemException;
import org.jspecify.annotations.Nullable;

/** A symbolic link stands where a folder or file was expected; it was not followed. */
public final class LinkInTheWayException extends FileSystemException {
  private static final long serialVersionUID = 1L;

  /** Names the path that was asked for; the link is one of its segments. */
  public LinkInTheWayException(@Nullable String file) {
    super(file, null, "A symbolic link is in the way");
  }
}
