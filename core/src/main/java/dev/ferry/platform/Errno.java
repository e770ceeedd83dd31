package dev.ferry.platform;

import java.nio.file.AccessDeniedException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;

/** Linux's error numbers (asm-generic/errno.h) and the exceptions that stand for them. */
final class Errno {
  static final int EPERM = 1;
  static final int ENOENT = 2;
  static final int EINTR = 4;
  static final int EIO = 5;
  static final int ENXIO = 6;
  static final int EAGAIN = 11;
  static final int EACCES = 13;
  static final int EEXIST = 17;
  static final int EXDEV = 18;
  static final int ENODEV = 19;
  static final int ENOTDIR = 20;
  static final int EISDIR = 21;
  static final int EINVAL = 22;
  static final int ENOSPC = 28;
  static final int EROFS = 30;
  static final int ENOSYS = 38;
  static final int ENOTEMPTY = 39;
  static final int ELOOP = 40;
  static final int EOPNOTSUPP = 95;
  static final int ENOTCONN = 107;
  static final int ESTALE = 116;
  static final int EDQUOT = 122;

  private Errno() {}

  /**
   * The exception for a call that was to change nothing.
   *
   * @param result what the call returned: an errno with its sign turned
   */
  static FileSystemException reading(long result, String file) {
    int errno = (int) -result;
    return switch (errno) {
      case ENOENT -> new NoSuchFileException(file);
      case EACCES -> new AccessDeniedException(file);
      case EEXIST -> new FileAlreadyExistsException(file);
      case ENOTDIR -> new NotDirectoryException(file);
      case ENOTEMPTY -> new DirectoryNotEmptyException(file);
      case ELOOP -> new LinkInTheWayException(file);
      case EXDEV -> new AtomicMoveNotSupportedException(file, null, text(errno));
      case ENOSPC, EDQUOT -> new NoSpaceException(file, text(errno));
      case EROFS, ESTALE, ENODEV, ENOTCONN -> new StorageGoneException(file, text(errno));
      default -> new FileSystemException(file, null, text(errno));
    };
  }

  /**
   * The exception for a call that was to change something: a disk that does not even take the bytes
   * was pulled out or is broken, and the file is not to blame.
   */
  static FileSystemException writing(long result, String file) {
    return result == -EIO || result == -ENXIO
        ? new StorageGoneException(file, text((int) -result))
        : reading(result, file);
  }

  /** What {@code strerror} says in English, whatever the locale. */
  private static String text(int errno) {
    return switch (errno) {
      case EPERM -> "Operation not permitted";
      case EIO -> "Input/output error";
      case ENXIO -> "No such device or address";
      case EAGAIN -> "Resource temporarily unavailable";
      case 12 -> "Cannot allocate memory";
      case 16 -> "Device or resource busy";
      case EXDEV -> "Lies on another file system";
      case ENODEV -> "No such device";
      case EISDIR -> "Is a directory";
      case EINVAL -> "Invalid argument";
      case 23 -> "Too many open files in system";
      case 24 -> "Too many open files";
      case 26 -> "Text file busy";
      case 27 -> "File too large";
      case ENOSPC -> "No space left on device";
      case EROFS -> "Read-only file system";
      case 31 -> "Too many links";
      case 36 -> "File name too long";
      case ENOSYS -> "Function not implemented";
      case EOPNOTSUPP -> "Operation not supported";
      case ENOTCONN -> "Transport endpoint is not connected";
      case 110 -> "Connection timed out";
      case ESTALE -> "Stale file handle";
      case EDQUOT -> "Disk quota exceeded";
      default -> "Error " + errno;
    };
  }
}
