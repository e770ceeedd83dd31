package dev.ferry.localsend;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.ferry.identity.Fingerprint;
import dev.ferry.json.MalformedException;
import dev.ferry.json.StrictJson;
import dev.ferry.testkit.CorpusName;
import io.avaje.json.JsonWriter;
import io.avaje.json.stream.JsonStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class DeviceInfoTest {
  private static final Fingerprint KEY = Fingerprint.random();
  private static final DeviceInfo FERRY =
      DeviceInfo.ferry("attic", DeviceType.HEADLESS, KEY, 53_317, Scheme.HTTPS, false, 1);

  @Test
  void whatIsWrittenIsReadBack() throws IOException {
    assertThat(read(written(FERRY))).isEqualTo(FERRY);
    assertThat(read(written(FERRY.withoutOrigin()))).isEqualTo(FERRY.withoutOrigin());
  }

  @Test
  void ferryCallsItselfByItsCertificateAsTheAppsWriteThem() {
    assertThat(FERRY.fingerprint()).isEqualTo(KEY.hex().toUpperCase(Locale.ROOT));
    assertThat(FERRY.certificate()).contains(KEY);
  }

  @Test
  void answersToQuestionsSayNeitherPortNorProtocol() throws IOException {
    assertThat(written(FERRY.withoutOrigin())).doesNotContain("port").doesNotContain("protocol");
  }

  @Test
  void datagramOfAnAppOfVersion117() throws IOException {
    DeviceInfo phone =
        read(
            """
            {"alias":"Nice Orange","version":"2.1","deviceModel":"Samsung","deviceType":"mobile",\
            "fingerprint":"A1","port":53317,"protocol":"https","download":true,"announce":true,\
            "announcement":true}\
            """);
    assertThat(phone)
        .isEqualTo(
            new DeviceInfo(
                "Nice Orange",
                "2.1",
                "Samsung",
                DeviceType.MOBILE,
                "A1",
                53_317,
                Scheme.HTTPS,
                true,
                0));
    assertThat(phone.certificate()).isEmpty();
  }

  @Test
  void whatTheOldestAppsDoNotSayHasDefaults() throws IOException {
    assertThat(read("{\"alias\":\"old\",\"deviceModel\":null,\"download\":null}"))
        .isEqualTo(new DeviceInfo("old", "1.0", null, DeviceType.DESKTOP, "", 0, null, false, 0));
  }

  @Test
  void unknownKindOfDeviceIsADesktopAndUnknownMembersAreIgnored() throws IOException {
    DeviceInfo toaster =
        read("{\"alias\":\"t\",\"deviceType\":\"toaster\",\"x\":{\"y\":[1,null]}}");
    assertThat(toaster.deviceType()).isEqualTo(DeviceType.DESKTOP);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"alias\":null}",
        "{\"alias\":7}",
        "{\"alias\":\"a\",\"port\":0}",
        "{\"alias\":\"a\",\"port\":65536}",
        "{\"alias\":\"a\",\"port\":-1}",
        "{\"alias\":\"a\",\"port\":1.5}",
        "{\"alias\":\"a\",\"port\":\"53317\"}",
        "{\"alias\":\"a\",\"port\":18446744073709604933}",
        "{\"alias\":\"a\",\"protocol\":\"ftp\"}",
        "{\"alias\":\"a\",\"protocol\":\"HTTP://evil/\"}",
        "{\"alias\":\"a\",\"deviceType\":{}}",
        "{\"alias\":\"a\",\"version\":\"2.1.00000000000000\"}",
        "{\"alias\":\"a\",\"ferry\":0}",
        "{\"alias\":\"a\",\"ferry\":2147483648}",
        "{\"alias\":\"a\",\"download\":\"yes\"}",
        "{\"alias\":\"a\",\"alias\":\"b\"}",
        "{\"alias\":\"\\ud800\"}",
        "[]",
        ""
      })
  void whatIsNotOfTheProtocolIsRefused(String json) {
    assertThatExceptionOfType(MalformedException.class).isThrownBy(() -> read(json));
  }

  @ParameterizedTest
  @ValueSource(strings = {"alias", "deviceModel", "fingerprint"})
  void textsAreBounded(String name) throws IOException {
    String other = name.equals("alias") ? "" : "\"alias\":\"a\",";
    read("{" + other + "\"" + name + "\":\"" + "x".repeat(256) + "\"}");
    assertThatExceptionOfType(MalformedException.class)
        .isThrownBy(() -> read("{" + other + "\"" + name + "\":\"" + "x".repeat(257) + "\"}"));
  }

  static Iterable<CorpusName> hostileNames() {
    return CorpusName.all();
  }

  @ParameterizedTest
  @MethodSource("hostileNames")
  void everyNameOfTheCorpusIsAnAliasThatComesThroughUnchangedOrIsRefused(CorpusName hostile)
      throws IOException {
    DeviceInfo device =
        new DeviceInfo(
            hostile.name(), "2.1", null, DeviceType.MOBILE, "", 1, Scheme.HTTP, false, 0);
    if (hostile.name().length() > DeviceInfo.MAX_ALIAS || hasLoneSurrogate(hostile.name())) {
      assertThatExceptionOfType(MalformedException.class).isThrownBy(() -> read(escaped(hostile)));
    } else {
      assertThat(read(escaped(hostile)).alias()).isEqualTo(hostile.name());
      assertThat(read(written(device))).isEqualTo(device);
    }
  }

  @Test
  void ownAliasThatIsTooLongIsCutBetweenCharacters() {
    String ship = "\ud83d\udea2";
    DeviceInfo device =
        DeviceInfo.ferry("x" + ship.repeat(200), DeviceType.SERVER, KEY, 1, Scheme.HTTPS, false, 1);
    assertThat(device.alias()).isEqualTo("x" + ship.repeat(127));
  }

  private static boolean hasLoneSurrogate(String name) {
    return name.codePoints().anyMatch(c -> Character.getType(c) == Character.SURROGATE);
  }

  private static String escaped(CorpusName name) {
    StringBuilder json = new StringBuilder("{\"alias\":\"");
    name.name().chars().forEach(c -> json.append(String.format("\\u%04x", c)));
    return json.append("\"}").toString();
  }

  private static DeviceInfo read(String json) throws IOException {
    return DeviceInfo.read(StrictJson.parseBody(json.getBytes(UTF_8)));
  }

  private static String written(DeviceInfo device) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (JsonWriter json = JsonStream.builder().serializeEmpty(true).build().writer(out)) {
      device.write(json);
    }
    return out.toString(UTF_8);
  }
}
