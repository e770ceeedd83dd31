package dev.ferry.cli.show;

import dev.ferry.payload.StageMeter.Stage;
import java.util.Map;
import java.util.Optional;

/**
 * Names what a transfer waited for most, from the stage meters of both sides. Time in the network
 * counts only as far as both sides waited there: one alone that waits is waiting for the other.
 */
public final class Bottleneck {
  private static final long WORTH_NAMING = 200_000_000L;

  private Bottleneck() {}

  /**
   * What limited a transfer, as in {@code receiver's disk}; empty if it was too short to tell.
   *
   * @param sender nanoseconds the sending side waited in each stage
   * @param receiver the same of the receiving side
   */
  public static Optional<String> of(Map<Stage, Long> sender, Map<Stage, Long> receiver) {
    String worst = "";
    long most = 0;
    for (Map.Entry<String, Long> candidate : candidates(sender, receiver).entrySet()) {
      if (candidate.getValue() > most) {
        most = candidate.getValue();
        worst = candidate.getKey();
      }
    }
    return most < WORTH_NAMING ? Optional.empty() : Optional.of(worst);
  }

  private static Map<String, Long> candidates(Map<Stage, Long> sender, Map<Stage, Long> receiver) {
    return Map.of(
        "sender's disk", waited(sender, Stage.DISK_READ),
        "sender's processor", waited(sender, Stage.HASH),
        "receiver's disk", waited(receiver, Stage.DISK_WRITE) + waited(receiver, Stage.DISK_READ),
        "receiver's processor", waited(receiver, Stage.HASH),
        "network", Math.min(waited(sender, Stage.NETWORK), waited(receiver, Stage.NETWORK)));
  }

  private static long waited(Map<Stage, Long> meter, Stage stage) {
    return meter.getOrDefault(stage, 0L);
  }
}
