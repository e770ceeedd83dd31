package dev.ferry.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ferry.e2e.Station.Listener;
import dev.ferry.testkit.Commands;
import dev.ferry.testkit.FerryProcess;
import dev.ferry.testkit.TreeMaker;
import dev.ferry.testkit.TreeSnapshot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sizes at which careless programs give up. The heap is the launcher's: under 256 MB. */
class LargeTest {

  private static final int MANY_FILES = 1_000_000;

  @TempDir(factory = FastFolder.class)
  Path folder;

  @AutoClose private Station receiver;
  @AutoClose private Station sender;
  private Path inbox;

  @BeforeEach
  void stations() {
    receiver = Station.at(folder.resolve("receiver"));
    sender = Station.at(folder.resolve("sender"));
    inbox = folder.resolve("inbox");
  }

  @Test
  void sparseFileOf100GigabytesTakesSecondsAndStaysSparse() throws IOException {
    long size = 100L << 30;
    Path tree =
        new TreeMaker(folder.resolve("tree"), 1)
            .sparse("disk.img", size, 5_000_001, 1_234_567, size / 2 + 17, size - 3_000_000)
            .done();
    Listener listener = receiver.receive(inbox);
    FerryProcess sending = sender.sendWhole(listener.address(), tree);

    Path arrived = inbox.resolve("tree/disk.img");
    assertThat(Files.size(arrived)).isEqualTo(size);
    TreeSnapshot.of(tree).assertSame("sparse", TreeSnapshot.of(inbox.resolve("tree")));
    assertThat(Station.last(sending, "ended").number("sentBytes")).isLessThan(64L << 20);
    assertThat(diskUsage(arrived)).isLessThan(64L << 20);
  }

  @Test
  void emptyPayloadIsATransferToo() throws IOException {
    Path tree = folder.resolve("tree");
    Files.createDirectories(tree.resolve("only/folders"));
    Files.createFile(tree.resolve("only/empty"));
    Listener listener = receiver.receive(inbox);
    sender.sendWhole(listener.address(), tree);
    assertThat(inbox.resolve("tree/only/empty")).isEmptyFile();
    assertThat(inbox.resolve("tree/only/folders")).isEmptyDirectory();
  }

  @Test
  @Tag("large")
  void millionFilesTravelWithASmallHeapOnBothSides() throws IOException {
    long started = System.nanoTime();
    Path tree = TreeMaker.hugeTree(folder.resolve("tree"), MANY_FILES, 1);
    Files.createDirectories(inbox);
    System.out.println("made 1,000,000 files in " + secondsSince(started) + " s");
    Listener listener = receiver.receive(inbox);
    long sendStarted = System.nanoTime();
    FerryProcess sending = sender.send(listener.address(), tree);
    sending.assertExit(0, Duration.ofMinutes(8));
    System.out.println("sent them in " + secondsSince(sendStarted) + " s");
    System.out.println(
        "receiver's peak memory: " + (listener.process().peakMemory() >> 20) + " MiB");

    Event receipt = Station.last(sending, "ended").object("receipt");
    assertThat(receipt.number("files")).isEqualTo(MANY_FILES);
    assertThat(Twins.difference(tree, inbox.resolve("tree"))).isEmpty();
    assertThat(Twins.difference(inbox.resolve("tree"), tree)).isEmpty();
    StagingFolders.assertNoneIn(inbox);
  }

  private static long diskUsage(Path file) {
    return Long.parseLong(Commands.run("stat", "-c", "%b", file.toString()).strip()) * 512;
  }

  private static long secondsSince(long nanos) {
    return (System.nanoTime() - nanos) / 1_000_000_000;
  }
}
