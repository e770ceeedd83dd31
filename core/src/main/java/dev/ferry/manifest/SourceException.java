package dev.ferry.manifest;

import java.io.IOException;
import java.nio.file.Path;

/** Something that a person named as a source cannot be one; the message names it and says why. */
public final class SourceException extends IOException {
  private static final long serialVersionUID = 1L;

  private final Path path;

  SourceException(Path path, String why) {
    super(path + " " + why);
    this.path = path;
  }

  SourceException(Path path, String why, IOException cause) {
    super(path + " " + why, cause);
    this.path = path;
  }

  /** What was named. */
  public Path path() {
    return path;
  }
}
