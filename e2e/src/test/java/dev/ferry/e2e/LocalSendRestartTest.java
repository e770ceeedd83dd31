package dev.ferry.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ferry.e2e.Station.Listener;
import dev.ferry.testkit.FerryProcess;
import dev.ferry.testkit.TreeMaker;
import dev.ferry.testkit.TreeSnapshot;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The receiver is started anew in the middle of a transfer over LocalSend's protocol. */
class LocalSendRestartTest {

  /** The longest pause of a sender that waits, and a slow machine. */
  private static final Duration SOON = Duration.ofSeconds(10);

  @TempDir(factory = FastFolder.class)
  Path folder;

  @AutoClose private Station receiver;
  @AutoClose private Station sender;
  private Path tree;
  private Path inbox;

  @BeforeEach
  void stations() {
    receiver = Station.at(folder.resolve("receiver"));
    sender = Station.at(folder.resolve("sender"));
    tree =
        new TreeMaker(folder.resolve("tree"), 1)
            .file("a", 8 << 20)
            .file("b", 8 << 20)
            .file("c", 8 << 20)
            .done();
    inbox = folder.resolve("inbox");
  }

  @Test
  void senderGoesOnSoonAfterAKilledReceiverIsBack() {
    Listener listener = receiver.receive(inbox);
    FerryProcess sending = send(listener);
    listener.process().kill();

    assertGoesOn(listener, sending);
  }

  @Test
  void receiverThatIsStoppedAndStartedAgainDoesNotEndTheTransfer() {
    Listener listener = receiver.receive(inbox);
    FerryProcess sending = send(listener);
    listener.process().terminate();
    listener.process().exitCode(Station.LIMIT);

    assertGoesOn(listener, sending);
  }

  private FerryProcess send(Listener listener) {
    FerryProcess sending =
        sender.send(listener.address(), tree, "--via", "localsend", "--limit", "4MB/s");
    Station.awaitProgress(sending, 4 << 20);
    return sending;
  }

  private void assertGoesOn(Listener before, FerryProcess sending) {
    Station.await(sending, "paused");
    FerryProcess again = receiver.receiveAt(before.port(), inbox).process();
    Station.await(again, "accepted", SOON);
    Station.await(sending, "resumed", SOON);
    sending.assertExit(0, Station.LIMIT);
    Station.await(again, "ended");
    assertThat(inbox.resolve("tree")).isDirectory();
    TreeSnapshot.of(tree)
        .withoutFolderTimes()
        .assertSame(
            "after the restart", TreeSnapshot.of(inbox.resolve("tree")).withoutFolderTimes());
  }
}
