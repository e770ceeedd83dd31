package dev.ferry.localsend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ferry.identity.Fingerprint;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AnnouncerTest {
  private final HandSchedule time = new HandSchedule();
  private final List<Long> sentAt = new ArrayList<>();
  private int port = 1;
  private final Announcer announcer =
      new Announcer(time, this::self, _ -> sentAt.add(time.nanos() / 1_000_000));

  @Test
  void callIsThreeDatagramsAtTheTimesOfTheApps() {
    announcer.burst();
    time.pass(Duration.ofMinutes(1));
    assertThat(sentAt).containsExactly(100L, 500L, 2000L);
  }

  @Test
  void callsInQuickSuccessionAreOne() {
    announcer.burst();
    time.pass(Duration.ofMillis(999));
    announcer.burst();
    time.pass(Duration.ofMinutes(1));
    assertThat(sentAt).hasSize(3);
    announcer.burst();
    time.pass(Duration.ofMinutes(1));
    assertThat(sentAt).hasSize(6);
  }

  @Test
  void whoHasNoPortYetIsSilentAndIsHeardOnceItHas() {
    port = 0;
    announcer.burst();
    time.pass(Duration.ofMillis(200));
    port = 5;
    time.pass(Duration.ofMinutes(1));
    assertThat(sentAt).containsExactly(500L, 2000L);
  }

  private Optional<Announcement> self() {
    DeviceInfo info =
        DeviceInfo.ferry(
            "attic", DeviceType.SERVER, Fingerprint.random(), port, Scheme.HTTPS, false, 1);
    return port == 0 ? Optional.empty() : Optional.of(new Announcement(info, true, false));
  }
}
