package dev.ferry.peer.events;

import dev.ferry.peer.KnownPeerInfo;
import dev.ferry.peer.NearPeer;
import dev.ferry.peer.PingReport;
import dev.ferry.transfer.Latency;
import java.util.Locale;

/** Writes what is known of peers as docs/events.md says; each method returns {@code line}. */
public final class PeerJson {
  private PeerJson() {}

  /** Adds the fields of {@code near}. */
  public static JsonLine near(JsonLine line, NearPeer peer) {
    line.put("alias", peer.alias())
        .put("kind", peer.kind().name().toLowerCase(Locale.ROOT))
        .put("model", peer.model())
        .put("address", peer.address().toString());
    peer.key().ifPresent(key -> EventJson.fingerprint(line, key));
    return line.put("proven", peer.proven())
        .put("standing", EventWords.word(peer.standing()))
        .put("ferry", peer.ferry())
        .put("shares", peer.shares())
        .put("lastSeen", peer.lastSeen().toString());
  }

  /** Adds the fields of {@code peer}, one that was met before. */
  public static JsonLine known(JsonLine line, KnownPeerInfo peer) {
    return EventJson.fingerprint(line.put("alias", peer.alias()), peer.fingerprint())
        .put("standing", EventWords.word(peer.standing()))
        .put("address", peer.address())
        .put("lastSeen", peer.lastSeen().toString());
  }

  /** Adds the fields of {@code ping}, but for the verdict, which is words for people. */
  public static JsonLine ping(JsonLine line, PingReport report) {
    EventJson.peer(line, report.peer());
    times(line, "connect", report.connect());
    times(line, "handshake", report.handshake());
    times(line, "request", report.request());
    return report.up() < 0
        ? line
        : line.put("upBytesPerSecond", Math.round(report.up()))
            .put("downBytesPerSecond", Math.round(report.down()));
  }

  private static void times(JsonLine line, String name, Latency latency) {
    if (latency.isKnown()) {
      line.putObject(name, object -> EventJson.latency(object, latency));
    }
  }
}
