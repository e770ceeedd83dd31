package dev.ferry.localsend;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ferry.identity.Standing;
import dev.ferry.testkit.CorpusName;
import dev.ferry.testkit.RawConnection;
import dev.ferry.transfer.Approver;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a prepare is answered with. */
@Timeout(120)
class PrepareTest extends AskedDevice {
  private static final String A = Phone.file("1", "a", 1);

  /** Asks until nobody waits any more. */
  private final AtomicInteger interrupted = new AtomicInteger();

  private final CountDownLatch asked = new CountDownLatch(1);

  private Approver.Answer wait(dev.ferry.transfer.Offer offer) throws InterruptedException {
    asked.countDown();
    try {
      new CountDownLatch(1).await();
      throw new AssertionError("nobody counts down");
    } catch (InterruptedException e) {
      interrupted.incrementAndGet();
      throw e;
    }
  }

  @Test
  void theAnswerHasASessionAndATokenForEachFile() throws Exception {
    Phone.Session session = phone.open(A, Phone.file("2", "b", 0));

    assertThat(session.files()).containsExactlyInAnyOrder("1", "2");
    assertThat(session.token("1")).isNotEqualTo(session.token("2")).hasSizeGreaterThan(30);
  }

  @Test
  void whoIsDeclinedIsToldSo() throws Exception {
    device.approver(offer -> new Approver.Answer.Decline(""));
    assertRefused(phone.prepare(A), 403);

    device.approver(offer -> new Approver.Answer.Decline("not today"));
    assertThat(Phone.message(phone.prepare(A))).isEqualTo("not today");
  }

  @Test
  void aDeviceThatReceivesNothingDeclines() throws Exception {
    device.receiving(false);

    assertRefused(phone.prepare(A), 403);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "[]",
        "null",
        "{\"info\":{}}",
        "{\"files\":{}}",
        "\u0000",
        "{\"info\":{\"alias\":\"a\",\"port\":1},\"files\":{\"1\":{\"fileName\":\"a\",\"size\":-1}}}",
        "{\"info\":{\"alias\":\"a\",\"port\":1},\"files\":{\"1\":{\"fileName\":\"a\",\"size\":1e400}}}"
      })
  void aBodyThatIsNoneIsABadRequest(String body) throws Exception {
    assertRefused(phone.post("prepare-upload", body), 400);
    assertThat(device.offers()).isEmpty();
  }

  @Test
  void noFilesAndNoPortAreBadRequestsAsInTheApps() throws Exception {
    assertRefused(phone.prepare(), 400);
    assertRefused(phone.post("prepare-upload", phone.offer(A).replace("\"port\":53317,", "")), 400);
  }

  @Test
  void hostileJsonIsRefusedAndTakesNoMemory() throws Exception {
    String deep = phone.offer(A).replace("\"download\":false", "\"x\":" + "[".repeat(100_000));
    assertRefused(phone.post("prepare-upload", deep), 400);
    String many =
        phone.offer(A).replace("\"download\":false", "\"x\":[0" + ",[]".repeat(1_100_000) + "]");
    assertRefused(phone.post("prepare-upload", many), 400);
    String twice = phone.offer(A, A);
    assertRefused(phone.post("prepare-upload", twice), 400);
    String long1 = phone.offer(A).replace("Nice Orange", "N".repeat(257));
    assertRefused(phone.post("prepare-upload", long1), 400);
    assertThat(device.offers()).isEmpty();
  }

  @Test
  void aBodyThatIsTooLongIsRefusedBeforeItIsRead() throws Exception {
    try (RawConnection connection = phone.connect()) {
      connection.send(
          Phone.post("prepare-upload", (16L << 20) + 1)
              .replace("\r\n\r\n", "\r\nExpect: 100-continue\r\n\r\n"));
      assertRefused(connection.readMessage(), 413);
    }
  }

  @Test
  void aListOfFiftyThousandFilesIsTakenAndOneMoreIsNot() throws Exception {
    String[] files =
        IntStream.range(0, PrepareUpload.MAX_FILES)
            .mapToObj(i -> Phone.file("f" + i, "many/same", 0))
            .toArray(String[]::new);
    Phone.Session session = phone.open(files);
    assertThat(session.files()).hasSize(PrepareUpload.MAX_FILES);
    assertThat(phone.cancel("?sessionId=" + session.id()).status()).isEqualTo(200);

    String[] more = java.util.Arrays.copyOf(files, files.length + 1);
    more[files.length] = A;
    assertRefused(phone.prepare(more), 400);
  }

  @Test
  void everyIllegalNameOfTheCorpusIsRefusedAndEveryLegalOneTaken() throws Exception {
    try (RawConnection connection = phone.connect()) {
      for (CorpusName name : CorpusName.all()) {
        StringBuilder escaped = new StringBuilder();
        name.name().chars().forEach(c -> escaped.append(String.format("\\u%04x", c)));
        byte[] body = phone.offer(Phone.file("1", escaped.toString(), 0)).getBytes(UTF_8);
        connection.send(Phone.post("prepare-upload", body.length));
        connection.send(body);
        RawConnection.Message answer = connection.readMessage();
        if (name.accepted()) {
          Phone.Session session = new Phone.Session(answer);
          connection.send(Phone.post(session.upload("1"), 0));
          assertThat(connection.readMessage().status()).as(name.toString()).isEqualTo(200);
        } else {
          assertRefused(answer, 400);
        }
      }
    }
  }

  @Test
  void aClaimedFingerprintThatIsNotTheCertificatesIsRefused() throws Exception {
    String body =
        phone
            .offer(A)
            .replace(ORANGE.fingerprint().toUpperCase(java.util.Locale.ROOT), PEAR.fingerprint());

    assertRefused(phone.post("prepare-upload", body), 403);
    assertThat(device.offers()).isEmpty();
  }

  @Test
  void whoOffersIsWhoItsCertificateSays() throws Exception {
    device.standing(Standing.TRUSTED);
    phone.open(A);
    new Phone(device.address(), ORANGE.hidden()).alias("Somebody Known").open(A);

    assertThat(device.offers().get(0).from())
        .satisfies(from -> {
          assertThat(from.alias()).isEqualTo("Nice Orange");
          assertThat(from.fingerprint().hex()).isEqualTo(ORANGE.fingerprint());
          assertThat(from.standing()).isEqualTo(Standing.TRUSTED);
          assertThat(from.address()).isEqualTo("127.0.0.1:53317");
        });
    assertThat(device.offers().get(1).from())
        .satisfies(from -> {
          assertThat(from.proven()).isFalse();
          assertThat(from.fingerprint().hex()).isNotEqualTo(ORANGE.fingerprint());
          assertThat(from.standing()).isEqualTo(Standing.CHANGED);
        });
  }

  @Test
  void nobodyIsAskedAnyMoreWhenTheSenderHangsUp() throws Exception {
    device.approver(this::wait);
    for (boolean reset : List.of(true, false)) {
      int before = interrupted.get();
      RawConnection connection = phone.connect();
      byte[] body = phone.offer(A).getBytes(UTF_8);
      connection.send(Phone.post("prepare-upload", body.length));
      connection.send(body);
      asked.await();
      Awaitility.await().until(() -> device.offers().size() == before + 1);
      if (reset) {
        connection.reset();
      } else {
        connection.close();
      }
      Awaitility.await().untilAtomic(interrupted, org.hamcrest.Matchers.is(before + 1));
    }
  }

  @Test
  void aSenderThatChunksItsPrepareIsMissedToo() throws Exception {
    device.approver(this::wait);
    try (RawConnection connection = phone.connect()) {
      connection.send(
          Phone.post("prepare-upload", 0)
              .replace("content-length: 0", "transfer-encoding: chunked"));
      connection.sendChunk(phone.offer(A).getBytes(UTF_8));
      connection.sendChunk(new byte[0]);
      asked.await();
    }
    Awaitility.await().untilAtomic(interrupted, org.hamcrest.Matchers.is(1));
  }

  @Test
  void aConnectionThatWaitedIsUsedForTheUploads() throws Exception {
    try (RawConnection connection = phone.connect()) {
      for (int i = 0; i < 3; i++) {
        byte[] body = phone.offer(Phone.file("1", "a" + i, 2)).getBytes(UTF_8);
        connection.send(Phone.post("prepare-upload", body.length));
        connection.send(body);
        Phone.Session session = new Phone.Session(connection.readMessage());
        connection.send(Phone.post(session.upload("1"), 2) + "hi");
        assertThat(connection.readMessage().status()).isEqualTo(200);
      }
    }
    assertThat(arrived("a2")).hasContent("hi");
  }

  @Test
  void aRequestSentWhileTheFirstWaitsEndsTheConnectionBehindTheAnswer() throws Exception {
    CountDownLatch answer = new CountDownLatch(1);
    device.approver(offer -> {
      asked.countDown();
      answer.await();
      return new Approver.Answer.All(null);
    });
    try (RawConnection connection = phone.connect()) {
      byte[] body = phone.offer(A).getBytes(UTF_8);
      connection.send(Phone.post("prepare-upload", body.length));
      connection.send(body);
      asked.await();
      connection.send("GET /api/localsend/v2/info HTTP/1.1\r\nhost: a\r\n\r\n");
      answer.countDown();
      RawConnection.Message reply = connection.readMessage();
      assertThat(reply.status()).isEqualTo(200);
      if (reply.header("Connection").equals("close")) {
        assertThat(connection.isClosedByPeer()).isTrue();
      } else {
        assertThat(connection.readMessage().status()).isEqualTo(200);
      }
    }
  }

  @Test
  void aSenderThatTakesItBackIsNotAskedAboutAnyMore() throws Exception {
    device.approver(this::wait);
    try (RawConnection connection = phone.connect()) {
      byte[] body = phone.offer(A).getBytes(UTF_8);
      connection.send(Phone.post("prepare-upload", body.length));
      connection.send(body);
      asked.await();
      new Phone(device.address(), PEAR).cancel("");
      assertThat(interrupted).as("another's cancel does not count").hasValue(0);

      assertThat(phone.cancel("").status()).isEqualTo(200);
      assertRefused(connection.readMessage(), 403);
    }
    assertThat(interrupted).hasValue(1);
  }

  @Test
  void ofTwoHundredPreparesFromOneAddressFourWait() throws Exception {
    device.approver(this::wait);
    List<RawConnection> all = new ArrayList<>();
    try {
      byte[] body = phone.offer(A).getBytes(UTF_8);
      for (int i = 0; i < 200; i++) {
        RawConnection connection = phone.connect();
        all.add(connection);
        connection.send(Phone.post("prepare-upload", body.length));
        connection.send(body);
        if (i >= LocalSendLimits.PENDING_PER_ADDRESS) {
          assertRefused(connection.readMessage(), 409);
        } else {
          int expected = i + 1;
          Awaitility.await().until(() -> device.offers().size() == expected);
        }
      }
      assertThat(device.offers()).hasSize(LocalSendLimits.PENDING_PER_ADDRESS);
    } finally {
      for (RawConnection connection : all) {
        connection.reset();
      }
    }
    Awaitility.await().untilAtomic(interrupted, org.hamcrest.Matchers.is(4));
    Awaitility.await()
        .ignoreExceptionsInstanceOf(AssertionError.class)
        .until(() -> {
          device.serveAnybody();
          return phone.open(A).files().size() == 1;
        });
  }

  @Test
  void aPrepareThatTricklesIsCutOff() throws Exception {
    try (RawConnection connection = phone.connect()) {
      connection.send(Phone.post("prepare-upload", 100_000));
      long began = System.nanoTime();
      assertThat(connection.isClosedByPeer()).isTrue();
      assertThat(System.nanoTime() - began).isLessThan(10_000_000_000L);
    }
    assertThat(device.offers()).isEmpty();
  }

  @Test
  void oneAfterTheOtherIsServedIfThatIsWanted() throws Exception {
    device.oneAtATime(true);
    Phone other = new Phone(device.address(), PEAR);
    Phone.Session session = phone.open(A);

    assertRefused(other.prepare(A), 409);
    assertThat(phone.upload(session, "1", new byte[1]).status()).isEqualTo(200);
    assertThat(other.open(A).files()).hasSize(1);
  }

  @Test
  void whoDoesNotKnowThePinOrIsNotDecidedAboutKeepsNobodyWaiting() throws Exception {
    device.oneAtATime(true);
    device.pin("471147");
    CountDownLatch asked = new CountDownLatch(1);
    CountDownLatch thought = new CountDownLatch(1);
    device.approver(offer -> {
      if (offer.from().alias().equals("Slow")) {
        asked.countDown();
        thought.await();
      }
      return new Approver.Answer.All(null);
    });
    Phone slow = new Phone(device.address(), PEAR).alias("Slow");
    CompletableFuture<RawConnection.Message> waiting =
        CompletableFuture.supplyAsync(() -> {
          try {
            return slow.post("prepare-upload?pin=471147", slow.offer(A));
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        });
    asked.await();

    Phone.Session session =
        new Phone.Session(phone.post("prepare-upload?pin=471147", phone.offer(A)));
    thought.countDown();
    assertRefused(waiting.get(), 409);
    assertThat(phone.upload(session, "1", new byte[1]).status()).isEqualTo(200);
  }

  @Test
  void whoLeftItsOwnSessionIsServedAnewSoon() throws Exception {
    device.oneAtATime(true);
    phone.open(A);

    Awaitility.await().atMost(Duration.ofSeconds(8)).until(() -> phone.prepare(A).status() == 200);
    assertRefused(new Phone(device.address(), PEAR).prepare(A), 409);
    device.handler().endSessions("enough");
  }

  @Test
  void theSessionsOfAnAddressAreLimited() throws Exception {
    for (int i = 0; i < LocalSendLimits.SESSIONS_PER_ADDRESS; i++) {
      phone.open(A);
    }
    assertRefused(phone.prepare(A), 409);
    device.handler().endSessions("enough");
  }
}
