package dev.ferry.localsend;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class WakeWatchTest {
  private static final Duration DUE = Duration.ofSeconds(5);

  private final HandSchedule time = new HandSchedule();
  private final WakeWatch watch = new WakeWatch(time);

  @Test
  void timeThatPassesAsItShouldIsNoSleep() {
    for (int i = 0; i < 100; i++) {
      time.pass(DUE.plusMillis(i * 50L));
      assertThat(watch.hasSlept(DUE)).isFalse();
    }
  }

  @Test
  void machineThatSleptHasAWallClockThatWentOn() {
    time.pass(DUE);
    time.sleep(Duration.ofMinutes(10));
    assertThat(watch.hasSlept(DUE)).isTrue();
    time.pass(DUE);
    assertThat(watch.hasSlept(DUE)).isFalse();
  }

  @Test
  void processThatWasStoppedIsLateByBothClocks() {
    time.pass(Duration.ofMinutes(10));
    assertThat(watch.hasSlept(DUE)).isTrue();
  }

  @Test
  void clockThatIsSetBackIsNoticedToo() {
    time.sleep(Duration.ofHours(-1));
    assertThat(watch.hasSlept(DUE)).isTrue();
  }
}
