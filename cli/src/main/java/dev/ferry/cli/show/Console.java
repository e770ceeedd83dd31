package dev.ferry.cli.show;

import dev.ferry.peer.events.EventJson;
import dev.ferry.peer.events.JsonLine;
import dev.ferry.transfer.TransferListener;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * All that a command shows, in one of four manners. Thread-safe. Text given to it is fit for the
 * screen already; JSON is written as it is.
 */
public final class Console implements AutoCloseable {
  private final Manner manner;
  private final Style style;
  private final InstantSource clock;
  private final Screen screen;
  private final Board board;
  private final boolean mayAsk;
  private final @Nullable Asker asker;
  private volatile @Nullable IntFunction<String> prompt;
  private volatile @Nullable IntFunction<String> note;
  private volatile @Nullable IntFunction<List<String>> listing;
  private @Nullable Window window;
  private boolean closed;

  /** How a command talks. */
  public enum Manner {
    /** Lines that stay, and below them lines that change: for a terminal. */
    LIVE,
    /** Lines that stay: for a pipe, a file or a simple terminal. */
    PLAIN,
    /** NDJSON as docs/events.md says. */
    JSON,
    /** Nothing but errors, and what a command was asked to list. */
    QUIET
  }

  /**
   * Where and how to talk.
   *
   * @param manner how
   * @param style colours or none
   * @param mayAsk whether a person sits at the keyboard
   */
  public record Setting(Manner manner, Style style, boolean mayAsk) {}

  /** Talks on these streams, on a terminal that is its own. */
  public Console(Setting setting, PrintStream out, PrintStream err, InstantSource clock) {
    this(setting, out, err, clock, null);
  }

  /**
   * Talks on these streams.
   *
   * @param asker asks the person, if the terminal is somebody else's, who shows the transfers too:
   *     then there are no live lines and no keys here; null if the terminal is its own
   */
  public Console(
      Setting setting,
      PrintStream out,
      PrintStream err,
      InstantSource clock,
      @Nullable Asker asker) {
    this.asker = asker;
    this.manner = setting.manner();
    this.style = setting.style();
    this.mayAsk = setting.mayAsk();
    this.clock = clock;
    this.screen = new Screen(out, err, this::wrapping);
    this.board = new Board(System::nanoTime, style);
  }

  /** How it talks. */
  public Manner manner() {
    return manner;
  }

  /** Colours or none. */
  public Style style() {
    return style;
  }

  /** The transfers under way. */
  public Board board() {
    return board;
  }

  /** Whether somebody can be asked. */
  public boolean mayAsk() {
    return mayAsk && manner == Manner.LIVE;
  }

  /** Who asks the person, if the terminal is not this console's own. */
  public Optional<Asker> asker() {
    return Optional.ofNullable(asker);
  }

  /**
   * How large the terminal is, or what is usual where there is none. Blocks for some tenths of a
   * second the first time.
   */
  public TerminalSize size() {
    if (asker != null) {
      return asker.size();
    }
    if (manner != Manner.LIVE) {
      return TerminalSize.USUAL;
    }
    try {
      return window().size();
    } catch (IOException e) {
      return TerminalSize.USUAL;
    }
  }

  /** Says something to a person. */
  public void say(String line) {
    if (manner == Manner.LIVE || manner == Manner.PLAIN) {
      screen.print(line);
    }
  }

  /** Says what went wrong, in every manner, on standard error. */
  public void complain(String sentence) {
    screen.error(sentence);
  }

  /** Says what a person should know though nothing is wrong, on standard error; not if quiet. */
  public void warn(String sentence) {
    if (manner != Manner.QUIET) {
      screen.error(sentence);
    }
  }

  /** Writes an event for programs, if it talks to one. */
  public void tell(Supplier<JsonLine> event) {
    if (manner == Manner.JSON) {
      screen.print(event.get().toString());
    }
  }

  /** Writes what a command was asked for: to a person as text, to a program as JSON. */
  public void show(Supplier<String> text, Supplier<JsonLine> json) {
    screen.print(manner == Manner.JSON ? json.get().toString() : text.get());
  }

  /** Begins an event for programs. */
  public JsonLine event(String name) {
    return JsonLine.event(name, clock.instant());
  }

  /**
   * What shows the events of transfers here.
   *
   * @param ownLimit the bytes a second that this side allowed; 0 for any number
   */
  public TransferListener listener(Narrator.Role role, long ownLimit) {
    return listener(role, ownLimit, GoingOn.byOthers());
  }

  /**
   * As {@link #listener(Narrator.Role, long)}.
   *
   * @param goingOn knows how interrupted ones go on
   */
  public TransferListener listener(Narrator.Role role, long ownLimit, GoingOn goingOn) {
    return switch (manner) {
      case JSON -> both(board, new JsonReporter(screen, new EventJson(clock, ownLimit)));
      case QUIET -> board;
      case LIVE ->
          both(
              board, new Narrator(screen, style, System::nanoTime, role, ownLimit, false, goingOn));
      case PLAIN ->
          both(board, new Narrator(screen, style, System::nanoTime, role, ownLimit, true, goingOn));
    };
  }

  /**
   * Shows the live lines after {@code delay}, if it talks so. Does not block: looking at the
   * terminal takes some tenths of a second, which pass in the background.
   */
  public void goLive(Duration delay) {
    if (manner == Manner.LIVE && asker == null) {
      Thread.ofVirtual().name("window").start(() -> openWindow(delay));
    }
  }

  private void openWindow(Duration delay) {
    try {
      Thread.sleep(delay);
      Window opened = window();
      screen.showLive(this::live, opened::width);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IOException e) {
      if (!isClosed()) {
        warn("The terminal does not say what it can do (" + e.getMessage() + "): no live display.");
      }
    }
  }

  private synchronized boolean isClosed() {
    return closed;
  }

  private Screen.Region live(int width) {
    List<String> lines = new ArrayList<>(board.lines(width));
    IntFunction<List<String>> listed = listing;
    if (listed != null) {
      lines.addAll(listed.apply(width));
    }
    IntFunction<String> noted = note;
    if (noted != null) {
      lines.add(noted.apply(width));
    }
    IntFunction<String> asked = prompt;
    if (asked != null) {
      lines.add(asked.apply(width));
    }
    return new Screen.Region(lines, asked != null);
  }

  /** Puts a line that somebody types into below all others; null takes it away. */
  public void prompt(@Nullable IntFunction<String> line) {
    prompt = line;
  }

  /** Puts a line that changes below those of the transfers; null takes it away. */
  public void note(@Nullable IntFunction<String> line) {
    note = line;
  }

  /** Puts lines that change below those of the transfers; null takes them away. */
  public void listing(@Nullable IntFunction<List<String>> lines) {
    listing = lines;
  }

  /** The keyboard. Blocks for some tenths of a second the first time. */
  public Keys keys() throws IOException {
    return window();
  }

  /** A terminal that is somebody else's is for them to break lines for. */
  private int wrapping() {
    try {
      return manner == Manner.LIVE && asker == null ? window().width() : 0;
    } catch (IOException e) {
      return 0;
    }
  }

  /** The columns of the terminal now; blocks for some tenths of a second the first time. */
  public int width() {
    return size().columns();
  }

  private synchronized Window window() throws IOException {
    if (closed || asker != null) {
      throw new IOException("the terminal is not this console's");
    }
    Window opened = window;
    if (opened == null) {
      opened = Window.open();
      window = opened;
    }
    return opened;
  }

  /** Prints what waits and gives the terminal back as it was. Blocks two seconds at most. */
  @Override
  public void close() {
    screen.close();
    giveBack();
  }

  /** Gives the terminal back as it was, at once. */
  public synchronized void giveBack() {
    closed = true;
    Window opened = window;
    window = null;
    if (opened != null) {
      try {
        opened.close();
      } catch (IOException e) {
        // The terminal is gone: nothing is left to give back.
        return;
      }
    }
  }

  private static TransferListener both(TransferListener first, TransferListener second) {
    return event -> {
      first.on(event);
      second.on(event);
    };
  }
}
