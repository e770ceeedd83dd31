package dev.ferry.cli.demo;

import dev.ferry.cli.show.Console;
import dev.ferry.cli.show.Units;
import dev.ferry.identity.DisplayName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The demo: two peers with homes of their own on this machine; small files travel, then a folder
 * with a large file, whose receiver is killed in the middle and started again, then the same folder
 * once more. Everything that arrived is compared. Used by one thread, but for {@link #stop}.
 */
public final class Demo {
  /** The folder that travels. */
  private static final String FOLDER = "demo folder";

  private static final String WAIT = "2m";
  private static final int KILL_AT_PERCENT = 40;

  /** What is smaller would be across before it could be killed, so it is slowed down. */
  private static final long FAST_ENOUGH = 400_000_000L;

  private final Console console;
  private final Path place;
  private final long size;
  private final List<DemoPeer> peers = new ArrayList<>();
  private boolean stopped;

  private Demo(Console console, Path place, long size) {
    this.console = console;
    this.place = place;
    this.size = size;
  }

  /**
   * What to do.
   *
   * @param size of the large file
   * @param parent where the demo's folder is made; null for where there is most room
   * @param keep whether the folder stays
   */
  public record Setting(long size, @Nullable Path parent, boolean keep) {}

  /** Lets another thread end a demo. */
  public interface Stopper {
    /** Is told what ends the demo, before it begins. */
    void use(Runnable stop);
  }

  /**
   * Runs the demo. Blocks for some seconds or minutes.
   *
   * @return how many differences there are between what was sent and what arrived
   */
  public static long run(Console console, Setting setting, Stopper stopper)
      throws IOException, InterruptedException {
    try (DemoPlace place = DemoPlace.make(setting.parent(), setting.size(), setting.keep())) {
      Demo demo = new Demo(console, place.folder(), setting.size());
      stopper.use(demo::stop);
      try {
        long differences = demo.play();
        if (setting.keep()) {
          console.say("Kept: " + DisplayName.escape(place.folder().toString()));
        }
        return differences;
      } finally {
        demo.stop();
      }
    }
  }

  private long play() throws IOException, InterruptedException {
    Path source = place.resolve("source").resolve(FOLDER);
    Path inbox = Files.createDirectory(place.resolve("inbox"));
    console.say(
        "Making a folder with "
            + Units.bytes(size)
            + " in one file and thousands of small ones, in "
            + DisplayName.escape(place.toString()));
    DemoTree.make(source, size, made -> console.note(width -> "  " + Units.bytes(made) + " made"));
    DemoPeer receiver = receiver(inbox, 0);
    long port =
        receiver.await(event -> event.name().equals("listening"), event -> {}).number("port");

    DemoReport report = new DemoReport(console);
    report.small(send(source.resolve(DemoTree.SMALL), port));
    report.killed(sendAndKill(source, port, receiver, inbox));
    report.again(send(source, port));
    return compare(source, inbox, report);
  }

  private DemoPeer receiver(Path inbox, long port) throws IOException {
    return start(
        "receiver",
        "receive",
        "--into",
        inbox.toString(),
        "--port",
        Long.toString(port),
        "--address",
        "127.0.0.1",
        "--accept",
        "all");
  }

  private DemoPeer sender(Path what, long port, String... more) throws IOException {
    List<String> arguments = new ArrayList<>(List.of("send", what.toString()));
    arguments.addAll(List.of("--to", "127.0.0.1:" + port, "--wait", WAIT));
    arguments.addAll(List.of(more));
    return start("sender", arguments.toArray(String[]::new));
  }

  private synchronized DemoPeer start(String name, String... arguments) throws IOException {
    if (stopped) {
      throw new IOException("the demo was stopped");
    }
    DemoPeer peer = DemoPeer.start(name, place.resolve(name), List.of(arguments));
    peers.add(peer);
    return peer;
  }

  private SenderEvents send(Path what, long port) throws IOException, InterruptedException {
    SenderEvents seen = new SenderEvents();
    try (DemoPeer sender = sender(what, port)) {
      sender.await(event -> event.name().equals("exit"), event -> see(seen, event));
      sender.awaitGoodEnd();
    }
    return seen;
  }

  private SenderEvents sendAndKill(Path what, long port, DemoPeer victim, Path inbox)
      throws IOException, InterruptedException {
    SenderEvents seen = new SenderEvents();
    String[] slowly =
        size < FAST_ENOUGH ? new String[] {"--limit", size / 2 + "B/s"} : new String[0];
    try (DemoPeer sender = sender(what, port, slowly)) {
      sender.await(
          event -> isFarEnough(event) || event.name().equals("exit"), event -> see(seen, event));
      victim.kill();
      seen.killed();
      console.say("Killed the receiver with SIGKILL at " + seen.far() + "; starting it again");
      DemoPeer next = receiver(inbox, port);
      next.await(event -> event.name().equals("listening"), event -> {});
      sender.await(event -> event.name().equals("exit"), event -> see(seen, event));
      sender.awaitGoodEnd();
    }
    return seen;
  }

  private static boolean isFarEnough(DemoEvent event) {
    return event.name().equals("progress")
        && Units.percent(event.number("done"), event.number("total")) >= KILL_AT_PERCENT;
  }

  private void see(SenderEvents seen, DemoEvent event) {
    seen.see(event);
    console.note(width -> "  on its way: " + seen.far());
  }

  private long compare(Path source, Path inbox, DemoReport report) throws IOException {
    console.note(width -> "  comparing every byte");
    List<TreeComparison> comparisons =
        List.of(
            TreeComparison.of(source, inbox.resolve(FOLDER)),
            TreeComparison.of(source.resolve(DemoTree.SMALL), inbox.resolve(DemoTree.SMALL)));
    console.note(null);
    report.table(comparisons);
    return comparisons.stream().mapToLong(TreeComparison::found).sum();
  }

  /** Ends the demo's processes; a demo that is under way fails then. */
  private synchronized void stop() {
    stopped = true;
    peers.forEach(DemoPeer::close);
  }
}
