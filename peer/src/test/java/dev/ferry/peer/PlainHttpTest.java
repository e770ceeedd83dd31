package dev.ferry.peer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ferry.identity.Identity;
import dev.ferry.testkit.RawConnection;
import dev.ferry.testkit.ScriptedPeer;
import dev.ferry.testkit.ThrowawayIdentity;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests without TLS, on the port that has it. */
@Timeout(60)
class PlainHttpTest {
  private static final Duration LIMIT = Duration.ofSeconds(20);
  private static final Identity IDENTITY = Identity.generate();
  private static final ThrowawayIdentity STRANGER = ThrowawayIdentity.make();
  private static final TlsListener.Limits STRICT =
      new TlsListener.Limits(Duration.ofMillis(800), Duration.ofSeconds(30), 8, 20);
  private static final ListenOptions ENCRYPTED =
      new ListenOptions(0, false, InetAddress.getLoopbackAddress());

  /** What serves only those who came by TLS, before what serves everybody. */
  private static Handler handlers() {
    return new Handler.Sequence(new EncryptedOnly(saying("secret")), saying("open"));
  }

  private static Handler saying(String word) {
    return new Handler.Abstract() {
      @Override
      public boolean handle(Request request, Response response, Callback callback) {
        response.write(true, ByteBuffer.wrap(word.getBytes(UTF_8)), callback);
        return true;
      }
    };
  }

  private static TlsListener open() throws IOException {
    return TlsListener.open(IDENTITY, ENCRYPTED.withPlainHttp(true), handlers(), STRICT);
  }

  private static InetSocketAddress at(TlsListener listener) {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), listener.port());
  }

  @Test
  void bothKindsAreServedOnOnePort() throws Exception {
    try (TlsListener listener = open();
        RawConnection plain = ScriptedPeer.connectPlain(at(listener), LIMIT);
        RawConnection secure = ScriptedPeer.connect(STRANGER, at(listener), LIMIT)) {
      for (int i = 0; i < 2; i++) {
        plain.send("GET /x HTTP/1.1\r\nHost: x\r\n\r\n");
        assertThat(plain.readMessage().text()).isEqualTo("open");
        secure.send("GET /x HTTP/1.1\r\nHost: x\r\n\r\n");
        assertThat(secure.readMessage().text()).isEqualTo("secret");
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET /ferry/v1/info HTTP/1.1\r\nHost: x\r\n\r\n",
        "GET https://x/ferry/v1/info HTTP/1.1\r\nHost: x\r\n\r\n",
        "GET /ferry/v1/info HTTP/1.1\r\nHost: x\r\nForwarded: proto=https\r\n\r\n"
      })
  void plainRequestNeverReachesWhatIsForTlsWhateverItClaims(String request) throws Exception {
    try (TlsListener listener = open();
        RawConnection plain = ScriptedPeer.connectPlain(at(listener), LIMIT)) {
      plain.send(request);

      assertThat(plain.readMessage().text()).isEqualTo("open");
    }
  }

  @Test
  void withoutTheOptionNothingIsAnsweredInTheClear() throws Exception {
    try (TlsListener listener = TlsListener.open(IDENTITY, ENCRYPTED, handlers(), STRICT);
        RawConnection plain = ScriptedPeer.connectPlain(at(listener), LIMIT)) {
      plain.send("GET /x HTTP/1.1\r\nHost: x\r\n\r\n");

      assertThat(new String(plain.readAll(), UTF_8)).doesNotContain("HTTP", "open", "secret");
    }
  }

  @Test
  void plainConnectionThatSaysNothingIsHungUpOn() throws Exception {
    try (TlsListener listener = open();
        RawConnection silent = ScriptedPeer.connectPlain(at(listener), LIMIT);
        RawConnection halfway = ScriptedPeer.connectPlain(at(listener), LIMIT)) {
      halfway.send("GET /x HT");

      assertThat(silent.isClosedByPeer()).isTrue();
      assertThat(halfway.readAll()).satisfies(PlainHttpTest::isNothingOrARefusal);
    }
  }

  private static void isNothingOrARefusal(byte[] answer) {
    assertThat(new String(answer, UTF_8)).doesNotContain("200 OK");
  }

  @Test
  void plainConnectionsOfAnAddressAreCountedToo() throws Exception {
    try (TlsListener listener = open()) {
      List<RawConnection> held = new ArrayList<>();
      try {
        for (int i = 0; i < 8; i++) {
          RawConnection connection = ScriptedPeer.connectPlain(at(listener), LIMIT);
          held.add(connection);
          connection.send("GET /x HTTP/1.1\r\nHost: x\r\n\r\n");
          assertThat(connection.readMessage().status()).isEqualTo(200);
        }
        try (RawConnection ninth = ScriptedPeer.connectPlain(at(listener), LIMIT)) {
          assertThat(ninth.isClosedByPeer()).isTrue();
        }
      } finally {
        for (RawConnection connection : held) {
          connection.close();
        }
      }
    }
  }
}
