package dev.ferry.peer.events;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ferry.payload.StageMeter.Stage;
import dev.ferry.transfer.Direction;
import dev.ferry.transfer.Outcome;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BottleneckTest {
  private static final long SECOND = 1_000_000_000L;

  @Test
  void senderThatWaitsForItsDiskIsLimitedByIt() {
    assertThat(
            Bottleneck.of(
                Map.of(Stage.DISK_READ, 5 * SECOND, Stage.NETWORK, SECOND),
                Map.of(Stage.NETWORK, 6 * SECOND)))
        .contains("sender's disk");
  }

  @Test
  void senderThatWaitsForTheNetworkBecauseTheReceiverWritesIsLimitedByThatDisk() {
    assertThat(
            Bottleneck.of(
                Map.of(Stage.DISK_READ, SECOND, Stage.NETWORK, 8 * SECOND),
                Map.of(Stage.NETWORK, SECOND, Stage.DISK_WRITE, 7 * SECOND)))
        .contains("receiver's disk");
  }

  @Test
  void networkIsNamedOnlyIfBothWaitForIt() {
    assertThat(
            Bottleneck.of(
                Map.of(Stage.DISK_READ, SECOND, Stage.NETWORK, 8 * SECOND),
                Map.of(Stage.NETWORK, 7 * SECOND, Stage.DISK_WRITE, SECOND)))
        .contains("network");
  }

  @Test
  void receiverThatKnowsItselfOnlySaysSo() {
    assertThat(Bottleneck.of(Map.of(), Map.of(Stage.NETWORK, 7 * SECOND, Stage.DISK_WRITE, SECOND)))
        .contains("network or sender");
    assertThat(Bottleneck.of(Map.of(), Map.of(Stage.NETWORK, SECOND, Stage.DISK_WRITE, 7 * SECOND)))
        .contains("receiver's disk");
  }

  @Test
  void hashingIsTheProcessors() {
    assertThat(Bottleneck.of(Map.of(Stage.HASH, SECOND), Map.of())).contains("sender's processor");
    assertThat(Bottleneck.of(Map.of(), Map.of(Stage.HASH, SECOND)))
        .contains("receiver's processor");
  }

  @Test
  void ownLimitIsNamedWhenItWasReached() {
    Outcome.Completed completed = Samples.completed("x");
    Bottleneck.Sides sides = Bottleneck.Sides.of(Direction.SEND, completed);
    assertThat(sides.limit(110_000_000, completed.effort())).contains("--limit");
    assertThat(sides.limit(200_000_000, completed.effort())).contains("receiver's disk");
    assertThat(sides.limit(0, completed.effort())).contains("receiver's disk");
  }

  @Test
  void shortTransferIsLimitedByNothingWorthNaming() {
    assertThat(Bottleneck.of(Map.of(Stage.DISK_READ, SECOND / 10), Map.of())).isEmpty();
    assertThat(Bottleneck.of(Map.of(), Map.of())).isEmpty();
  }
}
