package dev.ferry.cli.show;

import dev.ferry.identity.DisplayName;
import dev.ferry.identity.Standing;
import dev.ferry.peer.NamedPeer;
import dev.ferry.peer.NearPeer;
import java.util.List;

/** Shows a peer that is near. */
public final class NearText {
  /** Where nobody reads on a terminal, so wide. */
  public static final int USUAL = 120;

  private static final int WIDE = 95;
  private static final int MIDDLE = 70;
  private static final int LONGEST_NAME = 40;
  private static final int KIND = 18;
  private static final int SHORT_KIND = 8;
  private static final int ADDRESS = 21;
  private static final int STANDING = 23;
  private static final int SHORT_STANDING = 15;
  private static final int GAPS = 6;
  private static final String GAP = "  ";

  private NearText() {}

  /** That it is near, in a sentence. */
  public static String sentence(NearPeer peer, Style style) {
    return style.strong(Who.name(peer.alias()))
        + " is near: "
        + kind(peer)
        + ", "
        + DisplayName.escape(peer.address().toString())
        + (peer.shares() ? ", shares something" : "");
  }

  /**
   * It in columns, name, kind, address and standing, on one line; or on two, the name on the first,
   * where that is too narrow to show them whole.
   *
   * @param width the columns that no line exceeds
   */
  public static List<String> lines(NearPeer peer, int width, Style style) {
    return new Facts(
            Who.name(peer.alias()),
            kind(peer),
            word(peer.kind()),
            DisplayName.escape(peer.address().toString()),
            standing(peer, Style.plain()),
            standing(peer, style))
        .lines(width);
  }

  /** The same of a trusted peer that is not near. */
  public static List<String> away(NamedPeer peer, int width, Style style) {
    return new Facts(
            Who.name(peer.alias()),
            "not near",
            "not near",
            DisplayName.escape(peer.address().toString()),
            Who.standing(peer.standing()),
            Who.standing(peer.standing(), style))
        .lines(width);
  }

  /** What is shown of a peer; the standing without colours, and with them. */
  private record Facts(
      String name, String kind, String word, String address, String standing, String coloured) {
    List<String> lines(int width) {
      int room =
          width >= WIDE
              ? Math.min(LONGEST_NAME, width - KIND - ADDRESS - STANDING - GAPS)
              : width - SHORT_KIND - ADDRESS - SHORT_STANDING - GAPS;
      int taken = room + Math.max(ADDRESS, Columns.of(address)) + Columns.of(standing) + GAPS;
      int kindRoom = width >= WIDE ? KIND : SHORT_KIND;
      boolean one = width >= MIDDLE && Columns.of(name) <= room && taken + kindRoom <= width;
      return one ? List.of(one(room, kindRoom)) : two(width);
    }

    private String one(int nameRoom, int kindRoom) {
      String what = kindRoom < KIND ? word : Columns.shorten(kind, kindRoom);
      return Columns.pad(name, nameRoom)
          + GAP
          + Columns.pad(what, kindRoom)
          + GAP
          + Columns.pad(address, ADDRESS)
          + GAP
          + coloured;
    }

    private List<String> two(int width) {
      int room = width - Columns.of(address) - Columns.of(standing) - 2 * GAP.length();
      String facts =
          room >= SHORT_KIND
              ? (Columns.of(kind) <= room ? kind : Columns.shorten(word, room))
                  + GAP
                  + address
                  + GAP
                  + coloured
              : Columns.shorten(address + GAP + standing, width);
      return List.of(Columns.shorten(name, width), facts);
    }
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
}
