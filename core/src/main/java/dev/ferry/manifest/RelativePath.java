package dev.ferry.manifest;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A path below some folder that cannot lead out of it: segments joined by {@code /}, none of them
 * empty, {@code .} or {@code ..}, no root, no NUL, nothing that UTF-8 cannot hold.
 *
 * <p>Control characters, backslashes, bidirectional marks and the like are legal names on disk and
 * are kept as sent; whoever shows a path escapes it. Immutable and thread-safe.
 *
 * <p>Order: segment by segment in code point order, which is the order of their UTF-8 bytes. A
 * folder comes directly before its descendants, and these are contiguous.
 */
public final class RelativePath implements Comparable<RelativePath> {
  /** The longest path in UTF-8 bytes, Linux's PATH_MAX. */
  public static final int MAX_BYTES = 4096;

  /** The longest segment in UTF-8 bytes, the NAME_MAX of ext4, XFS, APFS and NTFS alike. */
  public static final int MAX_SEGMENT_BYTES = 255;

  private final String text;

  private RelativePath(String text) {
    this.text = text;
  }

  /**
   * Checks and wraps {@code text}.
   *
   * @throws BadPathException if the text breaks one of the rules of this class
   */
  public static RelativePath parse(String text) throws BadPathException {
    if (text.isEmpty()) {
      throw new BadPathException("the path is empty");
    }
    int total = checkSegments(text, 0);
    if (total > MAX_BYTES) {
      throw new BadPathException("the path is longer than " + MAX_BYTES + " bytes");
    }
    return new RelativePath(text);
  }

  /** Joins {@code segments} and checks the result as {@link #parse} does. */
  public static RelativePath of(List<String> segments) throws BadPathException {
    for (String segment : segments) {
      if (segment.indexOf('/') >= 0) {
        throw new BadPathException("a segment contains '/'");
      }
    }
    return parse(String.join("/", segments));
  }

  /**
   * Checks the segments from {@code start} on; returns their UTF-8 bytes with the slashes between.
   */
  private static int checkSegments(String text, int start) throws BadPathException {
    int total = -1;
    int from = start;
    int bytes = 0;
    for (int i = start; i <= text.length(); i++) {
      if (i == text.length() || text.charAt(i) == '/') {
        checkSegment(text, from, i, bytes);
        total += bytes + 1;
        from = i + 1;
        bytes = 0;
      } else {
        bytes += checkedUtf8Bytes(text, i);
      }
    }
    return total;
  }

  private static void checkSegment(String text, int start, int end, int bytes)
      throws BadPathException {
    int length = end - start;
    if (length == 0) {
      throw new BadPathException("the path has an empty segment or starts at a root");
    }
    boolean dot = text.charAt(start) == '.';
    if (dot && (length == 1 || (length == 2 && text.charAt(start + 1) == '.'))) {
      throw new BadPathException("the path has a segment '.' or '..'");
    }
    if (bytes > MAX_SEGMENT_BYTES) {
      throw new BadPathException("a segment is longer than " + MAX_SEGMENT_BYTES + " bytes");
    }
  }

  private static int checkedUtf8Bytes(String text, int i) throws BadPathException {
    if (text.charAt(i) == 0) {
      throw new BadPathException("the path contains NUL");
    }
    int bytes = Utf8.bytesAt(text, i);
    if (bytes < 0) {
      throw new BadPathException("the path is not valid Unicode");
    }
    return bytes;
  }

  /** The segments, first to last; never empty. */
  public List<String> segments() {
    return List.of(text.split("/", -1));
  }

  /** The first segment: under which name the whole tree appears. */
  public String root() {
    int slash = text.indexOf('/');
    return slash < 0 ? text : text.substring(0, slash);
  }

  /** The last segment. */
  public String name() {
    return text.substring(text.lastIndexOf('/') + 1);
  }

  /** The number of segments, at least 1. */
  public int depth() {
    int depth = 1;
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) == '/') {
        depth++;
      }
    }
    return depth;
  }

  /** The path without its last segment, or null if it has only one. */
  public @Nullable RelativePath parent() {
    int slash = text.lastIndexOf('/');
    return slash < 0 ? null : new RelativePath(text.substring(0, slash));
  }

  /**
   * This path with one more segment.
   *
   * @throws BadPathException if the segment, or the whole, breaks a rule of this class
   */
  public RelativePath resolve(String segment) throws BadPathException {
    if (segment.indexOf('/') >= 0) {
      throw new BadPathException("a segment contains '/'");
    }
    String joined = text + "/" + segment;
    int added = checkSegments(joined, text.length() + 1);
    // Three bytes a char is the most; only a path that might be too long is counted again.
    if (text.length() * 3 + 1 + added > MAX_BYTES && Utf8.length(joined) > MAX_BYTES) {
      throw new BadPathException("the path is longer than " + MAX_BYTES + " bytes");
    }
    return new RelativePath(joined);
  }

  /**
   * This path with its last segment replaced.
   *
   * @throws BadPathException if the name, or the whole, breaks a rule of this class
   */
  public RelativePath sibling(String name) throws BadPathException {
    RelativePath parent = parent();
    return parent == null ? of(List.of(name)) : parent.resolve(name);
  }

  /** Whether this path lies strictly below {@code folder}. */
  public boolean isUnder(RelativePath folder) {
    return text.length() > folder.text.length()
        && text.charAt(folder.text.length()) == '/'
        && text.startsWith(folder.text);
  }

  @Override
  public int compareTo(RelativePath other) {
    return compareText(text, other.text);
  }

  /** The order of paths, and of names: that of code points, {@code /} before all of them. */
  static int compareText(String left, String right) {
    int shared = Math.min(left.length(), right.length());
    for (int i = 0; i < shared; i++) {
      char a = left.charAt(i);
      char b = right.charAt(i);
      if (a != b) {
        return rank(a) - rank(b);
      }
    }
    return left.length() - right.length();
  }

  /** '/' sorts before every other character, surrogates after the rest of the basic plane. */
  private static int rank(char c) {
    return c == '/' ? -1 : Character.isSurrogate(c) ? c + 0x10000 : c;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof RelativePath that && text.equals(that.text);
  }

  @Override
  public int hashCode() {
    return text.hashCode();
  }

  /** The segments joined by {@code /}, unescaped: not fit for a screen. */
  @Override
  public String toString() {
    return text;
  }
}
