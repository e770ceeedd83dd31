package dev.ferry.transfer;

import dev.ferry.payload.StageMeter.Stage;
import java.util.Map;

/**
 * What a sending side says of itself when it seals. It is believed as far as it can be shown;
 * nothing depends on it. Immutable.
 *
 * @param waited nanoseconds that it waited in each stage; empty if it does not say
 * @param latency the round trips that it measured
 */
public record SenderReport(Map<Stage, Long> waited, Latency latency) {
  /** It says nothing. */
  public static final SenderReport NONE = new SenderReport(Map.of(), Latency.NONE);

  /** Takes a copy. */
  public SenderReport {
    waited = Map.copyOf(waited);
  }
}
