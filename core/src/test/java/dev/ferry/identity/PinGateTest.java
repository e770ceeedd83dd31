package dev.ferry.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ferry.identity.PinGate.Verdict;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PinGateTest {
  private static final Fingerprint ALICE = Fingerprint.ofDer(new byte[] {1});
  private static final String PIN = "271828";

  private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 5_000_000_000L);
  private final PinGate gate = new PinGate(PIN, nanos::get);

  @Test
  void rightPinOpens() throws Exception {
    assertThat(gate.attempt(ALICE, address("10.0.0.1"), PIN)).isEqualTo(new Verdict.Right());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "2718", "2718281", "271829", " 271828", "\u0660"})
  void anythingElseDoesNot(String given) throws Exception {
    assertThat(gate.attempt(ALICE, address("10.0.0.1"), given))
        .isEqualTo(new Verdict.Wrong(2, Duration.ZERO));
  }

  @Test
  void afterThreeTriesTheDelayGrowsUpToAnHourAndIsNeverShortened() throws Exception {
    assertThat(wrong()).isEqualTo(new Verdict.Wrong(2, Duration.ZERO));
    assertThat(wrong()).isEqualTo(new Verdict.Wrong(1, Duration.ZERO));
    Duration expected = Duration.ofSeconds(10);
    for (int i = 0; i < 12; i++) {
      assertThat(wrong()).isEqualTo(new Verdict.Wrong(0, expected));
      assertThat(right()).isEqualTo(new Verdict.TooEarly(expected));
      pass(expected.minusNanos(1));
      assertThat(right()).isEqualTo(new Verdict.TooEarly(Duration.ofNanos(1)));
      pass(Duration.ofNanos(1));
      expected = min(expected.multipliedBy(2), Duration.ofHours(1));
    }
    assertThat(expected).isEqualTo(Duration.ofHours(1));
    assertThat(right()).isEqualTo(new Verdict.Right());
    assertThat(wrong()).isEqualTo(new Verdict.Wrong(2, Duration.ZERO));
  }

  @Test
  void newKeyFromTheSameAddressGetsNoNewTries() throws Exception {
    for (int i = 0; i < PinGate.TRIES; i++) {
      gate.attempt(Fingerprint.ofDer(new byte[] {9, (byte) i}), address("10.0.0.1"), "wrong");
    }
    assertThat(gate.attempt(ALICE, address("10.0.0.1"), PIN)).isInstanceOf(Verdict.TooEarly.class);
    assertThat(gate.attempt(null, address("10.0.0.1"), PIN)).isInstanceOf(Verdict.TooEarly.class);
    assertThat(gate.attempt(ALICE, address("10.0.0.2"), PIN)).isEqualTo(new Verdict.Right());
  }

  @Test
  void newAddressWithTheSameKeyGetsNoNewTries() throws Exception {
    for (int i = 1; i <= PinGate.TRIES; i++) {
      gate.attempt(ALICE, address("10.0.0." + i), "wrong");
    }
    assertThat(gate.attempt(ALICE, address("10.0.0.9"), PIN)).isInstanceOf(Verdict.TooEarly.class);
  }

  @Test
  void allAddressesOfOneIpv6NetworkAreOne() throws Exception {
    for (int i = 1; i <= PinGate.TRIES; i++) {
      gate.attempt(null, address("2001:db8:1:2::" + i), "wrong");
    }
    assertThat(gate.attempt(null, address("2001:db8:1:2:ffff::1"), PIN))
        .isInstanceOf(Verdict.TooEarly.class);
    assertThat(gate.attempt(null, address("2001:db8:1:3::1"), PIN)).isEqualTo(new Verdict.Right());
  }

  @Test
  void guesserWithManyKeysAndAddressesIsSlowedDownAndMemoryStaysBounded() throws Exception {
    int looked = 0;
    long start = nanos.get();
    for (int i = 0; i < 5000; i++) {
      Verdict verdict =
          gate.attempt(
              Fingerprint.ofDer(new byte[] {(byte) (i >> 8), (byte) i}),
              InetAddress.getByAddress(new byte[] {10, 1, (byte) (i >> 8), (byte) i}),
              "wrong");
      if (verdict instanceof Verdict.Wrong) {
        looked++;
      }
      pass(Duration.ofSeconds(1));
    }
    Duration took = Duration.ofNanos(nanos.get() - start);
    assertThat(took).isEqualTo(Duration.ofSeconds(5000));
    assertThat(looked).isLessThan(130);
    assertThat(gate.remembered()).isLessThanOrEqualTo(PinGate.MOST);
  }

  @Test
  void failuresAreForgottenAfterADay() throws Exception {
    wrong();
    wrong();
    pass(Duration.ofDays(1).plusNanos(1));
    assertThat(wrong()).isEqualTo(new Verdict.Wrong(2, Duration.ZERO));
  }

  @Test
  void manyTriesAtTheSameMomentAreStillThree() throws Exception {
    InetAddress here = address("10.0.0.1");
    for (int round = 0; round < 300; round++) {
      PinGate fresh = new PinGate(PIN, nanos::get);
      CyclicBarrier start = new CyclicBarrier(4);
      Callable<List<Verdict>> guesser =
          () -> {
            start.await();
            List<Verdict> verdicts = new ArrayList<>();
            for (int i = 0; i < PinGate.TRIES; i++) {
              verdicts.add(fresh.attempt(ALICE, here, "wrong"));
            }
            return verdicts;
          };
      List<Verdict> all = new ArrayList<>();
      try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
        for (Future<List<Verdict>> one : threads.invokeAll(Collections.nCopies(4, guesser))) {
          all.addAll(one.get());
        }
      }
      assertThat(all).filteredOn(Verdict.Wrong.class::isInstance).hasSize(PinGate.TRIES);
    }
  }

  @Test
  void shortPinIsRefusedAndRandomOnesAreSixDigits() {
    assertThatThrownBy(() -> new PinGate("123")).isInstanceOf(IllegalArgumentException.class);
    Set<String> pins = new HashSet<>();
    for (int i = 0; i < 50; i++) {
      assertThat(PinGate.randomPin()).matches("[0-9]{6}");
      pins.add(PinGate.randomPin());
    }
    assertThat(pins).hasSizeGreaterThan(45);
  }

  private Verdict wrong() throws Exception {
    return gate.attempt(ALICE, address("10.0.0.1"), "wrong");
  }

  private Verdict right() throws Exception {
    return gate.attempt(ALICE, address("10.0.0.1"), PIN);
  }

  private void pass(Duration time) {
    nanos.addAndGet(time.toNanos());
  }

  private static Duration min(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }

  private static InetAddress address(String literal) throws Exception {
    return InetAddress.getByName(literal);
  }
}
