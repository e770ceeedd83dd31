package dev.ferry.peer;

import static dev.ferry.peer.Party.at;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.ferry.peer.ShareOptions.Access;
import dev.ferry.testkit.Seeds;
import dev.ferry.testkit.TreeMaker;
import dev.ferry.testkit.TreeSnapshot;
import dev.ferry.transfer.Outcome;
import dev.ferry.transfer.Problem;
import dev.ferry.transfer.TransferException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.FutureTask;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Bob shares and Ann looks and gets: two peers, two homes, real sockets. */
@Timeout(120)
class SharingTest {
  @TempDir private Path folder;
  private Party ann;
  private Party bob;
  private Path tree;

  @BeforeEach
  void open() throws Exception {
    ann = new Party(folder, "ann");
    bob = new Party(folder, "bob");
    tree = new TreeMaker(folder.resolve("tree"), 1).file("a", 10).file("b/c", 20).done();
  }

  @AfterEach
  void close() {
    ann.close();
    bob.close();
  }

  private List<String> list(PeerAddress from, @Nullable String path, PinSource pin)
      throws IOException {
    List<String> paths = new ArrayList<>();
    ann.peer()
        .list(from, path, pin, Party.impatient(), file -> paths.add("" + file.entry().path()));
    return paths;
  }

  private static void assertProblem(Problem problem, ThrowingCallable step) {
    assertThatExceptionOfType(TransferException.class)
        .isThrownBy(step)
        .satisfies(thrown -> assertThat(thrown.problem()).isEqualTo(problem));
  }

  @Test
  void publicShareIsListedAndGotInPartsOrWhole() throws Exception {
    Path all = TreeMaker.everything(folder.resolve("all"), Seeds.fresh("a tree"));
    try (Sharing sharing = bob.share(Access.PUBLIC, tree, all)) {
      assertThat(list(at(sharing), null, PinSource.none())).containsExactly("all", "tree");
      assertThat(list(at(sharing), "tree/b", PinSource.none()))
          .containsExactly("tree/b", "tree/b/c");
      assertProblem(Problem.NOT_FOUND, () -> list(at(sharing), "tree/nothing", PinSource.none()));

      assertThat(ann.peer().get(ann.getting(at(sharing), "tree/b", "all")).problem()).isNull();
    }
    assertThat(ann.inbox.resolve("b/c")).hasSize(20);
    assertThat(ann.inbox.resolve("tree")).doesNotExist();
    TreeSnapshot.of(all).assertSame("what was got", TreeSnapshot.of(ann.inbox.resolve("all")));
  }

  @Test
  void pinIsAskedForAndAWrongOneLetsNobodyIn() throws Exception {
    try (Sharing sharing = bob.share(Access.PIN, tree)) {
      GetOptions options = ann.getting(at(sharing), "tree");
      assertProblem(Problem.FORBIDDEN, () -> ann.peer().get(options));
      assertThat(ann.inbox.resolve("tree")).doesNotExist();
      List<Boolean> asked = new ArrayList<>();
      PinSource secondTime =
          (peer, again) -> {
            asked.add(again);
            return again ? sharing.pin() : "nonsense";
          };

      assertThat(ann.peer().get(options.withPin(secondTime)).problem()).isNull();

      assertThat(asked).containsExactly(false, true);
      assertThat(list(at(sharing), "tree", (peer, again) -> sharing.pin())).hasSize(4);
    }
    assertThat(ann.inbox.resolve("tree/a")).hasSize(10);
  }

  @Test
  void linkLetsInWhoeverHoldsItAndNamesNoSecret() throws Exception {
    try (Sharing sharing = bob.share(Access.LINK, tree)) {
      PeerAddress link = PeerAddress.parse(sharing.links().getFirst());
      assertThat(list(at(sharing), null, PinSource.none())).isEmpty();

      assertThat(ann.peer().get(ann.getting(link)).problem()).isNull();

      assertThat(ann.peer().history(9).getFirst().title()).isEqualTo("tree");
    }
    assertThat(ann.inbox.resolve("tree/b/c")).hasSize(20);
  }

  @Test
  void trustedShareIsForThoseWhoAreTrusted() throws Exception {
    try (Sharing sharing = bob.share(Access.TRUSTED, tree)) {
      assertThat(list(at(sharing), null, PinSource.none())).isEmpty();
      assertProblem(Problem.NOT_FOUND, () -> ann.peer().get(ann.getting(at(sharing), "tree")));

      bob.peer().trust(ann.peer().self().fingerprint().hex());

      assertThat(ann.peer().get(ann.getting(at(sharing), "tree")).problem()).isNull();
    }
  }

  @Test
  void getGoesOnByItselfWhenTheSharerWasStartedAgain() throws Exception {
    Path big = Party.bigFile(folder.resolve("source"));
    Sharing first = bob.share(Access.PUBLIC, big);
    FutureTask<Outcome> get =
        Party.meanwhile(() ->
            ann.peer()
                .get(
                    ann.getting(at(first), "big")
                        .withTransport(
                            TransportOptions.standard().withPatience(Duration.ofSeconds(60)))));
    ann.told().awaitProgress(5L * Party.MEBI);
    bob.restart();
    try (Sharing _ = bob.share(Access.PUBLIC, at(first).port(), big)) {
      assertThat(get.get())
          .isInstanceOfSatisfying(
              Outcome.Completed.class,
              completed -> assertThat(completed.effort().resentBytes()).isZero());
    }
    assertThat(ann.inbox.resolve("big")).hasSameBinaryContentAs(big);
  }

  @Test
  void endOfTheShareInterruptsAGetThatCanBeResumedWhenItIsBack() throws Exception {
    Path big = Party.bigFile(folder.resolve("source"));
    Sharing first = bob.share(Access.PUBLIC, big);
    FutureTask<Outcome> get = Party.meanwhile(() -> ann.peer().get(ann.getting(at(first), "big")));
    ann.told().awaitProgress(5L * Party.MEBI);
    first.close();
    assertThat(get.get()).isInstanceOf(Outcome.Interrupted.class);
    StoredTransfer kept = ann.peer().transfers().getFirst();
    assertThat(kept.resumable()).isTrue();

    try (Sharing second = bob.share(Access.PUBLIC, big)) {
      assertThat(ann.peer().resume(kept.id(), at(second), Party.impatient()).problem()).isNull();
    }
    assertThat(ann.inbox.resolve("big")).hasSameBinaryContentAs(big);
  }

  @Test
  void sameThingCannotBeSharedTwiceAndMissingOnesNotAtAll() throws Exception {
    try (Sharing sharing = bob.share(Access.PUBLIC, tree)) {
      assertProblem(Problem.CLASH, () -> bob.share(Access.PUBLIC, at(sharing).port(), tree));
      assertProblem(Problem.SOURCE, () -> bob.share(Access.PUBLIC, folder.resolve("no such")));
      assertThat(Files.exists(tree)).isTrue();
    }
  }
}
