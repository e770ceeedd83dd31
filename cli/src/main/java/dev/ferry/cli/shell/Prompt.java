package dev.ferry.cli.shell;

import dev.ferry.cli.show.TerminalSize;
import dev.ferry.cli.show.Wrap;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jline.keymap.KeyMap;
import org.jline.reader.Binding;
import org.jline.reader.Completer;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.LineReader.Option;
import org.jline.reader.LineReader.SuggestionType;
import org.jline.reader.Reference;
import org.jline.reader.UserInterruptException;
import org.jline.reader.Widget;
import org.jline.reader.impl.LineReaderImpl;
import org.jline.reader.impl.history.DefaultHistory;
import org.jline.terminal.Attributes;
import org.jline.terminal.Size;
import org.jline.terminal.Terminal;
import org.jline.terminal.Terminal.Signal;
import org.jline.terminal.TerminalBuilder;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStringBuilder;
import org.jline.utils.Display;
import org.jline.utils.InfoCmp.Capability;
import org.jline.utils.Signals;
import org.jspecify.annotations.Nullable;

/**
 * The terminal with its prompt: reads lines with history, completion and hints, prints above what
 * is being typed, and keeps lines at the bottom. One thread reads; the others may be called by any.
 */
final class Prompt implements AutoCloseable {
  /** Links are secrets: whoever has one gets what it shares. */
  private static final String NOT_REMEMBERED = "*/ferry/v1/shares/*";

  /** What the keys do that send these letters. */
  private static final Map<String, String> ARROWS =
      Map.of(
          "A", LineReader.UP_LINE_OR_SEARCH,
          "B", LineReader.DOWN_LINE_OR_SEARCH,
          "C", LineReader.FORWARD_CHAR,
          "D", LineReader.BACKWARD_CHAR,
          "H", LineReader.BEGINNING_OF_LINE,
          "F", LineReader.END_OF_LINE);

  private final Terminal terminal;
  private final Reader reader;
  private volatile Completer completer = (line, parsed, candidates) -> {};
  private volatile UnaryOperator<String> hints = line -> "";
  private volatile @Nullable Thread reading;
  private volatile boolean woken;
  private final Footer footer;

  /** What a call of {@link #read} ended with. */
  sealed interface Read {
    /** A line was typed. */
    record Line(String text) implements Read {}

    /** Ctrl-C; what was typed is dropped. */
    record Interrupted(String text) implements Read {}

    /** Ctrl-D on an empty line, or the terminal is gone. */
    record End() implements Read {}

    /** {@link #wake} was called while nothing was typed. */
    record Woken() implements Read {}
  }

  /**
   * How to read.
   *
   * @param prompt what stands before it
   * @param secret whether it must not be seen
   * @param initial what stands there to be changed
   * @param remembered whether it belongs to the history
   * @param completer completes it
   */
  record Manner(
      String prompt, boolean secret, String initial, boolean remembered, Completer completer) {}

  /**
   * Opens the terminal of this process. Blocks for some tenths of a second.
   *
   * @param interrupted run when Ctrl-C is pressed while nothing is read
   */
  Prompt(Runnable interrupted) throws IOException {
    // JLine puts back what was there before whenever it changes its own handler: without one, a
    // Ctrl-C in that moment, where a read begins or ends, ends the whole process.
    Signals.register("INT", interrupted);
    this.terminal =
        TerminalBuilder.builder()
            .system(true)
            .dumb(true)
            .graphemeCluster(false)
            .nativeSignals(true)
            .build();
    terminal.handle(Signal.INT, signal -> interrupted.run());
    this.footer = new Footer(terminal);
    this.reader = new Reader(terminal);
    terminal.handle(Signal.WINCH, signal -> reader.locked(footer::paint));
    silence();
    reader.setCompleter((line, parsed, candidates) -> completer.complete(line, parsed, candidates));
    reader.setParser(new TypedLine());
    reader.option(Option.DISABLE_EVENT_EXPANSION, true);
    reader.option(Option.HISTORY_IGNORE_SPACE, true);
    reader.option(Option.HISTORY_IGNORE_DUPS, true);
    reader.option(Option.HISTORY_TIMESTAMPED, false);
    reader.option(Option.AUTO_FRESH_LINE, true);
    reader.option(Option.CASE_INSENSITIVE, true);
    reader.option(Option.AUTO_GROUP, false);
    reader.setVariable(LineReader.BELL_STYLE, "none");
    reader.setVariable(LineReader.LIST_MAX, 200);
    reader.setVariable(LineReader.HISTORY_IGNORE, NOT_REMEMBERED);
    reader.setVariable(LineReader.HISTORY_SIZE, 1000);
    reader.setVariable(LineReader.HISTORY_FILE_SIZE, 1000);
    reader.setAutosuggestion(SuggestionType.TAIL_TIP);
    bindKeys(reader.getKeyMaps().get(LineReader.MAIN));
  }

  private static void bindKeys(@Nullable KeyMap<Binding> keys) {
    if (keys == null) {
      return;
    }
    // JLine makes a signal of this key, which ends the read, and then reads the key as well: it
    // would end the next read, too.
    keys.bind((Widget) () -> true, KeyMap.ctrl('C'));
    // JLine knows what a terminal sends while a line is read only. Pressed a little earlier, while
    // something else ran, these send the other of the two.
    ARROWS.forEach((letter, action) ->
        keys.bind(new Reference(action), "\u001b[" + letter, "\u001bO" + letter));
  }

  /** What is typed while nothing is read shows when it is read, and not in the middle of things. */
  private void silence() {
    Attributes attributes = terminal.getAttributes();
    attributes.setLocalFlag(Attributes.LocalFlag.ECHO, false);
    terminal.setAttributes(attributes);
  }

  /** Keeps what is typed in {@code file}, and brings back what was. */
  void history(Path file) throws IOException {
    reader.setVariable(LineReader.HISTORY_FILE, file);
    DefaultHistory history = new DefaultHistory();
    reader.setHistory(history);
    history.attach(reader);
  }

  /** Shows what {@code tips} gives behind what is typed. */
  void hints(UnaryOperator<String> tips) {
    hints = tips;
  }

  /** Reads a line. Blocks. */
  Read read(Manner manner) {
    completer = manner.completer();
    reader.setVariable(LineReader.DISABLE_HISTORY, !manner.remembered());
    reader.quiet = !manner.remembered();
    reader.locked(footer::beginReading);
    reading = Thread.currentThread();
    try {
      String line =
          reader.readLine(
              literal(manner.prompt()), manner.secret() ? '\0' : null, manner.initial());
      return new Read.Line(line);
    } catch (UserInterruptException e) {
      return interrupted(String.valueOf(e.getPartialLine()));
    } catch (EndOfFileException | UncheckedIOException e) {
      // Of a terminal that is gone, JLine cannot even tell the size.
      return new Read.End();
    } finally {
      reader.locked(() -> {
        reading = null;
        footer.endReading();
      });
      // It may have been woken in the very moment that it ended by itself.
      Thread.interrupted();
      woken = false;
      reader.option(Option.ERASE_LINE_ON_FINISH, false);
    }
  }

  /** JLine takes a prompt for a pattern, and what is in it comes from others, too. */
  private static String literal(String text) {
    return text.replace("%", "%%");
  }

  private Read interrupted(String typed) {
    return woken ? new Read.Woken() : new Read.Interrupted(typed);
  }

  /** Lets {@link #read} return if nothing is typed; whether it will. */
  boolean wake() {
    boolean[] done = new boolean[1];
    reader.locked(() -> {
      Thread reads = reading;
      if (reads != null && reader.isEmpty()) {
        woken = true;
        // What was asked will be asked again, below what is asked meanwhile.
        reader.option(Option.ERASE_LINE_ON_FINISH, true);
        reads.interrupt();
        done[0] = true;
      }
    });
    return done[0];
  }

  /** Prints lines above what is being typed; long ones are broken between words. */
  void print(String text) {
    reader.locked(() -> {
      footer.erase();
      reader.printAbove(Wrap.text(text, width()));
      footer.paint();
    });
  }

  /** Keeps these lines below everything else; they may have colours. */
  void bottom(List<String> lines) {
    reader.locked(() -> {
      if (footer.take(lines)) {
        reader.refresh();
        footer.paint();
      }
    });
  }

  /** Its columns. */
  int width() {
    return size().columns();
  }

  /** How large it is now; as usual if it is gone. */
  TerminalSize size() {
    return TerminalSize.of(terminal).map(TerminalSize::orUsual).orElse(TerminalSize.USUAL);
  }

  /** Whether the terminal is gone: its window was closed, its connection broke. */
  boolean isGone() {
    return TerminalSize.of(terminal).isEmpty();
  }

  /** Gives the terminal back as it was. */
  @Override
  public void close() {
    bottom(List.of());
    try {
      terminal.close();
    } catch (IOException e) {
      // It is gone: nothing is left to give back.
      return;
    }
  }

  /** JLine's reader, whose lock keeps everything else that is written out of its way. */
  private final class Reader extends LineReaderImpl {
    private boolean quiet;

    Reader(Terminal terminal) throws IOException {
      super(terminal, "ferry");
    }

    void locked(Runnable step) {
      lock.lock();
      try {
        step.run();
      } finally {
        lock.unlock();
      }
    }

    boolean isEmpty() {
      return reading && buf.length() == 0;
    }

    /** Draws what has changed around what is typed, unless choices are shown there. */
    void refresh() {
      if (reading && post == null) {
        redisplay(true);
      }
    }

    @Override
    public AttributedString getDisplayedBufferWithPrompts(List<AttributedString> secondary) {
      AttributedString typed = super.getDisplayedBufferWithPrompts(secondary);
      if (!reading || post != null) {
        return typed;
      }
      int columns = Math.max(1, size.getColumns());
      int above = typed.columnSplitLength(columns).size();
      return AttributedString.join(
          AttributedString.EMPTY, typed, footer.below(above, columns, size.getRows()));
    }

    /**
     * The terminal may have wrapped its lines anew, or not, and JLine's picture of it is wrong
     * then: all from the begin of the prompt on is drawn again.
     */
    @Override
    protected void handleSignal(Signal signal) {
      if (signal != Signal.WINCH) {
        super.handleSignal(signal);
        return;
      }
      locked(() -> {
        Size now = terminal.getSize();
        if (now.getColumns() == size.getColumns() && now.getRows() == size.getRows()) {
          return;
        }
        size = now;
        terminal.puts(Capability.carriage_return);
        for (int row = rowOfCursor(); row > 0; row--) {
          terminal.puts(Capability.cursor_up);
        }
        terminal.puts(Capability.clr_eos);
        display = new Display(terminal, false);
        display.resize(size);
        redisplay(true);
      });
    }

    private int rowOfCursor() {
      AttributedStringBuilder typed = new AttributedStringBuilder().append(prompt);
      if (maskingCallback == null) {
        typed.append(buf.upToCursor());
      }
      return typed.toAttributedString().columnSplitLength(Math.max(1, size.getColumns())).size()
          - 1;
    }

    @Override
    protected void redisplay(boolean flush) {
      String tip = quiet ? "" : hints.apply(buf.toString());
      setTailTip(tip);
      int typed = prompt.columnLength() + buf.length() + tip.length() + 1;
      boolean oneRow = post == null && typed < size.getColumns();
      if (oneRow) {
        // As the footer does: nothing below is as long as the row, but if the window shrinks.
        footer.cut(true);
      }
      super.redisplay(flush);
      if (oneRow) {
        footer.cut(false);
        if (flush) {
          terminal.flush();
        }
      }
    }
  }
}
