package dev.ferry.bench;

import java.util.ArrayList;
import java.util.List;

/**
 * One timed run.
 *
 * @param seconds from the start of the client to its end
 * @param cpuSeconds of client and servers
 * @param clientMemory most resident at any time, bytes; 0 if the client was too quick to be seen
 * @param serverMemory most resident at any time since the servers started, bytes
 */
record Measurement(double seconds, double cpuSeconds, long clientMemory, long serverMemory) {

  /** The middle value; for an even number of values the lower of the two. */
  static double median(List<Double> values) {
    List<Double> sorted = new ArrayList<>(values);
    sorted.sort(null);
    return sorted.isEmpty() ? Double.NaN : sorted.get((sorted.size() - 1) / 2);
  }
}
