package dev.ferry.cli.shell;

import dev.ferry.cli.show.TerminalSize;
import java.util.List;
import org.jline.terminal.Terminal;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStringBuilder;
import org.jline.utils.InfoCmp.Capability;

/**
 * The lines below everything else. While a line is read, they belong to what the reader displays;
 * else they stand below the cursor, which waits at the begin of the first of them. Whoever uses it
 * holds the reader's lock.
 */
final class Footer {
  private final Terminal terminal;
  private final boolean possible;
  private List<String> lines = List.of();
  private boolean reading;
  private boolean painted;

  Footer(Terminal terminal) {
    this.terminal = terminal;
    this.possible =
        !terminal.getType().startsWith(Terminal.TYPE_DUMB)
            && terminal.getStringCapability(Capability.clr_eos) != null
            && terminal.getStringCapability(Capability.cursor_up) != null;
  }

  /** Takes other lines; whether they are others. They may have colours. */
  boolean take(List<String> others) {
    boolean differ = !lines.equals(others);
    lines = List.copyOf(others);
    return differ;
  }

  /** A line is about to be read. */
  void beginReading() {
    erase();
    reading = true;
  }

  /** Nothing is read any more: the cursor is at the begin of an empty line. */
  void endReading() {
    reading = false;
    paint();
  }

  boolean isReading() {
    return reading;
  }

  /** All lines that fit below {@code above} others, each with a line end before it. */
  AttributedString below(int above, int columns, int rows) {
    AttributedStringBuilder text = new AttributedStringBuilder();
    for (AttributedString line : fitting(rows - above, columns)) {
      text.append("\n").append(line);
    }
    return text.toAttributedString();
  }

  private List<AttributedString> fitting(int rows, int columns) {
    if (!possible || columns < 2) {
      return List.of();
    }
    return lines.stream()
        .skip(Math.max(0, lines.size() - Math.max(0, rows)))
        .map(AttributedString::fromAnsi)
        .map(line -> line.columnSubSequence(0, columns - 1))
        .toList();
  }

  private List<AttributedString> fittingNow() {
    // Of a terminal that is gone nothing is drawn; whoever leaves then must not stumble here.
    return TerminalSize.of(terminal)
        .map(size -> fitting(size.rows() - 1, size.columns()))
        .orElseGet(List::of);
  }

  /** Draws it where the cursor is, which stays there; not while a line is read. */
  void paint() {
    if (reading) {
      return;
    }
    List<AttributedString> shown = fittingNow();
    terminal.puts(Capability.carriage_return);
    if (painted || !shown.isEmpty()) {
      terminal.puts(Capability.clr_eos);
    }
    // A window that has just become narrower, which is known a moment later only, cuts them.
    cut(true);
    for (int i = 0; i < shown.size(); i++) {
      terminal.writer().print((i == 0 ? "" : "\r\n") + shown.get(i).toAnsi(terminal));
    }
    cut(false);
    for (int i = 1; i < shown.size(); i++) {
      terminal.puts(Capability.cursor_up);
    }
    terminal.puts(Capability.carriage_return);
    terminal.flush();
    painted = !shown.isEmpty();
  }

  /**
   * Whether the terminal cuts what is longer than its row, instead of wrapping it. Terminals know
   * how (DECAWM), and those that do not pass over it; many of their descriptions leave it out.
   */
  void cut(boolean longLines) {
    if (possible) {
      terminal.writer().print(longLines ? "\u001b[?7l" : "\u001b[?7h");
    }
  }

  /** Takes it away, so that something else can stand there; not while a line is read. */
  void erase() {
    if (painted && !reading) {
      terminal.puts(Capability.carriage_return);
      terminal.puts(Capability.clr_eos);
      painted = false;
    }
  }
}
