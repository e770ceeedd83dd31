package dev.ferry.direct;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ferry.testkit.RawConnection;
import dev.ferry.testkit.ScriptedPeer;
import dev.ferry.testkit.ThrowawayIdentity;
import dev.ferry.testkit.TreeMaker;
import dev.ferry.transfer.ShareAccess;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Picks from a share that cannot be honest. */
@Timeout(60)
class HostileSelectionTest {
  private static final Duration LIMIT = Duration.ofSeconds(30);
  private static final ThrowawayIdentity MALLORY = ThrowawayIdentity.make();
  private static final String ID = "mfrggzdfmztwq2lknnwg23tpoa";

  @TempDir Path folder;
  private ServedPeer sharer;

  @BeforeEach
  void open() throws Exception {
    sharer = ServedPeer.open(folder.resolve("sharer"));
    Path tree = new TreeMaker(folder.resolve("tree"), 1).file("a", 10).done();
    sharer.catalog().add(Shares.of(ID, new ShareAccess.Open(), folder.resolve("shares"), tree));
  }

  @AfterEach
  void close() {
    sharer.close();
  }

  private static String select(RawConnection connection, String path, long size) throws Exception {
    String body =
        "{\"p\":\"%s\",\"s\":%d,\"t\":\"0\"}\n{\"end\":{\"entries\":1,\"files\":1,\"bytes\":%d}}\n"
            .formatted(path, size, size);
    connection.send(
        "POST /ferry/v1/shares/%s/selections HTTP/1.1\r\nHost: x\r\nContent-Length: %d\r\n\r\n%s"
            .formatted(ID, body.getBytes(UTF_8).length, body));
    RawConnection.Message answer = connection.readMessage();
    assertThat(answer.status()).as(answer.text()).isEqualTo(201);
    return Lines.line(answer.text().strip()).text("selection");
  }

  private static RawConnection.Message get(RawConnection connection, String part, String selection)
      throws IOException {
    connection.send(
        "GET /ferry/v1/shares/%s/%s?selection=%s HTTP/1.1\r\nHost: x\r\n\r\n"
            .formatted(ID, part, selection));
    return connection.readMessage();
  }

  @Test
  void filesThatAreNotSharedAreZerosAndCostNoHashing() throws Exception {
    long terabyte = 1L << 40;
    try (RawConnection connection = ScriptedPeer.connect(MALLORY, sharer.address(), LIMIT)) {
      String selection = select(connection, "etc/shadow", terabyte);

      RawConnection.Message seal = get(connection, "hashes", selection);

      assertThat(seal.text())
          .contains("{\"withdrawn\":[[0,")
          .contains("{\"end\":{\"chunks\":262144,");
    }
  }

  @Test
  void bytesOfFilesThatAreNotSharedAreZeros() throws Exception {
    try (RawConnection connection = ScriptedPeer.connect(MALLORY, sharer.address(), LIMIT)) {
      String selection = select(connection, "tree/a", 10);

      assertThat(get(connection, "payload", selection).body()).isEqualTo(new byte[10]);
    }
  }

  @Test
  void onlyTheNewestSelectionsOfAPeerAreKept() throws Exception {
    try (RawConnection connection = ScriptedPeer.connect(MALLORY, sharer.address(), LIMIT)) {
      String first = select(connection, "a", 1);
      for (int i = 0; i < 7; i++) {
        select(connection, "b", 1);
      }
      assertThat(get(connection, "payload", first).status()).isEqualTo(200);
      String second = select(connection, "c", 1);

      assertThat(get(connection, "payload", first).status()).isEqualTo(200);
      assertThat(get(connection, "payload", second).status()).isEqualTo(200);
      for (int i = 0; i < 7; i++) {
        select(connection, "d", 1);
      }
      select(connection, "e", 1);
      select(connection, "f", 1);
      assertThat(get(connection, "payload", first).status()).isEqualTo(404);
    }
  }

  @Test
  void aSelectionIsItsMakersAlone() throws Exception {
    ThrowawayIdentity other = ThrowawayIdentity.make();
    try (RawConnection connection = ScriptedPeer.connect(MALLORY, sharer.address(), LIMIT);
        RawConnection stranger = ScriptedPeer.connect(other, sharer.address(), LIMIT)) {
      String selection = select(connection, "a", 1);

      assertThat(get(stranger, "payload", selection).status()).isEqualTo(404);
      assertThat(get(stranger, "hashes", selection).status()).isEqualTo(404);
    }
  }
}
