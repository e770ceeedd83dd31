package dev.ferry.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(30)
class ThrottleTest {
  /** Of a limit of 1 MB/s. */
  private static final int STEP = 50_000;

  @Test
  void noLimitHoldsNobodyBack() throws IOException {
    Throttle throttle = Throttle.of(0);
    for (int i = 0; i < 1000; i++) {
      throttle.acquire(Integer.MAX_VALUE);
    }
    assertThat(throttle.step(262_144)).isEqualTo(262_144);
  }

  @ParameterizedTest
  @CsvSource({
    "1, 262144, 512",
    "10000, 262144, 512",
    "40000, 262144, 2000",
    "20000000, 262144, 262144",
    "9000000000000, 2147483647, 2147483647",
    "40000, 100, 100"
  })
  void stepsAreWhatMovesInATwentiethOfASecond(long limit, int wanted, int step) {
    assertThat(Throttle.of(limit).step(wanted)).isEqualTo(step);
  }

  @Test
  void noMoreMovesThanTheLimitAllows() throws IOException {
    long limit = 1_000_000;
    Throttle throttle = Throttle.of(limit);
    long began = System.nanoTime();
    long moved = 0;
    while (moved < 400_000) {
      throttle.acquire(STEP);
      moved += STEP;
    }
    long elapsed = System.nanoTime() - began;

    // What the last call booked has not moved yet, and a tenth of a second may be caught up.
    long allowed = limit * elapsed / 1_000_000_000 + limit / 10 + STEP;
    assertThat(moved).isLessThanOrEqualTo(allowed);
  }

  @Test
  void lanesShareOneLimit() throws Exception {
    long limit = 1_000_000;
    Throttle throttle = Throttle.of(limit);
    AtomicLong moved = new AtomicLong();
    List<Thread> lanes = new ArrayList<>();
    long began = System.nanoTime();
    for (int lane = 0; lane < 4; lane++) {
      lanes.add(Thread.ofVirtual().start(() -> moveSome(throttle, moved)));
    }
    for (Thread lane : lanes) {
      lane.join();
    }
    long elapsed = System.nanoTime() - began;

    assertThat(moved.get()).isEqualTo(4 * 100_000);
    long allowed = limit * elapsed / 1_000_000_000 + limit / 10 + 4L * STEP;
    assertThat(moved.get()).isLessThanOrEqualTo(allowed);
  }

  private static void moveSome(Throttle throttle, AtomicLong moved) {
    try {
      for (int i = 0; i < 10; i++) {
        throttle.acquire(10_000);
        moved.addAndGet(10_000);
      }
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void aPauseEndsInNoBurst() throws IOException {
    Throttle throttle = Throttle.of(1_000_000);
    long idle = System.nanoTime();
    while (System.nanoTime() - idle < Duration.ofMillis(500).toNanos()) {
      Thread.onSpinWait();
    }
    long began = System.nanoTime();
    for (int i = 0; i < 6; i++) {
      throttle.acquire(50_000);
    }
    // 300 KB at 1 MB/s, of which at most a tenth of a second and the last portion are free.
    assertThat(System.nanoTime() - began).isGreaterThan(Duration.ofMillis(140).toNanos());
  }

  @Test
  void waitingEndsWithAnInterrupt() throws IOException {
    Throttle throttle = Throttle.of(1);
    throttle.acquire(1_000_000);
    Thread.currentThread().interrupt();
    try {
      assertThatThrownBy(() -> throttle.acquire(1)).isInstanceOf(InterruptedIOException.class);
    } finally {
      assertThat(Thread.interrupted()).isTrue();
    }
  }
}
