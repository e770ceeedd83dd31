package dev.ferry.inbox;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * Names that Windows cannot hold, written as in URLs: {@code a:b} as {@code a%3Ab}. That takes the
 * backslash too, which would lead into another folder there.
 */
public final class WindowsNames {
  private static final String REFUSED = "<>:\"\\|?*";
  private static final Pattern DEVICE =
      Pattern.compile(
          "(con|prn|aux|nul|com[0-9]|lpt[0-9])(\\..*)?", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

  private WindowsNames() {}

  /** A name that Windows can hold; the name itself if it can. */
  public static String escape(String name) {
    StringBuilder out = new StringBuilder(name.length());
    boolean device = DEVICE.matcher(name).matches();
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      boolean last = i == name.length() - 1;
      if (c < 0x20
          || REFUSED.indexOf(c) >= 0
          || (last && (c == '.' || c == ' '))
          || (i == 0 && device)) {
        appendEscaped(out, c);
      } else {
        out.append(c);
      }
    }
    return out.toString();
  }

  private static void appendEscaped(StringBuilder out, char c) {
    for (byte b : String.valueOf(c).getBytes(StandardCharsets.UTF_8)) {
      out.append('%').append(HexFormat.of().withUpperCase().toHexDigits(b));
    }
  }
}
