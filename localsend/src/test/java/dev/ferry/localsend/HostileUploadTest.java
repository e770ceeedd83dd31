package dev.ferry.localsend;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ferry.testkit.RawConnection;
import dev.ferry.testkit.Seeds;
import dev.ferry.transfer.Outcome;
import dev.ferry.transfer.Problem;
import java.time.Duration;
import java.util.Random;
import java.util.UUID;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Uploads that are not what was agreed, and what may be tried again. */
@Timeout(120)
class HostileUploadTest extends AskedDevice {
  private static final int SIZE = 700_000;
  private final byte[] content = new byte[SIZE];

  HostileUploadTest() {
    new Random(Seeds.fresh("content")).nextBytes(content);
  }

  @Override
  LocalSendLimits limits() {
    return new LocalSendLimits(
        Duration.ofSeconds(2),
        Duration.ofSeconds(60),
        Duration.ofMillis(500),
        Duration.ofSeconds(2),
        Duration.ofMillis(20),
        Duration.ofSeconds(2));
  }

  private static String hashed(byte[] content) {
    return ",\"sha256\":\"" + Phone.sha256(content) + "\"";
  }

  private void assertRightAtLast(Phone.Session session) throws Exception {
    assertThat(phone.uploadChunked(session, "1", content).status()).isEqualTo(200);
    assertThat(arrived("a")).hasBinaryContent(content);
  }

  @Test
  void withoutItsParametersAnUploadIsABadRequest() throws Exception {
    Phone.Session session = phone.open(Phone.file("1", "a", SIZE));

    for (String query :
        new String[] {
          "upload",
          "upload?sessionId=" + session.id(),
          "upload?sessionId=" + session.id() + "&fileId=1",
          "upload?fileId=1&token=" + session.token("1"),
          "upload?sessionId=" + session.id() + "&fileId=1&token="
        }) {
      assertRefused(phone.post(query, "x"), 400);
    }
    assertRightAtLast(session);
  }

  @Test
  void sessionsAndTokensAreNotGuessed() throws Exception {
    Phone.Session session = phone.open(Phone.file("1", "a", SIZE), Phone.file("2", "b", 1));
    String right = session.upload("1");
    String guess = UUID.randomUUID().toString();

    assertRefused(phone.post(right.replace(session.id(), guess), "x"), 403);
    assertRefused(phone.post(right.replace(session.id(), ""), "x"), 400);
    for (int i = 0; i < 50; i++) {
      assertRefused(
          phone.post(right.replace(session.token("1"), UUID.randomUUID() + ""), "x"), 403);
    }
    assertRefused(phone.post(right.replace(session.token("1"), session.token("2")), "x"), 403);
    assertRefused(phone.post(right.replace("fileId=1", "fileId=3"), "x"), 403);
    assertThat(phone.upload(session, "2", new byte[1]).status()).isEqualTo(200);
    assertRightAtLast(session);
  }

  @Test
  void aSessionBelongsToTheCertificateThatOpenedIt() throws Exception {
    Phone.Session session = phone.open(Phone.file("1", "a", SIZE));

    assertRefused(new Phone(device.address(), PEAR).upload(session, "1", content), 403);
    assertRefused(new Phone(device.address(), ORANGE.hidden()).upload(session, "1", content), 403);
    assertRightAtLast(session);
  }

  @Test
  void uploadsWithoutASessionAreRefusedAsInApp118() throws Exception {
    assertRefused(
        phone.post("upload?sessionId=" + UUID.randomUUID() + "&fileId=1&token=t", "x"), 403);
  }

  @Test
  void aRefusedUploadThatIsLongIsToldWhy() throws Exception {
    byte[] long1 = new byte[3 << 20];

    assertRefused(
        phone.request(Phone.post("upload?sessionId=a&fileId=1&token=t", long1.length), long1), 403);
  }

  @Test
  void anUploadThatIsRefusedWhileItComesIsToldWhy() throws Exception {
    Phone.Session session = phone.open(Phone.file("1", "a", SIZE));

    assertRefused(phone.uploadChunked(session, "1", new byte[24 << 20]), 400);
    assertRightAtLast(session);
  }

  @Test
  void whoWaitsForASignBeforeItsBodyNeedsNotSendItToBeRefused() throws Exception {
    try (RawConnection connection = phone.connect()) {
      connection.send(
          Phone.post("upload?sessionId=a&fileId=1&token=t", 1L << 40)
              .replace("\r\n\r\n", "\r\nexpect: 100-continue\r\n\r\n"));
      assertRefused(connection.readMessage(), 403);
    }
  }

  @Test
  void whoWaitsForASignBeforeItsBodyGetsIt() throws Exception {
    Phone.Session session = phone.open(Phone.file("1", "a", SIZE));
    try (RawConnection connection = phone.connect()) {
      connection.send(
          Phone.post(session.upload("1"), SIZE)
              .replace("\r\n\r\n", "\r\nexpect: 100-continue\r\n\r\n"));
      assertThat(connection.readHead()).contains(" 100 ");
      connection.send(content);
      assertThat(connection.readMessage().status()).isEqualTo(200);
    }
    assertThat(arrived("a")).hasBinaryContent(content);
  }

  @Test
  void aLengthThatIsNotTheSizeIsRefusedAtOnce() throws Exception {
    Phone.Session session = phone.open(Phone.file("1", "a", SIZE));

    for (int wrong : new int[] {SIZE - 1, SIZE + 1}) {
      assertRefused(phone.upload(session, "1", new byte[wrong]), 400);
    }
    assertRightAtLast(session);
  }

  @Test
  void chunksThatAreLongerOrShorterThanTheSizeAreRefused() throws Exception {
    Phone.Session session = phone.open(Phone.file("1", "a", SIZE));

    assertRefused(phone.uploadChunked(session, "1", new byte[SIZE + 1]), 400);
    assertRefused(phone.uploadChunked(session, "1", new byte[SIZE - 1]), 500);
    assertRightAtLast(session);
  }

  @Test
  void anEmptyFileThatIsNotEmptyIsRefused() throws Exception {
    Phone.Session session = phone.open(Phone.file("1", "a", 0), Phone.file("2", "b", 1));

    assertRefused(phone.uploadChunked(session, "1", new byte[1]), 400);
    assertRefused(phone.upload(session, "1", new byte[1]), 400);
    assertThat(phone.upload(session, "2", new byte[1]).status()).isEqualTo(200);
    assertThat(phone.upload(session, "1", new byte[0]).status()).isEqualTo(200);
    assertThat(arrived("a")).isEmptyFile();
  }

  @Test
  void aWrongHashMayBeMadeGoodTwiceAndNotThreeTimes() throws Exception {
    Phone.Session session = phone.open(Phone.file("1", "a", SIZE, hashed(content)));
    byte[] wrong = content.clone();
    wrong[SIZE - 1]++;

    assertRefused(phone.upload(session, "1", wrong), 422);
    assertRefused(phone.uploadChunked(session, "1", wrong), 422);
    assertRightAtLast(session);

    Phone.Session again = phone.open(Phone.file("1", "again", SIZE, hashed(content)));
    for (int i = 0; i < LocalSendLimits.TRIES; i++) {
      assertRefused(phone.upload(again, "1", wrong), 422);
    }
    assertRefused(phone.upload(again, "1", content), 403);
    assertThat(arrived("again")).doesNotExist();
    assertThat(ended())
        .asInstanceOf(InstanceOfAssertFactories.type(Outcome.Failed.class))
        .extracting(Outcome.Failed::problem)
        .isEqualTo(Problem.INCOMPLETE);
  }

  @Test
  void whatCameRightIsPublishedThoughAnotherFileIsGivenUp() throws Exception {
    Phone.Session session =
        phone.open(Phone.file("1", "a", SIZE), Phone.file("2", "b", SIZE, hashed(content)));
    assertThat(phone.upload(session, "1", content).status()).isEqualTo(200);
    for (int i = 0; i < LocalSendLimits.TRIES; i++) {
      assertRefused(phone.upload(session, "2", new byte[SIZE]), 422);
    }
    assertThat(arrived("a")).hasBinaryContent(content);
    assertThat(arrived("b")).doesNotExist();
    assertThat(ended()).isInstanceOf(Outcome.Completed.class);
  }

  @Test
  void aWrongFileSpoilsNothingOfItsNeighbours() throws Exception {
    Phone.Session session =
        phone.open(
            Phone.file("0", "0", SIZE, hashed(content)),
            Phone.file("1", "a", SIZE, hashed(content)),
            Phone.file("2", "b", SIZE, hashed(content)));
    assertThat(phone.upload(session, "2", content).status()).isEqualTo(200);
    assertRefused(phone.upload(session, "1", new byte[SIZE]), 422);
    assertThat(phone.upload(session, "0", content).status()).isEqualTo(200);
    assertRightAtLast(session);
    assertThat(arrived("0")).hasBinaryContent(content);
    assertThat(arrived("b")).hasBinaryContent(content);
  }

  @Test
  void aBrokenUploadLeavesNothingAndItsRetryStartsClean() throws Exception {
    Phone.Session session = phone.open(Phone.file("1", "a", SIZE), Phone.file("2", "b", 1));
    assertThat(phone.upload(session, "2", new byte[1]).status()).isEqualTo(200);
    for (int i = 0; i < 5; i++) {
      try (RawConnection connection = phone.connect()) {
        connection.send(Phone.post(session.upload("1"), SIZE));
        connection.send(new byte[SIZE / 2 + i * 60_000]);
        if (i % 2 == 0) {
          connection.reset();
        }
      }
      Awaitility.await()
          .pollInterval(Duration.ofMillis(20))
          .until(() -> phone.upload(session, "1", new byte[0]).status() == 400);
      // That was one of three wrong ones; a new session has new tries.
      assertThat(arrived("a")).doesNotExist();
      if (i == 1) {
        break;
      }
    }
    assertRightAtLast(session);
  }

  @Test
  void ofTwoUploadsForOneTokenTheSecondIsRefused() throws Exception {
    Phone.Session session = phone.open(Phone.file("1", "a", SIZE));
    try (RawConnection first = phone.connect()) {
      first.send(Phone.post(session.upload("1"), SIZE));
      first.send(java.util.Arrays.copyOf(content, 100_000));
      Awaitility.await().until(() -> device.engine().incoming().getFirst().active());
      assertRefused(phone.upload(session, "1", content), 409);
      first.send(java.util.Arrays.copyOfRange(content, 100_000, SIZE));
      assertThat(first.readMessage().status()).isEqualTo(200);
    }
    assertThat(arrived("a")).hasBinaryContent(content);
  }

  @Test
  void aFileThatIsHereIsNotTakenAgain() throws Exception {
    Phone.Session session = phone.open(Phone.file("1", "a", SIZE), Phone.file("2", "b", 1));
    assertThat(phone.upload(session, "1", content).status()).isEqualTo(200);

    assertRefused(phone.upload(session, "1", new byte[SIZE]), 409);
    assertThat(phone.upload(session, "2", new byte[1]).status()).isEqualTo(200);
    assertRefused(phone.upload(session, "1", new byte[SIZE]), 403);
    assertThat(arrived("a")).hasBinaryContent(content);
  }

  @Test
  void anUploadThatTricklesIsCutOff() throws Exception {
    Phone.Session session = phone.open(Phone.file("1", "a", SIZE));
    try (RawConnection connection = phone.connect()) {
      connection.send(Phone.post(session.upload("1"), SIZE));
      Thread dripping =
          Thread.ofVirtual()
              .start(() -> {
                try {
                  while (true) {
                    connection.send("x");
                    java.util.concurrent.locks.LockSupport.parkNanos(50_000_000);
                  }
                } catch (java.io.IOException e) {
                  // It was cut off.
                }
              });
      assertThat(connection.isClosedByPeer()).isTrue();
      dripping.join();
    }
    assertRightAtLast(session);
  }

  @Test
  void aBodyInPiecesOfOneByteIsTaken() throws Exception {
    Phone.Session session = phone.open(Phone.file("1", "tiny", 40));
    try (RawConnection connection = phone.connect()) {
      connection.send(Phone.post(session.upload("1"), 40));
      for (byte b : "forty bytes, each in a record of its own".getBytes(UTF_8)) {
        connection.send(new byte[] {b});
      }
      assertThat(connection.readMessage().status()).isEqualTo(200);
    }
    assertThat(arrived("tiny")).hasContent("forty bytes, each in a record of its own");
  }

  @Test
  void aQueryThatIsNotPercentEncodedIsABadRequest() throws Exception {
    assertRefused(phone.post("upload?sessionId=%zz&fileId=1&token=x", "x"), 400);
    assertRefused(phone.post("cancel?sessionId=%zz", ""), 400);
  }
}
