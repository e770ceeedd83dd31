package dev.ferry.cli;

import dev.ferry.cli.show.Style;
import dev.ferry.cli.show.Who;
import dev.ferry.identity.DisplayName;
import dev.ferry.peer.KnownPeerInfo;

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
}
