package dev.ferry.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ThrottleTest {
  @ParameterizedTest
  @CsvSource({
    "0, 262144, 262144",
    "1, 262144, 1024",
    "4096, 262144, 1024",
    "40000, 262144, 10000",
    "1048576, 262144, 262144",
    "1000000000, 262144, 262144",
    "40000, 100, 100"
  })
  void moveInStepsOfAQuarterOfASecond(long limit, int wanted, int step) {
    assertThat(Throttle.of(limit).step(wanted)).isEqualTo(step);
  }

  @Test
  void keepsTheLimitOverManySteps() throws Exception {
    Throttle throttle = Throttle.of(1_000_000);
    long began = System.nanoTime();
    for (int i = 0; i < 30; i++) {
      throttle.acquire(10_000);
    }

    assertThat(Duration.ofNanos(System.nanoTime() - began)).isGreaterThan(Duration.ofMillis(150));
  }
}
