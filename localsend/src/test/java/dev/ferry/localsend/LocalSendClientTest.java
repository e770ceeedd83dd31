package dev.ferry.localsend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.ferry.http.Endpoint;
import dev.ferry.identity.Fingerprint;
import dev.ferry.testkit.ScriptedPeer;
import dev.ferry.transfer.Problem;
import dev.ferry.transfer.TransferException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is at an address that somebody typed. */
@Timeout(60)
class LocalSendClientTest {
  private static final Duration LIMIT = Duration.ofSeconds(20);

  @TempDir Path folder;
  private SendingDevice sender;

  @BeforeEach
  void open() {
    sender = new SendingDevice(folder.resolve("sender"));
  }

  private TransferException failure(Endpoint at) throws IOException {
    try (LocalSendClient client = sender.client(at)) {
      return java.util.Objects.requireNonNull(
          catchThrowableOfType(TransferException.class, client::ask));
    }
  }

  private static Endpoint at(int port) {
    return new Endpoint("127.0.0.1", port, null);
  }

  @ParameterizedTest
  @EnumSource(AppDouble.Version.class)
  void findsTheAppsOf(AppDouble.Version version) throws Exception {
    try (AppDouble app = AppDouble.open(version, folder.resolve("phone"));
        LocalSendClient client = sender.client(app.at())) {
      DeviceInfo info = client.ask();

      assertThat(info.alias()).isEqualTo("Phone");
      assertThat(info.deviceType()).isEqualTo(DeviceType.MOBILE);
      assertThat(info.ferry()).isZero();
      assertThat(client.fingerprint()).contains(app.fingerprint());
    }
  }

  @Test
  void asksAnOldAppInTheFirstVersionOfTheProtocol() throws Exception {
    try (ScriptedPeer old =
            ScriptedPeer.listen(
                AppDouble.IDENTITY,
                LIMIT,
                connection -> {
                  while (true) {
                    boolean first = connection.readHead().contains("/v1/info ");
                    String body = first ? "{\"alias\":\"Old\",\"deviceType\":\"fridge\"}" : "";
                    connection.send(
                        (first ? "HTTP/1.1 200 OK" : "HTTP/1.1 404 Not Found")
                            + "\r\nContent-Length: "
                            + body.length()
                            + "\r\n\r\n"
                            + body);
                  }
                });
        LocalSendClient client = sender.client(at(old.port()))) {
      assertThat(client.ask().alias()).isEqualTo("Old");
    }
  }

  @Test
  void saysHowToReachADeviceThatDoesNotEncrypt() throws Exception {
    try (AppDouble clear = AppDouble.openPlain(AppDouble.Version.V1_17, folder.resolve("clear"))) {
      TransferException failure = failure(at(clear.at().port()));

      assertThat(LocalSendClient.isPlain(failure)).isTrue();
      assertThat(failure).hasMessageContaining("http://127.0.0.1:" + clear.at().port());
      try (LocalSendClient agreed = sender.client(clear.at())) {
        assertThat(agreed.ask().alias()).isEqualTo("Phone");
        assertThat(agreed.fingerprint()).isEmpty();
      }
    }
  }

  @Test
  void offersNoWayInTheClearToADeviceThatHasAKey() throws Exception {
    sender.expecting(Fingerprint.random());
    try (AppDouble clear = AppDouble.openPlain(AppDouble.Version.V1_17, folder.resolve("clear"))) {
      TransferException failure = failure(at(clear.at().port()));

      assertThat(LocalSendClient.isPlain(failure)).isFalse();
      assertThat(failure.getMessage()).doesNotContain("http://");
      assertThat(clear.requests()).isEmpty();
    }
  }

  @Test
  void saysThatNobodyIsThere() throws Exception {
    int port;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    TransferException failure = failure(at(port));

    assertThat(failure.problem()).isEqualTo(Problem.UNREACHABLE);
    assertThat(failure).hasMessageContaining("is a LocalSend device receiving there?");
  }

  @Test
  void shoutsAboutAnotherDeviceThanTheExpectedOne() throws Exception {
    sender.expecting(Fingerprint.random());
    try (AppDouble app = AppDouble.open(AppDouble.Version.V1_18, folder.resolve("phone"))) {
      assertThat(failure(app.at()).problem()).isEqualTo(Problem.IDENTITY_CHANGED);
      assertThat(app.requests()).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}",
        "HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\noops",
        "HTTP/1.1 200 OK\r\nContent-Length: 14\r\n\r\n{\"alias\":null}",
        "HTTP/1.1 302 Found\r\nLocation: https://127.0.0.1:1/\r\nContent-Length: 0\r\n\r\n",
        "HTTP/1.1 500 Oops\r\nContent-Length: 0\r\n\r\n",
        "HTTP/1.1 404 Nothing\r\nContent-Length: 0\r\n\r\n",
        "SSH-2.0-OpenSSH_9.9\r\n",
        ""
      })
  void saysThatItIsNoLocalSendDevice(String answer) throws Exception {
    try (ScriptedPeer other =
        ScriptedPeer.listen(
            AppDouble.IDENTITY,
            LIMIT,
            connection -> {
              while (true) {
                connection.readHead();
                connection.send(answer);
                if (!answer.startsWith("HTTP")) {
                  return;
                }
              }
            })) {
      TransferException failure = failure(at(other.port()));

      assertThat(failure.problem()).isEqualTo(Problem.NOT_FERRY);
      assertThat(LocalSendClient.isPlain(failure)).isFalse();
    }
  }

  @Test
  void endsAnAnswerWithoutEnd() throws Exception {
    try (ScriptedPeer other =
        ScriptedPeer.listen(
            AppDouble.IDENTITY,
            LIMIT,
            connection -> {
              connection.readHead();
              connection.send("HTTP/1.1 200 OK\r\n\r\n{\"alias\":\"");
              while (true) {
                connection.send("x".repeat(1 << 16));
              }
            })) {
      assertThat(failure(at(other.port())).problem()).isEqualTo(Problem.NOT_FERRY);
    }
  }

  @Test
  void endsAHeadWithoutEnd() throws Exception {
    try (ScriptedPeer other =
        ScriptedPeer.listen(
            AppDouble.IDENTITY,
            LIMIT,
            connection -> {
              connection.readHead();
              connection.send("HTTP/1.1 200 OK\r\n");
              while (true) {
                connection.send("X-More: " + "x".repeat(4096) + "\r\n");
              }
            })) {
      assertThat(failure(at(other.port())).problem()).isEqualTo(Problem.NOT_FERRY);
    }
  }

  @Test
  void doesNotWaitForEverForAnAnswer() throws Exception {
    try (ScriptedPeer silent =
        ScriptedPeer.listen(
            AppDouble.IDENTITY, LIMIT, connection -> new CountDownLatch(1).await())) {
      assertThat(failure(at(silent.port()))).hasMessageContaining("does not answer in time");
    }
  }
}
