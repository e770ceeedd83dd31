package dev.ferry.store;

import org.jspecify.annotations.Nullable;

/** What the fields of a kept record must be for it to be written and read back. */
final class Fields {
  private static final int REPLACEMENT = 0xfffd;

  private Fields() {}

  /**
   * Refuses a record that lacks one of the fields it cannot be without: what a JSON file leaves out
   * arrives as null, whatever the record's types say.
   */
  static void required(@Nullable Object... fields) {
    for (Object field : fields) {
      if (field == null) {
        throw new IllegalArgumentException("a field is missing");
      }
    }
  }

  /** The text a peer sent, without halves of surrogate pairs, which UTF-8 cannot hold. */
  static String storable(String text) {
    return text.codePoints().noneMatch(Fields::isHalf)
        ? text
        : text.codePoints()
            .map(c -> isHalf(c) ? REPLACEMENT : c)
            .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
            .toString();
  }

  /** The same for a text that may be missing. */
  static @Nullable String storableOrNull(@Nullable String text) {
    return text == null ? null : storable(text);
  }

  private static boolean isHalf(int c) {
    return c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE;
  }
}
