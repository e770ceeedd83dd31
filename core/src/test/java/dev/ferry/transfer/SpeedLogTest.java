package dev.ferry.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ferry.testkit.Seeds;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

final class SpeedLogTest {
  private static final long TENTH = TimeUnit.MILLISECONDS.toNanos(100);
  private static final long SECOND = 10 * TENTH;

  private final SpeedLog log = new SpeedLog();

  @Test
  void nothingMovedIsNoSeries() {
    log.at(5 * SECOND, 0);

    assertThat(log.reading()).isEqualTo(SpeedSeries.NONE);
  }

  @Test
  void bytesAreCountedWhereTheyMoved() {
    log.at(7 * SECOND, 10);
    log.at(7 * SECOND + TENTH, 30);
    log.at(7 * SECOND + 3 * TENTH, 60);

    assertThat(log.reading().intervalNanos()).isEqualTo(TENTH);
    assertThat(log.reading().bytes()).containsExactly(20L, 20L, 10L, 10L);
  }

  @Test
  void aPauseIsSeenAsOne() {
    log.at(0, 100);
    log.at(8 * SECOND, 1100);

    List<Long> bytes = log.reading().bytes();
    assertThat(bytes.getFirst()).isEqualTo(100);
    assertThat(bytes.subList(1, 69)).containsOnly(0L);
    assertThat(bytes.subList(70, bytes.size()).stream().mapToLong(Long::longValue).sum())
        .isEqualTo(1000);
  }

  @Test
  void howeverLongItTakesFewIntervalsHoldAllBytes() {
    SplittableRandom random = Seeds.random("speed");
    long now = random.nextLong();
    long moved = 0;
    for (int i = 0; i < 10_000; i++) {
      now += random.nextLong(20 * SECOND);
      moved += random.nextLong(1L << 30);
      log.at(now, moved);
    }

    SpeedSeries series = log.reading();
    assertThat(series.bytes()).hasSizeBetween(SpeedSeries.MOST / 2, SpeedSeries.MOST);
    assertThat(series.bytes().stream().mapToLong(Long::longValue).sum()).isEqualTo(moved);
  }

  @Test
  void clocksThatAreReadInAnotherOrderDoNoHarm() {
    log.at(SECOND, 10);
    log.at(SECOND / 2, 20);
    log.at(SECOND + TENTH, 5);

    assertThat(log.reading().bytes()).containsExactly(20L);
  }
}
