package dev.ferry.localsend;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.ferry.identity.Fingerprint;
import dev.ferry.json.MalformedException;
import dev.ferry.testkit.CorpusName;
import dev.ferry.testkit.Seeds;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class AnnouncementTest {
  private static final DeviceInfo FERRY =
      DeviceInfo.ferry(
          "attic", DeviceType.HEADLESS, Fingerprint.random(), 53_317, Scheme.HTTPS, false, 1);

  @ParameterizedTest
  @CsvSource({"true,true", "true,false", "false,false"})
  void whatIsWrittenIsReadBack(boolean announce, boolean passing) throws MalformedException {
    Announcement said = new Announcement(FERRY, announce, passing);
    assertThat(Announcement.parse(said.bytes())).isEqualTo(said);
  }

  @Test
  void onlyThoseWhoLookAroundSaySo() {
    assertThat(new String(new Announcement(FERRY, true, false).bytes(), UTF_8))
        .doesNotContain("passing");
  }

  @ParameterizedTest
  @CsvSource({
    "'\"announce\":true', true",
    "'\"announce\":false', false",
    "'\"announcement\":true', true",
    "'\"announcement\":true,\"announce\":false', false",
    "'\"x\":0', false",
    "'\"announce\":null', false"
  })
  void appsOfAllVersionsAreUnderstood(String member, boolean announce) throws MalformedException {
    Announcement heard = parse("{\"alias\":\"a\",\"fingerprint\":\"f\",\"port\":1," + member + "}");
    assertThat(heard.announce()).isEqualTo(announce);
    assertThat(heard.passing()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "null",
        "[]",
        "\"x\"",
        "{\"alias\":\"a\"}{}",
        "{\"alias\":\"a\",\"announce\":1}",
        "{\"alias\":\"a\",\"passing\":\"yes\"}",
        "{\"alias\":[[[[[[[[[[]]]]]]]]]]}",
        "GET / HTTP/1.1\r\n\r\n"
      })
  void whatIsNoneIsRefused(String datagram) {
    assertThatExceptionOfType(MalformedException.class).isThrownBy(() -> parse(datagram));
  }

  @Test
  void longestIsBounded() throws MalformedException {
    String json = "{\"alias\":\"a\"}";
    Announcement.parse((json + " ".repeat(Announcement.MAX_BYTES - json.length())).getBytes(UTF_8));
    assertThatExceptionOfType(MalformedException.class)
        .isThrownBy(() -> parse(json + " ".repeat(Announcement.MAX_BYTES + 1 - json.length())));
  }

  @Test
  void longestThatIsWrittenCanBeRead() throws MalformedException {
    DeviceInfo longest =
        DeviceInfo.ferry(
            "\u0001".repeat(400),
            DeviceType.HEADLESS,
            Fingerprint.random(),
            65_535,
            Scheme.HTTPS,
            false,
            Integer.MAX_VALUE);
    Announcement said = new Announcement(longest, true, true);
    assertThat(Announcement.parse(said.bytes())).isEqualTo(said);
  }

  @Test
  void shortestStillSaysWhatTheAppsNeed() throws MalformedException {
    Announcement full = new Announcement(FERRY, false, false);
    Announcement shortest = Announcement.parse(full.shortest().bytes());
    assertThat(shortest.bytes()).hasSizeLessThan(full.bytes().length);
    assertThat(shortest.info())
        .matches(i -> i.port() == 53_317 && i.protocol() == Scheme.HTTPS && i.ferry() == 1)
        .matches(i -> i.alias().equals("attic") && i.fingerprint().equals(FERRY.fingerprint()));
  }

  static Iterable<CorpusName> names() {
    return CorpusName.all();
  }

  @ParameterizedTest
  @MethodSource("names")
  void hostileBytesInNamesAreRefusedOrComeThroughAsTheyAre(CorpusName hostile) {
    byte[] raw = ("{\"alias\":\"" + hostile.name() + "\"}").getBytes(UTF_8);
    try {
      assertThat(Announcement.parse(raw).info().alias().length())
          .isLessThanOrEqualTo(DeviceInfo.MAX_ALIAS);
    } catch (MalformedException e) {
      assertThat(e.getMessage()).isNotEmpty();
    }
  }

  @Test
  void damagedDatagramsAreRefusedOrReadAndNothingElse() {
    SplittableRandom random = Seeds.random("damaged datagrams");
    byte[] good = new Announcement(FERRY, true, false).bytes();
    for (int i = 0; i < 20_000; i++) {
      byte[] bad = Arrays.copyOf(good, random.nextInt(good.length + 1));
      for (int n = random.nextInt(4); n > 0 && bad.length > 0; n--) {
        bad[random.nextInt(bad.length)] = (byte) random.nextInt();
      }
      try {
        Announcement.parse(bad);
      } catch (MalformedException e) {
        assertThat(e.getMessage()).isNotEmpty();
      }
    }
  }

  private static Announcement parse(String datagram) throws MalformedException {
    return Announcement.parse(datagram.getBytes(UTF_8));
  }
}
