package dev.ferry.cli.shell;

import dev.ferry.cli.show.NearText;
import dev.ferry.manifest.FileKind;
import dev.ferry.peer.NearPeer;
import dev.ferry.transfer.Problem;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Asks what to do, step by step, again and again. For the reading thread. */
final class Menu {
  private static final String TEXT =
      """
      1  send a file or a folder
      2  send a picture
      3  send a CSV table
      4  send a JSON file
      5  receive
      6  browse what a peer shares
      7  exit\
      """;

  /** The columns of the numbers before a list, and one that stays free. */
  private static final int BESIDE = 6;

  /** After these the address may have been mistaken: it is asked for again. */
  private static final Set<Integer> WRONG_ADDRESS =
      Set.of(
          Problem.USAGE.exitCode(), Problem.UNREACHABLE.exitCode(), Problem.NOT_FERRY.exitCode());

  private final Resident resident;
  private final Talk talk;
  private final Interpreter interpreter;
  private final Steps steps;

  Menu(Resident resident, Talk talk, Interpreter interpreter) {
    this.resident = resident;
    this.talk = talk;
    this.interpreter = interpreter;
    this.steps = new Steps(resident, talk);
  }

  /** How it was left. */
  enum End {
    /** To the prompt. */
    PROMPT,
    /** Ferry itself. */
    EXIT
  }

  /** Asks until somebody leaves it. */
  End run() {
    while (true) {
      resident.front().say("\n" + TEXT.indent(2).stripTrailing());
      Optional<String> typed = talk.ask("1 to 7, or Enter for the prompt:");
      if (typed.isEmpty() || typed.get().isEmpty()) {
        return End.PROMPT;
      }
      switch (typed.get().toLowerCase(Locale.ROOT)) {
        case "1" -> send(Kind.ANY);
        case "2" -> send(Kind.PICTURE);
        case "3" -> send(Kind.CSV);
        case "4" -> send(Kind.JSON);
        case "5" -> new MenuReceive(resident, talk).run();
        case "6" -> new MenuBrowse(resident, talk, interpreter, steps).run();
        case "7", "exit", "quit" -> {
          return End.EXIT;
        }
        default -> other(typed.get());
      }
      if (interpreter.isLeaving()) {
        return End.EXIT;
      }
    }
  }

  /** Who knows a command need not leave the menu for it. */
  private void other(String typed) {
    if (typed.matches("\\d+") || typed.startsWith("menu")) {
      resident.front().say("Please type a number from 1 to 7.");
    } else {
      interpreter.run(typed);
    }
  }

  /** What is to be sent. */
  enum Kind {
    ANY("file or folder", null),
    PICTURE("picture", FileKind.PICTURE),
    CSV("CSV table", FileKind.CSV),
    JSON("JSON file", FileKind.JSON);

    private final String word;
    private final @Nullable FileKind kind;

    Kind(String word, @Nullable FileKind kind) {
      this.word = word;
      this.kind = kind;
    }

    String word() {
      return word;
    }

    /** Whether a file is called as such ones are. */
    boolean fits(String path) {
      return kind == null || FileKind.ofName(path) == kind;
    }
  }

  private void send(Kind kind) {
    Optional<String> path = steps.path(kind);
    while (path.isPresent()) {
      Optional<String> to = steps.peer();
      if (to.isEmpty()) {
        return;
      }
      int code = interpreter.attended(List.of("send", "--to", to.get(), "--", path.get()));
      if (!WRONG_ADDRESS.contains(code)) {
        return;
      }
      resident.front().say("Please try another address, or Enter for the menu.");
    }
  }

  /** Those who are near, numbered. */
  static void show(List<NearPeer> near, Front front) {
    for (int i = 0; i < near.size(); i++) {
      front.say(
          String.format(
              Locale.ROOT,
              "%3d  %s",
              i + 1,
              String.join(
                  "\n     ",
                  NearText.lines(near.get(i), front.columns() - BESIDE, front.style()))));
    }
  }
}
