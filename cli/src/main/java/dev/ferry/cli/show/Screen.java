package dev.ferry.cli.show;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Where lines go: to the two streams of this process, one after the other, from a thread of its
 * own, so that a stopped terminal or an unread pipe does not stop a transfer. On a terminal it may
 * also keep a live region below the lines, redrawn ten times a second.
 *
 * <p>Thread-safe. {@link #print} blocks only when {@value #ROOM} lines wait to be read.
 */
public final class Screen implements AutoCloseable {
  private static final int ROOM = 10_000;
  private static final int BATCH = 500;
  private static final long TICK_MILLIS = 100;
  private static final long LAST_WORDS_MILLIS = 2_000;
  private static final String CLEAR_LINE_END = "\u001b[K";
  private static final String CLEAR_BELOW = "\u001b[J";

  private final PrintStream out;
  private final PrintStream err;
  private final IntSupplier columns;
  private final BlockingQueue<Line> waiting = new LinkedBlockingQueue<>(ROOM);
  private final Thread thread;
  private volatile @Nullable Live live;
  private volatile boolean closing;
  private Region drawn = Region.EMPTY;
  private int drawnWidth;

  /** Prints to these streams, lines as they are. */
  public Screen(PrintStream out, PrintStream err) {
    this(out, err, () -> 0);
  }

  /**
   * Prints to these streams.
   *
   * @param columns the terminal's width now, at which long lines are broken between words; 0 if
   *     they stay as they are. Asked for on the screen's thread when a line is longer than usual
   *     terminals are wide, and may block
   */
  public Screen(PrintStream out, PrintStream err, IntSupplier columns) {
    this.out = out;
    this.err = err;
    this.columns = columns;
    this.thread = Thread.ofPlatform().daemon().name("screen").start(this::run);
  }

  /** Something to print: text on standard output or standard error, without line end. */
  private record Line(String text, boolean error) {}

  /**
   * What is shown below the lines that stay.
   *
   * @param lines each at most as wide as was asked for
   * @param typing whether somebody types at the end of the last one; if not, the cursor rests at
   *     its beginning, where an echoed ^C does no harm
   */
  public record Region(List<String> lines, boolean typing) {
    /** Nothing. */
    public static final Region EMPTY = new Region(List.of(), false);
  }

  /** The live region for a width, and the width now. */
  private record Live(IntFunction<Region> region, IntSupplier width) {}

  /** Prints a line, which may hold line ends, to standard output. */
  public void print(String text) {
    add(new Line(text, false));
  }

  /** Prints a line to standard error. */
  public void error(String text) {
    add(new Line(text, true));
  }

  /** Whether so much waits to be read that news which grows old had better be dropped. */
  public boolean isCrowded() {
    return waiting.size() > ROOM / 10;
  }

  /**
   * Begins to show a live region.
   *
   * @param region what it shows in so many columns; called on the screen's thread
   * @param width the terminal's width now
   */
  public void showLive(IntFunction<Region> region, IntSupplier width) {
    live = new Live(region, width);
  }

  /** Takes the live region away and prints all that waits; gives up after two seconds. */
  @Override
  public void close() {
    closing = true;
    thread.interrupt();
    try {
      thread.join(LAST_WORDS_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void add(Line line) {
    try {
      waiting.put(line);
    } catch (InterruptedException e) {
      waiting.offer(line);
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    List<Line> batch = new ArrayList<>();
    while (!closing) {
      takeInto(batch);
      draw(batch, false);
      batch.clear();
    }
    do {
      batch.clear();
      waiting.drainTo(batch, BATCH);
      draw(batch, true);
    } while (!batch.isEmpty());
  }

  private void takeInto(List<Line> batch) {
    try {
      Line first =
          live == null
              ? waiting.poll(TICK_MILLIS * 5, TimeUnit.MILLISECONDS)
              : waiting.poll(TICK_MILLIS, TimeUnit.MILLISECONDS);
      if (first != null) {
        batch.add(first);
        waiting.drainTo(batch, BATCH);
      }
    } catch (InterruptedException e) {
      // Closing: what waits is printed after the loop.
      return;
    }
  }

  private void draw(List<Line> lines, boolean last) {
    Live showing = live;
    if (showing == null) {
      lines.forEach(this::printPlainly);
      return;
    }
    int width = Math.max(20, showing.width().getAsInt());
    Region below = last ? Region.EMPTY : showing.region().apply(width - 1);
    if (!lines.isEmpty() || width != drawnWidth || !below.equals(drawn)) {
      redraw(lines, below, width);
    }
  }

  private void redraw(List<Line> lines, Region below, int width) {
    StringBuilder text = new StringBuilder();
    up(text, width);
    for (Line line : lines) {
      if (line.error()) {
        text.append(CLEAR_BELOW);
        flush(text);
        printPlainly(line);
      } else {
        Wrap.text(line.text(), width)
            .lines()
            .forEach(
                part -> text.append(part).append(CLEAR_LINE_END).append(System.lineSeparator()));
      }
    }
    text.append(String.join(CLEAR_LINE_END + System.lineSeparator(), below.lines()));
    text.append(CLEAR_BELOW).append(below.typing() ? "" : "\r");
    flush(text);
    drawn = below;
    drawnWidth = width;
  }

  /**
   * To the first column of the region's first row. A terminal that became narrower has wrapped the
   * lines; the last one only matters if the cursor is at its end.
   */
  private void up(StringBuilder text, int width) {
    int rows = 0;
    List<String> lines = drawn.lines();
    for (int i = 0; i < lines.size(); i++) {
      boolean fromItsBeginning = i == lines.size() - 1 && !drawn.typing();
      int columns = Columns.of(withoutColours(lines.get(i)));
      rows += fromItsBeginning ? 1 : Math.max(1, (columns + width - 1) / width);
    }
    text.append('\r');
    if (rows > 1) {
      text.append("\u001b[").append(rows - 1).append('A');
    }
  }

  private void flush(StringBuilder text) {
    out.print(text);
    out.flush();
    text.setLength(0);
  }

  private void printPlainly(Line line) {
    PrintStream stream = line.error() ? err : out;
    stream.println(
        Wrap.hasLong(line.text(), TerminalSize.USUAL.columns())
            ? Wrap.text(line.text(), columns.getAsInt())
            : line.text());
    stream.flush();
  }

  private static String withoutColours(String text) {
    return text.indexOf('\u001b') < 0 ? text : text.replaceAll("\u001b\\[[0-9;]*m", "");
  }
}
