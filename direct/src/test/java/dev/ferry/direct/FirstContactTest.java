package dev.ferry.direct;

import static dev.ferry.direct.HostileAnswers.INFO;
import static dev.ferry.direct.HostileAnswers.LIMIT;
import static dev.ferry.direct.HostileAnswers.MALLORY;
import static dev.ferry.direct.HostileAnswers.answer;
import static dev.ferry.direct.HostileAnswers.answering;
import static dev.ferry.direct.HostileAnswers.at;
import static dev.ferry.direct.HostileAnswers.ok;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.ferry.http.Endpoint;
import dev.ferry.identity.Fingerprint;
import dev.ferry.testkit.RawConnection;
import dev.ferry.testkit.ScriptedPeer;
import dev.ferry.testkit.ThrowawayIdentity;
import dev.ferry.transfer.Problem;
import dev.ferry.transfer.TransferException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A client meets somebody it does not know, a Ferry or not. */
@Timeout(120)
class FirstContactTest {
  @TempDir Path folder;

  private SendingPeer sender() {
    return new SendingPeer(folder.resolve("sender")).withPatience(Duration.ZERO);
  }

  private void assertRefused(int port, Problem problem, String... words) {
    long began = System.nanoTime();
    assertThatExceptionOfType(TransferException.class)
        .isThrownBy(() -> sender().connect(at(port)).close())
        .satisfies(thrown -> {
          assertThat(thrown.problem()).as(thrown.getMessage()).isEqualTo(problem);
          for (String word : words) {
            assertThat(thrown).hasMessageContaining(word);
          }
        });
    assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(15));
  }

  @Test
  void nobodyListens() throws Exception {
    int port;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = socket.getLocalPort();
    }
    assertRefused(port, Problem.UNREACHABLE, "127.0.0.1:" + port);
  }

  @Test
  void aNameWithoutAnAddress() {
    assertThatExceptionOfType(TransferException.class)
        .isThrownBy(() -> sender().connect(new Endpoint("no-such-host.invalid", 1, null)))
        .satisfies(thrown -> assertThat(thrown.problem()).isEqualTo(Problem.UNREACHABLE))
        .withMessageContaining("no-such-host.invalid");
  }

  @Test
  void somebodyWhoSaysNothing() throws Exception {
    try (ScriptedPeer server = ScriptedPeer.listenPlain(LIMIT, RawConnection::readAll)) {
      assertRefused(server.port(), Problem.NOT_FERRY, "does not answer in time");
    }
  }

  @Test
  void somebodyWhoSpeaksOneByteNowAndThen() throws Exception {
    try (ScriptedPeer server =
        ScriptedPeer.listenPlain(
            LIMIT,
            connection -> {
              connection.send(new byte[] {22, 3, 3, 64, 0});
              java.util.concurrent.CountDownLatch never =
                  new java.util.concurrent.CountDownLatch(1);
              while (!never.await(200, java.util.concurrent.TimeUnit.MILLISECONDS)) {
                connection.send(new byte[] {0});
              }
            })) {
      assertRefused(server.port(), Problem.NOT_FERRY);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SSH-2.0-OpenSSH_9.6\r\n",
        "220 mail.example ESMTP\r\n",
        "HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n",
        "\u0000\u0001\u0002\u0003\u0004\u0005\u0006\u0007",
        ""
      })
  void somebodyWhoDoesNotSpeakTls(String banner) throws Exception {
    try (ScriptedPeer server =
        ScriptedPeer.listenPlain(
            LIMIT,
            connection -> {
              connection.send(banner);
              connection.endOutput();
              connection.readAll();
            })) {
      assertRefused(server.port(), Problem.NOT_FERRY, "check address and port");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "HTTP/1.1 404 Not Found\r\nContent-Type: text/html\r\nContent-Length: 9\r\n\r\n<h1>404</",
        "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 6\r\n\r\n<html>",
        "HTTP/1.1 302 Found\r\nLocation: https://127.0.0.1:1/\r\nContent-Length: 0\r\n\r\n",
        "HTTP/1.1 500 Oops\r\nContent-Length: 0\r\n\r\n",
        "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n{}",
        "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n[]",
        "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 11\r\n\r\n{\"ferry\":1}",
        "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 99999999999\r\n\r\n{",
        "not http at all\r\n\r\n",
        "HTTP/1.1 200 OK\r\n"
      })
  void somebodyWhoSpeaksTlsButNotFerry(String answer) throws Exception {
    try (ScriptedPeer server =
        ScriptedPeer.listen(
            MALLORY,
            LIMIT,
            connection -> {
              connection.readHead();
              connection.send(answer);
            })) {
      assertRefused(server.port(), Problem.NOT_FERRY);
    }
  }

  @Test
  void anotherVersion() throws Exception {
    try (ScriptedPeer server =
        ScriptedPeer.listen(
            MALLORY,
            LIMIT,
            answering(
                line -> ok("application/json", INFO.replace("\"ferry\":1", "\"ferry\":2"))))) {
      assertRefused(server.port(), Problem.NOT_FERRY, "version 2", "updated");
    }
  }

  @Test
  void anInfoThatEndsAtAnyByte() throws Exception {
    byte[] whole = ok("application/json", INFO).getBytes(UTF_8);
    AtomicInteger length = new AtomicInteger();
    try (ScriptedPeer server =
        ScriptedPeer.listen(
            MALLORY,
            LIMIT,
            connection -> {
              connection.readHead();
              connection.send(java.util.Arrays.copyOf(whole, length.get()));
            })) {
      for (; length.get() < whole.length; length.addAndGet(3)) {
        assertRefused(server.port(), Problem.NOT_FERRY);
      }
    }
  }

  @Test
  void aPeerWithAnotherKey() throws Exception {
    ThrowawayIdentity known = ThrowawayIdentity.make();
    try (ScriptedPeer server =
        ScriptedPeer.listen(MALLORY, LIMIT, answering(line -> ok("application/json", INFO)))) {
      assertThatExceptionOfType(TransferException.class)
          .isThrownBy(() ->
              DirectClient.to(
                      sender().identity(),
                      "Kitchen",
                      at(server.port()),
                      new Fingerprint(known.fingerprint()),
                      1)
                  .connect())
          .satisfies(thrown -> assertThat(thrown.problem()).isEqualTo(Problem.IDENTITY_CHANGED));
    }
  }

  @Test
  void aPeerThatChangesItsKeyInTheMiddle() throws Exception {
    ThrowawayIdentity second = ThrowawayIdentity.make();
    ScriptedPeer.Script answers = answering(line -> ok("application/json", INFO));
    try (ScriptedPeer first =
            ScriptedPeer.listen(
                MALLORY,
                LIMIT,
                connection -> {
                  connection.readMessage();
                  connection.send(ok("application/json", INFO));
                });
        ScriptedPeer other = ScriptedPeer.listen(second, LIMIT, answers);
        dev.ferry.testkit.FaultProxy proxy = dev.ferry.testkit.FaultProxy.to(first.address());
        DirectClient client = sender().connect(at(proxy.port()))) {
      proxy.retarget(other.address());
      proxy.resetAll();

      assertThatExceptionOfType(TransferException.class)
          .isThrownBy(() -> client.shares(null))
          .satisfies(thrown -> assertThat(thrown.problem()).isEqualTo(Problem.IDENTITY_CHANGED));
    }
  }
}
