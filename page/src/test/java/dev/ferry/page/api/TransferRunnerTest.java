package dev.ferry.page.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.ferry.identity.Fingerprint;
import dev.ferry.identity.Standing;
import dev.ferry.peer.Peer;
import dev.ferry.peer.PeerOptions;
import dev.ferry.transfer.Direction;
import dev.ferry.transfer.Outcome;
import dev.ferry.transfer.Problem;
import dev.ferry.transfer.RemotePeer;
import dev.ferry.transfer.TransferEvent;
import dev.ferry.transfer.TransferException;
import dev.ferry.transfer.TransferId;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** When a transfer has begun, and when what becomes of it is the answer to who wanted it. */
@Timeout(60)
class TransferRunnerTest {
  private static final Outcome REFUSED =
      new Outcome.Failed(Problem.FORBIDDEN, "bob asks for a PIN");
  private static final RemotePeer BOB =
      new RemotePeer("bob", Fingerprint.random(), "127.0.0.1:1", Standing.KNOWN);

  @TempDir private Path folder;
  private final TransferId id = TransferId.random();
  private Peer peer;
  private TransferRunner runner;

  @BeforeEach
  void open() throws IOException {
    peer = Peer.open(PeerOptions.at(folder).withAlias("ann"));
    runner = new TransferRunner(peer);
  }

  @AfterEach
  void close() {
    runner.close();
    peer.close();
  }

  private TransferEvent offeredTo(RemotePeer who) {
    return new TransferEvent.Offered(id, Direction.SEND, who, "note", null, 1, 1, 5, null);
  }

  @Test
  void anOfferOnTheTableHasBegunHoweverLongItStays() throws Exception {
    CountDownLatch answered = new CountDownLatch(1);
    assertThat(
            runner.begin(
                null,
                () -> {
                  runner.on(offeredTo(BOB));
                  try {
                    answered.await();
                  } catch (InterruptedException e) {
                    throw new IOException(e);
                  }
                  return new Outcome.Declined("");
                }))
        .contains(id);
    answered.countDown();
  }

  @Test
  void whatFailsBeforeItBeganIsTheAnswer() {
    assertFails(() -> REFUSED);
    assertFails(() -> new Outcome.Interrupted(Problem.FORBIDDEN, "bob asks for a PIN"));
  }

  /** It says that it wants a PIN when it has the offer, not before. */
  @Test
  void aDeviceOfLocalSendMayRefuseAnOfferThatItHas() {
    assertFails(() -> {
      runner.on(offeredTo(BOB.overLocalSend()));
      return REFUSED;
    });
  }

  private void assertFails(TransferRunner.Drive drive) {
    assertThatExceptionOfType(TransferException.class)
        .isThrownBy(() -> runner.begin(null, drive))
        .withMessage("bob asks for a PIN")
        .extracting(TransferException::problem)
        .isEqualTo(Problem.FORBIDDEN);
  }

  @Test
  void whatIsDeclinedAtOnceIsToldAsItsEnd() throws Exception {
    assertThat(
            runner.begin(
                null,
                () -> {
                  runner.on(new TransferEvent.Connected(id, Direction.SEND, BOB));
                  return new Outcome.Declined("");
                }))
        .contains(id);
  }
}
