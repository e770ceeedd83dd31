package dev.ferry.direct;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ferry.payload.ChunkHasher;
import dev.ferry.testkit.RawConnection;
import dev.ferry.transfer.TransferId;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(180)
class StatusAtTheEndTest extends AttackedServer {
  private static final int ASKERS = 24;

  @Test
  void aTransferIsKnownAtEveryMomentOfItsEnd() throws Exception {
    ConcurrentLinkedQueue<Integer> answers = new ConcurrentLinkedQueue<>();
    for (int round = 0; round < 12 && !answers.contains(404); round++) {
      TransferId id = accepted();
      exchange(put(id, "bytes 0-9/10", 10), "0123456789".getBytes(UTF_8));
      AtomicBoolean done = new AtomicBoolean();
      CountDownLatch asking = new CountDownLatch(ASKERS);
      List<Thread> askers = new ArrayList<>();
      for (int i = 0; i < ASKERS; i++) {
        askers.add(Thread.ofPlatform().start(() -> ask(id, done, asking, answers)));
      }
      asking.await();
      String hash = ChunkHasher.hash("0123456789".getBytes(UTF_8), 0, 10).hex();
      assertThat(
              postTo(
                      "transfers/" + id + "/seal",
                      "{\"chunk\":0,\"h\":\"" + hash + "\"}\n{\"end\":{\"chunks\":1}}\n")
                  .text())
          .contains("complete");
      done.set(true);
      for (Thread asker : askers) {
        asker.join();
      }
      Files.delete(server.inbox().resolve("a"));
    }
    assertThat(answers).isNotEmpty().doesNotContain(404);
  }

  private void ask(
      TransferId id,
      AtomicBoolean done,
      CountDownLatch asking,
      ConcurrentLinkedQueue<Integer> answers) {
    try (RawConnection connection = connect()) {
      while (!done.get()) {
        connection.send("GET /ferry/v1/transfers/" + id + " HTTP/1.1\r\nHost: peer.ferry\r\n\r\n");
        answers.add(connection.readMessage().status());
        asking.countDown();
      }
    } catch (Exception e) {
      answers.add(-1);
    } finally {
      asking.countDown();
    }
  }
}
