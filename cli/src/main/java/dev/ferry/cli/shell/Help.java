package dev.ferry.cli.shell;

import dev.ferry.cli.show.Columns;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Says what can be typed. */
final class Help {
  private static final int WORD = 12;

  private final Resident resident;

  Help(Resident resident) {
    this.resident = resident;
  }

  /** Shows the list, or how one word is used; false if that is for the command itself to say. */
  boolean show(List<String> args) {
    if (args.isEmpty()) {
      if (resident.front().json()) {
        words();
      } else {
        lines().forEach(line -> resident.front().out().println(line));
      }
      return true;
    }
    Optional<Builtin> builtin = Builtin.ofWord(args.getFirst());
    boolean also = resident.commands().find(args.getFirst()).isPresent();
    builtin.ifPresent(word ->
        resident
            .front()
            .show(
                usage(word),
                "word",
                event ->
                    event
                        .put("word", word.word())
                        .put("usage", word.usage())
                        .put("summary", word.summary())));
    return builtin.isPresent() && !also;
  }

  private static String usage(Builtin word) {
    List<String> lines = new ArrayList<>(List.of(word.word() + " " + word.usage()));
    lines.add("  " + word.summary());
    word.examples().forEach(line -> lines.add("    " + line));
    return String.join("\n", lines);
  }

  private void words() {
    for (Builtin builtin : Builtin.values()) {
      tell(builtin.word(), builtin.summary());
    }
    for (Commands.Command command : resident.commands().all()) {
      if (Builtin.ofWord(command.word()).isEmpty()) {
        tell(command.word(), command.summary());
      }
    }
  }

  private void tell(String word, String summary) {
    resident.front().show(word, "word", event -> event.put("word", word).put("summary", summary));
  }

  private List<String> lines() {
    List<String> lines = new ArrayList<>(List.of("Here, beside what is under way:"));
    for (Builtin builtin : Builtin.values()) {
      lines.add(line(builtin.word(), builtin.summary()));
    }
    lines.add("Commands as everywhere (help COMMAND tells their options):");
    for (Commands.Command command : resident.commands().all()) {
      if (Builtin.ofWord(command.word()).isEmpty()) {
        lines.add(line(command.word(), command.summary()));
      }
    }
    lines.add("Tab completes, arrow keys bring lines back, Ctrl-C drops a line, Ctrl-D leaves.");
    return lines;
  }

  private static String line(String word, String summary) {
    return "  " + Columns.pad(word, WORD) + summary;
  }
}
