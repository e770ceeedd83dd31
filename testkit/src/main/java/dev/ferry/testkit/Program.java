package dev.ferry.testkit;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How the program under test is started: a command line that arguments are appended to. Immutable.
 *
 * @param command the words before the arguments
 * @param environment variables to set besides the inherited ones; an empty value removes one
 */
public record Program(List<String> command, Map<String, String> environment) {

  /** Copies both. */
  public Program {
    command = List.copyOf(command);
    environment = Map.copyOf(environment);
  }

  /** {@code java} of this JVM, on this JVM's class path. */
  public static Program java(String mainClass, String... jvmFlags) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("--enable-native-access=ALL-UNNAMED");
    command.add("-Dfile.encoding=UTF-8");
    command.addAll(List.of(jvmFlags));
    command.add("-cp");
    command.add(absoluteClassPath());
    command.add(mainClass);
    return new Program(command, Map.of("LC_ALL", "C.UTF-8"));
  }

  /** A launcher script or binary. */
  public static Program executable(Path file) {
    return new Program(List.of(file.toAbsolutePath().toString()), Map.of());
  }

  /** The same behind another command: {@code ip netns exec X}, {@code strace -f}. */
  public Program behind(String... words) {
    List<String> longer = new ArrayList<>(List.of(words));
    longer.addAll(command);
    return new Program(longer, environment);
  }

  /** The same with one more environment variable. */
  public Program with(String variable, String value) {
    Map<String, String> more = new HashMap<>(environment);
    more.put(variable, value);
    return new Program(command, more);
  }

  /** The same with one more word at the end, before the arguments. */
  public Program and(String... words) {
    List<String> longer = new ArrayList<>(command);
    longer.addAll(List.of(words));
    return new Program(longer, environment);
  }

  private static String absoluteClassPath() {
    List<String> parts = new ArrayList<>();
    for (String part : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
      parts.add(Path.of(part).toAbsolutePath().toString());
    }
    return String.join(File.pathSeparator, parts);
  }
}
