package dev.ferry.cli.shell;

import dev.ferry.cli.show.Asker;
import dev.ferry.cli.show.Console;
import dev.ferry.cli.show.Console.Manner;
import dev.ferry.cli.show.Style;
import dev.ferry.cli.show.TerminalSize;
import dev.ferry.peer.events.JsonLine;
import java.io.PrintStream;
import java.time.InstantSource;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Where the shell talks: a terminal with a prompt, or plain streams.
 *
 * @param out what it says; one line is one call
 * @param err what went wrong
 * @param style colours or none
 * @param asker asks the person; null if there is none
 * @param json whether a program listens, which wants events
 * @param quiet whether only errors are wanted
 */
public record Front(
    PrintStream out,
    PrintStream err,
    Style style,
    @Nullable Asker asker,
    boolean json,
    boolean quiet) {
  /** Whether a person is there. */
  boolean interactive() {
    return asker != null;
  }

  /** The columns of the terminal, or what is usual where there is none. */
  int columns() {
    return (asker == null ? TerminalSize.USUAL : asker.size()).columns();
  }

  /** The same, where nobody is told what was not asked for. */
  Front withoutNews() {
    return new Front(out, err, style, asker, json, true);
  }

  /** Says something to a person. */
  void say(String line) {
    if (!json && !quiet) {
      out.println(line);
      out.flush();
    }
  }

  /** Shows what was asked for: a text to a person, or an event to a program. */
  void show(String text, String event, Consumer<JsonLine> fields) {
    if (json) {
      JsonLine line = JsonLine.event(event, InstantSource.system().instant());
      fields.accept(line);
      out.println(line);
    } else {
      out.println(text);
    }
    out.flush();
  }

  /** Where what {@code job} asks and says is told in this front's manner. */
  Console console(Job job) {
    Console.Setting setting = new Console.Setting(manner(job), job.style(), job.asker() != null);
    return new Console(setting, job.out(), job.err(), InstantSource.system(), job.asker());
  }

  private Manner manner(Job job) {
    if (json) {
      return Manner.JSON;
    }
    return job.asker() == null ? Manner.PLAIN : Manner.LIVE;
  }

  /** Says what went wrong. */
  void complain(String sentence) {
    err.println("ferry: " + sentence);
    err.flush();
  }
}
