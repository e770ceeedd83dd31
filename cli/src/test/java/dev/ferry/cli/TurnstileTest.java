package dev.ferry.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ferry.cli.show.Samples;
import dev.ferry.transfer.Direction;
import dev.ferry.transfer.Outcome;
import dev.ferry.transfer.Problem;
import dev.ferry.transfer.TransferEvent;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class TurnstileTest {
  private final Turnstile turnstile = new Turnstile();

  @Test
  void onceEndsWithTheFirstThatCompletes() throws Exception {
    end(Samples.completed("x"));
    assertThat(turnstile.await(true, () -> false).code()).isEqualTo(11);
  }

  @Test
  void onceEndsBadlyWithOneThatFails() throws Exception {
    end(new Outcome.Failed(Problem.VERIFICATION, "x"));
    end(Samples.completed("x"));
    assertThat(turnstile.await(true, () -> false).code()).isEqualTo(6);
  }

  @Test
  void declinedOrInterruptedIsNoEnd() throws Exception {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<Ending> ending = threads.submit(() -> turnstile.await(true, () -> false));
      end(new Outcome.Declined("no"));
      end(new Outcome.Interrupted(Problem.UNREACHABLE, "gone"));
      assertThat(ending.isDone()).isFalse();
      end(new Outcome.Failed(Problem.NO_SPACE, "x"));
      assertThat(ending.get(10, TimeUnit.SECONDS).code()).isEqualTo(7);
    }
  }

  @Test
  void listenerGoesOnUntilItLeaves() throws Exception {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<Ending> ending = threads.submit(() -> turnstile.await(false, () -> false));
      end(Samples.completed("x"));
      assertThat(ending.isDone()).isFalse();
      turnstile.leave();
      assertThat(ending.get(10, TimeUnit.SECONDS).code()).isZero();
    }
  }

  @Test
  void onceLeavesToo() throws Exception {
    turnstile.leave();
    assertThat(turnstile.await(true, () -> false).code()).isZero();
    assertThat(new Turnstile().await(true, () -> true).code()).isZero();
  }

  @Test
  void whatAnEarlierRunLeftIsNoEndOfThisOne() throws Exception {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<Ending> ending = threads.submit(() -> turnstile.await(true, () -> false));
      turnstile.on(ended(new Outcome.Failed(Problem.CANCELLED, "dropped by its sender")));
      turnstile.on(ended(Samples.completed("recovered")));
      turnstile.on(
          new TransferEvent.Offered(
              Samples.ID, Direction.RECEIVE, Samples.peer("bob"), "x", null, 1, 1, 10, null));
      turnstile.on(ended(new Outcome.Failed(Problem.UNREACHABLE, "gone before the answer")));
      assertThat(ending.isDone()).isFalse();
      end(new Outcome.Failed(Problem.NO_SPACE, "x"));
      assertThat(ending.get(10, TimeUnit.SECONDS).code()).isEqualTo(7);
    }
  }

  @Test
  void goingOnWithWhatAnEarlierRunLeftCounts() throws Exception {
    turnstile.on(
        new TransferEvent.Accepted(Samples.ID, Direction.RECEIVE, Samples.peer("bob"), 1, 10, 5));
    turnstile.on(ended(new Outcome.Failed(Problem.NO_SPACE, "x")));
    assertThat(turnstile.await(true, () -> false).code()).isEqualTo(7);
  }

  private void end(Outcome outcome) {
    turnstile.on(
        new TransferEvent.Accepted(Samples.ID, Direction.RECEIVE, Samples.peer("bob"), 1, 10, 0));
    turnstile.on(ended(outcome));
  }

  private static TransferEvent ended(Outcome outcome) {
    return new TransferEvent.Ended(
        Samples.ID, Direction.RECEIVE, Samples.peer("bob"), "x", outcome);
  }
}
