package dev.ferry.cli;

import dev.ferry.cli.show.Style;
import dev.ferry.cli.show.Who;
import dev.ferry.identity.DisplayName;
import dev.ferry.peer.KnownPeerInfo;
import dev.ferry.peer.events.EventJson;
import dev.ferry.peer.events.JsonLine;
import java.util.Locale;

/** Shows a peer that was met before. */
final class KnownPeerText {
  private KnownPeerText() {}

  /** Two lines: who, where and when; the words. */
  static String of(KnownPeerInfo peer, Style style) {
    return style.strong(Who.name(peer.alias()))
        + ", "
        + Who.standing(peer.standing(), style)
        + (peer.address().isEmpty() ? "" : ", at " + DisplayName.escape(peer.address()))
        + ", last seen "
        + Dates.minute(peer.lastSeen())
        + "\n  "
        + Who.words(peer.fingerprint());
  }

  /** The same for a program. */
  static JsonLine json(JsonLine line, KnownPeerInfo peer) {
    return EventJson.fingerprint(line.put("alias", peer.alias()), peer.fingerprint())
        .put("standing", peer.standing().name().toLowerCase(Locale.ROOT))
        .put("address", peer.address())
        .put("lastSeen", peer.lastSeen().toString());
  }
}
