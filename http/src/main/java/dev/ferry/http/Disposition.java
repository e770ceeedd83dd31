package dev.ferry.http;

/** {@code Content-Disposition}, RFC 6266: under which name a browser stores a file. */
public final class Disposition {
  private static final String UNSAFE = "\\/:*?\"<>|%";

  private Disposition() {}

  /** Stored under {@code name}, never shown. */
  public static String attachment(String name) {
    return "attachment; filename=\"" + ascii(name) + "\"; filename*=UTF-8''" + Percent.encode(name);
  }

  /** For programs that know no other than ASCII names: what they might trip over becomes '_'. */
  private static String ascii(String name) {
    StringBuilder ascii = new StringBuilder();
    name.codePoints()
        .forEach(
            c -> ascii.append(c > ' ' - 1 && c < 0x7f && UNSAFE.indexOf(c) < 0 ? (char) c : '_'));
    return ascii.toString();
  }
}
