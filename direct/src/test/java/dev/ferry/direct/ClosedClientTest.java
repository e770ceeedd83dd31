package dev.ferry.direct;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ferry.transfer.TransferException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Closing is how to cancel: at whatever moment it comes, it is no defect. */
@Timeout(120)
class ClosedClientTest {
  private static final int ROUNDS = 100;
  private static final int ASKERS = 8;

  @TempDir Path folder;

  @Test
  void aClientThatIsClosedWhileItAsksFailsAsAConnectionDoes() throws Exception {
    Queue<Throwable> ends = new ConcurrentLinkedQueue<>();
    SendingPeer sender = new SendingPeer(folder.resolve("sender")).withConnections(ASKERS);
    try (ServedPeer server = ServedPeer.open(folder)) {
      for (int round = 0; round < ROUNDS; round++) {
        DirectClient client = sender.connect(server.at());
        CountDownLatch asking = new CountDownLatch(ASKERS);
        List<Thread> askers = new ArrayList<>();
        for (int i = 0; i < ASKERS; i++) {
          askers.add(Thread.ofPlatform().start(() -> ends.add(askUntilItFails(client, asking))));
        }
        asking.await();
        client.close();
        for (Thread asker : askers) {
          asker.join();
        }
      }
    }
    assertThat(ends).hasSize(ROUNDS * ASKERS).allMatch(TransferException.class::isInstance);
  }

  private static Throwable askUntilItFails(DirectClient client, CountDownLatch asking) {
    try {
      while (true) {
        client.shares(null);
        asking.countDown();
      }
    } catch (TransferException | RuntimeException e) {
      return e;
    } finally {
      asking.countDown();
    }
  }
}
