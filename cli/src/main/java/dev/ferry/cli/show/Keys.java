package dev.ferry.cli.show;

import java.io.IOException;

/** The keys of a terminal, one by one, while a question is open. Not thread-safe. */
public interface Keys {
  /** What {@link #read} answers when no key was pressed in time. */
  int NONE = -2;

  /** What {@link #read} answers when there will be no more keys. */
  int END = -1;

  /** Takes over the keyboard: keys are not echoed, and what was typed before is dropped. */
  void begin() throws IOException;

  /**
   * The next character, or {@link #NONE} or {@link #END}. Blocks.
   *
   * @throws InterruptedException if the thread is interrupted
   */
  int read(long millis) throws IOException, InterruptedException;

  /** Gives the keyboard back. */
  void end();
}
