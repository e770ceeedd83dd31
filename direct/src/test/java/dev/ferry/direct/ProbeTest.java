package dev.ferry.direct;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import dev.ferry.testkit.RawConnection;
import dev.ferry.testkit.ScriptedPeer;
import dev.ferry.testkit.ThrowawayIdentity;
import dev.ferry.transfer.Approver;
import dev.ferry.transfer.TransferException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Bytes that mean nothing, to see how fast they travel. */
@Timeout(60)
class ProbeTest {
  private static final Duration LIMIT = Duration.ofSeconds(20);
  private static final Duration SHORT = Duration.ofMillis(200);
  private static final ThrowawayIdentity STRANGER = ThrowawayIdentity.make();

  @TempDir Path folder;
  private ServedPeer peer;

  @BeforeEach
  void open() throws Exception {
    peer = ServedPeer.open(folder.resolve("peer"));
  }

  @AfterEach
  void close() {
    peer.close();
  }

  private RawConnection ask(String request) throws Exception {
    RawConnection connection = ScriptedPeer.connect(STRANGER, peer.address(), LIMIT);
    connection.send(request + " HTTP/1.1\r\nHost: peer.ferry\r\n");
    return connection;
  }

  private int status(String request, String rest) throws Exception {
    try (RawConnection connection = ask(request)) {
      connection.send(rest);
      return connection.readMessage().status();
    }
  }

  @Test
  void bytesTravelBothWaysAndNothingIsKeptOfThem() throws Exception {
    try (DirectClient client = new SendingPeer(folder.resolve("asker")).connect(peer.at())) {
      assertThat(Probe.up(client, SHORT)).isPositive();
      assertThat(Probe.down(client, SHORT)).isPositive();
      assertThat(Probe.up(client, SHORT)).isPositive();
    }
    assertThat(peer.events()).isEmpty();
    try (var left = Files.list(peer.inbox())) {
      assertThat(left).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "?millis=", "?millis=-1", "?millis=x", "?millis=9999999999999"})
  void aTimeThatIsNoneIsABadRequest(String query) throws Exception {
    assertThat(status("GET /ferry/v1/probe" + query, "\r\n")).isEqualTo(400);
  }

  @Test
  void anotherMethodIsNotKnown() throws Exception {
    assertThat(status("PUT /ferry/v1/probe", "Content-Length: 0\r\n\r\n")).isEqualTo(405);
  }

  @Test
  void oneAddressMeasuresOneAtATime() throws Exception {
    try (RawConnection first = ask("POST /ferry/v1/probe")) {
      first.send("Transfer-Encoding: chunked\r\n\r\n1\r\nx\r\n");
      assertThat(statusOnceItIs(429)).isEqualTo(429);
      first.send("0\r\n\r\n");
      assertThat(first.readMessage().status()).isEqualTo(204);
    }
    assertThat(status("GET /ferry/v1/probe?millis=0", "\r\n")).isEqualTo(200);
  }

  /** One where a measurement may take half a second. */
  private ServedPeer hasty() throws Exception {
    DirectLimits usual = DirectLimits.STANDARD;
    DirectLimits quick =
        new DirectLimits(
            usual.manifestBytes(),
            usual.sealBytes(),
            usual.streamsPerPeer(),
            usual.waiting(),
            Duration.ofMillis(500),
            usual.drain());
    return ServedPeer.open(
        folder.resolve("hasty"), folder.resolve("hasty/inbox"), Approver.everything(), quick);
  }

  @Test
  void whoSendsNothingIsHungUpOn() throws Exception {
    try (ServedPeer hasty = hasty();
        RawConnection connection = ScriptedPeer.connect(STRANGER, hasty.address(), LIMIT)) {
      connection.send(
          "POST /ferry/v1/probe HTTP/1.1\r\nHost: peer.ferry\r\nTransfer-Encoding: chunked\r\n\r\n");
      assertThat(connection.isClosedByPeer()).isTrue();
    }
  }

  @Test
  void whoHasMeasuredForLongIsToldToComeAgain() throws Exception {
    try (ServedPeer hasty = hasty();
        DirectClient client = new SendingPeer(folder.resolve("asker")).connect(hasty.at())) {
      assertThatExceptionOfType(TransferException.class)
          .isThrownBy(() -> {
            for (int i = 0; i < 100; i++) {
              Probe.down(client, Duration.ofMillis(400));
            }
          })
          .withMessageContaining("measured enough for now; try again in ");
    }
  }

  @Test
  void whoReadsNothingIsHungUpOn() throws Exception {
    try (ServedPeer hasty = hasty();
        RawConnection connection = ScriptedPeer.connect(STRANGER, hasty.address(), LIMIT)) {
      connection.send("GET /ferry/v1/probe?millis=10000 HTTP/1.1\r\nHost: peer.ferry\r\n\r\n");
      try (DirectClient other = new SendingPeer(folder.resolve("other")).connect(hasty.at())) {
        assertThatExceptionOfType(TransferException.class).isThrownBy(() -> untilRefused(other));
        assertThat(untilGiven(other)).isPositive();
      }
    }
  }

  /** The first one may not have been read yet. */
  private static void untilRefused(DirectClient client) throws TransferException {
    for (int i = 0; i < 1000; i++) {
      Probe.down(client, Duration.ZERO);
    }
  }

  private static double untilGiven(DirectClient client) {
    double[] speed = {-1};
    await()
        .atMost(LIMIT)
        .ignoreExceptions()
        .until(() -> (speed[0] = Probe.down(client, Duration.ofMillis(50))) > 0);
    return speed[0];
  }

  /** The first one may not have been read yet. */
  private int statusOnceItIs(int wanted) throws Exception {
    int status = 0;
    long end = System.nanoTime() + LIMIT.toNanos();
    while (status != wanted && System.nanoTime() - end < 0) {
      status = status("GET /ferry/v1/probe?millis=0", "\r\n");
    }
    return status;
  }

  @Test
  void whoShowsNoCertificateMeasuresNothing() throws Exception {
    try (RawConnection connection =
        ScriptedPeer.connect(STRANGER.hidden(), peer.address(), LIMIT)) {
      connection.send("GET /ferry/v1/probe?millis=10 HTTP/1.1\r\nHost: peer.ferry\r\n\r\n");
      assertThat(connection.readMessage().status()).isEqualTo(403);
    }
  }
}
