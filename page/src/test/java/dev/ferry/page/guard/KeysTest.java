package dev.ferry.page.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** A token opens one session, once, and not for long. */
class KeysTest {
  private final AtomicReference<Instant> now =
      new AtomicReference<>(Instant.parse("2025-11-20T12:00:00Z"));
  private final Keys keys = new Keys("for-scripts", now::get);

  @Test
  void tokenIsGoodOnce() {
    String token = keys.token();
    Keys.PageSession session = keys.exchange(token).orElseThrow();
    assertThat(keys.isSession(session.cookie(), session.key())).isTrue();
    assertThat(keys.isSession(session.cookie(), session.cookie())).isFalse();
    assertThat(keys.isSession(session.key(), session.cookie())).isFalse();
    assertThat(keys.exchange(token)).isEmpty();
  }

  @Test
  void tokenIsNotGoodForLong() {
    String token = keys.token();
    now.updateAndGet(time -> time.plus(Keys.TOKEN_LIFE).plusMillis(1));
    assertThat(keys.exchange(token)).isEmpty();
  }

  @Test
  void tokenIsGoodUntilItsTimeIsUp() {
    String token = keys.token();
    now.updateAndGet(time -> time.plus(Keys.TOKEN_LIFE).minus(Duration.ofSeconds(1)));
    assertThat(keys.exchange(token)).isPresent();
  }

  @Test
  void otherTextIsNoToken() {
    String token = keys.token();
    assertThat(keys.exchange("")).isEmpty();
    assertThat(keys.exchange("for-scripts")).isEmpty();
    assertThat(keys.exchange(token + "x")).isEmpty();
    assertThat(keys.exchange(token.substring(1))).isEmpty();
    assertThat(keys.exchange(token)).as("a wrong one spoils nothing").isPresent();
  }

  @Test
  void ofManyWhoShowOneTokenAtOnceOneGetsASession() throws InterruptedException {
    String token = keys.token();
    AtomicInteger got = new AtomicInteger();
    CountDownLatch done = new CountDownLatch(16);
    for (int i = 0; i < 16; i++) {
      Thread.startVirtualThread(() -> {
        keys.exchange(token).ifPresent(session -> got.incrementAndGet());
        done.countDown();
      });
    }
    done.await();
    assertThat(got).hasValue(1);
  }

  @Test
  void secretsAreLongAndNeverTheSame() {
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < 1_000; i++) {
      String token = keys.token();
      assertThat(token).as("128 bits in base64").hasSize(22);
      Keys.PageSession session = keys.exchange(token).orElseThrow();
      assertThat(session.cookie()).as("256 bits").hasSize(43);
      assertThat(session.key()).as("256 bits").hasSize(43);
      assertThat(seen.add(token)).isTrue();
      assertThat(seen.add(session.cookie())).isTrue();
      assertThat(seen.add(session.key())).isTrue();
    }
  }

  @Test
  void emptyTokenForScriptsIsRefused() {
    assertThatIllegalArgumentException().isThrownBy(() -> new Keys("", now::get));
  }
}
