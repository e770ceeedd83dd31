package dev.ferry.peer;

import static dev.ferry.peer.Party.at;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ferry.inbox.ClashPolicy;
import dev.ferry.transfer.Approver;
import dev.ferry.transfer.Approver.Answer;
import dev.ferry.transfer.Outcome;
import dev.ferry.transfer.Problem;
import dev.ferry.transfer.TransferEvent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** An answer may name another folder than the inbox: the transfer lives and lands there. */
@Timeout(120)
class AnswerIntoTest {
  private static final long SOON = 60;

  @TempDir private Path folder;
  private Path elsewhere;
  private Party ann;
  private Party bob;

  @BeforeEach
  void open() throws Exception {
    elsewhere = Files.createDirectory(folder.resolve("elsewhere"));
    ann = new Party(folder, "ann");
    bob = new Party(folder, "bob");
  }

  @AfterEach
  void close() {
    ann.close();
    bob.close();
  }

  private Approver into(Path place, ClashPolicy policy) {
    return offer -> new Answer.All(policy, place);
  }

  private FutureTask<Outcome> send(Receiving to, Path path, long limit) {
    TransportOptions transport = Party.impatient().withLimit(limit);
    return Party.meanwhile(
        () -> ann.peer().send(SendOptions.of(at(to), path).withTransport(transport)));
  }

  @Test
  void whatWasInterruptedGoesOnThereAfterARestart() throws Exception {
    Path big = Party.bigFile(folder.resolve("tree"));
    Receiving first = bob.receive(into(elsewhere, ClashPolicy.KEEP_BOTH));
    FutureTask<Outcome> sending = send(first, big, Party.SLOWLY);
    bob.told().await1(TransferEvent.Progress.class);
    first.close();
    Outcome broken = sending.get(SOON, TimeUnit.SECONDS);
    assertThat(broken).isInstanceOf(Outcome.Interrupted.class);
    assertThat(bob.inbox).isEmptyDirectory();

    bob.restart();
    try (Receiving second = bob.receive(offer -> new Answer.Decline("never asked again"))) {
      StoredTransfer kept = ann.peer().transfers().getFirst();
      Outcome whole = ann.peer().resume(kept.id(), at(second), Party.impatient());
      assertThat(whole).isInstanceOf(Outcome.Completed.class);
    }
    assertThat(elsewhere.resolve("big")).hasSameBinaryContentAs(big);
    assertThat(bob.inbox).isEmptyDirectory();
  }

  @Test
  void whatExistsThereIsComparedThereAndKeptBeside() throws Exception {
    Path note = Files.writeString(folder.resolve("note.txt"), "new");
    Files.writeString(elsewhere.resolve("note.txt"), "what was there");
    try (Receiving receiving = bob.receive(into(elsewhere, ClashPolicy.KEEP_BOTH))) {
      assertThat(send(receiving, note, 0).get(SOON, TimeUnit.SECONDS))
          .isInstanceOf(Outcome.Completed.class);
    }
    assertThat(elsewhere.resolve("note.txt")).hasContent("what was there");
    assertThat(elsewhere.resolve("note (2).txt")).hasContent("new");
  }

  @Test
  void aFolderThatIsNotThereEndsTheTransferAndIsNotMade() throws Exception {
    Path note = Files.writeString(folder.resolve("note.txt"), "new");
    Path missing = folder.resolve("missing");
    try (Receiving receiving = bob.receive(into(missing, ClashPolicy.KEEP_BOTH))) {
      Outcome outcome = send(receiving, note, 0).get(SOON, TimeUnit.SECONDS);
      assertThat(outcome.problem()).isEqualTo(Problem.DESTINATION);
    }
    assertThat(missing).doesNotExist();
    assertThat(bob.inbox).isEmptyDirectory();
  }
}
