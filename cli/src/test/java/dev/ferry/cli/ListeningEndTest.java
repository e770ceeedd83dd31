package dev.ferry.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ferry.cli.show.Samples;
import dev.ferry.manifest.FileKinds;
import dev.ferry.transfer.Direction;
import dev.ferry.transfer.Outcome;
import dev.ferry.transfer.Problem;
import dev.ferry.transfer.TransferEvent;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class ListeningEndTest {
  private final ListeningEnd listeningEnd = new ListeningEnd();

  @Test
  void onceEndsWithTheFirstThatCompletes() throws Exception {
    end(Samples.completed("x"));
    assertThat(listeningEnd.await(true, () -> false).code()).isEqualTo(11);
  }

  @Test
  void onceEndsBadlyWithOneThatFails() throws Exception {
    end(new Outcome.Failed(Problem.VERIFICATION, "x"));
    end(Samples.completed("x"));
    assertThat(listeningEnd.await(true, () -> false).code()).isEqualTo(6);
  }

  @Test
  void declinedOrInterruptedIsNoEnd() throws Exception {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<Ending> ending = threads.submit(() -> listeningEnd.await(true, () -> false));
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
      Future<Ending> ending = threads.submit(() -> listeningEnd.await(false, () -> false));
      end(Samples.completed("x"));
      assertThat(ending.isDone()).isFalse();
      listeningEnd.leave();
      assertThat(ending.get(10, TimeUnit.SECONDS).code()).isZero();
    }
  }

  @Test
  void onceLeavesToo() throws Exception {
    listeningEnd.leave();
    assertThat(listeningEnd.await(true, () -> false).code()).isZero();
    assertThat(new ListeningEnd().await(true, () -> true).code()).isZero();
  }

  @Test
  void whatAnEarlierRunLeftIsNoEndOfThisOne() throws Exception {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<Ending> ending = threads.submit(() -> listeningEnd.await(true, () -> false));
      listeningEnd.on(ended(new Outcome.Failed(Problem.CANCELLED, "dropped by its sender")));
      listeningEnd.on(ended(Samples.completed("recovered")));
      listeningEnd.on(
          new TransferEvent.Offered(
              Samples.ID, Direction.RECEIVE, Samples.peer("bob"), "x", null, 1, 1, 10, null));
      listeningEnd.on(ended(new Outcome.Failed(Problem.UNREACHABLE, "gone before the answer")));
      assertThat(ending.isDone()).isFalse();
      end(new Outcome.Failed(Problem.NO_SPACE, "x"));
      assertThat(ending.get(10, TimeUnit.SECONDS).code()).isEqualTo(7);
    }
  }

  @Test
  void goingOnWithWhatAnEarlierRunLeftCounts() throws Exception {
    listeningEnd.on(
        new TransferEvent.Accepted(
            Samples.ID, Direction.RECEIVE, Samples.peer("bob"), "", 1, 10, 5, FileKinds.NONE));
    listeningEnd.on(ended(new Outcome.Failed(Problem.NO_SPACE, "x")));
    assertThat(listeningEnd.await(true, () -> false).code()).isEqualTo(7);
  }

  @Test
  void whatThisSideDroveIsCountedBesideWhatOthersGoOnWith() {
    ListeningEnd mine = new ListeningEnd(Samples.ID::equals);
    for (ListeningEnd each : List.of(listeningEnd, mine)) {
      each.leave();
      end(each, new Outcome.Interrupted(Problem.INTERRUPTED, "stopped"));
    }
    assertThat(listeningEnd.resumable()).isEqualTo(1);
    assertThat(listeningEnd.resumableHere()).isZero();
    assertThat(mine.resumable()).isZero();
    assertThat(mine.resumableHere()).isEqualTo(1);
  }

  private void end(Outcome outcome) {
    end(listeningEnd, outcome);
  }

  private static void end(ListeningEnd listeningEnd, Outcome outcome) {
    listeningEnd.on(
        new TransferEvent.Accepted(
            Samples.ID, Direction.RECEIVE, Samples.peer("bob"), "", 1, 10, 0, FileKinds.NONE));
    listeningEnd.on(ended(outcome));
  }

  private static TransferEvent ended(Outcome outcome) {
    return new TransferEvent.Ended(
        Samples.ID, Direction.RECEIVE, Samples.peer("bob"), "x", outcome);
  }
}
