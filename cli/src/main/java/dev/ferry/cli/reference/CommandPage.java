package dev.ferry.cli.reference;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/**
 * A command as it is explained to people. Immutable.
 *
 * @param word what is typed
 * @param summary what it is for, in a few words
 * @param synopsis how it is used, a line for each way
 * @param description what it does
 * @param flags its options, those of {@code ferry} itself among them
 * @param operands what else it takes
 * @param examples lines for a shell, each of which works as it stands where there is what it names
 */
public record CommandPage(
    String word,
    String summary,
    List<String> synopsis,
    String description,
    List<Flag> flags,
    List<Operand> operands,
    List<String> examples) {
  /** Takes copies. */
  public CommandPage {
    synopsis = List.copyOf(synopsis);
    flags = List.copyOf(flags);
    operands = List.copyOf(operands);
    examples = List.copyOf(examples);
  }

  /**
   * An option.
   *
   * @param names as they are typed, with their dashes
   * @param value what stands for its value; empty if it takes none
   * @param files whether the value is a path on this machine
   * @param description what it does
   */
  public record Flag(List<String> names, String value, boolean files, String description) {
    /** Takes a copy. */
    public Flag {
      names = List.copyOf(names);
    }

    /** Whether it needs a value. */
    public boolean takesValue() {
      return !value.isEmpty();
    }
  }

  /**
   * Something that is given without an option.
   *
   * @param name what stands for it
   * @param files whether it is a path on this machine
   * @param description what it is
   */
  public record Operand(String name, boolean files, String description) {}

  private static final Pattern FILES = Pattern.compile("FILE|PATH|DIR");

  /**
   * The page of {@code command}.
   *
   * @param summary what it is for, in a few words
   */
  public static CommandPage of(CommandSpec command, String summary) {
    List<Flag> flags = new ArrayList<>();
    for (OptionSpec option : command.options()) {
      if (!option.hidden()) {
        flags.add(
            new Flag(
                Arrays.asList(option.names()),
                option.arity().max() == 0 ? "" : option.paramLabel(),
                isFile(option),
                text(option.description())));
      }
    }
    List<Operand> operands = new ArrayList<>();
    for (PositionalParamSpec operand : command.positionalParameters()) {
      operands.add(
          new Operand(
              operand.paramLabel(),
              isFile(operand) || FILES.matcher(operand.paramLabel()).matches(),
              text(operand.description())));
    }
    return new CommandPage(
        command.name(),
        summary,
        Arrays.asList(command.usageMessage().customSynopsis()),
        text(command.usageMessage().description()),
        flags,
        operands,
        Arrays.stream(command.usageMessage().footer()).map(line -> text(line)).toList());
  }

  private static boolean isFile(ArgSpec argument) {
    return Path.class.isAssignableFrom(argument.type())
        || Arrays.asList(argument.auxiliaryTypes()).contains(Path.class);
  }

  private static String text(String... lines) {
    String joined = String.join(" ", lines).replace("%n", " ").replace("%%", "%");
    return Ansi.OFF.string(joined).strip();
  }
}
