package dev.ferry.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class LatencyMeterTest {
  private final LatencyMeter meter = new LatencyMeter();

  @Test
  void nothingMeasuredIsNotZeroNanoseconds() {
    assertThat(meter.reading()).isEqualTo(Latency.NONE);
    assertThat(meter.reading().isKnown()).isFalse();
  }

  @Test
  void theMedianIsTheOneInTheMiddle() {
    for (long nanos : new long[] {9, 1, 5}) {
      meter.add(nanos);
    }

    assertThat(meter.reading()).isEqualTo(new Latency(3, 1, 5, 9));
  }

  @Test
  void aTransferOfDaysKeepsItsExtremesAndNearlyItsMedian() {
    for (int i = 0; i < 1_000_000; i++) {
      meter.add(1000 + i % 100);
    }
    meter.add(7);
    meter.add(1_000_000);

    Latency latency = meter.reading();
    assertThat(latency.count()).isEqualTo(1_000_002);
    assertThat(latency.min()).isEqualTo(7);
    assertThat(latency.max()).isEqualTo(1_000_000);
    assertThat(latency.median()).isBetween(1000L, 1100L);
  }
}
