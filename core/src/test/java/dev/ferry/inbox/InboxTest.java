package dev.ferry.inbox;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ferry.manifest.EntrySet;
import dev.ferry.manifest.FileEntry;
import dev.ferry.manifest.Islands;
import dev.ferry.manifest.RelativePath;
import dev.ferry.payload.ListManifest;
import dev.ferry.payload.SourceTree;
import dev.ferry.platform.FileStamp;
import dev.ferry.platform.HeldFolder;
import dev.ferry.platform.Platform;
import dev.ferry.testkit.TreeSnapshot;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** What a transfer leaves in the inbox, by the platform's own calls and by those of Java alone. */
@ParameterizedClass
@MethodSource("platforms")
class InboxTest {
  private final Platform platform;

  @TempDir Path folder;

  private final Random random = new Random(7);
  private SourceTree tree;
  private Path target;
  private Inbox inbox;

  InboxTest(Platform platform) {
    this.platform = platform;
  }

  @BeforeEach
  void open() throws IOException {
    tree = new SourceTree(Files.createDirectory(folder.resolve("source")));
    target = folder.resolve("inbox");
    Inbox.open(target).close();
    inbox = Inbox.over(platform.hold(target));
  }

  static List<Platform> platforms() {
    return List.of(Platform.current(), Platform.portable());
  }

  @AfterEach
  void close() {
    inbox.close();
  }

  @Test
  void publishesAWholeTreeAsItWas() throws IOException {
    everyKind();
    PublishReport report = deliver().run();
    assertSameTrees();
    assertThat(report.files()).isEqualTo(6);
    assertThat(report.beside()).isZero();
    assertThat(target.resolve(Inbox.STAGING)).doesNotExist();
  }

  @Test
  void comparingContentsEndsWhenItsThreadIsInterrupted() throws Exception {
    Files.writeString(target.resolve("f"), "contents");
    FileEntry entry =
        new FileEntry(RelativePath.parse("f"), 8, 0, 0644, Islands.WHOLE, "0".repeat(32));
    try (HeldFolder held = platform.hold(target)) {
      FileStamp stamp = Objects.requireNonNull(held.stampOf("f"));
      SameFile sameFile = new SameFile(new ClockGrain(held), true);
      assertThat(sameFile.isSame(entry, held, "f", stamp)).isFalse();
      Thread.currentThread().interrupt();
      assertThatThrownBy(() -> sameFile.isSame(entry, held, "f", stamp))
          .isInstanceOf(InterruptedIOException.class);
    } finally {
      Thread.interrupted();
    }
  }

  @Test
  void sendsNothingTheSecondTime() throws IOException {
    everyKind();
    deliver().run();
    Plan plan = deliver().plan();
    assertThat(plan.summary().wantedFiles()).isZero();
    assertThat(plan.summary().same()).isEqualTo(6);
    assertThat(plan.summary().changed()).isZero();
    PublishReport report = deliver().run();
    assertThat(report.files()).isZero();
    assertThat(report.same()).isEqualTo(6);
    assertSameTrees();
  }

  @Test
  void addsWhatIsNewToATreeThatExists() throws IOException {
    everyKind();
    deliver().run();
    setMode("photos/2024", "rwxr-xr-x");
    tree.file("photos/2024/new", 5000, random).file("photos/fresh/deep/er", 10, random);
    setMode("photos/2024", "r-xr-xr-x");
    Plan plan = deliver().plan();
    assertThat(plan.summary().wantedFiles()).isEqualTo(2);
    assertThat(deliver().run().files()).isEqualTo(2);
    assertSameTreesButFolderTimes();
  }

  @Test
  void keepsBothOfFilesThatDiffer() throws IOException {
    tree.file("note.txt", "new".getBytes(US_ASCII)).file("d/note.txt", 77, random);
    put("note.txt", "old");
    put("d/note.txt", "old");
    put("d/note (2).txt", "older");
    Plan plan = deliver().plan();
    assertThat(plan.summary().changed()).isEqualTo(2);
    assertThat(plan.summary().clashes()).containsExactly("d/note.txt", "note.txt");

    PublishReport report = deliver().run();
    assertThat(report.beside()).isEqualTo(2);
    assertThat(report.besideNames()).containsExactly("d/note (3).txt", "note (2).txt");
    assertThat(target.resolve("note.txt")).hasContent("old");
    assertThat(target.resolve("note (2).txt")).hasContent("new");
    assertThat(target.resolve("d/note (3).txt"))
        .hasSameBinaryContentAs(tree.root().resolve("d/note.txt"));
  }

  @Test
  void findsAFileThatItKeptBesideBefore() throws IOException {
    tree.file("note.txt", "new".getBytes(US_ASCII));
    put("note.txt", "old");
    deliver().run();
    assertThat(deliver().verdicts()).containsExactly(Verdict.SAME);
    assertThat(deliver().run().files()).isZero();
    assertThat(target.resolve("note (3).txt")).doesNotExist();
  }

  @Test
  void updatesInOneStep() throws IOException {
    tree.file("note.txt", "new".getBytes(US_ASCII)).link("link", "note.txt");
    put("note.txt", "old");
    put("link", "a file, not a link");
    PublishReport report = deliver().unsafeLinks().policy(ClashPolicy.UPDATE).run();
    assertThat(report.beside()).isZero();
    assertSameTrees();
  }

  @Test
  void skipsWhatExists() throws IOException {
    tree.file("note.txt", "new".getBytes(US_ASCII)).file("other", 5, random);
    put("note.txt", "old");
    PublishReport report = deliver().policy(ClashPolicy.SKIP).run();
    assertThat(report.skipped()).isEqualTo(1);
    assertThat(report.files()).isEqualTo(1);
    assertThat(target.resolve("note.txt")).hasContent("old");
  }

  @Test
  void blocksAPlanThatIsToFailOnClashes() throws IOException {
    tree.file("note.txt", "new".getBytes(US_ASCII));
    assertThat(deliver().policy(ClashPolicy.FAIL).plan().isBlocked()).isFalse();
    put("note.txt", "old");
    Plan plan = deliver().policy(ClashPolicy.FAIL).plan();
    assertThat(plan.isBlocked()).isTrue();
    assertThat(plan.withPolicy(ClashPolicy.KEEP_BOTH).isBlocked()).isFalse();
    assertThat(plan.withPolicy(ClashPolicy.KEEP_BOTH).verdict(0)).isEqualTo(Verdict.BESIDE);
  }

  @Test
  void landsATreeBesideAFileThatHasItsName() throws IOException {
    everyKind();
    put("photos", "a file");
    assertThat(deliver().plan().summary().changed()).isEqualTo(1);
    PublishReport report = deliver().run();
    assertThat(report.besideNames()).containsExactly("photos (2)");
    assertThat(target.resolve("photos")).hasContent("a file");
    assertThat(deliver().plan().summary().wantedFiles()).isZero();
    deliver().run();
    assertThat(target.resolve("photos (3)")).doesNotExist();

    Files.delete(target.resolve("photos"));
    Files.move(target.resolve("photos (2)"), target.resolve("photos"));
    assertSameTrees();
  }

  @Test
  void leavesATreeOutWhoseNameIsTakenIfToldTo() throws IOException {
    everyKind();
    put("photos", "a file");
    PublishReport report = deliver().policy(ClashPolicy.SKIP).run();
    assertThat(report.skipped()).isEqualTo(5);
    assertThat(report.files()).isEqualTo(1);
    assertThat(target.resolve("photos")).hasContent("a file");
  }

  @Test
  void acceptsSomeEntriesOnly() throws IOException {
    everyKind();
    List<String> paths = tree.entries().stream().map(e -> e.path().toString()).toList();
    int index = paths.indexOf("photos/2024/a.jpg");
    PublishReport report =
        deliver().run(EntrySet.ofRuns(List.of(new EntrySet.Run(index, index + 1))));
    assertThat(report.files()).isEqualTo(1);
    try (var files = Files.walk(target)) {
      assertThat(files.filter(Files::isRegularFile))
          .containsExactly(target.resolve("photos/2024/a.jpg"));
    }
    assertThat(modeOf("photos")).isEqualTo("rwxr-x---");
  }

  @Test
  void makesFoldersThatHaveNoEntry() throws IOException {
    tree.file("a/b/c", 10, random);
    var entries = tree.entries().stream().filter(e -> e.path().depth() == 3).toList();
    new Delivery(tree, new ListManifest(entries), inbox).run();
    assertThat(modeOf("a")).isEqualTo("rwxr-xr-x");
    assertThat(modeOf("a/b")).isEqualTo("rwxr-xr-x");
    assertThat(target.resolve("a/b/c")).exists();
  }

  @Test
  void changesNothingByPlanning() throws IOException {
    everyKind();
    put("note.txt", "old");
    TreeSnapshot before = TreeSnapshot.of(target);
    deliver().plan();
    before.assertSame("inbox", TreeSnapshot.of(target));
  }

  @Test
  void doesNotSendAgainWhatIsBeingReceived() throws IOException {
    everyKind();
    try (Staging staging = deliver().stage()) {
      assertThatThrownBy(() -> deliver().stage()).isInstanceOf(FileAlreadyExistsException.class);
      assertThatThrownBy(() -> inbox.resume(Delivery.ID)).isInstanceOf(StagingInUseException.class);
      assertThat(inbox.stagings()).containsExactly(Delivery.ID);
      assertThat(staging.phase()).isEqualTo(Staging.Phase.RECEIVING);
    }
    inbox.resume(Delivery.ID).close();
    assertThatThrownBy(() -> inbox.resume("other")).isInstanceOf(NoSuchFileException.class);
  }

  private Delivery deliver() throws IOException {
    return new Delivery(tree, inbox);
  }

  private void everyKind() throws IOException {
    tree.file("photos/2024/a.jpg", 5_000_000, random)
        .file("photos/2024/b.jpg", 300_000, random)
        .file("photos/empty", 0, random)
        .sparse("photos/sparse", 20 << 20, random, 1 << 20, 2 << 20)
        .folder("photos/nothing")
        .link("photos/latest", "2024/a.jpg")
        .file("photos/run.sh", 100, random)
        .file("z", 9, random);
    setMode("photos/run.sh", "r-xr-xr-x");
    setMode("photos", "rwxr-x---");
    setMode("photos/2024", "r-xr-xr-x");
    for (String name : List.of("photos/2024", "photos/nothing", "photos")) {
      Files.setLastModifiedTime(tree.root().resolve(name), FileTime.fromMillis(1_500_000_000_123L));
    }
  }

  private void setMode(String path, String mode) throws IOException {
    Files.setPosixFilePermissions(tree.root().resolve(path), PosixFilePermissions.fromString(mode));
  }

  private void put(String path, String text) throws IOException {
    Path file = target.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private String modeOf(String path) throws IOException {
    return PosixFilePermissions.toString(
        Files.getPosixFilePermissions(target.resolve(path), LinkOption.NOFOLLOW_LINKS));
  }

  private void assertSameTrees() {
    TreeSnapshot.of(tree.root()).assertSame("inbox", TreeSnapshot.of(target));
  }

  private void assertSameTreesButFolderTimes() {
    TreeSnapshot.of(tree.root())
        .withoutFolderTimes()
        .assertSame("inbox", TreeSnapshot.of(target).withoutFolderTimes());
  }
}
