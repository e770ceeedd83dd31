package dev.ferry.cli;

import dev.ferry.cli.shell.Commands;
import dev.ferry.cli.shell.Job;
import dev.ferry.cli.show.Console;
import dev.ferry.peer.PeerAddress;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** The commands of Ferry for a shell: the very same ones. */
final class ShellCommands implements Commands {
  /** Said when Ferry is started, not for a single command in it. */
  private static final Set<String> OF_THE_START = Set.of("--home", "--name", "--version");

  /** What can stand for a value, by what the value is called in the help. */
  private static final Map<String, List<String>> CHOICES =
      Map.of(
          "HOW", List.of("rename", "update", "skip", "fail"),
          "WHOM", List.of("ask", "known", "all"),
          "PROTOCOL", List.of("auto", "direct", "localsend"),
          "KINDS", List.of("picture", "csv", "json"));

  private final Map<Verb, CommandSpec> specs = new ConcurrentHashMap<>();

  @Override
  public List<Command> all() {
    return Arrays.stream(Verb.values())
        .filter(Verb::isShown)
        .map(verb -> new Command(verb.word(), verb.summary(), kind(verb)))
        .toList();
  }

  private static Kind kind(Verb verb) {
    return switch (verb) {
      case SEND, GET, DOWNLOAD, RESUME -> Kind.TRANSFER;
      case SHARE -> Kind.SHARE;
      case RECEIVE -> Kind.RECEIVE;
      default -> Kind.SHORT;
    };
  }

  @Override
  public String version() {
    try {
      return Version.number();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public List<Option> options(String word) {
    return spec(word).stream()
        .flatMap(spec -> spec.options().stream())
        .filter(option -> !option.hidden() && !OF_THE_START.contains(option.longestName()))
        .sorted(Comparator.comparing(OptionSpec::longestName))
        .map(ShellCommands::option)
        .toList();
  }

  private static Option option(OptionSpec spec) {
    String value = spec.arity().max() == 0 ? "" : spec.paramLabel();
    String[] description = spec.description();
    return new Option(
        spec.longestName(),
        description.length == 0 ? "" : description[0],
        value,
        CHOICES.getOrDefault(value, List.of()));
  }

  @Override
  public String usage(String word) {
    return spec(word)
        .map(spec -> spec.usageMessage().customSynopsis())
        .filter(synopsis -> synopsis.length > 0)
        .map(synopsis -> synopsis[0].replaceFirst("^ferry \\S+ ?", ""))
        .orElse("");
  }

  private Optional<CommandSpec> spec(String word) {
    return Verb.ofWord(word)
        .filter(Verb::isShown)
        .map(verb -> specs.computeIfAbsent(verb, ShellCommands::spec));
  }

  private static CommandSpec spec(Verb verb) {
    Surroundings nowhere =
        new ProcessSurroundings(
            InputStream.nullInputStream(),
            System.out,
            System.err,
            new Terminals(false, false, null, false));
    CommandLine ferry = Main.commandLine(new FerryCommand(nowhere));
    return verb.addTo(ferry).getCommandSpec();
  }

  @Override
  public String unknown(String word) {
    return Suggestion.forUnknown(word).replace("ferry --help", "help");
  }

  @Override
  public int run(List<String> words, Job job) {
    return Main.run(new ArrayList<>(words), new JobSurroundings(job), job.out(), job.err());
  }

  @Override
  public String sentence(Throwable failure) {
    return Ending.of(failure).message();
  }

  @Override
  public int code(Throwable failure) {
    return Ending.of(failure).code();
  }

  @Override
  public PeerAddress address(String typed, Job job) throws IOException, InterruptedException {
    JobSurroundings surroundings = new JobSurroundings(job);
    try (Console console = surroundings.console(new Surroundings.Wishes(false, false, false));
        Session session = new Session(console, new JobHost(job))) {
      return Addressee.of(session, typed);
    }
  }
}
