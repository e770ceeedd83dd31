package dev.ferry.cli.show;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ferry.transfer.SpeedSeries;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SpeedPlotTest {
  private static final long SECOND = 1_000_000_000L;

  @Test
  void theHighestSpeedFillsTheHeightAndAPauseIsEmpty() {
    SpeedSeries series =
        new SpeedSeries(SECOND, List.of(0L, 25_000_000L, 50_000_000L, 100_000_000L, 0L, 100L));

    assertThat(SpeedPlot.lines(series, 80))
        .containsExactly(
            "   100 MB/s │   █",
            "            │   █",
            "            │  ██",
            "          0 │ ███ ▁",
            "            └─ 6.0 s");
  }

  @Test
  void tooLittleIsNotDrawn() {
    assertThat(SpeedPlot.lines(SpeedSeries.NONE, 80)).isEmpty();
    assertThat(SpeedPlot.lines(new SpeedSeries(SECOND, List.of(5L)), 80)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 10, 21, 30, 40, 80, 200})
  void noLineIsWiderThanTheTerminal(int width) {
    for (int intervals : new int[] {2, 9, 59, 61, SpeedSeries.MOST}) {
      SpeedSeries series =
          new SpeedSeries(100 * SECOND, Collections.nCopies(intervals, 123_456_789L));

      assertThat(SpeedPlot.lines(series, width))
          .allSatisfy(line -> assertThat(Columns.of(line)).isLessThanOrEqualTo(width));
    }
  }
}
