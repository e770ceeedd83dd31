package dev.ferry.preview;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonEscapesTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "\"Zo\\u00eb\" | \"Zo\u00eb\"",
        "\"\\u20AC 5\" | \"\u20ac 5\"",
        "\"\\u65e5\\u672c\" | \"\u65e5\u672c\"",
        "\"\\ud83d\\ude00!\" | \"\ud83d\ude00!\"",
        "\"plain\" | \"plain\"",
      })
  void lettersAndSignsThatAreEscapedAreReadable(String raw, String readable) {
    assertThat(JsonEscapes.readable(raw)).isEqualTo(readable);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "\"\\u001b[31m\"",
        "\"\\u0022\"",
        "\"\\u005c\"",
        "\"\\u202e\"",
        "\"\\u200b\"",
        "\"\\u0301\"",
        "\"\\ud83d\"",
        "\"\\ud83d\\u0041\"",
        "\"\\ude00\\ud83d\"",
        "\"\\\\u00eb\"",
        "\"\\u00e\"",
        "\"\\u00eg\"",
        "\"\\n\\t\\/\"",
        "\"\\",
        "\"\\u00\u2026",
      })
  void whatSteersHidesOrEndsATextStaysEscaped(String raw) {
    assertThat(JsonEscapes.readable(raw))
        .isEqualTo(raw.contains("0041") ? raw.replace("\\u0041", "A") : raw);
  }
}
