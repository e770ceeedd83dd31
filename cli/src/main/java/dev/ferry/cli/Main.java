package dev.ferry.cli;

import picocli.CommandLine;

/** Starts the command line. The process ends with the command's exit code. */
public final class Main {
  private Main() {}

  /** Runs one command; does not return. */
  public static void main(String[] args) {
    System.exit(commandLine().execute(args));
  }

  /**
   * The command line as it is started. A path may begin with {@code @}, so picocli must not take
   * such an argument for a file of arguments.
   */
  static CommandLine commandLine() {
    return new CommandLine(new FerryCommand()).setExpandAtFiles(false);
  }
}
