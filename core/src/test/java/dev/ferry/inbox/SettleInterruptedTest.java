package dev.ferry.inbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ferry.manifest.EntrySet;
import dev.ferry.payload.Chunk;
import dev.ferry.payload.FilePlace;
import dev.ferry.payload.InMemory;
import dev.ferry.payload.RangeSet;
import dev.ferry.payload.SourceTree;
import dev.ferry.payload.StageMeter;
import dev.ferry.payload.Withdrawn;
import dev.ferry.platform.Platform;
import dev.ferry.testkit.TreeSnapshot;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Settling stops after every single step, is taken up again, and ends as if it never had. */
class SettleInterruptedTest {
  private static final String REASON = "the sender went away before this file had come whole";

  /** The index of {@code d/c}, of which half comes. */
  private static final int CUT = 3;

  @TempDir(factory = InMemory.class)
  Path folder;

  private final Random random = new Random(5);

  @Test
  void endsAsIfItHadNeverStopped() throws IOException {
    Path ready = prepare();
    Path smooth = Copies.of(ready, folder.resolve("smooth"));
    PublishReport expectedReport = settleAll(smooth);
    TreeSnapshot expected = withoutStaging(smooth);
    assertThat(expectedReport.files()).isEqualTo(4);
    assertThat(expectedReport.withdrawn()).isEqualTo(2);
    assertThat(expected.items()).containsKeys("d/a", "d/b", "d/e", "f").doesNotContainKey("d/c");

    int steps = 0;
    for (boolean done = false; !done; steps++) {
      Path attempt = Copies.of(ready, folder.resolve("attempt"));
      done = settleUntil(attempt, steps);
      checkNothingUnfinished(expected, attempt);
      if (steps % 3 == 0) {
        settleUntil(attempt, random.nextInt(10));
        checkNothingUnfinished(expected, attempt);
      }
      assertThat(settleAll(attempt)).as("stopped after %s steps", steps).isEqualTo(expectedReport);
      expected
          .withoutFolderTimes()
          .assertSame("stopped after " + steps, withoutStaging(attempt).withoutFolderTimes());
      Copies.delete(attempt);
    }
    assertThat(steps).isGreaterThan(15);
  }

  @Test
  void isToldToTheNextProcessFromItsFirstStepOn() throws IOException {
    Path ready = prepare();
    try (Inbox inbox = Inbox.open(ready);
        Staging staging = inbox.resume(Delivery.ID)) {
      assertThat(staging.settling()).isNull();
      staging.settle(REASON, null);
    }
    try (Inbox inbox = Inbox.open(ready);
        Staging staging = inbox.resume(Delivery.ID)) {
      assertThat(staging.settling()).isEqualTo(REASON);
      RangeSet.Range open = staging.missing().ranges().getFirst();
      assertThatThrownBy(() -> staging.openRange(open.from(), open.to(), new StageMeter()))
          .isInstanceOf(RangeConflictException.class);
    }
  }

  @Test
  void refusesWhileSomebodyWrites() throws IOException {
    try (Inbox inbox = Inbox.open(prepare());
        Staging staging = inbox.resume(Delivery.ID)) {
      RangeSet.Range open = staging.missing().ranges().getFirst();
      try (var writer = staging.openRange(open.from(), open.to(), new StageMeter())) {
        assertThat(writer.remaining()).isPositive();
        assertThatThrownBy(() -> staging.settle(REASON, null))
            .isInstanceOf(IllegalStateException.class);
      }
    }
  }

  @Test
  void doesWithoutAFileThatVanishedFromTheDiskAndKeepsItsNeighbours() throws IOException {
    Path ready = prepare();
    try (Inbox inbox = Inbox.open(ready);
        Staging staging = inbox.resume(Delivery.ID)) {
      staging.settle(REASON, null);
      Files.delete(ready.resolve(Inbox.STAGING).resolve(Delivery.ID).resolve("files/d/b"));
      assertThat(staging.publish(new StageMeter()).files()).isEqualTo(3);
      assertThat(staging.withdrawn())
          .extracting(Withdrawn::path, Withdrawn::reason)
          .contains(org.assertj.core.groups.Tuple.tuple("d/b", "it is gone from the disk"));
    }
    assertThat(ready.resolve("d/a")).hasSameBinaryContentAs(folder.resolve("source/d/a"));
    assertThat(ready.resolve("f")).hasSameBinaryContentAs(folder.resolve("source/f"));
  }

  @Test
  void emptyFilesThatDidNotComeAreDropped() throws IOException {
    try (Inbox inbox = Inbox.open(prepare());
        Staging staging = inbox.resume(Delivery.ID)) {
      assertThat(staging.settle(REASON, EntrySet.none())).isEqualTo(3);
      assertThat(staging.withdrawn()).extracting(Withdrawn::path).contains("d/e");
    }
  }

  /** Four files are whole, one is cut behind the border of a chunk, of one nothing came. */
  private Path prepare() throws IOException {
    SourceTree tree = new SourceTree(Files.createDirectory(folder.resolve("source")));
    tree.file("d/a", Chunk.SIZE - 20_000, random)
        .file("d/b", 5_000, random)
        .file("d/c", 70_000, random)
        .file("d/e", 0, random)
        .file("f", 3_000, random)
        .file("g", 4_000, random);
    Path ready = Files.createDirectory(folder.resolve("ready"));
    try (Inbox inbox = Inbox.open(ready)) {
      Delivery delivery = new Delivery(tree, inbox);
      try (Staging staging = delivery.stage()) {
        for (long index : List.of(1L, 2L, 5L)) {
          FilePlace place = staging.layout().rangeOf(index);
          delivery.fill(staging, RangeSet.of(place.from(), place.to()));
        }
        FilePlace cut = staging.layout().rangeOf(CUT);
        delivery.fill(staging, RangeSet.of(cut.from(), cut.from() + cut.length() / 2));
      }
    }
    return ready;
  }

  private static PublishReport settleAll(Path path) throws IOException {
    FaultyFolder.Disk disk = new FaultyFolder.Disk();
    try (Inbox inbox = Inbox.over(new FaultyFolder(Platform.current().hold(path), disk));
        Staging staging = inbox.resume(Delivery.ID)) {
      staging.settle(REASON, null);
      PublishReport report = staging.publish(new StageMeter());
      assertThat(staging.publish(new StageMeter())).isEqualTo(report);
      staging.delete();
      return report;
    }
  }

  /** True if that many operations were enough. */
  private static boolean settleUntil(Path path, int operations) throws IOException {
    FaultyFolder.Disk disk = new FaultyFolder.Disk();
    try (Inbox inbox = Inbox.over(new FaultyFolder(Platform.current().hold(path), disk))) {
      Staging staging = inbox.resume(Delivery.ID);
      disk.failAfter(operations);
      try (staging) {
        staging.settle(REASON, null);
        staging.publish(new StageMeter());
        return true;
      } catch (FileSystemException e) {
        return false;
      }
    }
  }

  private static TreeSnapshot withoutStaging(Path inbox) {
    return TreeSnapshot.of(inbox, path -> !path.endsWith(Inbox.STAGING)).withoutLinkTimes();
  }

  private static void checkNothingUnfinished(TreeSnapshot expected, Path inbox) {
    withoutStaging(inbox)
        .items()
        .forEach((path, item) -> {
          if (item.kind() == TreeSnapshot.Kind.FILE) {
            assertThat(item).as(path).isEqualTo(expected.items().get(path));
          }
        });
  }
}
