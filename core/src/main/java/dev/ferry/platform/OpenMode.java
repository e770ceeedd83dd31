package dev.ferry.platform;

/** How a regular file below a {@link HeldFolder} is opened. */
public enum OpenMode {
  /** An existing file, for reading. */
  READ,
  /** An existing file, for reading and writing. */
  WRITE,
  /** For reading and writing; a missing file is created with mode 0600, a present one kept. */
  WRITE_CREATE,
  /** For reading and writing; the file is created with mode 0600 and must not exist. */
  CREATE_NEW
}
