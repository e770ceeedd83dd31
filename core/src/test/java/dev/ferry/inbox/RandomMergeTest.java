package dev.ferry.inbox;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ferry.payload.InMemory;
import dev.ferry.payload.SourceTree;
import dev.ferry.payload.StageMeter;
import dev.ferry.platform.Platform;
import dev.ferry.testkit.Seeds;
import dev.ferry.testkit.TreeSnapshot;
import dev.ferry.testkit.TreeSnapshot.Item;
import dev.ferry.testkit.TreeSnapshot.Kind;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.io.TempDir;

/** Random trees land on random trees with the same few names, again and again. */
class RandomMergeTest {
  private static final List<String> NAMES =
      List.of("a", "a (2)", "a (3)", "b", "x.txt", "x (2).txt", "ä");

  @TempDir(factory = InMemory.class)
  Path folder;

  private final long seed = Seeds.fresh("random merge");
  private final Random random = new Random(seed);

  @RepeatedTest(60)
  void losesNothingOnEitherSide() throws IOException {
    SourceTree tree = randomTree(folder.resolve("source"), "sent");
    Path target = randomTree(folder.resolve("inbox"), "old").root();
    ClashPolicy policy =
        List.of(ClashPolicy.KEEP_BOTH, ClashPolicy.UPDATE, ClashPolicy.SKIP).get(random.nextInt(3));
    TreeSnapshot sent = TreeSnapshot.of(tree.root());
    TreeSnapshot old = TreeSnapshot.of(target);

    FaultyFolder.Disk disk = new FaultyFolder.Disk();
    if (random.nextBoolean()) {
      disk.ignoringCase();
    }
    try (Inbox inbox = Inbox.over(new FaultyFolder(Platform.current().hold(target), disk))) {
      Plan plan = new Delivery(tree, inbox).policy(policy).unsafeLinks().plan();
      PublishReport report = deliver(tree, inbox, policy, disk);
      TreeSnapshot now = TreeSnapshot.of(target);
      keepsWhatWasThere(policy, old, now);
      countsEveryFile(sent, report);
      assertThat(report.files() + report.same() - plan.summary().same())
          .isEqualTo(plan.summary().wantedFiles());
      if (policy != ClashPolicy.SKIP) {
        holdsWhatWasSent(policy, sent, now);
        Plan again = new Delivery(tree, inbox).policy(policy).unsafeLinks().plan();
        assertThat(again.summary().wantedFiles()).as("seed %s %s", seed, policy).isZero();
      }
      assertThat(target.resolve(Inbox.STAGING)).doesNotExist();
    }
  }

  /** With a disk that fails now and then. */
  private PublishReport deliver(
      SourceTree tree, Inbox inbox, ClashPolicy policy, FaultyFolder.Disk disk) throws IOException {
    Delivery delivery = new Delivery(tree, inbox).policy(policy).unsafeLinks();
    delivery.stage().close();
    for (int failures = random.nextInt(4); ; failures--) {
      try (Staging staging = inbox.resume(Delivery.ID)) {
        delivery.fill(staging, staging.missing());
        if (failures > 0) {
          disk.failAfter(random.nextInt(200));
        }
        PublishReport report = staging.publish(new StageMeter());
        disk.heal();
        staging.delete();
        return report;
      } catch (FileSystemException e) {
        disk.heal();
      }
    }
  }

  private void keepsWhatWasThere(ClashPolicy policy, TreeSnapshot old, TreeSnapshot now) {
    Map<String, Item> after = now.withoutTimes().items();
    old.withoutTimes()
        .items()
        .forEach((path, item) -> {
          assertThat(after).as("seed %s", seed).containsKey(path);
          if (policy != ClashPolicy.UPDATE || item.kind() == Kind.FOLDER) {
            assertThat(after).as("seed %s %s", seed, policy).containsEntry(path, item);
          }
        });
  }

  /** Each file and link that was sent is somewhere, under a name that its own is the start of. */
  private void holdsWhatWasSent(ClashPolicy policy, TreeSnapshot sent, TreeSnapshot now) {
    sent.items()
        .forEach((path, item) -> {
          if (item.kind() != Kind.FOLDER) {
            assertThat(now.items().entrySet())
                .as("seed %s: %s %s", seed, policy, path)
                .anyMatch(e -> isCopy(path, item, e.getKey(), e.getValue()));
          }
        });
  }

  private static boolean isCopy(String path, Item item, String found, Item copy) {
    return copy.kind() == item.kind()
        && copy.hash().equals(item.hash())
        && copy.target().equals(item.target())
        && plain(found).equals(plain(path));
  }

  /** Without any numbers, as folders on the way may have got some. */
  private static String plain(String path) {
    return path.replaceAll(" \\(\\d+\\)", "");
  }

  private void countsEveryFile(TreeSnapshot sent, PublishReport report) {
    long files = sent.items().values().stream().filter(i -> i.kind() == Kind.FILE).count();
    assertThat(report.files() + report.same() + report.skipped())
        .as("seed %s", seed)
        .isEqualTo(files);
  }

  private SourceTree randomTree(Path root, String text) throws IOException {
    SourceTree tree = new SourceTree(Files.createDirectories(root));
    grow(tree, "", 3, text);
    return tree;
  }

  private void grow(SourceTree tree, String prefix, int depth, String text) throws IOException {
    for (String name : NAMES) {
      String path = prefix + name;
      switch (random.nextInt(depth == 0 ? 4 : 6)) {
        case 0 -> tree.file(path, (text + random.nextInt(3)).getBytes(UTF_8));
        case 1 -> tree.file(path, new byte[random.nextInt(2)]);
        case 2 -> tree.link(path, "target" + random.nextInt(2));
        case 3 -> {}
        default -> {
          tree.folder(path);
          grow(tree, path + "/", depth - 1, text);
        }
      }
    }
  }
}
