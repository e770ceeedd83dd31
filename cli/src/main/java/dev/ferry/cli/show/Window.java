package dev.ferry.cli.show;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.concurrent.TimeUnit;
import org.jline.terminal.Attributes;
import org.jline.terminal.Attributes.ControlChar;
import org.jline.terminal.Attributes.LocalFlag;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
import org.jline.utils.NonBlockingReader;
import org.jspecify.annotations.Nullable;

/**
 * The terminal this process runs in: its width and its keys. Opening it takes a few tenths of a
 * second, so it is not done on the way of a short transfer. The width may be asked for by any
 * thread, keys by one at a time.
 */
final class Window implements Keys, AutoCloseable {
  private static final long SIZE_STAYS_NANOS = TimeUnit.MILLISECONDS.toNanos(300);

  private final Terminal terminal;
  private @Nullable Attributes before;

  /** What was typed for something else takes a moment to come through; no answer is so fast. */
  private static final long STALE_MILLIS = 40;

  private volatile int width = TerminalSize.USUAL.columns();
  private long sizeSeen;

  private Window(Terminal terminal) {
    this.terminal = terminal;
    this.sizeSeen = System.nanoTime() - SIZE_STAYS_NANOS;
  }

  /** Opens the terminal of this process. Blocks for some tenths of a second. */
  static Window open() throws IOException {
    return new Window(
        TerminalBuilder.builder()
            .system(true)
            .dumb(true)
            .nativeSignals(false)
            .graphemeCluster(false)
            .build());
  }

  /** Its columns now, as far as anybody knows. */
  int width() {
    long now = System.nanoTime();
    if (now - sizeSeen >= SIZE_STAYS_NANOS) {
      sizeSeen = now;
      width = size().columns();
    }
    return width;
  }

  /** Its size now, as far as anybody knows. */
  TerminalSize size() {
    return TerminalSize.of(terminal).map(TerminalSize::orUsual).orElse(TerminalSize.USUAL);
  }

  @Override
  public synchronized void begin() throws IOException {
    if (before == null) {
      before = terminal.enterRawMode();
      terminal.setAttributes(withCtrlC(terminal.getAttributes()));
    }
    NonBlockingReader reader = terminal.reader();
    while (reader.peek(STALE_MILLIS) >= 0) {
      reader.read();
    }
  }

  /**
   * Raw mode takes Ctrl-C for a key: it must stop the command here as everywhere else. Ctrl-Z and
   * Ctrl-\\ stay keys, since a shell that takes over in the middle would put raw mode away.
   */
  private static Attributes withCtrlC(Attributes raw) {
    Attributes attributes = new Attributes(raw);
    attributes.setLocalFlag(LocalFlag.ISIG, true);
    attributes.setControlChar(ControlChar.VSUSP, 0);
    attributes.setControlChar(ControlChar.VQUIT, 0);
    return attributes;
  }

  @Override
  public int read(long millis) throws IOException, InterruptedException {
    try {
      int key = terminal.reader().read(millis);
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
      return key == NonBlockingReader.READ_EXPIRED
          ? NONE
          : key == NonBlockingReader.EOF ? END : key;
    } catch (InterruptedIOException e) {
      throw new InterruptedException();
    }
  }

  @Override
  public synchronized void end() {
    if (before != null) {
      terminal.setAttributes(before);
      before = null;
    }
  }

  @Override
  public void close() throws IOException {
    end();
    terminal.close();
  }
}
