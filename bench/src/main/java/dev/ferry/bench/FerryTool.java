package dev.ferry.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** {@code ferry send} to a running {@code ferry receive}: encrypted, verified, durable. */
final class FerryTool implements Tool {

  private final String name;
  private final Path ferry;
  private final Path work;
  private final Path out;
  private final List<String> sendOptions;
  private @Nullable ServerProcess receiver;
  private int port;

  /**
   * Not started yet.
   *
   * @param name in the tables
   * @param ferry the launcher
   * @param work holds the two homes and the logs
   * @param out the inbox
   * @param sendOptions of {@code ferry send}
   */
  FerryTool(String name, Path ferry, Path work, Path out, List<String> sendOptions) {
    this.name = name;
    this.ferry = ferry;
    this.work = work;
    this.out = out;
    this.sendOptions = List.copyOf(sendOptions);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public boolean copies(Subject subject) {
    return true;
  }

  @Override
  public Optional<String> lacks() {
    return Files.isExecutable(ferry) ? Optional.empty() : Optional.of("./ferry");
  }

  @Override
  public void start() throws IOException {
    Files.createDirectories(work);
    port = ServerProcess.freePort();
    receiver =
        ServerProcess.start(
            work.resolve("receiver.log"),
            port,
            ferry.toString(),
            "receive",
            "--home",
            work.resolve("receiver").toString(),
            "--into",
            out.toString(),
            "--port",
            Integer.toString(port),
            "--no-announce",
            "--accept",
            "all");
  }

  @Override
  public List<String> command(Subject subject, Path source, Path target) {
    return command(source);
  }

  /** Sends {@code source} to the running receiver. */
  List<String> command(Path source) {
    return commandTo(port, source);
  }

  /** Sends {@code source} to whoever listens at {@code otherPort}: a proxy to the receiver. */
  List<String> commandTo(int otherPort, Path source) {
    List<String> command =
        new ArrayList<>(
            List.of(
                ferry.toString(),
                "send",
                "--home",
                work.resolve("sender").toString(),
                "--to",
                "127.0.0.1:" + otherPort));
    command.addAll(sendOptions);
    command.add(source.toString());
    return command;
  }

  /** Where the receiver listens. */
  int port() {
    return port;
  }

  @Override
  public List<ProcessHandle> servers() {
    return receiver == null ? List.of() : List.of(receiver.handle());
  }

  @Override
  public void close() {
    if (receiver != null) {
      receiver.close();
    }
  }
}
