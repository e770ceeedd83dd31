package dev.ferry.manifest;

import java.util.Locale;

/**
 * Names for what must stand beside something of the same name: {@code report.txt} becomes {@code
 * report (2).txt}.
 */
public final class NameSuffix {
  /** Longer endings are part of the name: {@code Version 2.final draft of it}. */
  private static final int MAX_EXTENSION = 16;

  private NameSuffix() {}

  /**
   * {@code name} with {@code (n)} before its extension, within {@link
   * RelativePath#MAX_SEGMENT_BYTES}: what does not fit is cut from the end of the part before the
   * number, never inside a character. An extension is what follows the last dot, together with a
   * {@code .tar} before it; a name that starts with its only dot has none.
   *
   * @param name a valid segment of a {@link RelativePath}
   * @param n the number, at least 2
   */
  public static String numbered(String name, int n) {
    if (n < 2) {
      throw new IllegalArgumentException("n < 2");
    }
    int dot = extensionStart(name);
    String ending = " (" + n + ")" + name.substring(dot);
    String stem = name.substring(0, dot);
    int room = RelativePath.MAX_SEGMENT_BYTES - Utf8.length(ending);
    return cut(stem, room) + ending;
  }

  private static int extensionStart(String name) {
    int dot = name.lastIndexOf('.');
    if (dot <= 0 || dot == name.length() - 1 || !isExtension(name, dot)) {
      return name.length();
    }
    int before = dot - ".tar".length();
    boolean tar = before > 0 && name.substring(before, dot).toLowerCase(Locale.ROOT).equals(".tar");
    return tar ? before : dot;
  }

  private static boolean isExtension(String name, int dot) {
    return name.length() - dot - 1 <= MAX_EXTENSION
        && name.substring(0, dot).chars().anyMatch(c -> c != '.')
        && name.substring(dot + 1).chars().noneMatch(c -> c == ' ' || c < 0x20);
  }

  /** The longest beginning of {@code text} of whole characters that takes at most {@code room}. */
  private static String cut(String text, int room) {
    int bytes = 0;
    int end = 0;
    while (end < text.length()) {
      int next = end + Character.charCount(text.codePointAt(end));
      bytes += Utf8.length(text.substring(end, next));
      if (bytes > room) {
        break;
      }
      end = next;
    }
    return text.substring(0, end);
  }
}
