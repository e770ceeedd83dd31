package dev.ferry.peer;

import static dev.ferry.peer.Party.at;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.ferry.testkit.LeakCheck;
import dev.ferry.testkit.TreeMaker;
import dev.ferry.transfer.Approver;
import dev.ferry.transfer.Outcome;
import dev.ferry.transfer.Problem;
import dev.ferry.transfer.TransferEvent;
import dev.ferry.transfer.TransferEvent.Offered;
import dev.ferry.transfer.TransferEvent.Scanning;
import dev.ferry.transfer.TransferException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Closing a peer, from another thread, ends whatever it does at the moment, and leaves nothing. */
@Timeout(60)
class ClosingTest {
  private static final long SOON_SECONDS = 5;

  @TempDir private Path folder;
  private LeakCheck leaks;
  private Path note;

  @BeforeEach
  void begin() throws Exception {
    note = Files.writeString(folder.resolve("note.txt"), "hello");
    try (Party before = new Party(folder, "before");
        Receiving receiving = before.receive(Approver.everything())) {
      // What the JVM and the libraries open once and for all is open by now.
      before.peer().send(SendOptions.of(at(receiving), note));
    }
    leaks = LeakCheck.begin();
  }

  private void assertNothingLeft() {
    leaks.assertNothingLeft(Duration.ofSeconds(15));
  }

  private static FutureTask<Outcome> meanwhile(Party party, PeerAddress to, Path path) {
    Callable<Outcome> send = () -> party.peer().send(SendOptions.of(to, path));
    return Party.meanwhile(send);
  }

  private static @Nullable Problem problemOf(FutureTask<Outcome> task) throws Exception {
    try {
      return task.get(SOON_SECONDS, TimeUnit.SECONDS).problem();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof TransferException problem) {
        return problem.problem();
      }
      throw e;
    }
  }

  @Test
  void endsASendThatWaitsForAConnection() throws Exception {
    List<Socket> queue = new ArrayList<>();
    try (Party ann = new Party(folder, "ann");
        ServerSocket full = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      InetSocketAddress there = (InetSocketAddress) full.getLocalSocketAddress();
      fill(there, queue);
      FutureTask<Outcome> send =
          meanwhile(ann, new PeerAddress("127.0.0.1", there.getPort()), note);
      awaitConnectionAttempt(send);
      ann.peer().close();
      assertThat(problemOf(send)).isEqualTo(Problem.INTERRUPTED);
    } finally {
      for (Socket socket : queue) {
        socket.close();
      }
    }
    assertNothingLeft();
  }

  /** Fills the queue of a listener, so that the next connection is not answered. */
  private static void fill(InetSocketAddress there, List<Socket> queue) throws IOException {
    while (true) {
      Socket socket = new Socket();
      queue.add(socket);
      try {
        socket.connect(there, 300);
      } catch (IOException e) {
        return;
      }
    }
  }

  private static void awaitConnectionAttempt(FutureTask<Outcome> send) {
    org.awaitility.Awaitility.await()
        .until(() ->
            Thread.getAllStackTraces().entrySet().stream()
                .filter(thread -> thread.getKey().getName().equals("meanwhile"))
                .anyMatch(
                    thread -> List.of(thread.getValue()).toString().contains("Socket.connect")));
    assertThat(send).isNotDone();
  }

  @Test
  void endsASendToSomebodyWhoAcceptsAndSaysNothing() throws Exception {
    try (Party ann = new Party(folder, "ann");
        ServerSocket silent = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
      FutureTask<Outcome> send =
          meanwhile(ann, new PeerAddress("127.0.0.1", silent.getLocalPort()), note);
      try (Socket taken = silent.accept()) {
        assertThat(taken.getInputStream().read()).isNotNegative();
        ann.peer().close();
        assertThat(problemOf(send)).isEqualTo(Problem.INTERRUPTED);
      }
    }
    assertNothingLeft();
  }

  @Test
  void endsASendThatLooksAtABigTree() throws Exception {
    Path tree = TreeMaker.hugeTree(folder.resolve("huge"), 60_000, 1);
    CountDownLatch closed = new CountDownLatch(1);
    long[] entries = new long[1];
    try (Party ann = new Party(folder, "ann");
        Party bob = new Party(folder, "bob");
        Receiving receiving = bob.receive(Approver.everything())) {
      ann.peer()
          .watch(event -> {
            if (event instanceof Scanning scanning) {
              entries[0] = scanning.entries();
              awaitQuietly(closed);
            }
          });
      FutureTask<Outcome> send = meanwhile(ann, at(receiving), tree);
      ann.told().await1(Scanning.class);
      ann.peer().close();
      closed.countDown();
      assertThat(problemOf(send)).isEqualTo(Problem.INTERRUPTED);
      assertThat(entries[0]).isLessThan(50_000);
      ann.restart();
      assertThat(ann.peer().transfers()).anyMatch(StoredTransfer::resumable);
    }
    assertNothingLeft();
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void endsASendThatWaitsForAnAnswerAndTheQuestion() throws Exception {
    CountDownLatch never = new CountDownLatch(1);
    CountDownLatch given = new CountDownLatch(1);
    Approver undecided =
        offer -> {
          try {
            never.await();
          } finally {
            given.countDown();
          }
          return new Approver.Answer.Decline("");
        };
    try (Party ann = new Party(folder, "ann");
        Party bob = new Party(folder, "bob");
        Receiving receiving = bob.receive(undecided)) {
      FutureTask<Outcome> send = meanwhile(ann, at(receiving), note);
      bob.told().await1(Offered.class);
      ann.peer().close();
      assertThat(problemOf(send)).isEqualTo(Problem.INTERRUPTED);
      assertThat(given.await(SOON_SECONDS, TimeUnit.SECONDS)).isTrue();
    }
    assertNothingLeft();
  }

  @Test
  void endsAReceiverWhileItsPersonThinks() throws Exception {
    CountDownLatch never = new CountDownLatch(1);
    Approver undecided =
        offer -> {
          never.await();
          return new Approver.Answer.Decline("");
        };
    try (Party ann = new Party(folder, "ann");
        Party bob = new Party(folder, "bob")) {
      Receiving receiving = bob.receive(undecided);
      FutureTask<Outcome> send =
          Party.meanwhile(() ->
              ann.peer()
                  .send(SendOptions.of(at(receiving), note).withTransport(Party.impatient())));
      bob.told().await1(Offered.class);
      bob.peer().close();
      assertThat(problemOf(send)).isNotNull();
      assertThat(bob.told().await1(TransferEvent.Ended.class).outcome().problem())
          .isEqualTo(Problem.UNREACHABLE);
    }
    assertNothingLeft();
  }

  @Test
  void closedPeerDoesNothingMore() throws Exception {
    try (Party ann = new Party(folder, "ann");
        Party bob = new Party(folder, "bob");
        Receiving receiving = bob.receive(Approver.everything())) {
      PeerAddress there = at(receiving);
      ann.peer().close();
      assertThatExceptionOfType(TransferException.class)
          .isThrownBy(() -> ann.peer().send(SendOptions.of(there, note)))
          .satisfies(thrown -> assertThat(thrown.problem()).isEqualTo(Problem.INTERRUPTED));
    }
    assertNothingLeft();
  }
}
