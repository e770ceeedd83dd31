package dev.ferry.inbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.ferry.payload.Chunk;
import dev.ferry.payload.RangeSet;
import dev.ferry.payload.RangeWriter;
import dev.ferry.payload.SourceTree;
import dev.ferry.payload.StageMeter;
import dev.ferry.platform.NoSpaceException;
import dev.ferry.platform.Platform;
import dev.ferry.testkit.TreeSnapshot;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What was received gets to the disk by itself; a disk that fails makes it count for nothing. */
class CheckpointTest {
  @TempDir Path folder;

  private final FaultyFolder.Disk disk = new FaultyFolder.Disk();
  private final Random random = new Random(3);
  private SourceTree tree;
  private Path target;
  private Inbox inbox;

  @BeforeEach
  void open() throws IOException {
    tree = new SourceTree(Files.createDirectory(folder.resolve("source")));
    target = Files.createDirectory(folder.resolve("inbox"));
    inbox = Inbox.over(new FaultyFolder(Platform.current().hold(target), disk));
  }

  @AfterEach
  void close() {
    inbox.close();
  }

  @Test
  void forcesByItselfWithinSeconds() throws IOException {
    tree.file("a", 3 * Chunk.SIZE, random);
    Delivery delivery = new Delivery(tree, inbox);
    try (Staging staging = delivery.stage()) {
      delivery.fill(staging, RangeSet.of(0, 2L * Chunk.SIZE));
      await().until(() -> forcedRecords() == 2);
    }
  }

  @Test
  void pausesWritersWhenTheDiskCannotForce() throws IOException {
    tree.file("a", 3 * Chunk.SIZE, random);
    Delivery delivery = new Delivery(tree, inbox);
    try (Staging staging = delivery.stage()) {
      delivery.fill(staging, RangeSet.of(0, Chunk.SIZE));
      staging.checkpoint();
      delivery.fill(staging, RangeSet.of(Chunk.SIZE, 2L * Chunk.SIZE));
      RangeWriter open = staging.openRange(2L * Chunk.SIZE, 3L * Chunk.SIZE, new StageMeter());
      open.write(new byte[1000], 0, 1000);

      disk.forcesOnly().with(() -> new NoSpaceException("a", "full")).failAfter(0);
      assertThatThrownBy(staging::checkpoint).isInstanceOf(NoSpaceException.class);
      assertThat(staging.missing()).isEqualTo(RangeSet.of(Chunk.SIZE, 3L * Chunk.SIZE));
      assertThatThrownBy(() -> staging.openRange(Chunk.SIZE, Chunk.SIZE + 1, new StageMeter()))
          .isInstanceOf(NoSpaceException.class);

      disk.heal();
      staging.checkpoint();
      assertThatThrownBy(() -> open.write(new byte[Chunk.SIZE - 1000], 0, Chunk.SIZE - 1000))
          .as("what it wrote before may be lost")
          .isInstanceOf(IOException.class);
      assertThatThrownBy(open::close).isInstanceOf(IOException.class);
      delivery.finish(staging);
    }
    assertSameTrees();
  }

  @Test
  void forgetsAfterAFailureOnTheNextStartToo() throws IOException {
    tree.file("a", 3 * Chunk.SIZE, random);
    Delivery delivery = new Delivery(tree, inbox);
    try (Staging staging = delivery.stage()) {
      delivery.fill(staging, staging.missing());
      disk.forcesOnly().failAfter(0);
      assertThatThrownBy(staging::checkpoint).isInstanceOf(FileSystemException.class);
    }
    disk.heal();
    try (Staging resumed = inbox.resume(Delivery.ID)) {
      assertThat(resumed.missing()).isEqualTo(RangeSet.of(0, 3L * Chunk.SIZE));
    }
  }

  @Test
  void forcesManyFilesOneByOneWhereThereIsNoCallForAll() throws IOException {
    disk.withoutSync();
    for (int i = 0; i < 200; i++) {
      tree.file("d" + i % 7 + "/f" + i, 100, random);
    }
    tree.folder("empty").link("d0/link", "f0");
    new Delivery(tree, inbox).run();
    assertSameTrees();
  }

  @Test
  void tellsAFullDiskAndGoesOnWhenThereIsRoom() throws IOException {
    tree.file("a", 3 * Chunk.SIZE, random);
    Delivery delivery = new Delivery(tree, inbox);
    try (Staging staging = delivery.stage()) {
      disk.with(() -> new NoSpaceException("a", "full")).failAfter(20);
      assertThatThrownBy(() -> delivery.fill(staging, staging.missing()))
          .isInstanceOf(NoSpaceException.class);
      disk.heal();
      assertThat(staging.missing().bytes()).isLessThan(3L * Chunk.SIZE);
      delivery.finish(staging);
    }
    assertSameTrees();
  }

  @Test
  void leavesNothingOfAStagingThatCannotBeMade() throws IOException {
    tree.file("a", 100, random).file("d/b", 100, random);
    boolean made = false;
    for (int steps = 0; !made; steps++) {
      disk.failAfter(steps);
      try {
        new Delivery(tree, inbox).stage().close();
        made = true;
      } catch (FileSystemException e) {
        disk.heal();
        discardRest();
      }
      disk.heal();
    }
    inbox.resume(Delivery.ID).delete();
    assertThat(target).isEmptyDirectory();
  }

  /** A broken disk may keep its user from deleting, too. */
  private void discardRest() throws IOException {
    if (!inbox.stagings().isEmpty()) {
      try (Staging rest = inbox.resume(Delivery.ID)) {
        rest.delete();
      } catch (NoSuchFileException e) {
        // It was not complete, and is deleted now.
      }
    }
    assertThat(inbox.stagings()).isEmpty();
  }

  private int forcedRecords() throws IOException {
    Path copy = folder.resolve("journal-copy");
    Files.copy(
        target.resolve(Inbox.STAGING).resolve(Delivery.ID).resolve("journal"),
        copy,
        StandardCopyOption.REPLACE_EXISTING);
    try (var held = Platform.current().hold(folder)) {
      Journal.Reopened reopened = Journal.open(held, "journal-copy");
      reopened.journal().close();
      return reopened.forced();
    }
  }

  private void assertSameTrees() {
    TreeSnapshot.of(tree.root()).assertSame("inbox", TreeSnapshot.of(target));
  }
}
