package dev.ferry.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TerminalsTest {
  @ParameterizedTest
  @CsvSource({
    "true,true,xterm,false,true,true,true",
    "true,true,xterm,true,true,false,true",
    "false,true,xterm,false,true,true,false",
    "true,true,dumb,false,false,false,false",
    "false,false,xterm,false,false,false,false",
    "true,true,,false,true,true,true"
  })
  void whatIsPossibleDependsOnTheStreams(
      boolean input,
      boolean output,
      String type,
      boolean noColour,
      boolean redraw,
      boolean colour,
      boolean person) {
    Terminals terminals = new Terminals(input, output, type, noColour);
    assertThat(terminals.canRedraw()).isEqualTo(redraw);
    assertThat(terminals.canColour()).isEqualTo(colour);
    assertThat(terminals.hasPerson()).isEqualTo(person);
  }
}
