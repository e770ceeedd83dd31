package dev.ferry.cli.show;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PhraseTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "nobody answers|it is kept|nobody answers; it is kept",
        "Nobody answers.|it is kept|Nobody answers; it is kept",
        "Is it on?|it is kept|Is it on? It is kept",
        "No!|it is kept|No! It is kept",
        "it waits...|it is kept|it waits... It is kept",
        "Nobody answers.|''|Nobody answers.",
        "''|it is kept|it is kept",
      })
  void noPunctuationFollowsAnother(String first, String then, String both) {
    assertThat(Phrase.and(first, then)).isEqualTo(both);
  }

  @ParameterizedTest
  @CsvSource({"full.,full", "full,full", "full?,full?", "full...,full..."})
  void onlyAFullStopIsTakenAway(String sentence, String open) {
    assertThat(Phrase.open(sentence)).isEqualTo(open);
  }
}
