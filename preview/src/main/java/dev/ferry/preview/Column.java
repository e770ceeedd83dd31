package dev.ferry.preview;

import java.util.Locale;

/**
 * A column of a table.
 *
 * @param name what the header calls it, shortened; empty without a header
 * @param type what all values seen in it are
 */
public record Column(String name, Type type) {
  /** What the values of a column are; the first that fits all that are not empty. */
  public enum Type {
    /** There was no value. */
    NOTHING("empty"),
    WHOLE("whole number"),
    DECIMAL("number"),
    YES_NO("yes/no"),
    DATE("date"),
    TIME("date and time"),
    TEXT("text");

    private final String word;

    Type(String word) {
      this.word = word;
    }

    /** Its name in events and on the wire, in small letters. */
    public String slug() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The word for people. */
    public String word() {
      return word;
    }

    /** Whether its values are numbers, which stand to the right. */
    public boolean isNumber() {
      return this == WHOLE || this == DECIMAL;
    }
  }
}
