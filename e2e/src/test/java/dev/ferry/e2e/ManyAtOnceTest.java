package dev.ferry.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ferry.e2e.Station.Listener;
import dev.ferry.peer.Peer;
import dev.ferry.peer.PeerAddress;
import dev.ferry.peer.PeerOptions;
import dev.ferry.peer.SendOptions;
import dev.ferry.testkit.LeakCheck;
import dev.ferry.testkit.TreeMaker;
import dev.ferry.testkit.TreeSnapshot;
import dev.ferry.transfer.Outcome;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One receiver, many senders at once; and what is left in a process when all is done. */
class ManyAtOnceTest {

  private static final int PEERS = 10;
  private static final int TRANSFERS_PER_PEER = 10;
  private static final Duration GRACE = Duration.ofSeconds(20);

  @TempDir(factory = FastFolder.class)
  Path folder;

  @AutoClose private Station receiver;

  @BeforeEach
  void station() {
    receiver = Station.at(folder.resolve("receiver"));
  }

  @Test
  void hundredConcurrentTransfersAllArriveAndLeaveNothingBehind() throws Exception {
    Path inbox = folder.resolve("inbox");
    Listener listener = receiver.receive(inbox);
    List<Path> trees = new ArrayList<>();
    for (int i = 0; i < PEERS * TRANSFERS_PER_PEER; i++) {
      trees.add(tree(i));
    }
    warmUp(listener);
    int descriptors = listener.process().openDescriptors();
    LeakCheck leaks = LeakCheck.begin();

    sendAll(trees, new PeerAddress("127.0.0.1", listener.port()));

    for (Path tree : trees) {
      TreeSnapshot.of(tree)
          .assertSame(
              tree.toString(), TreeSnapshot.of(inbox.resolve(String.valueOf(tree.getFileName()))));
    }
    StagingFolders.assertNoneIn(inbox);
    leaks.assertNothingLeft(GRACE);
    Awaitility.await("descriptors of the receiver")
        .atMost(GRACE)
        .until(() -> listener.process().openDescriptors() <= descriptors + 3);
  }

  private void sendAll(List<Path> trees, PeerAddress to) throws Exception {
    List<Peer> peers = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < PEERS; i++) {
        peers.add(open("sender " + i));
      }
      List<Future<Outcome>> outcomes = new ArrayList<>();
      for (int i = 0; i < trees.size(); i++) {
        Peer peer = peers.get(i % PEERS);
        Path tree = trees.get(i);
        outcomes.add(threads.submit(() -> peer.send(SendOptions.of(to, tree))));
      }
      for (Future<Outcome> outcome : outcomes) {
        assertThat(outcome.get(3, TimeUnit.MINUTES)).isInstanceOf(Outcome.Completed.class);
      }
    } finally {
      for (Peer peer : peers) {
        peer.close();
      }
    }
  }

  /** Loads on both sides what stays loaded. */
  private void warmUp(Listener listener) throws IOException {
    try (Peer peer = open("warm-up")) {
      Path tree = tree(-1);
      peer.send(SendOptions.of(new PeerAddress("127.0.0.1", listener.port()), tree));
    }
  }

  private Peer open(String name) throws IOException {
    return Peer.open(PeerOptions.at(folder.resolve(name)).withAlias(name));
  }

  private Path tree(int number) {
    return new TreeMaker(folder.resolve("tree " + number), number)
        .smallFiles("small", 20)
        .file("medium", 1_000_000)
        .done();
  }
}
