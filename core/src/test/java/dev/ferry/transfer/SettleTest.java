package dev.ferry.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ferry.identity.Standing;
import dev.ferry.manifest.EntrySet;
import dev.ferry.payload.Chunk;
import dev.ferry.payload.FilePlace;
import dev.ferry.payload.InMemory;
import dev.ferry.payload.RangeSet;
import dev.ferry.payload.Withdrawn;
import dev.ferry.testkit.Commands;
import dev.ferry.testkit.TreeMaker;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A transfer that ends with what has come. */
@Timeout(120)
class SettleTest {
  private static final int CHUNK = Chunk.SIZE;
  private static final String CUT = "the sender went away";

  /** In order: the folder, then one file after another, a letter each; "e" is empty. */
  private static final String NAMES = "abcdefg";

  @TempDir(factory = InMemory.class)
  Path folder;

  private Path tree;
  private SendingSide sending;
  private ReceivingSide receiving;
  private Outgoing outgoing;
  private Incoming incoming;
  private final List<FilePlace> places = new ArrayList<>();

  @BeforeEach
  void agree() throws Exception {
    tree =
        new TreeMaker(folder.resolve("tree"), 1)
            .file("a", 1000)
            .file("b", CHUNK - 1000)
            .file("c", CHUNK)
            .file("d", 2 * CHUNK + 1)
            .file("e", 0)
            .file("f", 10)
            .file("g", CHUNK)
            .done();
    sending = new SendingSide(folder.resolve("state"), tree).inOneGo();
    receiving = new ReceivingSide(folder);
    outgoing = sending.open();
    incoming = receiving.accept(outgoing);
    for (int i = 0; i < NAMES.length(); i++) {
      places.add(incoming.layout().rangeOf(i + 1));
    }
  }

  @AfterEach
  void close() throws IOException {
    outgoing.close();
    receiving.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "a", "b", "c", "d", "f", "g", "ab", "bc", "cd", "df", "fg", "acf", "bdg"})
  void publishesWhatIsWholeAndNothingElse(String whole) throws IOException {
    for (int i = 0; i < NAMES.length(); i++) {
      carry(NAMES.charAt(i), whole.indexOf(NAMES.charAt(i)) >= 0 ? 1 : 0.6);
    }
    Outcome outcome = incoming.settle(CUT);

    assertPublished(whole + "e");
    Receipt receipt = completed(outcome);
    assertThat(receipt.files()).isEqualTo(whole.length() + 1);
    assertThat(receipt.withdrawnFiles()).isEqualTo(6 - whole.length());
    assertThat(receipt.withdrawn())
        .allSatisfy(dropped -> assertThat(dropped.reason()).isEqualTo(CUT))
        .extracting(Withdrawn::path)
        .noneMatch(path -> whole.contains(path.substring("tree/".length())));
    assertThat(outcome.problem()).isEqualTo(Problem.INCOMPLETE);
    assertThat(receiving.outcome()).isEqualTo(outcome);
    assertThat(receiving.receiver().receipt(incoming.id(), incoming.from().fingerprint()))
        .contains(receipt);
    assertThat(receiving.staging()).doesNotExist();
  }

  @Test
  void whatCameWholeIsCompleteAndCanBeSettledAgain() throws IOException {
    for (int i = NAMES.length() - 1; i >= 0; i--) {
      carry(NAMES.charAt(i), 1);
    }
    Outcome outcome = incoming.settle(CUT, received("e"));

    assertThat(outcome.problem()).isNull();
    assertPublished(NAMES);
    assertThat(completed(incoming.settle("again"))).isEqualTo(completed(outcome));
    assertThat(receiving.events(TransferEvent.Ended.class)).hasSize(1);
    assertProblem(Problem.BAD_REQUEST, () -> carry('a', 1));
  }

  @Test
  void ofNothingNothingIsPublished() throws IOException {
    carry('d', 0.9);
    Outcome outcome = incoming.settle(Problem.UNREACHABLE, CUT, EntrySet.none());

    assertThat(outcome).isEqualTo(new Outcome.Failed(Problem.UNREACHABLE, CUT));
    assertThat(receiving.outcome()).isEqualTo(outcome);
    assertThat(receiving.inbox()).isEmptyDirectory();
    assertThat(receiving.receiver().find(incoming.id(), incoming.from().fingerprint())).isEmpty();
    assertProblem(Problem.CANCELLED, () -> carry('a', 1));
    assertProblem(Problem.CANCELLED, () -> incoming.settle("again"));
  }

  @Test
  void emptyFilesArePublishedOnlyIfTheyCame() throws IOException {
    carry('f', 1);
    incoming.settle(CUT, received("f"));
    assertPublished("f");
  }

  @Test
  void whoeverWritesIsHungUpOnAndItsFileDropped() throws Exception {
    carry('b', 1);
    FilePlace place = place('d');
    Carrier.Hanging hanging = new Carrier.Hanging(new byte[CHUNK]);
    FutureTask<Void> writer =
        new FutureTask<>(() -> {
          incoming.receive(place.from(), place.to(), hanging, hanging.hangUp());
          return null;
        });
    Thread.ofPlatform().daemon().start(writer);
    hanging.awaitHanging();

    incoming.settle(CUT, EntrySet.none());

    assertThatThrownBy(() -> writer.get(30, TimeUnit.SECONDS))
        .hasCauseInstanceOf(BrokenConnectionException.class);
    assertPublished("b");
    assertThat(receiving.events(TransferEvent.Paused.class)).isEmpty();
  }

  @Test
  void aFileThatCameWrongIsReceivedAnewToTheByte() throws IOException {
    for (int i = 0; i < NAMES.length(); i++) {
      carry(NAMES.charAt(i), 1);
    }
    FilePlace wrong = place('d');
    incoming.forget(wrong.from(), wrong.to());
    receive(wrong, new byte[(int) wrong.length()]);
    incoming.forget(wrong.from(), wrong.to());
    assertThat(incoming.missing()).isEqualTo(RangeSet.of(wrong.from(), wrong.to()));

    carry('d', 1);
    assertThat(incoming.settle(CUT).problem()).isNull();
    assertPublished(NAMES);
    assertThat(receiving.events(TransferEvent.Progress.class))
        .allMatch(progress -> progress.done() <= progress.total());
  }

  @ParameterizedTest
  @ValueSource(strings = {"a", "b", "c", "d", "f", "g"})
  void aFileThatStaysWrongIsDroppedAndItsNeighboursAreNot(String wrong) throws IOException {
    for (int i = 0; i < NAMES.length(); i++) {
      carry(NAMES.charAt(i), 1);
    }
    FilePlace place = place(wrong.charAt(0));
    incoming.forget(place.from(), place.to());
    kill();

    assertThat(receiving.receiver().recover(id -> false)).isZero();

    assertPublished(NAMES.replace(wrong, ""));
  }

  @Test
  void forgettingClosesTheConnectionThatWritesThereAndNoOther() throws Exception {
    FilePlace place = place('d');
    Carrier.Hanging hanging = new Carrier.Hanging(new byte[CHUNK]);
    FutureTask<Void> writer =
        new FutureTask<>(() -> {
          incoming.receive(place.from(), place.to(), hanging, hanging.hangUp());
          return null;
        });
    Thread.ofPlatform().daemon().start(writer);
    hanging.awaitHanging();
    FilePlace other = place('g');
    incoming.forget(other.from(), other.to());
    assertThat(writer.isDone()).isFalse();

    incoming.forget(place.from(), place.to());

    assertThatThrownBy(() -> writer.get(30, TimeUnit.SECONDS))
        .hasCauseInstanceOf(BrokenConnectionException.class);
    assertThat(incoming.missing()).isEqualTo(RangeSet.of(0, incoming.length()));
  }

  @Test
  void nothingIsForgottenOfWhatIsOverAndNothingOfAnEmptyFile() throws IOException {
    incoming.forget(place('e').from(), place('e').to());
    assertProblem(Problem.BAD_REQUEST, () -> incoming.forget(0, incoming.length() + 1));
    assertProblem(Problem.BAD_REQUEST, () -> incoming.forget(5, 4));
    carry('a', 1);
    incoming.settle(CUT);

    assertProblem(Problem.BAD_REQUEST, () -> incoming.forget(0, 1000));
    assertPublished("ae");
  }

  @Test
  void aSettlingThatTheDiskStoppedGoesOnWhenItCan() throws IOException {
    carry('b', 1);
    Path away = folder.resolve("away");
    Files.move(receiving.inbox(), away);
    assertProblem(Problem.DESTINATION, () -> incoming.settle(CUT));
    assertThat(incoming.state()).isInstanceOf(IncomingState.Paused.class);
    assertProblem(Problem.CANCELLED, () -> carry('a', 1));

    Files.move(away, receiving.inbox());
    assertThat(completed(incoming.settle(CUT)).files()).isEqualTo(2);
    assertPublished("be");
  }

  @Test
  void aSettlingThatTheDiskStoppedIsFinishedByTheNextProcess() throws IOException {
    outgoing.close();
    receiving.close();
    sending = new SendingSide(folder.resolve("state2"), tree);
    receiving = new ReceivingSide(folder.resolve("other"));
    outgoing = sending.open();
    try {
      incoming = receiving.accept(outgoing);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
    carry('g', 1);
    Path away = folder.resolve("away");
    Path record = receiving.home().file("incoming").resolve(incoming.id().text() + ".json");
    Files.move(record, away);
    Files.createDirectories(record.resolve("in the way"));
    assertProblem(Problem.DESTINATION, () -> incoming.settle(CUT, EntrySet.none()));
    receiving.close();
    Folders.delete(record);
    Files.move(away, record);

    assertThat(receiving.receiver().recover(id -> false)).isZero();

    assertPublished("g");
    assertThat(((Outcome.Completed) receiving.outcome()).receipt().withdrawnFiles()).isEqualTo(6);
  }

  @Test
  void afterAKillWhatIsWholeIsPublishedIfNobodyCanGoOn() throws IOException {
    carry('a', 1);
    carry('b', 0.5);
    carry('g', 1);
    kill();

    assertThat(receiving.receiver().recover(id -> false)).isZero();

    assertPublished("aeg");
    assertThat(receiving.staging()).doesNotExist();
    Receipt receipt = ((Outcome.Completed) receiving.outcome()).receipt();
    assertThat(receipt.withdrawnFiles()).isEqualTo(4);
    assertThat(receiving.receiver().receipt(incoming.id(), incoming.from().fingerprint()))
        .contains(receipt);
  }

  @Test
  void afterAKillOneThatCanGoOnWaits() throws Exception {
    try (ReceivingSide other = new ReceivingSide(folder.resolve("other"));
        Outgoing resumable = new SendingSide(folder.resolve("state2"), tree).open()) {
      Incoming waiting = other.accept(resumable);
      Carrier.carry(resumable, waiting, 0, CHUNK);
      other.restart();

      assertThat(other.find(resumable.header().id()).missing().bytes())
          .isEqualTo(waiting.length() - CHUNK);
    }
  }

  @Test
  void whoProvedNothingIsStillNobodyAfterARestart() throws Exception {
    RemotePeer nobody = RemotePeer.unproven("Ann", "192.0.2.1", Standing.UNPROVEN);
    try (ReceivingSide other = new ReceivingSide(folder.resolve("other"));
        Outgoing once = new SendingSide(folder.resolve("state2"), tree).inOneGo().open()) {
      assertThat(other.offer(once, nobody)).isInstanceOf(Decision.Accepted.class);
      other.restart();

      assertThat(other.events(TransferEvent.Ended.class).getLast().peer())
          .isNotNull()
          .satisfies(peer -> {
            assertThat(peer.proven()).isFalse();
            assertThat(peer.standing()).isEqualTo(Standing.UNPROVEN);
          });
    }
  }

  /** What a SIGKILL at this moment would leave. */
  private void kill() throws IOException {
    Path home = receiving.home().folder();
    copy(home, folder.resolve("home.killed"));
    copy(receiving.inbox(), folder.resolve("inbox.killed"));
    receiving.close();
    Folders.delete(home);
    Folders.delete(receiving.inbox());
    Files.move(folder.resolve("home.killed"), home);
    Files.move(folder.resolve("inbox.killed"), receiving.inbox());
  }

  private static void copy(Path from, Path to) {
    Commands.run("cp", "-a", from.toString(), to.toString());
  }

  private FilePlace place(char name) {
    return places.get(NAMES.indexOf(name));
  }

  private void receive(FilePlace place, byte[] bytes) throws IOException {
    incoming.receive(place.from(), place.to(), new ByteArrayInputStream(bytes), () -> {});
  }

  /** Carries the first part of a file. */
  private void carry(char name, double part) throws IOException {
    FilePlace place = place(name);
    long length = (long) (place.length() * part);
    if (length > 0) {
      Carrier.carry(outgoing, incoming, place.from(), place.from() + length);
    }
  }

  private static EntrySet received(String names) {
    List<EntrySet.Run> runs = new ArrayList<>();
    for (int i = 0; i < names.length(); i++) {
      int index = NAMES.indexOf(names.charAt(i)) + 1;
      runs.add(new EntrySet.Run(index, index + 1));
    }
    return EntrySet.ofRuns(runs);
  }

  private static Receipt completed(Outcome outcome) {
    assertThat(outcome).isInstanceOf(Outcome.Completed.class);
    return ((Outcome.Completed) outcome).receipt();
  }

  private void assertPublished(String names) throws IOException {
    List<String> expected = Stream.of(names.split("")).sorted().toList();
    try (Stream<Path> all = Files.list(receiving.inbox().resolve("tree"))) {
      assertThat(all.map(path -> path.getFileName().toString()).sorted()).isEqualTo(expected);
    }
    for (String name : expected) {
      assertThat(receiving.inbox().resolve("tree").resolve(name))
          .hasSameBinaryContentAs(tree.resolve(name));
    }
  }

  @FunctionalInterface
  private interface Step {
    void run() throws IOException;
  }

  private static void assertProblem(Problem problem, Step step) {
    assertThatThrownBy(step::run)
        .isInstanceOfSatisfying(
            TransferException.class, e -> assertThat(e.problem()).isEqualTo(problem));
  }
}
