package dev.ferry.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ScreenPictureTest {
  @Test
  void wordsStandWhereTheyStoodInTheirColours() {
    String picture =
        ScreenPicture.of(
            "ls", "a \u001b[1;32m<ok>\u001b[0m\n  \u001b[38;2;1;2;3mthen\u001b[39m\n\n");
    assertThat(picture)
        .contains(
            "<text x=\"20\" y=\"15\" textLength=\"40\" lengthAdjust=\"spacingAndGlyphs\""
                + " fill=\"#98c379\" font-weight=\"bold\">&lt;ok&gt;</text>")
        .contains("<text x=\"20\" y=\"35\" textLength=\"40\"", "fill=\"#010203\">then</text>")
        .contains(">ls</text>")
        .doesNotContain("\u001b");
  }

  @Test
  void blocksAreShapesAndPapersLieBelowThem() {
    String picture = ScreenPicture.of("", "\u001b[38;5;231;48;5;16m\u2580\u001b[m\u2584\u2591");
    assertThat(picture)
        .contains(
            "<rect x=\"0\" y=\"0\" width=\"10\" height=\"20\" fill=\"#000000\"/>\n"
                + "<rect x=\"0\" y=\"0\" width=\"10\" height=\"10\" fill=\"#ffffff\"/>")
        .contains("<rect x=\"10\" y=\"10\" width=\"10\" height=\"10\" fill=\"#d7dae0\"/>")
        .contains(
            "<rect x=\"20\" y=\"0\" width=\"10\" height=\"20\" fill=\"#d7dae0\" opacity=\".25\"/>");
  }
}
