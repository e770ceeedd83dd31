package dev.ferry.localsend;

import dev.ferry.http.ClientTimes;
import java.time.Duration;

/**
 * How long a sender waits for a device.
 *
 * @param wire for connections and for the next bytes
 * @param decision for the answer to an offer: a person thinks
 * @param verdict for the answer to an upload, from its last byte on: the device may write it to its
 *     disk first
 * @param farewell for a cancel, which is only a courtesy
 */
record LocalSendTimes(ClientTimes wire, Duration decision, Duration verdict, Duration farewell) {
  /** What holds outside of tests. */
  static final LocalSendTimes STANDARD =
      new LocalSendTimes(
          ClientTimes.STANDARD, Duration.ofHours(1), Duration.ofMinutes(5), Duration.ofSeconds(3));

  /** No step takes longer than {@code limit}. */
  static LocalSendTimes within(Duration limit) {
    return new LocalSendTimes(new ClientTimes(limit, limit, limit), limit, limit, limit);
  }
}
