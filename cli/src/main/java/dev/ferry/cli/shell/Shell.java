package dev.ferry.cli.shell;

import dev.ferry.cli.show.Style;
import dev.ferry.cli.show.Who;
import dev.ferry.identity.DisplayName;
import dev.ferry.page.Browser;
import dev.ferry.page.client.HomeClient;
import dev.ferry.peer.Peer;
import dev.ferry.peer.PeerOptions;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/** {@code ferry} alone: the prompt, or commands from standard input. */
public final class Shell {
  private final Commands commands;

  /** A shell that runs {@code commands}. */
  public Shell(Commands commands) {
    this.commands = commands;
  }

  /**
   * A person's shell, until the person leaves.
   *
   * @param colours whether there are any
   * @return the exit code
   * @throws IOException if the home or the terminal cannot be used
   */
  public int atTerminal(PeerOptions options, boolean colours) throws IOException {
    AtomicBoolean interrupted = new AtomicBoolean();
    try (Prompt prompt = new Prompt(() -> interrupted.set(true))) {
      Questions questions = new Questions(prompt::size);
      Front front =
          new Front(
              LineSink.to(prompt::print),
              LineSink.to(prompt::print),
              colours ? Style.coloured() : Style.plain(),
              questions,
              false,
              false);
      TerminalTalk talk = new TerminalTalk(prompt, questions, interrupted);
      Newcomer newcomer = Newcomer.meet(options, front, talk, commands);
      try (Resident resident = new Resident(newcomer.peer(), options, front, commands)) {
        Path typed = HistoryFile.in(resident.peer().self().home());
        prompt.history(typed);
        return converse(resident, prompt, talk, newcomer.isNew());
      }
    }
  }

  private static int converse(Resident resident, Prompt prompt, TerminalTalk talk, boolean begin)
      throws IOException {
    Departure departure = Departure.watch(resident, prompt);
    Interpreter interpreter = new Interpreter(resident, talk);
    Completion completion = new Completion(resident, interpreter.remote());
    prompt.hints(new Hints(resident));
    begin(resident, interpreter);
    resident.neighbours().watch(resident.peer(), resident.front());
    try (StatusLines _ = new StatusLines(resident, prompt, talk::nudge)) {
      if (begin) {
        interpreter.run("menu");
      }
      boolean hinted = false;
      while (!interpreter.isLeaving()) {
        switch (talk.next(text(interpreter, resident.front().style()), completion)) {
          case Prompt.Read.Line line -> {
            hinted = false;
            interpreter.run(line.text());
          }
          case Prompt.Read.Interrupted typed -> {
            if (typed.text().isBlank() && !hinted) {
              resident.front().say("Ctrl-D or exit leaves.");
              hinted = true;
            }
          }
          case Prompt.Read.End _ -> {
            if (prompt.isGone()) {
              departure.hungUp();
            }
            interpreter.run("exit");
          }
          case Prompt.Read.Woken _ -> {}
        }
      }
    }
    return departure.end();
  }

  /** Receives, unless another process does for this home. */
  private static void begin(Resident resident, Interpreter interpreter) {
    Optional<HomeClient> other = resident.elsewhere().process();
    if (other.isPresent()) {
      greetBeside(resident, other.get().process());
      return;
    }
    greet(resident);
    if (Browser.isThere()) {
      resident.front().say("page opens all this in your browser.");
    }
    interpreter.receive();
  }

  private static void greetBeside(Resident resident, long process) {
    Front front = resident.front();
    front.say(
        "This is "
            + front.style().strong(Who.name(resident.peer().self().alias()))
            + ", beside process "
            + process
            + ", the running peer of this home. What is sent and fetched here runs there, also"
            + " after this has ended; it receives, and offers are answered there and on its page.\n"
            + "What is shared here ends with this. If the other ends, receive takes offers here.\n"
            + "help lists what can be typed, page opens the page, exit leaves.");
  }

  private static String text(Interpreter interpreter, Style style) {
    RemotePlace place = interpreter.remote().place();
    return style.strong(place == null ? "ferry" : DisplayName.escape(place.toString())) + "> ";
  }

  /** What is said when it begins. */
  static void greet(Resident resident) {
    Front front = resident.front();
    front.say(
        "This is "
            + front.style().strong(Who.name(resident.peer().self().alias()))
            + ", a peer as long as this is open.\n"
            + "help lists what can be typed, menu asks step by step, exit leaves.");
  }

  /**
   * Runs commands from {@code in}, until its end or {@code exit}; then waits for what was accepted.
   *
   * @param first the first line, which was read already
   * @return the exit code of the first command that failed, or 0
   */
  public int script(PeerOptions options, String first, BufferedReader in, Front front)
      throws IOException {
    try (Resident resident = new Resident(Peer.open(options), options, front, commands)) {
      Interpreter interpreter = new Interpreter(resident, new ScriptTalk());
      Departure departure = Departure.watch(resident, null);
      Optional<HomeClient> other = resident.elsewhere().process();
      if (other.isPresent()) {
        greetBeside(resident, other.get().process());
      } else {
        interpreter.receive();
      }
      resident.neighbours().watch(resident.peer(), front.withoutNews());
      int code = 0;
      long number = 0;
      for (String line = first; line != null; line = in.readLine()) {
        int end = interpreter.run(line);
        number++;
        if (end != 0) {
          front.complain("line " + number + " failed with exit code " + end);
        }
        code = code == 0 ? end : code;
        if (interpreter.isLeaving()) {
          departure.end();
          return code;
        }
      }
      for (Arrival offer : resident.tasks().offers()) {
        interpreter.run("decline " + offer.number());
      }
      interpreter.run("wait");
      departure.end();
      return code;
    }
  }
}
