package dev.ferry.page.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ferry.page.HomeServer;
import dev.ferry.page.api.RunningPeer;
import dev.ferry.peer.AcceptRule;
import dev.ferry.peer.Acceptance;
import dev.ferry.peer.Desk;
import dev.ferry.peer.ListenOptions;
import dev.ferry.peer.LiveTransfer;
import dev.ferry.peer.Peer;
import dev.ferry.peer.PeerAddress;
import dev.ferry.peer.PeerOptions;
import dev.ferry.peer.ReceiveOptions;
import dev.ferry.peer.Receiving;
import dev.ferry.peer.SendOptions;
import dev.ferry.transfer.Outcome;
import dev.ferry.transfer.Problem;
import dev.ferry.transfer.TransferException;
import dev.ferry.transfer.TransferListener;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Who stops a command beside a running peer stops what that does for it, however early. */
@Timeout(120)
class AttachedStopTest {
  private static final Duration SOON = Duration.ofSeconds(60);

  @TempDir private Path folder;

  @Test
  void whatHasNotBegunIsStoppedOverThereAndNobodyIsAsked() throws Exception {
    Path file = Files.writeString(folder.resolve("note.txt"), "hello");
    Acceptance ask = new Acceptance(AcceptRule.ASK);
    try (Peer bob = Peer.open(PeerOptions.at(folder.resolve("bob")).withAlias("bob"));
        Desk bobsDesk = Desk.of(bob, ask, _ -> {});
        Receiving receiving =
            bob.receive(
                ReceiveOptions.into(folder.resolve("inbox"))
                    .withListen(ListenOptions.port(0).on(InetAddress.getLoopbackAddress())),
                bobsDesk);
        SlowWay way = new SlowWay(receiving.port());
        Peer ann = Peer.open(PeerOptions.at(folder.resolve("ann")).withAlias("ann"));
        Desk desk = Desk.of(ann, ask, _ -> {});
        HomeServer _ =
            HomeServer.open(new RunningPeer(ann, desk, ask, Optional::empty, "0.1.0"))
                .orElseThrow()) {
      HomeClient client = HomeClient.attach(folder.resolve("ann"), "ann").orElseThrow();
      AttachedDriver driver = new AttachedDriver(client, ann, TransferListener.none());
      PeerAddress to = new PeerAddress("127.0.0.1", way.port());
      CompletableFuture<Outcome> sending =
          CompletableFuture.supplyAsync(() -> send(driver, SendOptions.of(to, file)));
      way.called.await();
      // Nobody has answered yet: there is no transfer.
      driver.stop();
      assertThat(sending)
          .failsWithin(SOON)
          .withThrowableOfType(ExecutionException.class)
          .satisfies(e -> assertThat(e.getCause()).hasMessage("INTERRUPTED"));
      way.open.countDown();
      await().atMost(SOON).until(() -> !desk.snapshot().ended().isEmpty());
      LiveTransfer end = desk.snapshot().ended().getFirst();
      assertThat(Objects.requireNonNull(end.outcome()).problem()).isEqualTo(Problem.INTERRUPTED);
      await().atMost(SOON).until(() -> bobsDesk.snapshot().offers().isEmpty());
      assertThat(folder.resolve("inbox/note.txt")).doesNotExist();
      await().atMost(SOON).until(() -> ann.transfers().isEmpty());
      assertThat(client.stop("another")).as("nothing of that name").isFalse();
    }
  }

  private static Outcome send(AttachedDriver driver, SendOptions options) {
    try {
      return driver.send(options);
    } catch (TransferException e) {
      throw new Stopped(e.problem().name());
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /** How it ended. */
  private static final class Stopped extends RuntimeException {
    private static final long serialVersionUID = 1;

    Stopped(String problem) {
      super(problem);
    }
  }

  /** Takes calls, and lets them through once it is open. */
  private static final class SlowWay implements AutoCloseable {
    private final CountDownLatch called = new CountDownLatch(1);
    private final CountDownLatch open = new CountDownLatch(1);
    private final ServerSocket server = new ServerSocket(0, 9, InetAddress.getLoopbackAddress());
    private final int target;

    SlowWay(int target) throws IOException {
      this.target = target;
      Thread.ofVirtual().start(this::take);
    }

    int port() {
      return server.getLocalPort();
    }

    private void take() {
      while (true) {
        try {
          Socket caller = server.accept();
          called.countDown();
          Thread.ofVirtual().start(() -> lead(caller));
        } catch (IOException e) {
          // The test is over.
          return;
        }
      }
    }

    private void lead(Socket caller) {
      try (caller) {
        open.await();
        try (Socket real = new Socket(InetAddress.getLoopbackAddress(), target)) {
          Thread back = Thread.ofVirtual().start(() -> pass(real, caller));
          pass(caller, real);
          real.shutdownOutput();
          back.join();
        }
      } catch (IOException | InterruptedException e) {
        // Either has hung up.
        return;
      }
    }

    private static void pass(Socket from, Socket to) {
      try {
        from.getInputStream().transferTo(to.getOutputStream());
      } catch (IOException e) {
        // Either has hung up.
        return;
      }
    }

    @Override
    public void close() throws IOException {
      server.close();
    }
  }
}
