package dev.ferry.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ferry.testkit.Program;
import dev.ferry.testkit.TmuxTerminal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** A person at the shell of the real program, on a terminal of tmux. For one thread. */
public final class ShellPeer implements AutoCloseable {
  /** Long enough for anything that does not hang, on a machine that is busy. */
  public static final Duration LIMIT = Duration.ofSeconds(60);

  private static final Program FERRY =
      Program.java("dev.ferry.cli.Main", "-XX:TieredStopAtLevel=1");

  private final TmuxTerminal terminal;
  private final Path home;
  private final Path inbox;
  private final int port;

  private ShellPeer(TmuxTerminal terminal, Path home, Path inbox, int port) {
    this.terminal = terminal;
    this.home = home;
    this.inbox = inbox;
    this.port = port;
  }

  /** One who has used the shell before, and receives on a free port, asking. */
  public static ShellPeer open(Path folder, String name) throws IOException {
    return open(folder, name, false, FERRY);
  }

  /** One who starts Ferry for the first time, and is in the menu. */
  static ShellPeer newcomer(Path folder, String name) throws IOException {
    return open(folder, name, true, FERRY);
  }

  /** One whose exit code is in the file {@code NAME-end}, when it is through, even by a signal. */
  static ShellPeer thatNotesItsEnd(Path folder, String name) throws IOException {
    String end = folder.resolve(name + "-end").toString();
    String script = "trap : HUP; \"$@\"; echo $? > " + end + ".tmp; mv " + end + ".tmp " + end;
    return open(folder, name, false, FERRY.behind("sh", "-c", script, "sh"));
  }

  private static ShellPeer open(Path folder, String name, boolean isNew, Program ferry)
      throws IOException {
    Path home = Files.createDirectories(folder.resolve(name));
    Path inbox = folder.resolve(name + "-inbox");
    Files.writeString(home.resolve("settings.conf"), "inbox = " + inbox + "\nport = 0\n");
    if (!isNew && !Files.exists(home.resolve("shell-history"))) {
      Files.createFile(home.resolve("shell-history"));
    }
    TmuxTerminal terminal =
        TmuxTerminal.start(ferry, folder, 100, 40, "--home", home.toString(), "--name", name);
    terminal.await(isNew ? "^1 to 7, or Enter" : "^ferry>", LIMIT);
    String told = terminal.awaitAnywhere("ferry send FILE --to \\S+?:(\\d+)$", LIMIT).group(1);
    return new ShellPeer(terminal, home, inbox, Integer.parseInt(told));
  }

  /** Its terminal. */
  public TmuxTerminal terminal() {
    return terminal;
  }

  Path home() {
    return home;
  }

  /** Where it receives. */
  public Path inbox() {
    return inbox;
  }

  int port() {
    return port;
  }

  /** Where it can be reached from this machine. */
  public String address() {
    return "127.0.0.1:" + port;
  }

  /** Types a line. */
  public void enter(String line) {
    terminal.enter(line);
  }

  /** Waits until the expression is on the screen, or has been. */
  public void sees(String expression) {
    terminal.awaitAnywhere(expression, LIMIT);
  }

  /** Leaves at the empty prompt, and has met with no defect. */
  public void leaves() {
    terminal.await("^\\S+> $|^\\S+>$", LIMIT);
    terminal.press("C-d");
    assertThat(terminal.exitCode(LIMIT)).as(terminal.all()).isZero();
    assertThat(terminal.all())
        .doesNotContain("Exception", "\tat ", "WARNING", "dumb terminal", "defect");
  }

  @Override
  public void close() {
    terminal.close();
  }
}
