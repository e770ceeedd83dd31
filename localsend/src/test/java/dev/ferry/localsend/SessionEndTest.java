package dev.ferry.localsend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ferry.testkit.RawConnection;
import dev.ferry.testkit.ScriptedPeer;
import dev.ferry.testkit.ThrowawayIdentity;
import dev.ferry.transfer.Outcome;
import dev.ferry.transfer.Problem;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Sessions that one of the two ends before all files are here. */
@Timeout(60)
class SessionEndTest extends AskedDevice {
  private final BlockingQueue<String> told = new LinkedBlockingQueue<>();
  private ScriptedPeer server;

  @BeforeEach
  void listen() {
    server = listen(ORANGE);
    phone.port(server.port());
  }

  private ScriptedPeer listen(ThrowawayIdentity identity) {
    return ScriptedPeer.listen(
        identity,
        Phone.LIMIT,
        connection -> {
          told.add(connection.readHead().split("\r\n", 2)[0]);
          connection.send("HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n");
        });
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Override
  LocalSendLimits limits() {
    return new LocalSendLimits(
        Duration.ofSeconds(2),
        Duration.ofSeconds(1),
        Duration.ofSeconds(60),
        Duration.ofSeconds(2),
        Duration.ofMillis(20),
        Duration.ofSeconds(2));
  }

  private Phone.Session halfDone() throws Exception {
    Phone.Session session = phone.open(Phone.file("1", "a", 1), Phone.file("2", "b", 2_000_000));
    assertThat(phone.upload(session, "1", new byte[] {'a'}).status()).isEqualTo(200);
    return session;
  }

  private void assertToldOf(Phone.Session session) throws Exception {
    assertThat(told.poll(10, TimeUnit.SECONDS))
        .isEqualTo("POST /api/localsend/v2/cancel?sessionId=" + session.id() + " HTTP/1.1");
  }

  @Test
  void whatIsWholeIsKeptWhenTheSenderCancels() throws Exception {
    Phone.Session session = halfDone();

    assertThat(phone.cancel("?sessionId=" + session.id()).status()).isEqualTo(200);

    assertThat(arrived("a")).hasContent("a");
    assertThat(arrived("b")).doesNotExist();
    assertThat(ended()).isInstanceOf(Outcome.Completed.class);
    assertRefused(phone.upload(session, "2", new byte[2_000_000]), 403);
    assertThat(told).as("it knows").isEmpty();
  }

  @Test
  void anUploadIsBrokenOffWhenTheSenderCancels() throws Exception {
    Phone.Session session = phone.open(Phone.file("1", "a", 2_000_000));
    try (RawConnection connection = phone.connect()) {
      connection.send(Phone.post(session.upload("1"), 2_000_000));
      connection.send(new byte[1_000_000]);
      Awaitility.await().until(() -> device.engine().incoming().getFirst().active());

      assertThat(phone.cancel("?sessionId=" + session.id()).status()).isEqualTo(200);

      assertThat(connection.isClosedByPeer()).isTrue();
    }
    assertThat(ended())
        .asInstanceOf(InstanceOfAssertFactories.type(Outcome.Failed.class))
        .extracting(Outcome.Failed::problem)
        .isEqualTo(Problem.CANCELLED);
    assertThat(arrived("a")).doesNotExist();
    assertThat(device.engine().incoming()).isEmpty();
  }

  @Test
  void onlyItsSenderCancelsASessionAndNobodyIsToldSo() throws Exception {
    Phone.Session session = halfDone();
    Phone other = new Phone(device.address(), PEAR);

    assertThat(other.cancel("?sessionId=" + session.id()).status()).isEqualTo(200);
    assertThat(phone.cancel("").status()).isEqualTo(200);
    assertThat(phone.upload(session, "2", new byte[2_000_000]).status()).isEqualTo(200);
    assertThat(arrived("b")).exists();
  }

  @Test
  void aCancelOfAnUnknownSessionIsAnsweredWith200AsInApp118AndHandedOn() throws Exception {
    assertThat(phone.cancel("?sessionId=mine-of-which-you-are-the-sender").status()).isEqualTo(200);
    assertThat(device.cancelledSessions()).containsExactly("mine-of-which-you-are-the-sender");
  }

  @Test
  void aSenderIsToldWhenItsTransferIsCancelledHere() throws Exception {
    Phone.Session session = halfDone();

    device.engine().incoming().getFirst().cancel("by its owner");

    assertToldOf(session);
    assertRefused(phone.upload(session, "2", new byte[2_000_000]), 403);
    assertThat(arrived("a")).doesNotExist();
  }

  @Test
  void senderAreToldWhenThisSideStopsAndWhatIsWholeIsKept() throws Exception {
    Phone.Session session = halfDone();

    device.handler().endSessions("it is stopped");

    assertToldOf(session);
    assertThat(arrived("a")).hasContent("a");
  }

  @Test
  void aSessionOfWhichNothingIsHeardEnds() throws Exception {
    Phone.Session session = halfDone();

    assertToldOf(session);
    Awaitility.await().until(() -> arrived("a").toFile().exists());
    assertThat(arrived("b")).doesNotExist();
    Awaitility.await().until(() -> device.engine().incoming().isEmpty());
  }

  @Test
  void nobodyIsToldButTheOneWithTheKey() throws Exception {
    try (ScriptedPeer other = listen(PEAR)) {
      phone.port(other.port());
      halfDone();
      device.handler().endSessions("it is stopped");
    }
    assertThat(told).isEmpty();
  }

  @Test
  void aSenderThatDoesNotAnswerIsNotWaitedForLong() throws Exception {
    try (ScriptedPeer silent =
        ScriptedPeer.listen(ORANGE, Phone.LIMIT, connection -> connection.isClosedByPeer())) {
      phone.port(silent.port());
      halfDone();
      long began = System.nanoTime();
      device.handler().endSessions("it is stopped");
      assertThat(System.nanoTime() - began).isLessThan(8_000_000_000L);
    }
    assertThat(arrived("a")).hasContent("a");
  }

  private RawConnection emptyUploadWithoutItsEnd(Phone.Session session) throws Exception {
    RawConnection connection = phone.connect();
    connection.send(
        Phone.post(session.upload("2"), 0)
            .replace("content-length: 0", "transfer-encoding: chunked"));
    assertThat(phone.upload(session, "1", new byte[] {'a'}).status()).isEqualTo(200);
    // Wrong as it is, it would be refused for that if the other one were not there.
    Awaitility.await()
        .pollDelay(Duration.ofMillis(200))
        .until(() -> phone.upload(session, "2", new byte[5]).status() == 409);
    return connection;
  }

  @Test
  void anEmptyFileThatEndsBehindTheCancelOfThisSideIsNotSaidToBeHere() throws Exception {
    Phone.Session session = phone.open(Phone.file("1", "a", 1), Phone.file("2", "b", 0));
    try (RawConnection connection = emptyUploadWithoutItsEnd(session)) {
      device.engine().incoming().getFirst().cancel("by its owner");
      assertToldOf(session);
      connection.sendChunk(new byte[0]);

      assertRefused(connection.readMessage(), 403);
    }
    assertThat(arrived("b")).doesNotExist();
  }

  @Test
  void anEmptyFileThatEndsBehindTheEndOfItsSessionIsNotSaidToBeHere() throws Exception {
    Phone.Session session = phone.open(Phone.file("1", "a", 1), Phone.file("2", "b", 0));
    try (RawConnection connection = emptyUploadWithoutItsEnd(session)) {
      device.handler().endSessions("it is stopped");
      assertThat(arrived("a")).hasContent("a");
      connection.sendChunk(new byte[0]);

      assertRefused(connection.readMessage(), 503);
    }
    assertThat(arrived("b")).doesNotExist();
  }
}
