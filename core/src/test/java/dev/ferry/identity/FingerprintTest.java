package dev.ferry.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FingerprintTest {
  private static final String HEX =
      "e58294f2e9a22748000102030405060708090a0b0c0d0e0f1011121314151617";

  @ParameterizedTest
  @CsvSource({
    "E58294F2E9A22748, topmost Istanbul Pluto vagabond treadmill Pacific brackish dictator",
    "EA5B81C564988C73, Trojan exodus minnow resistor flytrap narrative offload hurricane",
    "12B4B0057400076F, atlas politeness ruffled almighty indoors adroitness ahead hemisphere",
    "00FF00FF00FF00FF, aardvark Yucatan aardvark Yucatan aardvark Yucatan aardvark Yucatan",
    "FF00FF00FF00FF00, Zulu adroitness Zulu adroitness Zulu adroitness Zulu adroitness",
  })
  void firstEightBytesAreSpokenInWordsOfThePgpList(String bytes, String words) {
    Fingerprint fingerprint = new Fingerprint((bytes + "0".repeat(48)).toLowerCase(Locale.ROOT));

    assertThat(String.join(" ", fingerprint.words())).isEqualTo(words);
  }

  @Test
  void listHas256DifferentWordsForEitherPlace() {
    List<List<String>> lists = PgpWords.load();

    assertThat(lists).hasSize(2).allSatisfy(list -> assertThat(new HashSet<>(list)).hasSize(256));
    assertThat(lists.getFirst()).doesNotContainAnyElementsOf(lists.getLast());
  }

  @Test
  void fingerprintIsTheSha256OfTheCertificatesDer() throws Exception {
    // NIST's first example of SHA-256.
    assertThat(Fingerprint.ofDer("abc".getBytes(StandardCharsets.US_ASCII)).hex())
        .isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    Identity identity = Identity.generate();
    assertThat(Fingerprint.ofDer(identity.certificate().getEncoded()))
        .isEqualTo(identity.fingerprint());
  }

  @Test
  void randomOnesAreNeverTheSame() {
    assertThat(Fingerprint.random()).isNotEqualTo(Fingerprint.random());
    assertThat(Fingerprint.parse(Fingerprint.random().hex())).isPresent();
  }

  @Test
  void everyUsualWayToWriteItIsRead() {
    Fingerprint expected = new Fingerprint(HEX);
    String upper = HEX.toUpperCase(Locale.ROOT);

    assertThat(Fingerprint.parse(HEX)).contains(expected);
    assertThat(Fingerprint.parse(upper)).contains(expected);
    assertThat(Fingerprint.parse(upper.replaceAll("(..)(?!$)", "$1:"))).contains(expected);
    assertThat(Fingerprint.parse(" " + HEX.replaceAll("(.{4})", "$1 ") + "\n")).contains(expected);
    assertThat(HexFormat.of().formatHex(expected.bytes())).isEqualTo(HEX);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "e5", "zz", HEX + "0", "\u0660\u0661"})
  void whatIsNoWholeFingerprintIsRefused(String text) {
    assertThat(Fingerprint.parse(text)).isEmpty();
    assertThatThrownBy(() -> new Fingerprint(text)).isInstanceOf(IllegalArgumentException.class);
  }
}
