package dev.ferry.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ferry.manifest.BadPathException;
import dev.ferry.manifest.Entry;
import dev.ferry.manifest.FileEntry;
import dev.ferry.manifest.FolderEntry;
import dev.ferry.manifest.LinkEntry;
import dev.ferry.manifest.RelativePath;
import dev.ferry.payload.InMemory;
import dev.ferry.payload.ListManifest;
import dev.ferry.payload.RangeSet;
import dev.ferry.payload.RangeWriter;
import dev.ferry.payload.SourceTree;
import dev.ferry.payload.StageMeter;
import dev.ferry.testkit.CanaryTree;
import dev.ferry.testkit.CorpusName;
import dev.ferry.testkit.TreeSnapshot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever is sent, nothing outside of the inbox is touched, and nothing in it is overwritten. */
class SafetyTest {
  @TempDir(factory = InMemory.class)
  Path folder;

  @ParameterizedTest
  @CsvSource({
    "a/l, x, true",
    "a/l, ./x/y, true",
    "a/l, ., true",
    "a/b/l, ../x, true",
    "a/b/l, .., true",
    "a/b/c/l, ../../x/y, true",
    "a/l, .., false",
    "a/l, ../a/x, false",
    "a/b/l, ../.., false",
    "a/b/l, ../../x, false",
    "a/b/l, x/../../y, false",
    "a/b/l, x/.., false",
    "a/b/c/l, ../x/../y, false",
    "a/l, /etc/passwd, false",
    "a/l, //x, false",
    "l, x, false",
    "l, ., false",
    "l, .., false"
  })
  void letsLinksLeadIntoTheirOwnFolderOnly(String path, String target, boolean safe) {
    LinkEntry link = new LinkEntry(SourceTree.pathOf(path), target, 0);
    assertThat(new SafetyRules(false).objection(link) == null).isEqualTo(safe);
    assertThat(new SafetyRules(true).objection(link)).isNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        ".ferry-staging",
        ".FERRY-Staging",
        ".ferry-staging.",
        ".ferry-staging ",
        ".ferry-staging. .",
        ".ferry-staging:x",
        ".ferry\u200b-staging",
        "\ufeff.ferry-staging",
        ".\uff46erry-staging",
        "\u2024ferry-staging"
      })
  void keepsItsOwnNameToItself(String name) throws IOException {
    for (String path : List.of(name, name + "/x", name + "/transfer/files/x")) {
      FileEntry file = new FileEntry(SourceTree.pathOf(path), 5, 0, 0644);
      assertThat(new SafetyRules(true).objection(file)).isNotNull();
    }
    List<Entry> entries =
        List.of(
            new FolderEntry(SourceTree.pathOf(name), 0, 0755),
            new FileEntry(SourceTree.pathOf(name + "/evil"), 0, 0, 0644));
    try (Inbox inbox = Inbox.open(folder.resolve("inbox"))) {
      ListManifest manifest = new ListManifest(entries);
      Plan plan = inbox.plan(manifest, ClashPolicy.UPDATE, true);
      assertThat(plan.summary().refused()).isEqualTo(2);
      assertThat(plan.wanted().isEmpty()).isTrue();
      assertThat(plan.summary().refusals()).isNotEmpty();
      try (Staging staging = inbox.stage(Delivery.ID, manifest, plan)) {
        assertThat(staging.publish(new StageMeter()).refused()).isEqualTo(2);
        staging.delete();
      }
    }
    assertThat(folder.resolve("inbox")).isEmptyDirectory();
  }

  @ParameterizedTest
  @ValueSource(strings = {"ferry-staging", ".ferry-stagin", ".ferry-staging2", "x/.ferry-staging"})
  void leavesOtherNamesAlone(String name) {
    assertThat(new SafetyRules(false).objection(new FileEntry(SourceTree.pathOf(name), 5, 0, 0644)))
        .isNull();
  }

  @Test
  void refusesUnsafeLinksByNameAndPublishesTheRest() throws IOException {
    SourceTree tree = new SourceTree(Files.createDirectory(folder.resolve("source")));
    tree.file("d/f", 10, new Random(1))
        .link("d/abs", "/etc/passwd")
        .link("d/up", "../../x")
        .link("d/good", "f")
        .link("top", "d");
    try (Inbox inbox = Inbox.open(folder.resolve("inbox"))) {
      Plan plan = new Delivery(tree, inbox).plan();
      assertThat(plan.summary().refused()).isEqualTo(3);
      assertThat(plan.summary().refusals())
          .containsExactly(
              "d/abs: the link leads to an absolute path",
              "d/up: the link leads out of its folder",
              "top: the link leads out of its folder");
      PublishReport report = new Delivery(tree, inbox).run();
      assertThat(report.refused()).isEqualTo(3);
      assertThat(report.files()).isEqualTo(1);
      assertThat(folder.resolve("inbox/d/good")).isSymbolicLink();
      assertThat(Files.exists(folder.resolve("inbox/d/abs"))).isFalse();
      new Delivery(tree, inbox).unsafeLinks().run();
      assertThat(folder.resolve("inbox/d/abs")).isSymbolicLink();
      assertThat(folder.resolve("inbox/top")).isSymbolicLink();
    }
  }

  @ParameterizedTest
  @EnumSource
  void neverFollowsLinksThatStandInTheInbox(ClashPolicy policy) throws IOException {
    CanaryTree canary = CanaryTree.around(folder.resolve("canary"), 5);
    Path target = canary.inbox();
    Files.createSymbolicLink(target.resolve("d"), Path.of("../inbox-neighbour"));
    Files.createDirectories(target.resolve("e"));
    Files.createSymbolicLink(target.resolve("e/x"), Path.of("../../x"));
    Files.createSymbolicLink(target.resolve("e/deep"), canary.outside());
    SourceTree tree = new SourceTree(Files.createDirectory(folder.resolve("source")));
    Random random = new Random(2);
    tree.file("d/x", 6, random).file("e/x", 6, random).file("e/deep/x", 6, random);
    TreeSnapshot before = TreeSnapshot.of(target);
    try (Inbox inbox = Inbox.open(target)) {
      new Delivery(tree, inbox).policy(policy).run();
    }
    canary.assertUntouched();
    TreeSnapshot after = TreeSnapshot.of(target);
    before
        .items()
        .forEach((path, item) -> {
          if (policy != ClashPolicy.UPDATE && !path.equals("e")) {
            assertThat(after.items()).containsEntry(path, item);
          }
        });
    if (policy == ClashPolicy.KEEP_BOTH) {
      assertThat(after.items()).containsKeys("d (2)/x", "e/x (2)", "e/deep (2)/x");
    }
  }

  @Test
  void mergesIntoNoLinkThatAppearsWhileItIsReceiving() throws IOException {
    CanaryTree canary = CanaryTree.around(folder.resolve("canary"), 5);
    SourceTree tree = new SourceTree(Files.createDirectory(folder.resolve("source")));
    tree.file("d/e/x", 6, new Random(1)).file("x", 5, new Random(2));
    try (Inbox inbox = Inbox.open(canary.inbox());
        Staging staging = new Delivery(tree, inbox).stage()) {
      new Delivery(tree, inbox).fill(staging, staging.missing());
      Files.createSymbolicLink(canary.inbox().resolve("d"), canary.outside());
      Files.createSymbolicLink(canary.inbox().resolve("x"), Path.of("../x"));
      PublishReport report = staging.publish(new StageMeter());
      assertThat(report.besideNames()).containsExactly("d (2)", "x (2)");
    }
    canary.assertUntouched();
  }

  @Test
  void keepsWhatAppearsWhileItIsReceiving() throws IOException {
    SourceTree tree = new SourceTree(Files.createDirectory(folder.resolve("source")));
    tree.file("d/x", 6, new Random(1)).file("y", 5, new Random(2)).file("z", 5, new Random(3));
    Path target = folder.resolve("inbox");
    try (Inbox inbox = Inbox.open(target);
        Staging staging = new Delivery(tree, inbox).stage()) {
      new Delivery(tree, inbox).fill(staging, staging.missing());
      Files.createDirectory(target.resolve("d"));
      Files.writeString(target.resolve("d/x"), "mine");
      Files.writeString(target.resolve("y"), "mine");
      Files.copy(tree.root().resolve("z"), target.resolve("z"));
      PublishReport report = staging.publish(new StageMeter());
      assertThat(report.besideNames()).containsExactly("d/x (2)", "y (2)");
      assertThat(report.same()).isEqualTo(1);
    }
    assertThat(target.resolve("d/x")).hasContent("mine");
    assertThat(target.resolve("y")).hasContent("mine");
  }

  @Test
  void takesEveryNameOfTheCorpus() throws IOException {
    CanaryTree canary = CanaryTree.around(folder.resolve("canary"), 9);
    List<Entry> entries = new ArrayList<>();
    for (CorpusName name : CorpusName.all()) {
      try {
        RelativePath path = RelativePath.parse(name.name());
        assertThat(name.accepted()).as(name.toString()).isTrue();
        entries.add(new FileEntry(path, 3, 1_600_000_000_000_000_000L, 0644));
      } catch (BadPathException e) {
        assertThat(name.accepted()).as(name.toString()).isFalse();
      }
    }
    try (Inbox inbox = Inbox.open(canary.inbox())) {
      for (Entry entry : entries) {
        ListManifest manifest = new ListManifest(List.of(entry));
        Plan plan = inbox.plan(manifest, ClashPolicy.KEEP_BOTH, false);
        try (Staging staging = inbox.stage(Delivery.ID, manifest, plan)) {
          for (RangeSet.Range range : staging.missing().ranges()) {
            try (RangeWriter writer =
                staging.openRange(range.from(), range.to(), new StageMeter())) {
              writer.write(new byte[] {1, 2, 3}, 0, 3);
            }
          }
          PublishReport report = staging.publish(new StageMeter());
          assertThat(report.files() + report.refused()).isEqualTo(1);
          staging.delete();
        }
      }
    }
    canary.assertUntouched();
  }

  @Test
  void takesNoSetuidBit() throws IOException {
    SourceTree tree = new SourceTree(Files.createDirectory(folder.resolve("source")));
    tree.file("tool", 10, new Random(1));
    new ProcessBuilder("chmod", "6755", tree.root().resolve("tool").toString())
        .start()
        .onExit()
        .join();
    try (Inbox inbox = Inbox.open(folder.resolve("inbox"))) {
      new Delivery(tree, inbox).run();
    }
    assertThat(TreeSnapshot.of(folder.resolve("inbox")).items().values())
        .extracting(TreeSnapshot.Item::mode)
        .containsExactly(0755);
  }
}
