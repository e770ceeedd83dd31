package dev.ferry.platform;

import java.nio.file.InvalidPathException;

/** The last look at arguments before they reach the system, whoever looked before. */
final class PathRules {
  /** The longest path in chars, far beyond what anybody may send. */
  static final int MAX_CHARS = 8192;

  private static final int PERMISSION_BITS = 0777;

  private PathRules() {}

  /**
   * Returns {@code path} if it names something strictly below a folder.
   *
   * @throws InvalidPathException if it is empty, absolute or too long, or has a segment that is
   *     empty, "." or "..", NUL or a lone surrogate
   */
  static String requireBelow(String path) {
    int length = path.length();
    if (length > MAX_CHARS) {
      throw new InvalidPathException(path, "longer than " + MAX_CHARS + " characters");
    }
    int start = 0;
    for (int i = 0; i < length; i++) {
      char c = path.charAt(i);
      if (c == '/') {
        requireSegment(path, start, i);
        start = i + 1;
      } else if (c == 0 || Character.isSurrogate(c)) {
        requireUnicode(path, i);
      }
    }
    requireSegment(path, start, length);
    return path;
  }

  /** Returns {@code target} if a symbolic link can hold it. */
  static String requireTarget(String target) {
    if (target.isEmpty() || target.length() > MAX_CHARS) {
      throw new InvalidPathException(target, "not the target of a link");
    }
    for (int i = 0; i < target.length(); i++) {
      requireUnicode(target, i);
    }
    return target;
  }

  /** Returns {@code mode} if it has permission bits only. */
  static int requireMode(int mode) {
    if ((mode & ~PERMISSION_BITS) != 0) {
      throw new IllegalArgumentException("mode bits outside of 0777");
    }
    return mode;
  }

  /** Returns {@code position} if a file can have it. */
  static long requirePosition(long position) {
    if (position < 0) {
      throw new IllegalArgumentException("position < 0");
    }
    return position;
  }

  /** The part before the last segment, or the empty string. */
  static String parentOf(String path) {
    int slash = path.lastIndexOf('/');
    return slash < 0 ? "" : path.substring(0, slash);
  }

  private static void requireSegment(String path, int start, int end) {
    int length = end - start;
    if (length == 0) {
      throw new InvalidPathException(path, "empty segment, or absolute");
    }
    if (length <= 2 && path.charAt(start) == '.' && path.charAt(end - 1) == '.') {
      throw new InvalidPathException(path, "segment '.' or '..'");
    }
  }

  private static void requireUnicode(String text, int i) {
    char c = text.charAt(i);
    if (c == 0) {
      throw new InvalidPathException(text, "NUL");
    }
    if (Character.isHighSurrogate(c)
        && (i + 1 == text.length() || !Character.isLowSurrogate(text.charAt(i + 1)))) {
      throw new InvalidPathException(text, "lone surrogate");
    }
    if (Character.isLowSurrogate(c) && (i == 0 || !Character.isHighSurrogate(text.charAt(i - 1)))) {
      throw new InvalidPathException(text, "lone surrogate");
    }
  }
}
