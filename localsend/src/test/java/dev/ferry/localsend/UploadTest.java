package dev.ferry.localsend;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ferry.manifest.EntrySet;
import dev.ferry.testkit.RawConnection;
import dev.ferry.testkit.Seeds;
import dev.ferry.testkit.ThrowawayIdentity;
import dev.ferry.transfer.Approver;
import dev.ferry.transfer.Outcome;
import dev.ferry.transfer.Receipt;
import dev.ferry.transfer.TransferEvent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.BitSet;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** An app sends files, all goes well. */
@Timeout(60)
class UploadTest {
  private static final ThrowawayIdentity ORANGE = ThrowawayIdentity.make();

  @TempDir Path folder;
  private ServedDevice device;
  private Phone phone;

  @BeforeEach
  void open() throws Exception {
    device = ServedDevice.open(folder);
    phone = new Phone(device.address(), ORANGE);
  }

  @AfterEach
  void close() throws Exception {
    device.close();
  }

  private static byte[] random(int length) {
    byte[] content = new byte[length];
    new Random(Seeds.fresh("content")).nextBytes(content);
    return content;
  }

  private Path arrived(String name) {
    return device.inbox().resolve(name);
  }

  @Test
  void theFileIsUnderItsNameWhenTheLastUploadIsAnswered() throws Exception {
    byte[] content = random(3_000_000);
    Phone.Session session = phone.open(Phone.file("1", "my image.png", content.length));

    RawConnection.Message answer = phone.upload(session, "1", content);

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body()).isEmpty();
    assertThat(arrived("my image.png")).hasBinaryContent(content);
    assertThat(ended()).isInstanceOf(Outcome.Completed.class);
  }

  private Outcome ended() {
    return device.events(TransferEvent.Ended.class).getLast().outcome();
  }

  @Test
  void anUploadOfApp118IsChunkedAndHasNoLength() throws Exception {
    byte[] content = random(1_500_000);
    Phone.Session session = phone.version("2.2").open(Phone.file("1", "a.bin", content.length));

    assertThat(phone.uploadChunked(session, "1", content).status()).isEqualTo(200);
    assertThat(arrived("a.bin")).hasBinaryContent(content);
  }

  @Test
  void filesComeInAnyOrderAndTwoAtATime() throws Exception {
    byte[] first = random(700_000);
    byte[] second = random(900_000);
    Phone.Session session =
        phone.open(Phone.file("b", "b.bin", second.length), Phone.file("a", "a.bin", first.length));
    try (RawConnection one = phone.connect();
        RawConnection other = phone.connect()) {
      one.send(Phone.post(session.upload("a"), first.length));
      other.send(Phone.post(session.upload("b"), second.length));
      other.send(second);
      assertThat(other.readMessage().status()).isEqualTo(200);
      assertThat(arrived("b.bin")).as("nothing before its session is over").doesNotExist();
      one.send(first);
      assertThat(one.readMessage().status()).isEqualTo(200);
    }
    assertThat(arrived("a.bin")).hasBinaryContent(first);
    assertThat(arrived("b.bin")).hasBinaryContent(second);
  }

  @Test
  void foldersAndTimesAndEmptyFilesArriveAsTheyWere() throws Exception {
    Phone.Session session =
        phone.open(
            Phone.file(
                "1",
                "Trip/day 1/a.txt",
                5,
                ",\"metadata\":{\"modified\":\"2021-01-01T12:34:56.5+01:00\"}"),
            Phone.file(
                "2", "Trip/empty", 0, ",\"metadata\":{\"modified\":\"2021-01-01T12:34:56\"}"));
    assertThat(phone.uploadChunked(session, "2", new byte[0]).status()).isEqualTo(200);
    assertThat(phone.upload(session, "1", "hello".getBytes(UTF_8)).status()).isEqualTo(200);

    assertThat(arrived("Trip/day 1/a.txt")).hasContent("hello");
    assertThat(Files.getLastModifiedTime(arrived("Trip/day 1/a.txt")).toInstant())
        .isEqualTo(Instant.parse("2021-01-01T11:34:56.5Z"));
    assertThat(arrived("Trip/empty")).isEmptyFile();
    assertThat(Files.getLastModifiedTime(arrived("Trip/empty")).toInstant())
        .as("a time without an offset does not count")
        .isAfter(Instant.now().minusSeconds(60));
  }

  @Test
  void namesThatComeTwiceAreNumberedAndNothingIsOverwritten() throws Exception {
    Files.writeString(arrived("photo.jpg"), "mine");
    Phone.Session session =
        phone.open(
            Phone.file("1", "photo.jpg", 1),
            Phone.file("2", "photo.jpg", 1),
            Phone.file("3", "d", 1),
            Phone.file("4", "d/x", 1));
    for (String id : session.files()) {
      assertThat(phone.upload(session, id, id.getBytes(UTF_8)).status()).isEqualTo(200);
    }
    assertThat(arrived("photo.jpg")).hasContent("mine");
    assertThat(arrived("photo (2).jpg")).isRegularFile();
    assertThat(
            arrived("photo (3).jpg").toFile().exists()
                || arrived("photo (2) (2).jpg").toFile().exists())
        .isTrue();
    assertThat(arrived("d/x")).hasContent("4");
    assertThat(arrived("d (2)")).hasContent("3");
  }

  @Test
  void onlyWhatWasAcceptedGetsAToken() throws Exception {
    BitSet second = new BitSet();
    second.set(1);
    device.approver(offer -> new Approver.Answer.Some(EntrySet.of(second)));

    Phone.Session session = phone.open(Phone.file("x", "a", 1), Phone.file("y", "b", 1));

    assertThat(session.files()).containsExactly("y");
    assertThat(phone.upload(session, "y", new byte[] {'b'}).status()).isEqualTo(200);
    assertThat(arrived("b")).hasContent("b");
    assertThat(arrived("a")).doesNotExist();
  }

  @Test
  void whatIsHereAlreadyIsNotAskedForAgain() throws Exception {
    String same = Phone.file("1", "a", 1, ",\"metadata\":{\"modified\":\"2021-01-01T12:34:56Z\"}");
    phone.upload(phone.open(same), "1", new byte[] {'a'});

    assertThat(phone.prepare(same).status()).isEqualTo(204);
    assertThat(phone.open(same, Phone.file("2", "b", 1)).files()).containsExactly("2");
  }

  @Test
  void anEmptySelectionIsAnsweredWith204() throws Exception {
    device.approver(offer -> new Approver.Answer.Some(EntrySet.none()));

    assertThat(phone.prepare(Phone.file("1", "a", 1)).status()).isEqualTo(204);
    assertThat(device.engine().incoming()).isEmpty();
  }

  @Test
  void aHashThatIsGivenIsChecked() throws Exception {
    byte[] content = random(600_000);
    String hash =
        ",\"sha256\":\"" + Phone.sha256(content).toUpperCase(java.util.Locale.ROOT) + "\"";
    Phone.Session session = phone.open(Phone.file("1", "a", content.length, hash));

    assertThat(phone.uploadChunked(session, "1", content).status()).isEqualTo(200);
    assertThat(arrived("a")).hasBinaryContent(content);
  }

  @Test
  void aTextMessageIsAnsweredWith204AndStored() throws Exception {
    String text =
        """
        "m":{"id":"m","fileName":"m.txt","size":6,"fileType":"text/plain","preview":"h\\u00e9llo"}\
        """;

    assertThat(phone.prepare(text).status()).isEqualTo(204);
    assertThat(device.events(TransferEvent.TextArrived.class).getFirst().text())
        .isEqualTo("h\u00e9llo");
    assertThat(ended())
        .isInstanceOfSatisfying(
            Outcome.Completed.class,
            done -> assertThat(done.receipt()).isInstanceOf(Receipt.class));
    assertThat(device.inbox()).isEmptyDirectory();
  }

  @Test
  void aSenderWithoutACertificateIsServedAsOneThatProvesNothing() throws Exception {
    Phone stranger = new Phone(device.address(), ORANGE.hidden());
    Phone.Session session = stranger.open(Phone.file("1", "a", 1));

    assertThat(stranger.upload(session, "1", new byte[] {'a'}).status()).isEqualTo(200);
    assertThat(device.offers().getFirst().from().proven()).isFalse();
    assertThat(arrived("a")).hasContent("a");
  }

  @Test
  void severalSendersAreServedAtOnce() throws Exception {
    Phone other = new Phone(device.address(), ThrowawayIdentity.make());
    Phone.Session mine = phone.open(Phone.file("1", "a", 1));
    Phone.Session theirs = other.open(Phone.file("1", "b", 1));

    assertThat(other.upload(theirs, "1", new byte[] {'b'}).status()).isEqualTo(200);
    assertThat(phone.upload(mine, "1", new byte[] {'a'}).status()).isEqualTo(200);
    assertThat(arrived("a")).hasContent("a");
    assertThat(arrived("b")).hasContent("b");
  }
}
