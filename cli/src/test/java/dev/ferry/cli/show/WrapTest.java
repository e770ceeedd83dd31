package dev.ferry.cli.show;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WrapTest {
  @Test
  void longLinesAreBrokenBetweenWordsAndGoOnDeeper() {
    assertThat(Wrap.text("short\n  one two three four five six", 20))
        .isEqualTo("short\n  one two three four\n    five six");
  }

  @Test
  void wideCharactersTakeTheirTwoColumns() {
    assertThat(Wrap.text("\u6771\u4eac \u6771\u4eac \u6771\u4eac \u6771\u4eac \u6771\u4eac", 20))
        .isEqualTo("\u6771\u4eac \u6771\u4eac \u6771\u4eac \u6771\u4eac\n  \u6771\u4eac");
  }

  @Test
  void aNumberStaysWithItsUnit() {
    assertThat(Wrap.text("it took him 2.70 GB in 25 s.", 20))
        .isEqualTo("it took him 2.70 GB\n  in 25 s.");
    assertThat(Wrap.text("it took them 2.70 GB, 7 sheep", 20))
        .isEqualTo("it took them\n  2.70 GB, 7 sheep");
  }

  @Test
  void coloursTakeNoRoom() {
    Style style = Style.coloured();
    String line = style.good("Sent photos") + " to " + style.strong("bob");
    assertThat(Wrap.text(line, 20)).isEqualTo(line);
    assertThat(Wrap.text(line + " now", 20)).isEqualTo(line + "\n  now");
  }

  @Test
  void columnsGoOnInTheSecondOne() {
    assertThat(Wrap.text("abc  one two three four five", 20))
        .isEqualTo("abc  one two three\n     four five");
  }

  @Test
  void whatIsToBeTypedStaysInOnePiece() {
    String command = "ferry --home '/home/ann/some where' resume abcdefgh";
    assertThat(Wrap.text("  " + command, 20)).isEqualTo("  " + command);
    assertThat(Wrap.text("stopped; go on with: " + command, 20))
        .isEqualTo("stopped; go on with:\n  " + command);
    assertThat(Wrap.text("run: ferry forget bob; or give it a name", 20))
        .isEqualTo("run:\n  ferry forget bob;\n  or give it a name");
  }

  @Test
  void aWordThatIsTooLongHasALineOfItsOwn() {
    String link = "https://192.168.1.7:53317/ferry/v1";
    assertThat(Wrap.text("see " + link + " there", 20)).isEqualTo("see\n  " + link + "\n  there");
  }

  @Test
  void picturesAndWhatFitsAreLeftAlone() {
    String picture = "\u001b_Ga=T,f=100;" + "QUJD ".repeat(40) + "\u001b\\";
    assertThat(Wrap.text(picture, 20)).isEqualTo(picture);
    assertThat(Wrap.text("a  b\n\n c", 20)).isEqualTo("a  b\n\n c");
    assertThat(Wrap.text("any number of columns", 0)).isEqualTo("any number of columns");
  }
}
