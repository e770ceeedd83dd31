package dev.ferry.peer.events;

import dev.ferry.payload.StageMeter.Stage;
import dev.ferry.transfer.Direction;
import dev.ferry.transfer.Outcome;
import java.util.Map;
import java.util.Optional;

/**
 * Names what a transfer waited for most, from the stage meters of both sides. Time in the network
 * counts only as far as both sides waited there: one alone that waits is waiting for the other.
 */
public final class Bottleneck {
  private static final long WORTH_NAMING = 200_000_000L;
  private static final double NEARLY = 0.85;

  private Bottleneck() {}

  /**
   * What limited a transfer, as in {@code receiver's disk}; empty if it was too short to tell.
   *
   * @param sender nanoseconds the sending side waited in each stage; empty if that is not known
   *     here, and then nobody can tell it from the network
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
    long receiverDisk = waited(receiver, Stage.DISK_WRITE) + waited(receiver, Stage.DISK_READ);
    long receiverHash = waited(receiver, Stage.HASH);
    if (sender.isEmpty()) {
      return Map.of(
          "receiver's disk", receiverDisk,
          "receiver's processor", receiverHash,
          "network or sender", waited(receiver, Stage.NETWORK));
    }
    return Map.of(
        "sender's disk", waited(sender, Stage.DISK_READ),
        "sender's processor", waited(sender, Stage.HASH),
        "receiver's disk", receiverDisk,
        "receiver's processor", receiverHash,
        "network", Math.min(waited(sender, Stage.NETWORK), waited(receiver, Stage.NETWORK)));
  }

  private static long waited(Map<Stage, Long> meter, Stage stage) {
    return meter.getOrDefault(stage, 0L);
  }

  /** The two sides of a completed transfer, as far as this one knows them. */
  public record Sides(Map<Stage, Long> sender, Map<Stage, Long> receiver) {
    /** A sender has the receiver's account in the receipt, a receiver what the seal told. */
    public static Sides of(Direction direction, Outcome.Completed completed) {
      return direction == Direction.SEND
          ? new Sides(completed.effort().waited(), completed.receipt().waited())
          : new Sides(completed.effort().sender(), completed.effort().waited());
    }

    /**
     * What limited it.
     *
     * @param ownLimit the bytes a second that this side allowed; 0 for any number
     */
    public Optional<String> limit(long ownLimit, Outcome.Effort effort) {
      double speed = effort.sentBytes() / (Math.max(1, effort.nanos()) / 1e9);
      return ownLimit > 0 && speed > NEARLY * ownLimit
          ? Optional.of("--limit")
          : Bottleneck.of(sender, receiver);
    }
  }
}
