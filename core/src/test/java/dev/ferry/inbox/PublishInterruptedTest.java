package dev.ferry.inbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ferry.payload.InMemory;
import dev.ferry.payload.SourceTree;
import dev.ferry.payload.StageMeter;
import dev.ferry.payload.Withdrawn;
import dev.ferry.platform.NoSpaceException;
import dev.ferry.platform.Platform;
import dev.ferry.testkit.TreeSnapshot;
import dev.ferry.testkit.TreeSnapshot.Item;
import dev.ferry.testkit.TreeSnapshot.Kind;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Publishing stops after every single step, is taken up again, and ends as if it never had. */
class PublishInterruptedTest {
  @TempDir(factory = InMemory.class)
  Path folder;

  private final Random random = new Random(11);

  /** What is sent where. */
  enum Scene {
    /** Nothing is there yet: the tree moves in one piece. */
    NEW_TREE,
    /** Some of it is there, some differs, names are taken by other kinds. */
    MERGE,
    /** As before, but the newcomers win. */
    MERGE_UPDATE,
    /** As before, on a disk that takes two names for one. */
    MERGE_BY_NUMBERS,
    /** As the first, on a disk that takes two names for one. */
    NEW_TREE_BY_NUMBERS;

    boolean numbers() {
      return this == MERGE_BY_NUMBERS || this == NEW_TREE_BY_NUMBERS;
    }

    boolean merges() {
      return this != NEW_TREE && this != NEW_TREE_BY_NUMBERS;
    }

    ClashPolicy policy() {
      return this == MERGE_UPDATE ? ClashPolicy.UPDATE : ClashPolicy.KEEP_BOTH;
    }
  }

  @ParameterizedTest
  @EnumSource
  void endsAsIfItHadNeverStopped(Scene scene) throws IOException {
    Path ready = prepare(scene);
    TreeSnapshot old = withoutStaging(ready);
    Path smooth = Copies.of(ready, folder.resolve("smooth"));
    PublishReport expectedReport = publishAll(smooth);
    TreeSnapshot expected = withoutStaging(smooth);
    assertThat(smooth.resolve(Inbox.STAGING)).doesNotExist();

    int steps = 0;
    for (boolean done = false; !done; steps++) {
      Path attempt = Copies.of(ready, folder.resolve("attempt"));
      done = publishUntil(attempt, steps);
      checkNothingHalf(old, expected, attempt);
      if (steps % 3 == 0) {
        publishUntil(attempt, random.nextInt(10));
        checkNothingHalf(old, expected, attempt);
      }
      PublishReport report = publishAll(attempt);
      assertThat(report).as("stopped after %s steps", steps).isEqualTo(expectedReport);
      expected
          .withoutFolderTimes()
          .assertSame("stopped after " + steps, withoutStaging(attempt).withoutFolderTimes());
      Copies.delete(attempt);
    }
    assertThat(steps).isGreaterThan(20);
  }

  /** An inbox with all bytes of a transfer received, nothing of it published. */
  private Path prepare(Scene scene) throws IOException {
    SourceTree tree = new SourceTree(Files.createDirectory(folder.resolve("source")));
    tree.file("p/a", 5_000, random)
        .file("p/b", 0, random)
        .file("p/d1/c", 70_000, random)
        .file("p/d1/withdrawn", 10, random)
        .file("p/ro/x", 100, random)
        .file("p/ro/sub/y", 100, random)
        .file("p/clash", 30, random)
        .file("p/folder-for-file/f", 20, random)
        .file("p/file-for-folder", 20, random)
        .folder("p/void")
        .link("p/link", "d1/c")
        .file("q", 12, random)
        .sparse("s", 1 << 20, random, 500_000, 500_010);
    for (String name : List.of("p/ro", "p/ro/sub", "p/void")) {
      Files.setPosixFilePermissions(
          tree.root().resolve(name), PosixFilePermissions.fromString("r-xr-xr-x"));
    }
    Path ready = Files.createDirectory(folder.resolve("ready"));
    if (scene.merges()) {
      Path p = Files.createDirectory(ready.resolve("p"));
      Files.createDirectories(p.resolve("d1"));
      Files.createDirectories(p.resolve("ro"));
      Files.createDirectories(p.resolve("file-for-folder/inner"));
      Files.writeString(p.resolve("folder-for-file"), "a file");
      Files.writeString(p.resolve("clash"), "another file");
      Files.writeString(p.resolve("clash (2)"), "one more");
      Files.createSymbolicLink(ready.resolve("q"), Path.of("dangling"));
    }
    FaultyFolder.Disk disk = new FaultyFolder.Disk();
    if (scene.numbers()) {
      disk.ignoringCase();
    }
    try (Inbox inbox = Inbox.over(new FaultyFolder(Platform.current().hold(ready), disk))) {
      Delivery delivery = new Delivery(tree, inbox).policy(scene.policy());
      try (Staging staging = delivery.stage()) {
        delivery.fill(staging, staging.missing());
        long index = indexOf(tree, "p/d1/withdrawn");
        staging.withdraw(List.of(new Withdrawn(index, "?", "changed")));
      }
    }
    return ready;
  }

  private static long indexOf(SourceTree tree, String path) throws IOException {
    return tree.entries().stream().map(e -> e.path().toString()).toList().indexOf(path);
  }

  /** A disk that fails to force makes the receiver ask again for what it may have lost. */
  private PublishReport publishAll(Path path) throws IOException {
    FaultyFolder.Disk disk = new FaultyFolder.Disk();
    try (Inbox inbox = Inbox.over(new FaultyFolder(Platform.current().hold(path), disk));
        Staging staging = inbox.resume(Delivery.ID)) {
      new Delivery(new SourceTree(folder.resolve("source")), inbox)
          .fill(staging, staging.missing());
      PublishReport report = staging.publish(new StageMeter());
      assertThat(staging.publish(new StageMeter())).isEqualTo(report);
      staging.delete();
      return report;
    }
  }

  /** True if that many operations were enough. */
  private static boolean publishUntil(Path path, int operations) throws IOException {
    FaultyFolder.Disk disk = new FaultyFolder.Disk();
    try (Inbox inbox = Inbox.over(new FaultyFolder(Platform.current().hold(path), disk))) {
      Staging staging = inbox.resume(Delivery.ID);
      disk.failAfter(operations);
      try (staging) {
        staging.publish(new StageMeter());
        return true;
      } catch (FileSystemException | IllegalStateException e) {
        return false;
      }
    }
  }

  private static TreeSnapshot withoutStaging(Path inbox) {
    return TreeSnapshot.of(inbox, path -> !path.endsWith(Inbox.STAGING)).withoutLinkTimes();
  }

  /** A file under a final name is an old one or a new one, and whole. */
  private static void checkNothingHalf(TreeSnapshot old, TreeSnapshot expected, Path inbox) {
    Map<String, Item> before = old.items();
    Map<String, Item> after = expected.items();
    withoutStaging(inbox)
        .items()
        .forEach((path, item) -> {
          if (item.kind() == Kind.FILE) {
            assertThat(item.equals(before.get(path)) || item.equals(after.get(path)))
                .as(path)
                .isTrue();
          }
        });
    before.forEach(
        (path, item) -> assertThat(withoutStaging(inbox).items()).as("kept").containsKey(path));
  }

  @Test
  void tellsAFullDiskForWhatItIs() throws IOException {
    Path ready = prepare(Scene.NEW_TREE);
    FaultyFolder.Disk disk = new FaultyFolder.Disk();
    try (Inbox inbox = Inbox.over(new FaultyFolder(Platform.current().hold(ready), disk));
        Staging staging = inbox.resume(Delivery.ID)) {
      disk.failAfter(3).with(() -> new NoSpaceException("file", "No space left on device"));
      assertThatThrownBy(() -> staging.publish(new StageMeter()))
          .isInstanceOf(NoSpaceException.class);
      disk.heal();
      assertThat(staging.publish(new StageMeter()).files()).isEqualTo(10);
    }
  }
}
