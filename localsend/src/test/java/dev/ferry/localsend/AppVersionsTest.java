package dev.ferry.localsend;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ferry.json.Fields;
import dev.ferry.json.StrictJson;
import dev.ferry.testkit.RawConnection;
import dev.ferry.testkit.ScriptedPeer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What differs between the apps, up to 1.17 and since 1.18, and what every one is answered. */
@Timeout(60)
class AppVersionsTest extends AskedDevice {
  private static final byte[] HELLO = "hello".getBytes(UTF_8);
  private static final String A = Phone.file("1", "a", HELLO.length);

  private void assertIsTheDevice(RawConnection.Message answer) throws Exception {
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.header("Content-Type")).isEqualTo("application/json");
    Fields info = StrictJson.parseBody(answer.body());
    assertThat(info.text("alias")).isEqualTo("Study");
    assertThat(info.text("version")).isEqualTo("2.1");
    assertThat(info.text("deviceType")).isEqualTo("headless");
    assertThat(info.text("fingerprint")).isEqualTo(device.info().fingerprint());
    assertThat(info.flag("download")).isFalse();
    assertThat(info.count("ferry")).isEqualTo(1);
    assertThat(info.has("port")).isFalse();
    assertThat(info.has("protocol")).isFalse();
  }

  @Test
  void app117AsksWithTheFirstVersionsInfoAndGetsTheSecondsBody() throws Exception {
    assertIsTheDevice(phone.get("/api/localsend/v1/info?fingerprint=AB"));
    assertIsTheDevice(phone.get("/api/localsend/v2/info"));
  }

  @Test
  void app117RegistersWithoutACertificate() throws Exception {
    assertIsTheDevice(new Phone(device.address(), ORANGE.hidden()).post("register", phone.info()));
    assertThat(device.registeredDevices().getFirst().alias()).isEqualTo("Nice Orange");
  }

  @Test
  void app118RegistersWithItsCertificate() throws Exception {
    assertIsTheDevice(phone.version("2.2").post("register", phone.info()));
    assertThat(device.registeredDevices()).hasSize(1);
  }

  @Test
  void app118WithAnothersFingerprintIsIgnoredWithoutAWord() throws Exception {
    String own = ORANGE.fingerprint().toUpperCase(java.util.Locale.ROOT);
    String lie = phone.info().replace(own, PEAR.fingerprint());

    assertIsTheDevice(phone.post("register", lie));
    assertThat(device.registeredDevices()).isEmpty();
  }

  @Test
  void anIntroductionThatIsNoneIsABadRequest() throws Exception {
    for (String body :
        new String[] {"", "{}", "[]", "{\"alias\":1}", "{\"alias\":\"a\",\"port\":65536}"}) {
      assertRefused(phone.post("register", body), 400);
    }
    assertRefused(phone.post("register", "{\"x\":\"" + "x".repeat(20_000) + "\"}"), 413);
    assertThat(device.registeredDevices()).isEmpty();
  }

  @Test
  void app114SendsVersion20() throws Exception {
    Phone.Session session = phone.version("2.0").open(A);
    assertThat(phone.upload(session, "1", HELLO).status()).isEqualTo(200);
    assertThat(arrived("a")).hasContent("hello");
  }

  @Test
  void app117UploadsWithContentLengthAndWithoutACertificate() throws Exception {
    Phone old = new Phone(device.address(), ORANGE.hidden());
    assertThat(old.upload(old.open(A), "1", HELLO).status()).isEqualTo(200);
    assertThat(arrived("a")).hasContent("hello");
  }

  @Test
  void app118UploadsInChunksAndShowsItsCertificate() throws Exception {
    phone.version("2.2");
    assertThat(phone.uploadChunked(phone.open(A), "1", HELLO).status()).isEqualTo(200);
    assertThat(device.offers().getFirst().from().fingerprint().hex())
        .isEqualTo(ORANGE.fingerprint());
  }

  @Test
  void anUploadWithoutSessionIs403AsIn118NotThe409Of117() throws Exception {
    assertRefused(phone.post("upload?sessionId=s&fileId=f&token=t", "x"), 403);
  }

  @Test
  void aCancelOfNothingIs200AsIn118NotThe403Of117() throws Exception {
    assertThat(phone.cancel("?sessionId=none").status()).isEqualTo(200);
    assertThat(phone.cancel("").status()).isEqualTo(200);
  }

  @Test
  void whatIsUnknownIsNotFoundAndOtherMethodsAreNotAllowed() throws Exception {
    assertRefused(phone.get("/api/localsend/v3/info"), 404);
    assertRefused(phone.get("/api/localsend/v1/register"), 404);
    RawConnection.Message answer = phone.get("/api/localsend/v2/upload");
    assertRefused(answer, 405);
    assertThat(answer.header("Allow")).isEqualTo("POST");
  }

  @Test
  void withoutEncryptionAnAppIsServedAsOneThatProvesNothing() throws Exception {
    try (ServedDevice plain = ServedDevice.openPlain(folder.resolve("plain"));
        RawConnection connection = ScriptedPeer.connectPlain(plain.address(), Phone.LIMIT)) {
      byte[] body = phone.offer(A).getBytes(UTF_8);
      connection.send(Phone.post("prepare-upload", body.length));
      connection.send(body);
      Phone.Session session = new Phone.Session(connection.readMessage());
      connection.send(Phone.post(session.upload("1"), HELLO.length));
      connection.send(HELLO);
      assertThat(connection.readMessage().status()).isEqualTo(200);
      assertThat(plain.offers().getFirst().from().proven()).isFalse();
      assertThat(plain.inbox().resolve("a")).hasContent("hello");
    }
  }
}
