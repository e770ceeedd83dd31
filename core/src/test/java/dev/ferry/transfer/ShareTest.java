package dev.ferry.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.ferry.inbox.ClashPolicy;
import dev.ferry.manifest.Entry;
import dev.ferry.manifest.FileEntry;
import dev.ferry.manifest.RelativePath;
import dev.ferry.payload.Chunk;
import dev.ferry.payload.Withdrawn;
import dev.ferry.testkit.LeakCheck;
import dev.ferry.testkit.TreeMaker;
import dev.ferry.testkit.TreeSnapshot;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What can be listed, picked and fetched from a share, and for how long. */
@Timeout(60)
class ShareTest {
  private static final RemotePeer BOB = ReceivingSide.peer("Bob", "c");
  private static final String STRANGE = "it is not shared, or has changed since";

  @TempDir Path folder;

  private Path tree;
  private SharedTree shared;
  private Share share;

  @BeforeEach
  void share() throws IOException {
    tree =
        new TreeMaker(folder.resolve("tree"), 1)
            .file("a", 2 * Chunk.SIZE + 9)
            .file("b/c", 20)
            .file("b/d", 30)
            .done();
    shared = new SharedTree(tree, folder.resolve("shares"));
    share = shared.share("id", new ShareAccess.Open());
  }

  @AfterEach
  void close() throws IOException {
    share.close();
  }

  @Test
  void aPartOrAllOfItCanBeListed() throws Exception {
    assertThat(listed(null)).containsExactly("tree", "tree/a", "tree/b", "tree/b/c", "tree/b/d");
    assertThat(listed("tree/b")).containsExactly("tree/b", "tree/b/c", "tree/b/d");
    assertThat(listed("tree/b/d")).containsExactly("tree/b/d");
  }

  @ParameterizedTest
  @ValueSource(strings = {"tre", "tree/aa", "tree/b/c/x", "tree/0", "zzz", "tree/b/cc"})
  void whatIsNotThereCannotBeListed(String path) {
    assertThatThrownBy(() -> listed(path))
        .isInstanceOfSatisfying(
            TransferException.class, e -> assertThat(e.problem()).isEqualTo(Problem.NOT_FOUND));
  }

  private List<String> listed(@Nullable String path) throws Exception {
    List<String> paths = new ArrayList<>();
    RelativePath below = path == null ? null : RelativePath.parse(path);
    share.list(below, entry -> paths.add(entry.path().toString()));
    return paths;
  }

  @Test
  void aFileIsReadAsItWasShared() throws Exception {
    try (Share.SharedFile file = share.file(RelativePath.parse("tree/b/c"))) {
      byte[] bytes = new byte[30];
      assertThat(file.file().read(bytes, 0, 30, 0)).isEqualTo(20);
      assertThat(file.entry().size()).isEqualTo(20);
    }
    Files.write(tree.resolve("b/c"), new byte[20]);
    Files.delete(tree.resolve("b/d"));
    for (String path : List.of("tree/b/c", "tree/b/d", "tree/b", "tree/x")) {
      assertThatThrownBy(() -> share.file(RelativePath.parse(path)).close())
          .as(path)
          .isInstanceOfSatisfying(
              TransferException.class, e -> assertThat(e.problem()).isEqualTo(Problem.NOT_FOUND));
    }
  }

  @Test
  void whatWasPickedArrivesAndItsEndIsToldOnce() throws Exception {
    List<Entry> files =
        SharedTree.entries(share).stream().filter(FileEntry.class::isInstance).toList();
    Selection selection = SharedTree.pick(share, BOB, files);
    try (ReceivingSide receiving = new ReceivingSide(folder)) {
      Incoming incoming = incoming(receiving);
      Carrier.finish(selection.outgoing(), incoming);
      selection.delivered();
      selection.delivered();
      TreeSnapshot.of(tree)
          .assertSame("what was got", TreeSnapshot.of(receiving.inbox().resolve("tree")));
    }
    assertThat(shared.events)
        .filteredOn(event -> !(event instanceof TransferEvent.Progress))
        .satisfiesExactly(
            connected -> assertThat(connected).isInstanceOf(TransferEvent.Connected.class),
            picked ->
                assertThat(picked)
                    .isInstanceOfSatisfying(
                        TransferEvent.Offered.class,
                        offered -> assertThat(offered.title()).isEqualTo("title of id")),
            begun ->
                assertThat(begun)
                    .isInstanceOfSatisfying(
                        TransferEvent.Accepted.class,
                        accepted -> assertThat(accepted.peer()).isEqualTo(BOB)),
            ended ->
                assertThat(ended)
                    .isInstanceOfSatisfying(
                        TransferEvent.Ended.class,
                        end -> assertThat(end.outcome()).isInstanceOf(Outcome.Completed.class)));
  }

  @Test
  void aPeerThatWentAwayEndsItForNowAndBeginsAnewWhenItComesBack() throws Exception {
    Selections selections = shared.impatient(share);
    Selection selection;
    try (Selections.Draft draft = selections.draft(BOB)) {
      for (Entry entry : SharedTree.entries(share)) {
        draft.add(entry);
      }
      selection = draft.finish();
    }
    try (Selection.Use _ = selection.use()) {
      selection.outgoing().send(0, Chunk.SIZE, OutputStream.nullOutputStream());
    }

    await().until(() -> !ended().isEmpty());
    assertThat(ended())
        .singleElement()
        .satisfies(end -> assertThat(end.outcome().problem()).isEqualTo(Problem.UNREACHABLE));
    try (Selection.Use _ = selection.use()) {
      assertThat(shared.events)
          .last()
          .isInstanceOfSatisfying(
              TransferEvent.Accepted.class,
              accepted -> assertThat(accepted.held()).isEqualTo(Chunk.SIZE));
      selection.delivered();
    }
    selections.close();
    assertThat(ended())
        .hasSize(2)
        .last()
        .satisfies(end -> assertThat(end.outcome()).isInstanceOf(Outcome.Completed.class));
  }

  private List<TransferEvent.Ended> ended() {
    return shared.events.stream()
        .filter(TransferEvent.Ended.class::isInstance)
        .map(TransferEvent.Ended.class::cast)
        .toList();
  }

  /** The receiving side of somebody who gets all of the share. */
  private Incoming incoming(ReceivingSide receiving) throws Exception {
    OfferHeader header = new OfferHeader(TransferId.random(), "got", null, ClashPolicy.KEEP_BOTH);
    try (PendingOffer pending = receiving.receiver().begin(header, ReceivingSide.ANN)) {
      share.list(null, pending::add);
      return ((Decision.Accepted) receiving.receiver().decide(pending)).incoming();
    }
  }

  @Test
  void entriesThatAreNotExactlyInTheShareAreWithdrawn() throws Exception {
    List<Entry> entries = SharedTree.entries(share);
    FileEntry c = (FileEntry) entries.get(3);
    List<Entry> picked =
        List.of(
            file("etc/passwd", c, c.size()),
            entries.get(1),
            file("tree/b/c", c, c.size() + 1),
            entries.get(4),
            file("tree/b/e", c, c.size()));

    Selection selection = SharedTree.pick(share, BOB, picked);

    assertThat(selection.outgoing().withdrawn())
        .containsExactly(
            new Withdrawn(0, "etc/passwd", STRANGE),
            new Withdrawn(2, "tree/b/c", STRANGE),
            new Withdrawn(4, "tree/b/e", STRANGE));
    ByteArrayOutputStream sent = new ByteArrayOutputStream();
    selection.outgoing().send(0, 20, sent);
    assertThat(sent.toByteArray()).as("of a stranger only zeros travel").containsOnly(0);
  }

  private static FileEntry file(String path, FileEntry like, long size) throws Exception {
    return new FileEntry(
        RelativePath.parse(path),
        size,
        like.modifiedNanos(),
        like.mode(),
        like.islands(),
        like.contentHash());
  }

  @Test
  void aPickOfStrangersOnlyIsRefusedBeforeItFillsTheMemory() throws Exception {
    FileEntry like = (FileEntry) SharedTree.entries(share).get(3);
    try (Selections.Draft draft = share.selections().draft(BOB)) {
      for (int i = 0; i <= Selections.MOST_STRANGERS; i++) {
        draft.add(file("x/%08d".formatted(i), like, 0));
      }
      assertThatThrownBy(draft::finish)
          .isInstanceOfSatisfying(
              TransferException.class, e -> assertThat(e.problem()).isEqualTo(Problem.NOT_FOUND));
    }
    assertThat(ownFolder()).isDirectoryNotContaining(Files::isDirectory);
  }

  @Test
  void aPickMuchLongerThanTheShareIsRefusedWhileItArrives() throws Exception {
    FileEntry like = (FileEntry) SharedTree.entries(share).get(3);
    long most = share.manifest().entries() + Selections.MOST_STRANGERS;
    try (Selections.Draft draft = share.selections().draft(BOB)) {
      for (int i = 0; i < most; i++) {
        draft.add(file("x/%08d".formatted(i), like, 0));
      }
      assertThatThrownBy(() -> draft.add(file("y", like, 0)))
          .isInstanceOfSatisfying(
              TransferException.class, e -> assertThat(e.problem()).isEqualTo(Problem.BAD_REQUEST));
    }
  }

  @Test
  void picksThatNeverEndTakeFewPlaces() throws Exception {
    List<Selections.Draft> open = new ArrayList<>();
    for (int i = 0; i < DraftRoom.MOST; i++) {
      String digits = "%02x".formatted(i / DraftRoom.MOST_OF_ONE).repeat(32);
      open.add(share.selections().draft(ReceivingSide.peerWith(digits)));
      if (i == DraftRoom.MOST_OF_ONE - 1) {
        assertTooMuchIsPicked("00".repeat(32));
      }
    }
    assertTooMuchIsPicked("ff".repeat(32));
    for (Selections.Draft draft : open) {
      draft.close();
      draft.close();
    }
    for (int i = 0; i < 2 * DraftRoom.MOST; i++) {
      SharedTree.pick(share, BOB, List.of());
    }
  }

  private void assertTooMuchIsPicked(String hex) {
    assertThatThrownBy(() -> share.selections().draft(ReceivingSide.peerWith(hex)))
        .isInstanceOfSatisfying(
            TransferException.class, e -> assertThat(e.problem()).isEqualTo(Problem.BUSY));
  }

  @Test
  void aPickThatBreaksTheRulesLeavesNothing() throws Exception {
    List<Entry> entries = SharedTree.entries(share);
    assertThatThrownBy(() -> SharedTree.pick(share, BOB, List.of(entries.get(3), entries.get(1))))
        .isInstanceOfSatisfying(
            TransferException.class, e -> assertThat(e.problem()).isEqualTo(Problem.BAD_REQUEST));
    assertThat(ownFolder()).isDirectoryNotContaining(Files::isDirectory);
  }

  private Path ownFolder() throws IOException {
    try (var all = Files.list(folder.resolve("shares"))) {
      return all.filter(Files::isDirectory).findFirst().orElseThrow();
    }
  }

  @Test
  void sharesThatKilledProcessesLeftAreSweptUp() throws Exception {
    Path left = Files.createDirectories(folder.resolve("shares/share-123/pick"));
    Files.writeString(left.resolve("manifest"), "half");
    shared.share("another", new ShareAccess.Open()).close();
    assertThat(folder.resolve("shares/share-123")).doesNotExist();
    assertThat(ownFolder()).as("of the share that is still open").exists();
  }

  @Test
  void onlyWhoPickedSeesTheSelection() throws Exception {
    Selection selection = SharedTree.pick(share, BOB, SharedTree.entries(share));
    assertThat(share.selections().find(selection.id(), BOB.fingerprint())).contains(selection);
    assertThat(share.selections().find(selection.id(), ReceivingSide.ANN.fingerprint())).isEmpty();
    assertThat(share.selections().find(TransferId.random(), BOB.fingerprint())).isEmpty();
  }

  @Test
  void ofAPeersSelectionsTheOneNotAskedForLongestGoesUnlessItIsUsed() throws Exception {
    List<Selection> made = new ArrayList<>();
    for (int i = 0; i < Selections.MOST_OF_ONE; i++) {
      made.add(SharedTree.pick(share, BOB, List.of()));
    }
    Selection others = SharedTree.pick(share, ReceivingSide.ANN, List.of());
    share.selections().find(made.get(0).id(), BOB.fingerprint());
    try (Selection.Use _ = made.get(1).use()) {
      SharedTree.pick(share, BOB, List.of());
    }

    assertThat(share.selections().find(made.get(0).id(), BOB.fingerprint())).isPresent();
    assertThat(share.selections().find(made.get(1).id(), BOB.fingerprint())).isPresent();
    assertThat(share.selections().find(others.id(), ReceivingSide.ANN.fingerprint())).isPresent();
    assertThat(share.selections().find(made.get(2).id(), BOB.fingerprint())).isEmpty();
    assertThatThrownBy(() -> made.get(2).use())
        .isInstanceOfSatisfying(
            TransferException.class, e -> assertThat(e.problem()).isEqualTo(Problem.NOT_FOUND));
    assertThat(ownFolder().resolve(made.get(2).id().text())).doesNotExist();
  }

  @Test
  void oneWhoFetchesTooMuchAtOnceHasToWait() throws Exception {
    List<Selection.Use> used = new ArrayList<>();
    for (int i = 0; i < Selections.MOST_OF_ONE; i++) {
      used.add(SharedTree.pick(share, BOB, List.of()).use());
    }
    assertThatThrownBy(() -> SharedTree.pick(share, BOB, List.of()))
        .isInstanceOfSatisfying(
            TransferException.class, e -> assertThat(e.problem()).isEqualTo(Problem.BUSY));
    used.getFirst().close();
    assertThat(SharedTree.pick(share, BOB, List.of())).isNotNull();
  }

  @Test
  void manyPeersTogetherGetNoMoreThanAllMayHave() throws Exception {
    List<Selection> made = new ArrayList<>();
    for (int i = 0; i <= Selections.MOST; i++) {
      String digits = "%02x".formatted(i / Selections.MOST_OF_ONE).repeat(32);
      made.add(SharedTree.pick(share, ReceivingSide.peerWith(digits), List.of()));
    }
    long kept =
        made.stream()
            .filter(one -> share.selections().find(one.id(), one.by().fingerprint()).isPresent())
            .count();
    assertThat(kept).isEqualTo(Selections.MOST);
  }

  @Test
  void endingTheShareStopsWhoeverIsGettingIt() throws Exception {
    Selection selection = SharedTree.pick(share, BOB, SharedTree.entries(share));
    CountDownLatch flowing = new CountDownLatch(1);
    CountDownLatch closed = new CountDownLatch(1);
    OutputStream slow =
        new OutputStream() {
          @Override
          public void write(int b) {
            throw new UnsupportedOperationException();
          }

          @Override
          public void write(byte[] bytes, int offset, int length) throws IOException {
            flowing.countDown();
            try {
              closed.await();
            } catch (InterruptedException e) {
              throw new IOException(e);
            }
          }
        };
    CompletableFuture<Throwable> failed = new CompletableFuture<>();
    Thread.ofPlatform()
        .start(() -> {
          try {
            selection.outgoing().send(0, selection.outgoing().layout().length(), slow);
            failed.complete(new AssertionError("it was sent"));
          } catch (IOException e) {
            failed.complete(e);
          }
        });
    flowing.await();
    share.close();
    closed.countDown();

    assertThat(failed.get(10, TimeUnit.SECONDS)).isInstanceOf(IOException.class);
    assertThat(shared.events)
        .filteredOn(TransferEvent.Ended.class::isInstance)
        .singleElement()
        .isInstanceOfSatisfying(
            TransferEvent.Ended.class,
            ended -> assertThat(ended.outcome()).isInstanceOf(Outcome.Interrupted.class));
    assertThat(folder.resolve("shares")).isEmptyDirectory();
    assertThat(TreeSnapshot.of(tree).size()).isEqualTo(4);
    assertThatThrownBy(() -> share.selections().draft(BOB)).isInstanceOf(IOException.class);
  }

  @Test
  void nothingIsLeftOpen() throws Exception {
    share.close();
    LeakCheck check = LeakCheck.begin();
    Share other = shared.share("other", new ShareAccess.Open());
    for (int i = 0; i < Selections.MOST + 3; i++) {
      SharedTree.pick(other, BOB, SharedTree.entries(other));
    }
    other.selections().draft(BOB).close();
    other.close();
    check.assertNothingLeft(Duration.ofSeconds(10));
  }
}
