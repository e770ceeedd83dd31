package dev.ferry.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * {@link BareTlsCopy} as two processes, with the JVM flags of Ferry's launcher: the limit for the
 * large file.
 */
final class BareTlsTool implements Tool {

  private static final List<String> FLAGS =
      List.of(
          "-Xmx240m",
          "-XX:+UseSerialGC",
          "-XX:-UsePerfData",
          "-Xlog:disable",
          "-XX:CompileCommand=quiet",
          soon("GaloisCounterMode*"),
          soon("GHASH"),
          soon("AES*"));

  private final Path work;
  private final Path out;
  private final int connections;
  private @Nullable ServerProcess server;
  private int port;

  BareTlsTool(Path work, Path out, int connections) {
    this.work = work;
    this.out = out;
    this.connections = connections;
  }

  private static String soon(String cipher) {
    return "-XX:CompileCommand=CompileThresholdScaling,com.sun.crypto.provider."
        + cipher
        + "::*,0.1";
  }

  @Override
  public String name() {
    return "bare TLS 1.3 copy in Java, "
        + connections
        + (connections == 1 ? " connection" : " connections");
  }

  @Override
  public boolean copies(Subject subject) {
    return subject == Subject.LARGE;
  }

  @Override
  public Optional<String> lacks() {
    return Optional.empty();
  }

  @Override
  public void start() throws IOException {
    Files.createDirectories(work);
    BenchKeys.makeIfAbsent(keys());
    port = ServerProcess.freePort();
    List<String> command = java();
    command.addAll(
        List.of(
            "serve",
            keys().toString(),
            Integer.toString(port),
            out.resolve(Subject.LARGE.fileName()).toString()));
    server = ServerProcess.start(work.resolve("bare.log"), port, command.toArray(String[]::new));
  }

  @Override
  public List<String> command(Subject subject, Path source, Path target) {
    List<String> command = java();
    command.addAll(
        List.of(
            "send",
            keys().toString(),
            Integer.toString(port),
            source.toString(),
            Integer.toString(connections)));
    return command;
  }

  @Override
  public List<ProcessHandle> servers() {
    return server == null ? List.of() : List.of(server.handle());
  }

  @Override
  public void close() {
    if (server != null) {
      server.close();
    }
  }

  private Path keys() {
    return work.resolve("bare.p12");
  }

  private static List<String> java() {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(FLAGS);
    command.addAll(
        List.of("-cp", System.getProperty("java.class.path"), BareTlsCopy.class.getName()));
    return command;
  }
}
