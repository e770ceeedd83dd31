package dev.ferry.cli.ask;

/**
 * One line of text as keys make it: printable characters, backspace, Ctrl-U. Keys that send escape
 * sequences are ignored. Not thread-safe.
 */
final class LineEditor {
  private static final int ENTER = '\r';
  private static final int LINE_FEED = '\n';
  private static final int BACKSPACE = '\b';
  private static final int DELETE = 0x7f;
  private static final int CTRL_U = 0x15;
  private static final int ESCAPE = 0x1b;
  private static final int LONGEST = 1000;

  private final StringBuilder text = new StringBuilder();
  private Sequence sequence = Sequence.NONE;

  /** How much of an escape sequence has been read. */
  private enum Sequence {
    NONE,
    BEGUN,
    INSIDE
  }

  /** Takes a key, and says whether the line is done. */
  boolean take(int key) {
    if (sequence != Sequence.NONE) {
      skip(key);
      return false;
    }
    switch (key) {
      case ENTER, LINE_FEED -> {
        return true;
      }
      case BACKSPACE, DELETE -> removeLast();
      case CTRL_U -> text.setLength(0);
      case ESCAPE -> sequence = Sequence.BEGUN;
      default -> {
        if (key >= ' ' && text.length() < LONGEST) {
          text.append((char) key);
        }
      }
    }
    return false;
  }

  /** What has been typed so far. */
  String text() {
    return text.toString();
  }

  private void skip(int key) {
    boolean introducer = sequence == Sequence.BEGUN && (key == '[' || key == 'O');
    boolean inside = sequence == Sequence.INSIDE && key < '@';
    sequence = introducer || inside ? Sequence.INSIDE : Sequence.NONE;
  }

  private void removeLast() {
    if (!text.isEmpty()) {
      text.setLength(text.offsetByCodePoints(text.length(), -1));
    }
  }
}
