package dev.ferry.peer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.ferry.identity.Identity;
import dev.ferry.testkit.LeakCheck;
import dev.ferry.testkit.RawConnection;
import dev.ferry.testkit.ScriptedPeer;
import dev.ferry.testkit.ThrowawayIdentity;
import dev.ferry.transfer.TransferException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class TlsListenerTest {
  private static final Duration LIMIT = Duration.ofSeconds(20);
  private static final Identity IDENTITY = Identity.generate();
  private static final ThrowawayIdentity STRANGER = ThrowawayIdentity.make();
  private static final TlsListener.Limits STRICT =
      new TlsListener.Limits(Duration.ofSeconds(2), Duration.ofSeconds(30), 8, 20);
  private static final ListenOptions ANY =
      new ListenOptions(0, false, InetAddress.getLoopbackAddress());
  private static final String GET = "GET /hello HTTP/1.1\r\nHost: x\r\n\r\n";

  /** Answers everything with its path. */
  private static Handler echo() {
    return new Handler.Abstract() {
      @Override
      public boolean handle(Request request, Response response, Callback callback) {
        byte[] body = String.valueOf(request.getHttpURI().getPath()).getBytes(UTF_8);
        response.getHeaders().put("Content-Length", body.length);
        response.write(true, ByteBuffer.wrap(body), callback);
        return true;
      }
    };
  }

  private static TlsListener open() throws IOException {
    return TlsListener.open(IDENTITY, ANY, echo(), STRICT);
  }

  private static InetSocketAddress at(TlsListener listener) {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), listener.port());
  }

  private static RawConnection connect(TlsListener listener) throws IOException {
    return ScriptedPeer.connect(STRANGER, at(listener), LIMIT);
  }

  @Test
  void answersOneRequestAfterTheOther() throws Exception {
    try (TlsListener listener = open();
        RawConnection connection = connect(listener)) {
      for (int i = 0; i < 3; i++) {
        connection.send(GET);
        assertThat(connection.readMessage().text()).isEqualTo("/hello");
      }
    }
  }

  @Test
  void stopsForWhoeverIsInterruptedAndGivesThePortBack() throws Exception {
    TlsListener listener = open();
    int port = listener.port();
    try (RawConnection connection = connect(listener)) {
      connection.send(GET);
      connection.readMessage();

      Thread.currentThread().interrupt();
      listener.close();

      assertThat(Thread.interrupted()).isTrue();
      assertThat(connection.isClosedByPeer()).isTrue();
      new ServerSocket(port).close();
    }
  }

  @Test
  void hangsUpOnWhoeverConnectsAndSaysNothing() throws Exception {
    try (TlsListener listener = open();
        RawConnection plain = ScriptedPeer.connectPlain(at(listener), LIMIT);
        RawConnection secure = connect(listener)) {
      assertThat(plain.isClosedByPeer()).isTrue();
      assertThat(secure.isClosedByPeer()).isTrue();
    }
  }

  /** Sends a byte every now and then until the other end hangs up; false if it never does. */
  private static boolean isHungUpOnWhileDribbling(RawConnection connection, byte[] bytes)
      throws InterruptedException {
    CountDownLatch never = new CountDownLatch(1);
    try {
      for (int i = 0; i < 100 && !never.await(100, TimeUnit.MILLISECONDS); i++) {
        connection.send(new byte[] {bytes[i % bytes.length]});
      }
      return false;
    } catch (IOException e) {
      return true;
    }
  }

  @Test
  void hangsUpOnAHandshakeThatDribbles() throws Exception {
    try (TlsListener listener = open();
        RawConnection plain = ScriptedPeer.connectPlain(at(listener), LIMIT)) {
      plain.send(new byte[] {22, 3, 1, 64, 0});

      assertThat(isHungUpOnWhileDribbling(plain, new byte[] {1})).isTrue();
    }
  }

  @Test
  void hangsUpOnAFirstHeadThatDribbles() throws Exception {
    try (TlsListener listener = open();
        RawConnection connection = connect(listener)) {
      connection.send("GET /hello HTTP/1.1\r\n");

      assertThat(isHungUpOnWhileDribbling(connection, "X: y\r\n".getBytes(UTF_8))).isTrue();
    }
  }

  @Test
  void hangsUpOnALaterHeadThatDribbles() throws Exception {
    try (TlsListener listener = open();
        RawConnection connection = connect(listener)) {
      connection.send(GET);
      connection.readMessage();
      connection.send("GET /hello HTTP/1.1\r\n");

      assertThat(isHungUpOnWhileDribbling(connection, "X: y\r\n".getBytes(UTF_8))).isTrue();
    }
  }

  @Test
  void leavesAConnectionAloneThatRestsBetweenRequests() throws Exception {
    try (TlsListener listener = open();
        RawConnection connection = connect(listener)) {
      connection.send(GET);
      connection.readMessage();
      assertThat(new CountDownLatch(1).await(3_000, TimeUnit.MILLISECONDS)).isFalse();

      connection.send(GET);

      assertThat(connection.readMessage().text()).isEqualTo("/hello");
    }
  }

  @Test
  void leavesARequestAloneThatTakesLong() throws Exception {
    CountDownLatch never = new CountDownLatch(1);
    Handler slow =
        new Handler.Abstract() {
          @Override
          public boolean handle(Request request, Response response, Callback callback)
              throws Exception {
            never.await(3_000, TimeUnit.MILLISECONDS);
            response.write(true, ByteBuffer.wrap("done".getBytes(UTF_8)), callback);
            return true;
          }
        };
    try (TlsListener listener = TlsListener.open(IDENTITY, ANY, slow, STRICT);
        RawConnection connection = connect(listener)) {
      connection.send(GET);

      assertThat(connection.readMessage().text()).isEqualTo("done");
    }
  }

  @Test
  void letsNoAddressHaveMoreConnectionsThanItMay() throws Exception {
    try (TlsListener listener = open()) {
      List<RawConnection> held = new ArrayList<>();
      try {
        for (int i = 0; i < 8; i++) {
          RawConnection connection = connect(listener);
          connection.send(GET);
          connection.readMessage();
          held.add(connection);
        }
        assertThatExceptionOfType(IOException.class)
            .isThrownBy(() -> {
              try (RawConnection ninth = connect(listener)) {
                ninth.send(GET);
                ninth.readMessage();
              }
            });
        held.removeLast().close();
        org.awaitility.Awaitility.await()
            .ignoreExceptions()
            .until(() -> {
              try (RawConnection another = connect(listener)) {
                another.send(GET);
                return another.readMessage().status() == 200;
              }
            });
      } finally {
        for (RawConnection connection : held) {
          connection.close();
        }
      }
    }
  }

  @Test
  void cutsOffHeadersThatAreTooLong() throws Exception {
    try (TlsListener listener = open();
        RawConnection connection = connect(listener)) {
      connection.send("GET / HTTP/1.1\r\nHost: x\r\nX: " + "y".repeat(20_000) + "\r\n\r\n");

      RawConnection.Message answer = connection.readMessage();

      assertThat(answer.status()).isEqualTo(431);
      assertThat(answer.head()).doesNotContain("Jetty");
    }
  }

  @Test
  void answersGarbageWithAProblemAndNothingOfItsInside() throws Exception {
    try (TlsListener listener = open();
        RawConnection connection = connect(listener)) {
      connection.send("NONSENSE\r\n\r\n");

      RawConnection.Message answer = connection.readMessage();

      assertThat(answer.status()).isEqualTo(400);
      assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
      assertThat(answer.text()).doesNotContain("jetty", "Exception");
    }
  }

  @Test
  void addressOfAnotherMachineIsNotTakenForAPortThatIsTaken() throws Exception {
    ListenOptions elsewhere = new ListenOptions(0, true, InetAddress.ofLiteral("198.51.100.9"));

    assertThatExceptionOfType(TransferException.class)
        .isThrownBy(() -> TlsListener.open(IDENTITY, elsewhere, echo(), STRICT).close())
        .withMessageContaining("does not have the address 198.51.100.9");
  }

  @Test
  void takesAnotherPortOnlyIfItMay() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      ListenOptions exactly =
          new ListenOptions(taken.getLocalPort(), false, InetAddress.getLoopbackAddress());
      ListenOptions about =
          new ListenOptions(taken.getLocalPort(), true, InetAddress.getLoopbackAddress());

      assertThatExceptionOfType(TransferException.class)
          .isThrownBy(() -> TlsListener.open(IDENTITY, exactly, echo(), STRICT).close())
          .withMessageContaining(String.valueOf(taken.getLocalPort()));
      try (TlsListener listener = TlsListener.open(IDENTITY, about, echo(), STRICT)) {
        assertThat(listener.port()).isGreaterThan(taken.getLocalPort());
      }
    }
  }

  @Test
  void leavesNothingBehind() throws Exception {
    try (TlsListener warm = open();
        RawConnection connection = connect(warm)) {
      connection.send(GET);
      connection.readMessage();
    }
    LeakCheck check = LeakCheck.begin();
    try (TlsListener listener = open();
        RawConnection connection = connect(listener)) {
      connection.send(GET);
      connection.readMessage();
    }

    check.assertNothingLeft(Duration.ofSeconds(10));
  }
}
