package dev.ferry.cli.show;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ferry.peer.Finding;
import dev.ferry.peer.Finding.Topic;
import java.util.List;
import org.junit.jupiter.api.Test;

class FindingTextTest {
  private static final Finding TAKEN =
      Finding.note(
          Topic.PORT,
          "TCP 53317 is used by localsend_app (process 4711), so Ferry would listen at 53318",
          "end it, or run ferry receive --port 53318 and let whoever types the address add :53318");

  private static String shown(Finding finding, String ferry, int width, Style style) {
    return String.join("\n", FindingText.lines(finding, ferry, width, style));
  }

  @Test
  void findingFitsEightyColumnsWithWhatToDoBelow() {
    assertThat(shown(TAKEN, "ferry ", 80, Style.plain()))
        .isEqualTo(
            """
            note     port       TCP 53317 is used by localsend_app (process 4711), so Ferry
                                would listen at 53318
                                -> end it, or run ferry receive --port 53318 and let
                                   whoever types the address add :53318\
            """);
  }

  @Test
  void commandsAreAsTheyAreTypedThere() {
    assertThat(shown(TAKEN, "", 200, Style.plain())).contains("or run receive --port");
    assertThat(shown(TAKEN, "ferry --home /h ", 200, Style.plain()))
        .contains("or run ferry --home /h receive --port");
  }

  @Test
  void levelIsColouredAndSaidInWords() {
    assertThat(shown(Finding.problem(Topic.CLOCK, "x", "y"), "", 80, Style.coloured()))
        .startsWith("\u001b[1;31mproblem  \u001b[0mclock      x");
    assertThat(shown(Finding.ok(Topic.CLOCK, "x"), "", 80, Style.coloured()))
        .startsWith("\u001b[32mok ");
  }

  @Test
  void namesFromElsewhereCannotSteerTheTerminalAndNarrowOnesAreServed() {
    Finding hostile = Finding.ok(Topic.NEAR, "evil\u001b[2J\u202e at 10.0.0.9");
    assertThat(shown(hostile, "", 10, Style.plain())).doesNotContain("\u001b", "\u202e");
    List<String> lines = FindingText.lines(TAKEN, "ferry ", 60, Style.plain());
    assertThat(lines).allMatch(line -> line.length() < 60);
  }

  @Test
  void summaryCounts() {
    assertThat(FindingText.summary(0, 0)).isEqualTo("All is as it should be.");
    assertThat(FindingText.summary(0, 2)).isEqualTo("No problem; 2 notes above.");
    assertThat(FindingText.summary(1, 1))
        .isEqualTo("1 problem and 1 note above; -> says what to do.");
  }
}
