package dev.ferry.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What {@code ferry help} looks like. */
class HelpGoldenTest {
  static List<Golden.Look> looks() {
    return Golden.Look.all().toList();
  }

  private static String help(Golden.Look look, String... words) {
    Golden.Page page = new Golden.Page();
    Terminals terminals = new Terminals(true, true, "xterm-256color", !look.colours());
    assertThat(Main.run(List.of(words), page.stream(), page.stream(), terminals)).isZero();
    return page.text();
  }

  @ParameterizedTest
  @MethodSource("looks")
  void helpLooksAsItDidWhenAPersonLookedAtIt(Golden.Look look) throws IOException {
    Golden golden = Golden.in("help");
    golden.check("all", look, help(look, "help"));
    golden.check("send", look, help(look, "help", "send"));
  }

  @ParameterizedTest
  @EnumSource(Verb.class)
  void noHelpIsWiderThanATerminal(Verb verb) {
    assertThat(help(new Golden.Look(80, false), "help", verb.word()).lines())
        .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(80));
  }

  @Test
  void helpOfNothingThereIsSaysWhatWasMeant() {
    Golden.Page page = new Golden.Page();
    Terminals none = new Terminals(false, false, null, true);
    assertThat(Main.run(List.of("help", "sned"), page.stream(), page.stream(), none)).isEqualTo(2);
    assertThat(page.text()).contains("send");
  }
}
