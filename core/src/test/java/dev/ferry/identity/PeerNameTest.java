package dev.ferry.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ferry.testkit.CorpusName;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

class PeerNameTest {
  static final List<CorpusName> CORPUS = CorpusName.all();

  @ParameterizedTest
  @FieldSource("CORPUS")
  void everyNameOfTheCorpusMayBeAnAliasWithinItsBounds(CorpusName name) {
    String bounded = PeerName.bounded(name.name());

    assertThat(bounded).isNotBlank();
    assertThat(bounded.codePointCount(0, bounded.length())).isLessThanOrEqualTo(PeerName.LENGTH);
    assertThat(PeerName.bounded(bounded)).isEqualTo(bounded);
    assertThat(PeerName.fold(bounded)).isEqualTo(PeerName.fold(name.name()));
    assertThat(PeerName.shown(name.name())).doesNotContain("\n", "\u001b", "\u202e");
  }

  @Test
  void longAliasIsCutBetweenCharacters() {
    assertThat(PeerName.bounded("\ud83d\ude00".repeat(100))).isEqualTo("\ud83d\ude00".repeat(64));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "\t\n", "\u2003"})
  void peerWithoutANameIsNameless(String alias) {
    assertThat(PeerName.bounded(alias)).isEqualTo("?");
  }

  @Test
  void halfASurrogatePairCannotBeKept() {
    assertThat(PeerName.bounded("a\ud800b")).isEqualTo("a\ufffdb");
  }

  @ParameterizedTest
  @CsvSource({
    "laptop, LAPTOP",
    "laptop, ' laptop '",
    "laptop, lap\u200btop",
    "laptop, lap\u00adtop",
    "laptop, \u202elaptop",
    "laptop, l\u0430\u0440t\u043e\u0440",
    "laptop, \uff4c\uff41\uff50\uff54\uff4f\uff50",
    "laptop, lap\u034ftop",
    "laptop, lap\ufe0ftop",
    "caf\u00e9, cafe\u0301",
    "my laptop, 'my  laptop'",
    "my laptop, my\u00a0laptop",
    "my laptop, my\u2003laptop",
    "stra\u00dfe, STRASSE",
    "kelvin, \u212aelvin",
    "file, \ufb01le",
  })
  void namesThatAPersonTakesForTheSameFoldToTheSame(String one, String other) {
    assertThat(PeerName.fold(one)).isEqualTo(PeerName.fold(other));
  }

  @ParameterizedTest
  @CsvSource({"laptop, laptop2", "laptop, lap top", "laptop, la", "anna, hanna"})
  void namesThatDifferFoldDifferently(String one, String other) {
    assertThat(PeerName.fold(one)).isNotEqualTo(PeerName.fold(other));
  }

  @Test
  void aliasOfHiddenCharactersOnlyIsNotEveryonesDouble() {
    assertThat(PeerName.fold("\u200b\u200c")).isEqualTo(PeerName.fold("\u2060"));
    assertThat(PeerName.fold("\u200b")).isNotEqualTo(PeerName.fold("laptop"));
  }
}
