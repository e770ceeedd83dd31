package dev.ferry.manifest;

import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/**
 * A bracket of a {@link Glob}: {@code [abc]}, {@code [a-z]}, {@code [!...]}, {@code [^...]}, {@code
 * [[:alpha:]]}. A {@code ]} that comes first stands for itself.
 *
 * @param test what it matches
 * @param end where its closing bracket is
 */
record GlobBracket(IntPredicate test, int end) {
  /** The bracket that opens at {@code start}; null if it does not close or names no known class. */
  static @Nullable GlobBracket read(int[] text, int start) {
    boolean negated = start + 1 < text.length && (text[start + 1] == '!' || text[start + 1] == '^');
    int first = start + (negated ? 2 : 1);
    IntPredicate test = c -> false;
    int i = first;
    while (i < text.length && (text[i] != ']' || i == first)) {
      if (isClass(text, i)) {
        int end = classEnd(text, i);
        IntPredicate named = classNamed(new String(text, i + 2, end - i - 2));
        if (named == null) {
          return null;
        }
        test = test.or(named);
        i = end + 2;
      } else {
        Range range = Range.read(text, i);
        test = test.or(range::contains);
        i = range.end;
      }
    }
    return i >= text.length ? null : new GlobBracket(negated ? test.negate() : test, i);
  }

  /**
   * One character, or two with a {@code -} between them.
   *
   * @param end where what follows begins; behind the text if a backslash was the last of it
   */
  private record Range(int from, int to, int end) {
    static Range read(int[] text, int start) {
      int low = text[start] == '\\' ? start + 1 : start;
      int dash = low + 1;
      if (dash + 1 >= text.length || text[dash] != '-' || text[dash + 1] == ']') {
        return new Range(at(text, low), at(text, low), dash);
      }
      int high = text[dash + 1] == '\\' ? dash + 2 : dash + 1;
      return new Range(at(text, low), at(text, high), high + 1);
    }

    /** A range that is upside down holds its first character, as in git. */
    boolean contains(int c) {
      return c == from || (from <= c && c <= to);
    }

    private static int at(int[] text, int index) {
      return index < text.length ? text[index] : -1;
    }
  }

  private static boolean isClass(int[] text, int i) {
    return classEnd(text, i) >= 0;
  }

  /** Where the {@code :]} of a class that opens at {@code start} is; -1 if none opens there. */
  private static int classEnd(int[] text, int start) {
    if (text[start] != '[' || start + 1 >= text.length || text[start + 1] != ':') {
      return -1;
    }
    int i = start + 2;
    while (i < text.length && text[i] != ']') {
      i++;
    }
    return i < text.length && i - 1 >= start + 2 && text[i - 1] == ':' ? i - 1 : -1;
  }

  private static @Nullable IntPredicate classNamed(String name) {
    return switch (name) {
      case "alnum" -> Character::isLetterOrDigit;
      case "alpha" -> Character::isLetter;
      case "blank" -> c -> c == ' ' || c == '\t';
      case "cntrl" -> Character::isISOControl;
      case "digit" -> c -> c >= '0' && c <= '9';
      case "graph" -> c -> !Character.isISOControl(c) && !Character.isWhitespace(c);
      case "lower" -> Character::isLowerCase;
      case "print" -> c -> !Character.isISOControl(c);
      case "punct" -> c -> c > ' ' && c < 0x7f && !Character.isLetterOrDigit(c);
      case "space" -> Character::isWhitespace;
      case "upper" -> Character::isUpperCase;
      case "xdigit" -> c -> c < 0x7f && Character.digit(c, 16) >= 0;
      default -> null;
    };
  }
}
