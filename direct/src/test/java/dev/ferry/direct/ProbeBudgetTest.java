package dev.ferry.direct;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.ferry.transfer.Problem;
import dev.ferry.transfer.TransferException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ProbeBudgetTest {
  private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - 5);
  private final ProbeBudget budget = new ProbeBudget(Duration.ofMinutes(1), now::get);

  private void spend(String who, int seconds) {
    budget.spend(who, Duration.ofSeconds(seconds).toNanos());
  }

  private void assertRefused(String who, int seconds) {
    assertThatExceptionOfType(TransferException.class)
        .isThrownBy(() -> budget.require(who))
        .withMessageContaining("again in " + seconds + " s")
        .extracting(TransferException::problem)
        .isEqualTo(Problem.BUSY);
  }

  private void assertGranted(String who) {
    assertThatCode(() -> budget.require(who)).doesNotThrowAnyException();
  }

  @Test
  void whoHasMeasuredForAMinuteWaitsAndOthersDoNot() {
    spend("a", 30);
    assertGranted("a");
    spend("a", 32);
    assertRefused("a", 21);
    assertGranted("b");
  }

  @Test
  void aTenthOfTheTimeComesBack() {
    spend("a", 62);
    now.addAndGet(Duration.ofSeconds(15).toNanos());
    assertRefused("a", 6);
    now.addAndGet(Duration.ofSeconds(6).toNanos());
    assertGranted("a");
    now.addAndGet(Duration.ofHours(5).toNanos());
    spend("a", 59);
    assertGranted("a");
    spend("a", 2);
    assertRefused("a", 11);
  }

  @Test
  void manyAddressesAreForgottenFromTheOldestOn() {
    spend("a", 62);
    for (int i = 0; i < 999; i++) {
      spend("other " + i, 1);
    }
    assertRefused("a", 21);
    for (int i = 0; i < 1000; i++) {
      spend("another " + i, 1);
    }
    assertGranted("a");
  }
}
