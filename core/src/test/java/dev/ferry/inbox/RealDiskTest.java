package dev.ferry.inbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ferry.payload.Chunk;
import dev.ferry.payload.RangeSet;
import dev.ferry.payload.SourceTree;
import dev.ferry.payload.StageMeter;
import dev.ferry.platform.NoSpaceException;
import dev.ferry.platform.StorageGoneException;
import dev.ferry.testkit.PowerCutDisk;
import dev.ferry.testkit.SmallDisk;
import dev.ferry.testkit.TreeSnapshot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Disks that lose power, or are full, as far as one can have them without waiting for either. */
class RealDiskTest {
  @TempDir Path folder;

  private final Random random = new Random(13);
  private SourceTree tree;

  @BeforeEach
  void makeTree() throws IOException {
    tree = new SourceTree(Files.createDirectory(folder.resolve("source")));
  }

  @ParameterizedTest
  @ValueSource(ints = {10, 300})
  void losesNothingOfWhatIsPublishedWhenThePowerIsCut(int files) throws IOException {
    smallFiles(files);
    tree.folder("d0/empty").link("d0/link", "f0").file("big", 6_000_000, random);
    try (PowerCutDisk disk = PowerCutDisk.make(folder, 64)) {
      Path target = disk.path().resolve("some/inbox");
      try (Inbox inbox = Inbox.open(target)) {
        new Delivery(tree, inbox).run();
      }
      disk.cutPower();
      checkDelivered(target);
      merge(disk, target);
    }
  }

  private void merge(PowerCutDisk disk, Path target) throws IOException {
    tree.file("d0/new", 5000, random).file("d1/sub/new", 5000, random);
    try (Inbox inbox = Inbox.open(target)) {
      new Delivery(tree, inbox).run();
    }
    disk.cutPower();
    checkDelivered(target);
  }

  /** The staging may come back as well, but knows that it has done its work. */
  private void checkDelivered(Path target) throws IOException {
    try (Inbox inbox = Inbox.open(target)) {
      for (String id : inbox.stagings()) {
        try (Staging staging = inbox.resume(id)) {
          assertThat(staging.phase()).isEqualTo(Staging.Phase.PUBLISHED);
          assertThat(staging.publish(new StageMeter()).beside()).isZero();
          staging.delete();
        } catch (NoSuchFileException e) {
          // Its deletion was begun.
        }
      }
    }
    TreeSnapshot.of(tree.root())
        .withoutFolderTimes()
        .assertSame("inbox", TreeSnapshot.of(target).withoutFolderTimes());
  }

  @ParameterizedTest
  @ValueSource(ints = {3, 200})
  void holdsWhatWasForcedWhenThePowerIsCut(int files) throws IOException {
    smallFiles(files);
    tree.file("big", 4 * Chunk.SIZE, random);
    try (PowerCutDisk disk = PowerCutDisk.make(folder, 64)) {
      Path target = disk.path().resolve("inbox");
      RangeSet forced;
      Inbox inbox = Inbox.open(target);
      Delivery delivery = new Delivery(tree, inbox);
      Staging staging = delivery.stage();
      try (inbox;
          staging) {
        delivery.fill(staging, staging.layout().data().within(0, Chunk.SIZE + 1000));
        staging.checkpoint();
        forced = staging.layout().data().minus(staging.missing());
        delivery.fill(staging, staging.missing().within(0, 3L * Chunk.SIZE));
      }
      disk.cutPower();
      try (Inbox again = Inbox.open(target);
          Staging resumed = again.resume(Delivery.ID)) {
        assertThat(resumed.layout().data().minus(resumed.missing()).within(0, Chunk.SIZE + 1000))
            .isEqualTo(forced);
        new Delivery(tree, again).finish(resumed);
      }
      disk.cutPower();
      checkDelivered(target);
    }
  }

  @Test
  void findsAStagingRightAfterItWasMadeWhenThePowerIsCut() throws IOException {
    tree.file("a", 1000, random);
    try (PowerCutDisk disk = PowerCutDisk.make(folder, 32)) {
      Path target = disk.path().resolve("x/y/inbox");
      try (Inbox inbox = Inbox.open(target)) {
        new Delivery(tree, inbox).stage().close();
      }
      disk.cutPower();
      try (Inbox inbox = Inbox.open(target);
          Staging staging = inbox.resume(Delivery.ID)) {
        assertThat(staging.missing()).isEqualTo(RangeSet.of(0, 1000));
      }
    }
  }

  @Test
  void stopsOnAFullDiskAndGoesOnWhenThereIsRoom() throws IOException {
    tree.file("d/big", 10_000_000, random);
    smallFiles(100);
    try (SmallDisk disk = SmallDisk.mount(folder.resolve("disk"), 4)) {
      Path target = disk.path().resolve("inbox");
      try (Inbox inbox = Inbox.open(target)) {
        Delivery delivery = new Delivery(tree, inbox);
        assertThat(delivery.plan().summary().fits()).isFalse();
        try (Staging staging = delivery.stage()) {
          assertThatThrownBy(() -> delivery.fill(staging, staging.missing()))
              .isInstanceOf(NoSpaceException.class);
          assertThat(staging.missing().bytes()).isLessThan(staging.layout().length());
          disk.resize(30);
          delivery.finish(staging);
        }
      }
      TreeSnapshot.of(tree.root()).assertSame("inbox", TreeSnapshot.of(target));
    }
  }

  @Test
  void copiesIntoAFolderThatIsAnotherDisk() throws IOException {
    Path target = folder.resolve("inbox");
    Path mountPoint = Files.createDirectories(target.resolve("photos/mounted"));
    try (SmallDisk disk = SmallDisk.mount(mountPoint, 20)) {
      Files.setPosixFilePermissions(disk.path(), PosixFilePermissions.fromString("rwxr-xr-x"));
      tree.file("photos/mounted/deep/er/a", 3_000_000, random)
          .file("photos/mounted/b", 5000, random)
          .file("photos/mounted/clash", 77, random)
          .sparse("photos/mounted/s", 8 << 20, random, 1 << 20, (1 << 20) + 9)
          .folder("photos/mounted/empty")
          .link("photos/mounted/deep/link", "er/a")
          .file("photos/c", 10, random);
      Files.writeString(disk.path().resolve("clash"), "mine");
      try (Inbox inbox = Inbox.open(target)) {
        PublishReport report = new Delivery(tree, inbox).run();
        assertThat(report.besideNames()).containsExactly("photos/mounted/clash (2)");
      }
      Files.move(disk.path().resolve("clash (2)"), source("photos/mounted/clash (2)"));
      Files.delete(source("photos/mounted/clash"));
      Files.move(source("photos/mounted/clash (2)"), source("photos/mounted/clash"));
      Files.delete(disk.path().resolve("clash"));
      Files.copy(
          source("photos/mounted/clash"),
          disk.path().resolve("clash"),
          StandardCopyOption.COPY_ATTRIBUTES);
      TreeSnapshot.of(tree.root())
          .withoutFolderTimes()
          .assertSame("inbox", TreeSnapshot.of(target).withoutFolderTimes());
    }
  }

  @Test
  void waitsForAnInboxThatWasMovedAway() throws IOException {
    Path target = folder.resolve("inbox");
    Path away = folder.resolve("away");
    tree.file("a", 3 * Chunk.SIZE, random);
    try (Inbox inbox = Inbox.open(target)) {
      Delivery delivery = new Delivery(tree, inbox);
      try (Staging staging = delivery.stage()) {
        delivery.fill(staging, RangeSet.of(0, Chunk.SIZE));
        Files.move(target, away);
        assertThatThrownBy(() -> delivery.fill(staging, staging.missing()))
            .isInstanceOf(StorageGoneException.class);
        Files.createDirectory(target);
        assertThatThrownBy(() -> delivery.fill(staging, staging.missing()))
            .isInstanceOf(StorageGoneException.class);
        Files.delete(target);
        Files.move(away, target);
        delivery.fill(staging, staging.missing());
        Files.move(target, away);
        assertThatThrownBy(() -> staging.publish(new StageMeter()))
            .isInstanceOf(StorageGoneException.class);
        Files.move(away, target);
        delivery.finish(staging);
      }
    }
    TreeSnapshot.of(tree.root()).assertSame("inbox", TreeSnapshot.of(target));
  }

  @Test
  void goesToTheFolderThatStandsAtItsPathNow() throws IOException {
    Path target = folder.resolve("inbox");
    tree.file("a", 100, random);
    try (Inbox inbox = Inbox.open(target)) {
      Files.delete(target);
      assertThatThrownBy(() -> new Delivery(tree, inbox).run())
          .isInstanceOf(NoSuchFileException.class);
      Files.createDirectory(target);
      new Delivery(tree, inbox).run();
    }
    TreeSnapshot.of(tree.root()).assertSame("inbox", TreeSnapshot.of(target));
  }

  @Test
  void tellsThatAStagingIsGone() throws IOException {
    try (Inbox inbox = Inbox.open(folder.resolve("inbox"))) {
      assertThatThrownBy(() -> inbox.resume("gone")).isInstanceOf(NoSuchFileException.class);
      tree.file("a", 10, random);
      Staging staging = new Delivery(tree, inbox).stage();
      try (staging) {
        Copies.delete(folder.resolve("inbox").resolve(Inbox.STAGING));
        assertThatThrownBy(() -> new Delivery(tree, inbox).finish(staging))
            .isInstanceOf(IOException.class);
        assertThatThrownBy(() -> staging.publish(new StageMeter()))
            .isInstanceOfAny(IOException.class, IllegalStateException.class);
      }
    }
  }

  private Path source(String path) {
    return tree.root().resolve(path);
  }

  private void smallFiles(int count) throws IOException {
    for (int i = 0; i < count; i++) {
      tree.file("d" + i % 3 + "/f" + i, 1000 + i, random);
    }
  }
}
