package dev.ferry.cli.demo;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The command that started this very process, up to its arguments: the same Java, flags, start-up
 * cache and jar, so that a child is what a person would start.
 */
final class ThisProgram {
  private static final String MAIN = "dev.ferry.cli.Main";

  private ThisProgram() {}

  /** The words of the command, to which a command of Ferry is added. */
  static List<String> command() {
    ProcessHandle.Info info = ProcessHandle.current().info();
    String java =
        info.command().orElse(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    Optional<List<String>> start = info.arguments().flatMap(ThisProgram::startOf);
    List<String> command = new ArrayList<>(List.of(java));
    command.addAll(start.orElse(List.of("-cp", System.getProperty("java.class.path"), MAIN)));
    return command;
  }

  /** The arguments up to the jar or the main class, if they can be told. */
  private static Optional<List<String>> startOf(String[] arguments) {
    List<String> all = List.of(arguments);
    int jar = all.indexOf("-jar");
    int end = jar >= 0 ? jar + 2 : all.indexOf(MAIN) + 1;
    if (end < 1 || end > all.size()) {
      return Optional.empty();
    }
    List<String> start = new ArrayList<>(all.subList(0, end));
    if (jar >= 0) {
      start.set(jar + 1, new File(start.get(jar + 1)).getAbsolutePath());
    }
    return Optional.of(start);
  }
}
