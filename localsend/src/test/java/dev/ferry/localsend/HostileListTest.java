package dev.ferry.localsend;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.ferry.testkit.RawConnection;
import dev.ferry.transfer.Approver;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Lists of files that take much memory while somebody thinks about them. */
@Timeout(120)
class HostileListTest extends AskedDevice {
  @Override
  LocalSendLimits limits() {
    return LocalSendLimits.STANDARD;
  }

  private byte[] longList() {
    String tail = "\u20ac" + "x".repeat(240);
    List<String> list = new ArrayList<>();
    for (int i = 0; i < PrepareUpload.MAX_FILES; i++) {
      list.add(Phone.file("" + i, i + tail, 1));
    }
    return phone.offer(list.toArray(String[]::new)).getBytes(UTF_8);
  }

  @Test
  void longListsThatWaitForAPersonAreFew() throws Exception {
    CountDownLatch end = new CountDownLatch(1);
    device.approver(offer -> {
      end.await();
      return new Approver.Answer.All(null);
    });
    byte[] body = longList();
    List<RawConnection> waiting = new ArrayList<>();
    try {
      for (int i = 1; i <= 2; i++) {
        RawConnection connection = phone.connect();
        waiting.add(connection);
        connection.send(Phone.post("prepare-upload", body.length));
        connection.send(body);
        int expected = i;
        Awaitility.await().until(() -> device.offers().size() == expected);
      }
      assertRefused(phone.request(Phone.post("prepare-upload", body.length), body), 409);
    } finally {
      for (RawConnection connection : waiting) {
        connection.reset();
      }
    }
  }
}
