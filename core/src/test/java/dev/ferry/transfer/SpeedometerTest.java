package dev.ferry.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class SpeedometerTest {
  private static final long SECOND = 1_000_000_000L;

  private final Speedometer meter = new Speedometer();

  @Test
  void knowsNothingAtFirst() {
    assertThat(meter.bytesPerSecond(0, 0)).isNegative();
    meter.sample(0, 0);
    assertThat(meter.bytesPerSecond(SECOND / 10, 1000)).isNegative();
    assertThat(meter.secondsLeft(SECOND / 10, 1000, 5000)).isNegative();
  }

  @Test
  void steadySpeedIsTold() {
    for (int tenth = 0; tenth <= 100; tenth++) {
      meter.sample(tenth * SECOND / 10, tenth * 10_000L);
    }
    assertThat(meter.bytesPerSecond(10 * SECOND, 1_000_000)).isCloseTo(100_000, within(1.0));
    assertThat(meter.secondsLeft(10 * SECOND, 1_000_000, 2_000_000)).isEqualTo(10);
  }

  @Test
  void oneBurstDoesNotMakeTheSpeedJump() {
    for (int tenth = 0; tenth <= 100; tenth++) {
      meter.sample(tenth * SECOND / 10, tenth * 10_000L);
    }
    double after = meter.bytesPerSecond(101 * SECOND / 10, 1_110_000);
    assertThat(after).isBetween(100_000.0, 130_000.0);
  }

  @Test
  void speedFallsWhenNothingMoves() {
    for (int tenth = 0; tenth <= 100; tenth++) {
      meter.sample(tenth * SECOND / 10, tenth * 10_000L);
    }
    assertThat(meter.bytesPerSecond(40 * SECOND, 1_000_000)).isLessThan(20_000);
  }

  @Test
  void whatWasThereBeforeAResumeIsNoSpeed() {
    meter.sample(0, 900_000_000);
    meter.sample(SECOND, 900_100_000);
    assertThat(meter.bytesPerSecond(SECOND, 900_100_000)).isCloseTo(100_000, within(1.0));
  }

  @Test
  void timeOfAPauseIsNoTimeOfMoving() {
    meter.sample(0, 0);
    meter.sample(SECOND, 100_000);
    meter.reset();
    meter.sample(1000 * SECOND, 100_000);
    meter.sample(1001 * SECOND, 200_000);
    assertThat(meter.bytesPerSecond(1001 * SECOND, 200_000)).isCloseTo(100_000, within(1.0));
  }

  @Test
  void standstillThatNobodyToldOfIsNoTimeOfMovingEither() {
    meter.sample(0, 0);
    meter.sample(SECOND, 100_000);
    meter.sample(61 * SECOND, 100_000);
    meter.sample(62 * SECOND, 200_000);
    assertThat(meter.bytesPerSecond(62 * SECOND, 200_000)).isCloseTo(100_000, within(1.0));
  }

  @Test
  void startsAnewWhenBytesAreLost() {
    meter.sample(0, 500_000);
    meter.sample(SECOND, 400_000);
    assertThat(meter.bytesPerSecond(SECOND, 400_000)).isNegative();
  }

  @Test
  void nobodyCanTellHowLongNothingTakes() {
    meter.sample(0, 0);
    assertThat(meter.secondsLeft(10 * SECOND, 0, 1000)).isNegative();
  }
}
