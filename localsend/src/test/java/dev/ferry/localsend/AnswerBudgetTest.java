package dev.ferry.localsend;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class AnswerBudgetTest {
  private final HandSchedule time = new HandSchedule();
  private final AnswerBudget budget = new AnswerBudget(time);

  @Test
  void burstOfOneDeviceIsAnsweredOnce() {
    assertThat(answered(1, "a")).isTrue();
    assertThat(answered(1, "a")).isFalse();
    time.pass(AnswerBudget.SAME_AGAIN.minusNanos(1));
    assertThat(answered(1, "a")).isFalse();
    time.pass(Duration.ofNanos(1));
    assertThat(answered(1, "a")).isTrue();
  }

  @Test
  void sameDeviceElsewhereAndAnotherDeviceThereAreOthers() {
    assertThat(answered(1, "a")).isTrue();
    assertThat(answered(2, "a")).isTrue();
    assertThat(answered(1, "b")).isTrue();
  }

  @Test
  void fewAreAnsweredAtOnce() {
    for (int i = 0; i < AnswerBudget.AT_ONCE; i++) {
      assertThat(budget.take(address(i), "a")).isTrue();
    }
    assertThat(budget.take(address(100), "a")).isFalse();
    budget.done();
    assertThat(budget.take(address(100), "a")).isTrue();
  }

  @Test
  void noMinuteHasMoreThanItsNumber() {
    int answered = 0;
    for (int second = 0; second < 600; second++) {
      for (int i = 0; i < 20; i++) {
        answered += answered(second * 20 + i, "a") ? 1 : 0;
      }
      time.pass(Duration.ofSeconds(1));
    }
    assertThat(answered).isEqualTo(10 * AnswerBudget.PER_MINUTE);
  }

  @Test
  void oneAddressCannotUseItAllUp() {
    for (int i = 0; i < 1000; i++) {
      answered(1, "device " + i);
    }
    assertThat(answered(2, "a")).isTrue();
    time.pass(Duration.ofMinutes(1));
    assertThat(answered(1, "again")).isTrue();
  }

  private boolean answered(int host, String fingerprint) {
    boolean may = budget.take(address(host), fingerprint);
    if (may) {
      budget.done();
    }
    return may;
  }

  private static InetAddress address(int i) {
    return InetAddress.ofLiteral("10." + (i >> 16) + "." + ((i >> 8) & 255) + "." + (i & 255));
  }
}
