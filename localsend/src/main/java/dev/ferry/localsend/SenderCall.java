package dev.ferry.localsend;

import dev.ferry.http.Alarm;
import dev.ferry.http.Answer;
import dev.ferry.http.ClientTimes;
import dev.ferry.http.PinnedPeer;
import dev.ferry.http.Wire;
import dev.ferry.identity.Fingerprint;
import dev.ferry.identity.Identity;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells a sender that its session is over, at the port that it announced, as the apps do: over TLS
 * held to its key, or not at all.
 */
final class SenderCall {
  private static final Logger log = LoggerFactory.getLogger(SenderCall.class);

  private final Identity identity;
  private final Duration limit;

  /** Calls of at most {@code limit}. */
  SenderCall(Identity identity, Duration limit) {
    this.identity = identity;
    this.limit = limit;
  }

  /** Tells it; nothing happens if it cannot be told. Blocks for the limit at most. */
  void cancel(ReceiveSession session) {
    Optional<Fingerprint> key = session.sender().key();
    if (key.isEmpty()) {
      return;
    }
    ClientTimes times = new ClientTimes(limit, limit, limit);
    HttpUriRequestBase request =
        Wire.request("POST", "/api/localsend/v2/cancel?sessionId=" + session.id());
    try (Wire wire =
            new Wire(identity, session.sender().server(), new PinnedPeer(key.get()), 1, times);
        Alarm.Bell _ = wire.alarm().in(limit, request::cancel);
        Answer answer = wire.send(request)) {
      log.debug("a sender was told of the end of its session: {}", answer.status());
    } catch (IOException e) {
      log.debug("a sender could not be told of the end of its session", e);
    }
  }
}
