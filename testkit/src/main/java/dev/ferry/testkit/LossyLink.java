package dev.ferry.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/**
 * Two network namespaces and a link between them that delays, loses, doubles, corrupts and reorders
 * packets. Run programs in them with {@link #left} and {@link #right}. Needs root on Linux.
 */
public final class LossyLink implements AutoCloseable {

  /** Address of the left end, seen from both. */
  public static final String LEFT = "10.98.0.1";

  /** Address of the right end, seen from both. */
  public static final String RIGHT = "10.98.0.2";

  private final String leftSpace;
  private final String rightSpace;
  private final Path folder;
  private Process process;

  private LossyLink(String leftSpace, String rightSpace, Path folder, Process process) {
    this.leftSpace = leftSpace;
    this.rightSpace = rightSpace;
    this.folder = folder;
    this.process = process;
  }

  /**
   * How bad the link is.
   *
   * @param delayMillis one way
   * @param jitterMillis more or less than that
   * @param loss fraction of packets, as are the others
   */
  public record Quality(
      double delayMillis,
      double jitterMillis,
      double loss,
      double duplicate,
      double corrupt,
      double reorder) {

    /** Nothing is lost. */
    public static Quality perfect() {
      return new Quality(0, 0, 0, 0, 0, 0);
    }

    private List<String> words() {
      return List.of(delayMillis, jitterMillis, loss, duplicate, corrupt, reorder).stream()
          .map(String::valueOf)
          .toList();
    }
  }

  /** Makes namespaces and link; skips the test loudly if it cannot. */
  public static LossyLink make(Path folder, Quality quality) {
    Requires.linuxRoot("a lossy link");
    Requires.command("ip", "a lossy link");
    Requires.command("python3", "a lossy link");
    Requires.check(Files.exists(Path.of("/dev/net/tun")), "a lossy link", "/dev/net/tun");
    String unique = ProcessHandle.current().pid() + "-" + System.nanoTime() % 1_000_000;
    String left = "ferry-l" + unique;
    String right = "ferry-r" + unique;
    for (String space : List.of(left, right)) {
      Commands.run("ip", "netns", "add", space);
      Commands.run("ip", "-n", space, "link", "set", "lo", "up");
    }
    FaultScripts.unpack("netlink.py", folder);
    return new LossyLink(left, right, folder, startLink(left, right, folder, quality));
  }

  /** {@code program} in the namespace at {@link #LEFT}. */
  public Program left(Program program) {
    return program.behind("ip", "netns", "exec", leftSpace);
  }

  /** {@code program} in the namespace at {@link #RIGHT}. */
  public Program right(Program program) {
    return program.behind("ip", "netns", "exec", rightSpace);
  }

  /** Takes the link down for good; packets go nowhere until {@link #restore}. */
  public void cut() {
    stop();
  }

  /** Brings the link back, as good or bad as {@code quality}. */
  public void restore(Quality quality) {
    process = startLink(leftSpace, rightSpace, folder, quality);
  }

  /** Removes link and namespaces. */
  @Override
  public void close() {
    stop();
    Commands.attempt("ip", "netns", "del", leftSpace);
    Commands.attempt("ip", "netns", "del", rightSpace);
  }

  private void stop() {
    process.destroyForcibly();
    try {
      process.waitFor(10, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static Process startLink(String left, String right, Path folder, Quality quality) {
    List<String> command =
        new ArrayList<>(List.of("python3", folder.resolve("netlink.py").toString(), left, right));
    command.addAll(quality.words());
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(folder.resolve("netlink.log").toFile())
              .start();
      Awaitility.await("link between the namespaces")
          .atMost(Duration.ofSeconds(10))
          .until(() -> answers(left) || !process.isAlive());
      if (!process.isAlive()) {
        throw new AssertionError(Files.readString(folder.resolve("netlink.log")));
      }
      return process;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean answers(String left) {
    return Commands.attempt("ip", "netns", "exec", left, "ip", "route", "get", RIGHT).code() == 0;
  }
}
