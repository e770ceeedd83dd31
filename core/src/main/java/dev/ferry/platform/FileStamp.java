package dev.ferry.platform;

/**
 * What tells one state of a file from another without reading it. Two equal stamps of one path: the
 * file was, as far as the file system can tell, not changed in between. Immutable.
 *
 * @param device the file system it lives on; 0 if unknown
 * @param inode its number there; 0 if unknown
 * @param size bytes in it; of a link, the length of its target
 * @param modifiedNanos last modification of the contents, nanoseconds since the epoch; times out of
 *     the range of a long are the nearest that fits
 * @param changedNanos last change of contents, name or mode (ctime), nanoseconds since the epoch; 0
 *     if unknown
 * @param allocatedBytes bytes it occupies on disk: less than {@code size} if it is sparse; equal to
 *     {@code size} if unknown
 * @param kind what it is
 * @param mode POSIX permission bits including setuid, setgid and sticky (07777); 0 if unknown
 */
public record FileStamp(
    long device,
    long inode,
    long size,
    long modifiedNanos,
    long changedNanos,
    long allocatedBytes,
    FileKind kind,
    int mode) {

  /** Whether this is a regular file. */
  public boolean isFile() {
    return kind == FileKind.FILE;
  }

  /** Whether this is a folder. */
  public boolean isFolder() {
    return kind == FileKind.FOLDER;
  }

  /** Whether this is a symbolic link. */
  public boolean isLink() {
    return kind == FileKind.LINK;
  }

  /** Whether both are the same file on disk; false if the platform cannot tell. */
  public boolean isSameFileAs(FileStamp other) {
    return inode != 0 && inode == other.inode && device == other.device;
  }
}
