package dev.ferry.cli.show;

import dev.ferry.identity.DisplayName;
import dev.ferry.identity.Standing;
import dev.ferry.peer.NamedPeer;
import dev.ferry.peer.NearPeer;
import java.util.Locale;

/** Shows a peer that is near. */
public final class NearText {
  private static final int NAME = 28;
  private static final int KIND = 18;

  private NearText() {}

  /** One line with columns: name, kind, address, standing. */
  public static String line(NearPeer peer, Style style) {
    return Columns.pad(Columns.shorten(Who.name(peer.alias()), NAME), NAME)
        + "  "
        + Columns.pad(Columns.shorten(kind(peer), KIND), KIND)
        + "  "
        + Columns.pad(DisplayName.escape(peer.address().toString()), 21)
        + "  "
        + standing(peer, style);
  }

  /** The same of a trusted peer that is not near. */
  public static String away(NamedPeer peer, Style style) {
    return Columns.pad(Columns.shorten(Who.name(peer.alias()), NAME), NAME)
        + "  "
        + Columns.pad("not near", KIND)
        + "  "
        + Columns.pad(DisplayName.escape(peer.address().toString()), 21)
        + "  "
        + Who.standing(peer.standing(), style);
  }

  /** What it is, in a word or two. */
  public static String kind(NearPeer peer) {
    String model = peer.model();
    String maker =
        peer.ferry()
            ? "Ferry"
            : model == null || model.isBlank() ? "LocalSend" : DisplayName.escape(model);
    return word(peer.kind()) + ", " + maker;
  }

  private static String word(NearPeer.Kind kind) {
    return switch (kind) {
      case MOBILE -> "phone";
      case DESKTOP -> "computer";
      case WEB -> "browser";
      case HEADLESS -> "program";
      case SERVER -> "server";
    };
  }

  /** A key that is only said to be a trusted one's is not yet praised. */
  private static String standing(NearPeer peer, Style style) {
    if (peer.address().plain()) {
      return Who.standing(peer.standing(), style) + ", not encrypted";
    }
    boolean praised = peer.standing() == Standing.TRUSTED || peer.standing() == Standing.KNOWN;
    return praised && !peer.proven()
        ? Who.standing(peer.standing()) + " (not asked yet)"
        : Who.standing(peer.standing(), style);
  }

  /** The same for a program. */
  public static JsonLine json(JsonLine line, NearPeer peer) {
    line.put("alias", peer.alias())
        .put("kind", peer.kind().name().toLowerCase(Locale.ROOT))
        .put("model", peer.model())
        .put("address", peer.address().toString());
    peer.key().ifPresent(key -> EventJson.fingerprint(line, key));
    return line.put("proven", peer.proven())
        .put("standing", peer.standing().name().toLowerCase(Locale.ROOT))
        .put("ferry", peer.ferry())
        .put("shares", peer.shares())
        .put("lastSeen", peer.lastSeen().toString());
  }
}
