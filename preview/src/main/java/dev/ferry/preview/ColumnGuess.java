package dev.ferry.preview;

import java.util.regex.Pattern;

/** Finds what all values of a column are. Not thread-safe. */
final class ColumnGuess {
  private static final int LONGEST = 40;

  /** A leading zero makes it a code, such as a postal one, which is no number. */
  private static final Pattern WHOLE = Pattern.compile("[-+]?(0|[1-9][0-9]*)");

  private static final Pattern POINT =
      Pattern.compile("[-+]?([0-9]+\\.[0-9]*|\\.?[0-9]+)([eE][-+]?[0-9]+)?");
  private static final Pattern COMMA = Pattern.compile("[-+]?[0-9]+,[0-9]+");
  private static final Pattern DATE =
      Pattern.compile(
          "[0-9]{4}-[0-9]{2}-[0-9]{2}|[0-9]{1,2}\\.[0-9]{1,2}\\.[0-9]{4}|[0-9]{1,2}/[0-9]{1,2}/[0-9]{4}");
  private static final Pattern TIME =
      Pattern.compile(
          "[0-9]{4}-[0-9]{2}-[0-9]{2}[T ][0-9]{2}:[0-9]{2}(:[0-9]{2}([.,][0-9]+)?)?(Z|[-+][0-9:]+)?");
  private static final Pattern YES_NO =
      Pattern.compile("true|false|yes|no", Pattern.CASE_INSENSITIVE);

  private final char delimiter;
  private Column.Type type = Column.Type.NOTHING;

  ColumnGuess(char delimiter) {
    this.delimiter = delimiter;
  }

  /** Takes another value into account. */
  void see(String value) {
    if (type != Column.Type.TEXT) {
      type = together(type, of(value.strip(), delimiter));
    }
  }

  /** What all values seen are. */
  Column.Type type() {
    return type;
  }

  /** What one value is alone. */
  static Column.Type of(String value, char delimiter) {
    if (value.isEmpty()) {
      return Column.Type.NOTHING;
    }
    if (value.length() > LONGEST) {
      return Column.Type.TEXT;
    }
    char c = value.charAt(0);
    if ((c >= '0' && c <= '9') || c == '-' || c == '+' || c == '.') {
      return ofDigits(value, delimiter);
    }
    return YES_NO.matcher(value).matches() ? Column.Type.YES_NO : Column.Type.TEXT;
  }

  private static Column.Type ofDigits(String value, char delimiter) {
    if (WHOLE.matcher(value).matches()) {
      return Column.Type.WHOLE;
    }
    if (isDecimal(value, delimiter)) {
      return Column.Type.DECIMAL;
    }
    return DATE.matcher(value).matches()
        ? Column.Type.DATE
        : TIME.matcher(value).matches() ? Column.Type.TIME : Column.Type.TEXT;
  }

  private static boolean isDecimal(String value, char delimiter) {
    boolean code =
        value.length() > 1 && value.charAt(0) == '0' && Character.isDigit(value.charAt(1));
    return !code
        && (POINT.matcher(value).matches() || (delimiter != ',' && COMMA.matcher(value).matches()));
  }

  private static Column.Type together(Column.Type one, Column.Type other) {
    if (one == other || other == Column.Type.NOTHING) {
      return one;
    }
    if (one == Column.Type.NOTHING) {
      return other;
    }
    if (one.isNumber() && other.isNumber()) {
      return Column.Type.DECIMAL;
    }
    return isTime(one) && isTime(other) ? Column.Type.TIME : Column.Type.TEXT;
  }

  private static boolean isTime(Column.Type type) {
    return type == Column.Type.DATE || type == Column.Type.TIME;
  }
}
