package dev.ferry.manifest;

/**
 * What is in a file, in brief, as data. All there are come from {@code dev.ferry.preview}; the
 * engine only hands them on.
 */
public interface Glimpse {
  /** What sort of thing the file is. */
  FileKind kind();
}
