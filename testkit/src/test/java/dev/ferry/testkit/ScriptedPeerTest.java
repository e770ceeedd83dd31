package dev.ferry.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ScriptedPeerTest {

  private static final Duration LIMIT = Duration.ofSeconds(5);

  @Test
  void bothRolesTalkTlsAndHttpByteByByte() throws IOException {
    ThrowawayIdentity identity = ThrowawayIdentity.make();
    try (ScriptedPeer server = ScriptedPeer.listen(identity, LIMIT, ScriptedPeerTest::answer);
        RawConnection client = ScriptedPeer.connect(identity, server.address(), LIMIT)) {
      client.sendMessage(
          "body".getBytes(StandardCharsets.UTF_8), "PUT /x HTTP/1.1", "Content-Length: 4");
      RawConnection.Message answer = client.readMessage();
      assertThat(answer.status()).isEqualTo(200);
      assertThat(answer.text()).isEqualTo("PUT /x HTTP/1.1 body");
      assertThat(client.isClosedByPeer()).isTrue();
      assertThat(server.failures()).isEmpty();
    }
  }

  @Test
  void identitiesDifferAndAreP256() {
    ThrowawayIdentity one = ThrowawayIdentity.make();
    ThrowawayIdentity two = ThrowawayIdentity.make();
    assertThat(one.fingerprint()).hasSize(64).isNotEqualTo(two.fingerprint());
    assertThat(one.certificate().getPublicKey().getAlgorithm()).isEqualTo("EC");
  }

  private static void answer(RawConnection connection) throws IOException {
    RawConnection.Message request = connection.readMessage();
    connection.send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n");
    connection.sendChunk(
        request.head().lines().findFirst().orElseThrow().getBytes(StandardCharsets.UTF_8));
    connection.sendChunk((" " + request.text()).getBytes(StandardCharsets.UTF_8));
    connection.sendChunk(new byte[0]);
  }
}
