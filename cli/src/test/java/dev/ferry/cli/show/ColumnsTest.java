package dev.ferry.cli.show;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ferry.identity.DisplayName;
import dev.ferry.testkit.CorpusName;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ColumnsTest {
  static List<CorpusName> corpus() {
    return CorpusName.all();
  }

  @ParameterizedTest
  @CsvSource({"abc,3", "\u00fc,1", "u\u0308,1", "\u4e2d\u6587,4", "\ud83d\ude00,2", "'',0"})
  void wideCharactersTakeTwoColumnsAndCombiningOnesNone(String text, int columns) {
    assertThat(Columns.of(text)).isEqualTo(columns);
  }

  @ParameterizedTest
  @CsvSource({
    "a long name.txt,15,a long name.txt",
    "a long name.txt,14,a long \u2026me.txt",
    "a long name.txt,5,a \u2026xt",
    "a long name.txt,2,a\u2026",
    "a long name.txt,1,\u2026",
    "a long name.txt,0,''",
    "\u4e2d\u6587\u4e2d\u6587.txt,8,\u4e2d\u6587\u2026txt",
    "\u4e2d\u6587\u4e2d\u6587.txt,6,\u4e2d\u2026xt"
  })
  void longTextKeepsItsBeginningAndItsEnd(String text, int columns, String shortened) {
    assertThat(Columns.shorten(text, columns)).isEqualTo(shortened);
  }

  @ParameterizedTest
  @MethodSource("corpus")
  void shortenedTextNeverTakesMoreThanItMay(CorpusName hostile) {
    String text = DisplayName.escape(hostile.name());
    for (int columns = 0; columns < 130; columns++) {
      assertThat(Columns.of(Columns.shorten(text, columns))).isLessThanOrEqualTo(columns);
    }
  }

  @Test
  void shorteningSplitsNoCharacter() {
    String faces = "\ud83d\ude00".repeat(9);
    for (int columns = 0; columns < 20; columns++) {
      String shortened = Columns.shorten(faces, columns);
      assertThat(shortened.codePoints().noneMatch(c -> c >= 0xd800 && c <= 0xdfff)).isTrue();
    }
  }

  @Test
  void paddingCountsColumnsNotCharacters() {
    assertThat(Columns.pad("\u4e2d", 4)).isEqualTo("\u4e2d  ");
    assertThat(Columns.padLeft("12", 4)).isEqualTo("  12");
    assertThat(Columns.pad("too long", 3)).isEqualTo("too long");
  }
}
