package dev.ferry.direct;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.ferry.http.Endpoint;
import dev.ferry.identity.PinGate;
import dev.ferry.manifest.Entry;
import dev.ferry.manifest.RelativePath;
import dev.ferry.testkit.Fault;
import dev.ferry.testkit.FaultProxy;
import dev.ferry.testkit.Seeds;
import dev.ferry.testkit.TreeMaker;
import dev.ferry.testkit.TreeSnapshot;
import dev.ferry.transfer.Incoming;
import dev.ferry.transfer.Outcome;
import dev.ferry.transfer.Problem;
import dev.ferry.transfer.Share;
import dev.ferry.transfer.ShareAccess;
import dev.ferry.transfer.ShareInfo;
import dev.ferry.transfer.TransferException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class PullTest {
  private static final int MEBI = 1 << 20;
  private static final String ID = "mfrggzdfmztwq2lknnwg23tpoa";

  @TempDir Path folder;
  private ServedPeer sharer;
  private GettingPeer getter;

  @BeforeEach
  void open() throws Exception {
    sharer = ServedPeer.open(folder.resolve("sharer"));
    getter = new GettingPeer(folder.resolve("getter"));
  }

  @AfterEach
  void close() throws Exception {
    getter.close();
    sharer.close();
  }

  private Share share(ShareAccess access, Path tree) throws Exception {
    Share share = Shares.of(ID, access, folder.resolve("shares"), tree);
    sharer.catalog().add(share);
    return share;
  }

  private Path bigFile(int bytes) {
    return new TreeMaker(folder.resolve("big"), Seeds.fresh("a big file"))
        .file("data", bytes)
        .done();
  }

  private void assertArrived(Path tree) {
    TreeSnapshot.of(tree)
        .assertSame(
            "what arrived",
            TreeSnapshot.of(getter.inbox().resolve(String.valueOf(tree.getFileName()))));
  }

  @Test
  void getsAWholeShareByteForByte() throws Exception {
    Path tree = TreeMaker.everything(folder.resolve("tree"), Seeds.fresh("a tree"));
    share(new ShareAccess.Open(), tree);

    Outcome outcome = getter.get(sharer.at(), ID, null, null);

    assertThat(outcome.problem()).isNull();
    assertArrived(tree);
  }

  @Test
  void getsAPartOfAShare() throws Exception {
    Path tree = new TreeMaker(folder.resolve("tree"), 1).file("a/b/c", 10).file("a/d", 20).done();
    share(new ShareAccess.Open(), tree);

    getter.get(sharer.at(), ID, RelativePath.parse("tree/a/b"), null);

    assertThat(getter.inbox().resolve("tree/a/b/c")).hasSize(10);
    assertThat(getter.inbox().resolve("tree/a/d")).doesNotExist();
  }

  @Test
  void listsSharesAndWhatIsInThem() throws Exception {
    Path tree = new TreeMaker(folder.resolve("tree"), 1).file("a", 10).folder("b").done();
    share(new ShareAccess.Open(), tree);
    List<String> paths = new ArrayList<>();

    try (DirectClient client = getter.connect(sharer.at())) {
      assertThat(client.shares(null))
          .containsExactly(new ShareInfo(ID, "shared tree", false, 3, 1, 10));
      client.list(ID, null, null, (Entry entry) -> paths.add(entry.path().toString()));
    }

    assertThat(paths).containsExactly("tree", "tree/a", "tree/b");
  }

  @Test
  void saysThatNothingIsAtAPath() throws Exception {
    share(new ShareAccess.Open(), bigFile(10));
    try (DirectClient client = getter.connect(sharer.at())) {
      assertProblem(
          Problem.NOT_FOUND,
          () -> client.list(ID, RelativePath.parse("big/nothing"), null, entry -> {}));
      assertProblem(Problem.NOT_FOUND, () -> client.list("other", null, null, entry -> {}));
    }
  }

  private static void assertProblem(
      Problem problem, org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
    assertThatExceptionOfType(TransferException.class)
        .isThrownBy(call)
        .satisfies(thrown -> assertThat(thrown.problem()).isEqualTo(problem));
  }

  @Test
  void letsInWhoeverHasThePinAndMakesGuessersWait() throws Exception {
    share(new ShareAccess.Pin("123456", new PinGate("123456")), bigFile(1000));
    try (DirectClient client = getter.connect(sharer.at())) {
      assertThat(client.shares(null))
          .singleElement()
          .satisfies(s -> assertThat(s.locked()).isTrue());
      assertProblem(Problem.FORBIDDEN, () -> client.list(ID, null, null, entry -> {}));
    }
    assertThat(getter.get(sharer.at(), ID, null, "123456").problem()).isNull();
    try (DirectClient client = getter.connect(sharer.at())) {
      for (int i = 0; i < PinGate.TRIES; i++) {
        assertProblem(Problem.FORBIDDEN, () -> client.list(ID, null, "000000", entry -> {}));
      }
      assertProblem(Problem.BUSY, () -> client.list(ID, null, "123456", entry -> {}));
    }
  }

  @Test
  void listsNoLinkAndLetsInWhoeverKnowsIt() throws Exception {
    share(new ShareAccess.Link(), bigFile(1000));
    try (DirectClient client = getter.connect(sharer.at())) {
      assertThat(client.shares(null)).isEmpty();
    }

    assertThat(getter.get(sharer.at(), ID, null, null).problem()).isNull();
  }

  @Test
  void keepsOutPeersThatAreNotTrusted() throws Exception {
    share(new ShareAccess.Trusted(), bigFile(1000));
    try (DirectClient client = getter.connect(sharer.at())) {
      assertThat(client.shares(null)).isEmpty();
      assertProblem(Problem.NOT_FOUND, () -> client.list(ID, null, null, entry -> {}));
    }
  }

  @Test
  void goesOnWhereItWasAfterEveryLostConnection() throws Exception {
    SplittableRandom random = Seeds.random("where connections break");
    Path tree = bigFile(24 * MEBI);
    share(new ShareAccess.Open(), tree);
    try (FaultProxy proxy = FaultProxy.to(sharer.address())) {
      proxy.set(new Fault.Reset(Fault.Direction.FROM_TARGET, random.nextLong(3 * MEBI, 6 * MEBI)));

      Outcome outcome = getter.get(new Endpoint("127.0.0.1", proxy.port(), null), ID, null, null);

      assertThat(outcome.problem()).isNull();
      assertThat(proxy.connectionsTaken()).isGreaterThan(3);
      assertThat(outcome)
          .isInstanceOfSatisfying(
              Outcome.Completed.class,
              completed -> assertThat(completed.effort().resentBytes()).isZero());
    }
    assertArrived(tree);
  }

  @RepeatedTest(3)
  void picksAgainWhenTheSharerHasForgottenWhatWasPicked() throws Exception {
    Path tree = bigFile(12 * MEBI);
    Share first = share(new ShareAccess.Open(), tree);
    getter.withPatience(Duration.ZERO);
    try (FaultProxy proxy = FaultProxy.to(sharer.address());
        DirectClient client = getter.connect(new Endpoint("127.0.0.1", proxy.port(), null))) {
      Incoming incoming = getter.begin(client, ID, null, null);
      DirectPull pull = getter.pull(client, incoming, ID, null);
      proxy.set(new Fault.Reset(Fault.Direction.FROM_TARGET, 5 * MEBI));
      proxy.resetAll();
      assertThat(pull.run()).isInstanceOf(Outcome.Interrupted.class);

      sharer.catalog().remove(first);
      share(new ShareAccess.Open(), tree);
      proxy.set(new Fault.None());
      proxy.resetAll();

      assertThat(pull.run().problem()).isNull();
    }
    assertArrived(tree);
  }

  @RepeatedTest(10)
  void connectionThatWasResetWhileItWasIdleIsNoTrouble() throws Exception {
    share(new ShareAccess.Open(), bigFile(MEBI));
    try (FaultProxy proxy = FaultProxy.to(sharer.address());
        DirectClient client = getter.connect(new Endpoint("127.0.0.1", proxy.port(), null))) {
      proxy.resetAll();
      assertThat(client.shares(null)).hasSize(1);
    }
  }

  @Test
  void givesUpWithoutPatienceAndStaysResumable() throws Exception {
    Path tree = bigFile(12 * MEBI);
    share(new ShareAccess.Open(), tree);
    try (FaultProxy proxy = FaultProxy.to(sharer.address())) {
      proxy.set(new Fault.Reset(Fault.Direction.FROM_TARGET, 5 * MEBI));
      getter.withPatience(Duration.ZERO);
      try (DirectClient client = getter.connect(new Endpoint("127.0.0.1", proxy.port(), null))) {
        Incoming incoming = getter.begin(client, ID, null, null);

        Outcome outcome = getter.pull(client, incoming, ID, null).run();

        assertThat(outcome)
            .isInstanceOfSatisfying(
                Outcome.Interrupted.class,
                interrupted -> assertThat(interrupted.problem()).isEqualTo(Problem.UNREACHABLE));
        assertThat(incoming.missing().bytes()).isLessThan(12L * MEBI);
        try (DirectClient direct = getter.connect(sharer.at())) {
          assertThat(getter.pull(direct, incoming, ID, null).run().problem()).isNull();
        }
      }
    }
    assertArrived(tree);
  }

  @Test
  void namesTheFileThatChangedAndGetsTheRest() throws Exception {
    Path tree =
        new TreeMaker(folder.resolve("three"), 1)
            .file("a", MEBI)
            .folder("b")
            .file("b/c", MEBI)
            .file("d", 10)
            .done();
    share(new ShareAccess.Open(), tree);
    try (DirectClient client = getter.connect(sharer.at())) {
      Incoming incoming = getter.begin(client, ID, null, null);
      Files.writeString(tree.resolve("b/c"), "more", StandardOpenOption.APPEND);

      Outcome outcome = getter.pull(client, incoming, ID, null).run();

      assertThat(outcome.problem()).isEqualTo(Problem.INCOMPLETE);
      assertThat(outcome)
          .isInstanceOfSatisfying(
              Outcome.Completed.class,
              completed ->
                  assertThat(completed.receipt().withdrawn())
                      .singleElement()
                      .satisfies(file -> assertThat(file.path()).isEqualTo("three/b/c")));
    }
    assertThat(getter.inbox().resolve("three/b/c")).doesNotExist();
    assertThat(getter.inbox().resolve("three/a")).hasSameBinaryContentAs(tree.resolve("a"));
    assertThat(getter.inbox().resolve("three/d")).hasSameBinaryContentAs(tree.resolve("d"));
  }

  @Test
  void failsWhenTheShareIsGone() throws Exception {
    Share share = share(new ShareAccess.Open(), bigFile(MEBI));
    try (DirectClient client = getter.connect(sharer.at())) {
      Incoming incoming = getter.begin(client, ID, null, null);
      sharer.catalog().remove(share);

      Outcome outcome = getter.pull(client, incoming, ID, null).run();

      assertThat(outcome.problem()).isEqualTo(Problem.NOT_FOUND);
    }
  }
}
