package dev.ferry.identity;

import java.text.Normalizer;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** What a peer calls itself: bounded when it arrives, folded when two are compared. */
public final class PeerName {
  /** The longest alias in code points. */
  public static final int LENGTH = 64;

  /** What a peer that gave no name is called. */
  public static final String NAMELESS = "?";

  private static final int REPLACEMENT = 0xfffd;
  private static final Pattern BLANKS = Pattern.compile("[\\p{Z}\\s]+");

  /** Cyrillic and Greek letters, lower case, that look like the Latin ones. */
  private static final Map<Integer, Integer> LOOK_ALIKE = lookAlikes();

  private PeerName() {}

  /**
   * An alias as a peer sent it, fit to be kept: without blanks around it, at most {@link #LENGTH}
   * code points, {@link #NAMELESS} instead of an empty one. Not escaped.
   */
  public static String bounded(String alias) {
    String stripped = alias.strip();
    int count = stripped.codePointCount(0, stripped.length());
    int end = stripped.offsetByCodePoints(0, Math.min(count, LENGTH));
    String cut = withoutHalves(stripped.substring(0, end)).strip();
    return cut.isEmpty() ? NAMELESS : cut;
  }

  /** Half a surrogate pair is no character, and no file or protocol in UTF-8 can hold one. */
  private static String withoutHalves(String text) {
    return text.codePoints()
        .map(c -> Character.getType(c) == Character.SURROGATE ? REPLACEMENT : c)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  /** A bounded alias fit for a screen. */
  public static String shown(String alias) {
    return DisplayName.escape(bounded(alias));
  }

  /**
   * What is equal for two aliases that a person may take for the same: without case, invisible
   * characters, look-alike letters of other scripts, compatibility forms and accidental blanks.
   */
  public static String fold(String alias) {
    String visible =
        bounded(alias)
            .codePoints()
            .filter(c -> !isHidden(c))
            .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
            .toString();
    String plain = Normalizer.normalize(visible, Normalizer.Form.NFKC);
    // Up and down: sharp s, final sigma and the like have no lower case in common otherwise.
    String lower = plain.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
    String latin =
        lower
            .codePoints()
            .map(c -> LOOK_ALIKE.getOrDefault(c, c))
            .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
            .toString();
    return BLANKS.matcher(latin).replaceAll(" ").strip();
  }

  private static boolean isHidden(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL, Character.FORMAT, Character.SURROGATE -> !Character.isWhitespace(c);
      default -> DisplayName.isInvisible(c) || (c >= 0xfe00 && c <= 0xfe0f);
    };
  }

  private static Map<Integer, Integer> lookAlikes() {
    String foreign = "аеорсухіѕјԁһԛԝνοαιτκυρвмнткγ";
    String latin = "aeopcyxisjdhqwvoaitkupbmhtky";
    Map<Integer, Integer> map = new HashMap<>();
    int[] from = foreign.codePoints().toArray();
    int[] to = latin.codePoints().toArray();
    for (int i = 0; i < from.length; i++) {
      map.put(from[i], to[i]);
    }
    return Map.copyOf(map);
  }
}
