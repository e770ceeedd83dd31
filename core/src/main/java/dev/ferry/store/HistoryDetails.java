package dev.ferry.store;

import io.avaje.jsonb.Json;
import java.util.List;
import java.util.Map;

/**
 * What was measured of a transfer, for whoever looks at it more closely. Immutable. Times are
 * nanoseconds.
 *
 * @param kinds how many files of each kind there were, by the kind's slug
 * @param firstByte from the decision to the first byte; -1 if none moved
 * @param roundTrips how many round trips were measured; 0 if none, and then the next three are 0
 * @param shortest the shortest of them
 * @param median the one in the middle
 * @param longest the longest
 * @param speedInterval how long each interval of {@code speed} is; 0 if there are none
 * @param speed the bytes that moved in each of a row of intervals
 * @param senderWaited how long the sending side waited in each stage; empty if that is not known
 * @param receiverWaited the same of the receiving side
 */
@Json
public record HistoryDetails(
    Map<String, Long> kinds,
    long firstByte,
    long roundTrips,
    long shortest,
    long median,
    long longest,
    long speedInterval,
    List<Long> speed,
    Map<String, Long> senderWaited,
    Map<String, Long> receiverWaited) {
  /** Refuses missing fields, and takes copies. */
  public HistoryDetails {
    Fields.required(kinds, speed, senderWaited, receiverWaited);
    kinds = Map.copyOf(kinds);
    speed = List.copyOf(speed);
    senderWaited = Map.copyOf(senderWaited);
    receiverWaited = Map.copyOf(receiverWaited);
  }
}
