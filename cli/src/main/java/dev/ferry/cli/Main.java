package dev.ferry.cli;

import dev.ferry.identity.DisplayName;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Starts the command line. The process ends with the command's exit code. */
public final class Main {
  private Main() {}

  /** Runs one command; does not return. */
  public static void main(String[] args) {
    Thread.setDefaultUncaughtExceptionHandler((thread, failure) ->
        System.err.println("ferry: a defect in the background: " + failure + " (" + thread + ")"));
    ProcessSurroundings process =
        new ProcessSurroundings(System.in, System.out, System.err, Terminals.ofThisProcess());
    int code = run(List.of(args), process, System.out, System.err);
    System.out.flush();
    System.exit(code);
  }

  /** Runs one command on these streams, with no standard input, and returns its exit code. */
  static int run(List<String> args, PrintStream out, PrintStream err, Terminals terminals) {
    InputStream none = InputStream.nullInputStream();
    return run(args, new ProcessSurroundings(none, out, err, terminals), out, err);
  }

  /** Runs one command in these surroundings, and returns its exit code. */
  static int run(List<String> args, Surroundings surroundings, PrintStream out, PrintStream err) {
    FerryCommand ferry = new FerryCommand(surroundings);
    CommandLine line = commandLine(ferry);
    Optional<String> word = Verb.wordIn(args);
    Optional<Verb> verb = word.flatMap(Verb::ofWord);
    if (word.isPresent() && verb.isEmpty()) {
      err.println("ferry: " + Suggestion.forUnknown(word.get()));
      return CommandLine.ExitCode.USAGE;
    }
    verb.ifPresent(known -> known.addTo(line));
    return line.setOut(writer(out)).setErr(writer(err)).execute(args.toArray(String[]::new));
  }

  /**
   * The command line without any command. A path may begin with {@code @}, so picocli must not take
   * such an argument for a file of arguments.
   */
  static CommandLine commandLine(FerryCommand ferry) {
    CommandLine line = new CommandLine(ferry);
    line.setExpandAtFiles(false);
    line.setParameterExceptionHandler((failure, args) -> explain(failure));
    line.setHelpSectionKeys(List.of("welcome"));
    line.getHelpSectionMap().put("welcome", help -> Welcome.text());
    return line;
  }

  private static int explain(ParameterException failure) {
    CommandLine line = failure.getCommandLine();
    String what =
        failure instanceof UnmatchedArgumentException unmatched
            ? "not known here: " + String.join(" ", unmatched.getUnmatched())
            : String.valueOf(failure.getMessage());
    line.getErr()
        .println(
            "ferry: "
                + DisplayName.escape(what.replaceAll("\\s*\\R\\s*", " "))
                + "; "
                + line.getCommandSpec().qualifiedName()
                + " --help shows what there is");
    return CommandLine.ExitCode.USAGE;
  }

  private static PrintWriter writer(PrintStream stream) {
    return new PrintWriter(stream, true, stream.charset());
  }
}
