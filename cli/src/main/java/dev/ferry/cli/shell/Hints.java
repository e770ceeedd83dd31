package dev.ferry.cli.shell;

import java.util.Optional;
import java.util.function.UnaryOperator;

/** The rest of how a command is used, shown behind it as long as nothing else is typed. */
final class Hints implements UnaryOperator<String> {
  private final Resident resident;

  Hints(Resident resident) {
    this.resident = resident;
  }

  @Override
  public String apply(String line) {
    if (!line.endsWith(" ") || line.isBlank() || line.strip().contains(" ")) {
      return "";
    }
    String word = line.strip();
    Optional<Builtin> builtin = Builtin.ofWord(word);
    return builtin.map(Builtin::usage).orElseGet(() -> resident.commands().usage(word));
  }
}
