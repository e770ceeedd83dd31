package dev.ferry.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.stream.Stream;

/** A tool that is one command for each subject, with servers that somebody else started. */
final class CommandTool implements Tool {

  private static final List<Path> WHERE =
      List.of(
          Path.of("/usr/bin"), Path.of("/bin"), Path.of("/usr/sbin"), Path.of("/usr/local/bin"));

  private final String name;
  private final List<String> needs;
  private final List<ServerProcess> servers;
  private final Map<Subject, BiFunction<Path, Path, List<String>>> commands =
      new EnumMap<>(Subject.class);

  /**
   * A tool without commands yet.
   *
   * @param needs programs that must be installed
   * @param servers whose cost counts; a live list, filled when the servers start
   */
  CommandTool(String name, List<String> needs, List<ServerProcess> servers) {
    this.name = name;
    this.needs = needs;
    this.servers = servers;
  }

  /** Adds the command that copies source (first) into the folder out (second). */
  CommandTool copying(Subject subject, BiFunction<Path, Path, List<String>> command) {
    commands.put(subject, command);
    return this;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public boolean copies(Subject subject) {
    return commands.containsKey(subject);
  }

  @Override
  public Optional<String> lacks() {
    return needs.stream().filter(program -> !installed(program)).findFirst();
  }

  @Override
  public void start() {}

  @Override
  public List<String> command(Subject subject, Path source, Path out) {
    BiFunction<Path, Path, List<String>> command = commands.get(subject);
    if (command == null) {
      throw new IllegalArgumentException(name + " does not copy " + subject);
    }
    return command.apply(source, out);
  }

  @Override
  public List<ProcessHandle> servers() {
    return servers.stream().map(ServerProcess::handle).toList();
  }

  @Override
  public void close() {}

  /** Whether a program is where Linux keeps them. */
  static boolean installed(String program) {
    Stream<Path> path =
        Stream.of(System.getenv().getOrDefault("PATH", "").split(":", -1)).map(Path::of);
    return Stream.concat(WHERE.stream(), path)
        .anyMatch(folder -> Files.isExecutable(folder.resolve(program)));
  }
}
