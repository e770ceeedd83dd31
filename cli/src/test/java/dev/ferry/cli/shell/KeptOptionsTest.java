package dev.ferry.cli.shell;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ferry.cli.shell.Commands.Option;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which options hold when others are typed later. */
class KeptOptionsTest {
  private static final List<Option> KNOWN =
      List.of(
          new Option("--into", "", "DIR", List.of()),
          new Option("--show", "", "KINDS", List.of()),
          new Option("--pin", "", "", List.of()),
          new Option("--pin-file", "", "FILE", List.of()));

  private static String merged(String before, String now) {
    return String.join(
        " ", KeptOptions.merge(List.of(before.split(" ")), List.of(now.split(" ")), KNOWN));
  }

  @Test
  void whatIsSaidAgainTakesThePlaceOfWhatWasSaid() {
    assertThat(merged("--into a --pin", "--show csv")).isEqualTo("--into a --pin --show csv");
    assertThat(merged("--into a --pin", "--into=b")).isEqualTo("--into=b --pin");
    assertThat(merged("--show csv --show json", "--show text")).isEqualTo("--show text");
  }

  @Test
  void onlyOneWayToAPinHolds() {
    assertThat(merged("--pin --into a", "--pin-file f")).isEqualTo("--into a --pin-file f");
  }

  @Test
  void valueThatLooksAsAnOptionStaysAValue() {
    assertThat(merged("--into --pin", "--show csv")).isEqualTo("--into --pin --show csv");
  }
}
