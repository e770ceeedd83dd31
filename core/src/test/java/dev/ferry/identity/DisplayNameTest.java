package dev.ferry.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ferry.testkit.CorpusName;
import dev.ferry.testkit.Seeds;
import java.util.List;
import java.util.SplittableRandom;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

class DisplayNameTest {
  static final List<CorpusName> CORPUS = CorpusName.all();

  /** What must never reach a screen, written down apart from the code that keeps it away. */
  private static final Pattern DANGEROUS =
      Pattern.compile(
          "[\\p{Cc}\\p{Cf}\\p{Cs}\\p{Zl}\\p{Zp}\u034f\u115f\u1160\u3164\uffa0\u2800\ufe00-\ufe0d]"
              + "|(?<![\\p{IsEmoji}&&[^\\p{ASCII}]])[\ufe0e\ufe0f]");

  @ParameterizedTest
  @FieldSource("CORPUS")
  void noNameOfTheCorpusReachesTheScreenWithItsTeeth(CorpusName name) {
    String shown = DisplayName.escape(name.name());

    assertThat(DANGEROUS.matcher(shown).find()).describedAs(shown).isFalse();
    assertThat(shown.codePointCount(0, shown.length())).isLessThan(8 * DisplayName.LENGTH);
  }

  @Test
  void noCodePointAtAllGetsThroughWithItsTeeth() {
    for (int c = 0; c <= Character.MAX_CODE_POINT; c++) {
      String shown = DisplayName.escape(Character.toString(c));
      if (DANGEROUS.matcher(shown).find()) {
        throw new AssertionError("U+" + Integer.toHexString(c) + " is shown as it is");
      }
    }
  }

  @Test
  void whatMovesTurnsHidesOrEndsALineIsShownAsText() {
    assertThat(DisplayName.escape("a\nb\rc\td")).isEqualTo("a\\nb\\rc\\td");
    assertThat(DisplayName.escape("\u001b[31mred")).isEqualTo("\\u{001B}[31mred");
    assertThat(DisplayName.escape("\u009b31m")).isEqualTo("\\u{009B}31m");
    assertThat(DisplayName.escape("\u007f\u0000")).isEqualTo("\\u{007F}\\u{0000}");
    assertThat(DisplayName.escape("\u202egpj.exe")).isEqualTo("\\u{202E}gpj.exe");
    assertThat(DisplayName.escape("\u2066x\u2069")).isEqualTo("\\u{2066}x\\u{2069}");
    assertThat(DisplayName.escape("a\u200bb\ufeff")).isEqualTo("a\\u{200B}b\\u{FEFF}");
    assertThat(DisplayName.escape("\u2028\u2029")).isEqualTo("\\u{2028}\\u{2029}");
    assertThat(DisplayName.escape("a\ud800b\udc00")).isEqualTo("a\\u{D800}b\\u{DC00}");
    assertThat(DisplayName.escape(Character.toString(0xe0041))).isEqualTo("\\u{E0041}");
    assertThat(DisplayName.escape("\uffff")).isEqualTo("\\u{FFFF}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "plain.txt",
        "with space",
        "back\\slash",
        "\u00e9 e\u0301 \u4e2d\u6587.txt",
        "\ud83d\ude00.png",
        "\u2764\ufe0f",
        "Screenshot 9.41\u202fAM",
        "\u0645\u0631\u062d\u0628\u0627"
      })
  void harmlessTextStaysAsItIs(String text) {
    assertThat(DisplayName.escape(text)).isEqualTo(text);
  }

  @Test
  void tooLongTextKeepsItsBeginningAndItsEnd() {
    assertThat(DisplayName.escape("abcdefghijklmnopqrstuvwxyz.exe", 13))
        .isEqualTo("abcdefgh\u2026.exe");
    assertThat(DisplayName.escape("abc", 3)).isEqualTo("abc");
    assertThat(DisplayName.escape("abcd", 3)).isEqualTo("ab\u2026");
    assertThat(DisplayName.escape("abcd", 1)).isEqualTo("\u2026");
    assertThat(DisplayName.escape("\ud83d\ude00".repeat(10), 4))
        .isEqualTo("\ud83d\ude00\ud83d\ude00\u2026\ud83d\ude00");
  }

  @Test
  void textMessagesKeepTheirLinesAndNothingElse() {
    assertThat(DisplayName.escapeLines("a\n\tb\r\nc\rd\u001b[2J"))
        .isEqualTo("a\n\tb\nc\\rd\\u{001B}[2J");
  }

  @Test
  void aVariationSelectorIsShownUnlessItChoosesTheShapeOfAnEmoji() {
    assertThat(DisplayName.escape("1\ufe0f")).isEqualTo("1\\u{FE0F}");
    assertThat(DisplayName.escape("\u2764\ufe01")).isEqualTo("\u2764\\u{FE01}");
    assertThat(DisplayName.escape("\u2764\ufe0e")).isEqualTo("\u2764\ufe0e");
  }

  @Test
  void anyTextOfAnyLengthIsShownWithinItsLimit() {
    SplittableRandom random = Seeds.random("display names");
    for (int round = 0; round < 2000; round++) {
      StringBuilder text = new StringBuilder();
      int chars = random.nextInt(40);
      for (int i = 0; i < chars; i++) {
        text.append((char) random.nextInt(0x10000));
      }
      int limit = 1 + random.nextInt(40);
      String shown = DisplayName.escape(text.toString(), limit);
      assertThat(DANGEROUS.matcher(shown).find()).isFalse();
      assertThat(shown.length()).isLessThanOrEqualTo(limit * "\\u{10FFFF}".length());
    }
  }
}
