package dev.ferry.cli.show;

import dev.ferry.identity.DisplayName;
import dev.ferry.identity.Fingerprint;
import dev.ferry.identity.Standing;
import dev.ferry.transfer.RemotePeer;
import java.util.ArrayList;
import java.util.List;

/** Says who is at the other end, and how much that is worth. */
public final class Who {
  private static final int NAME = 40;

  private Who() {}

  /** Its alias, escaped and of bearable length; an empty one is said to be so. */
  public static String name(RemotePeer peer) {
    return name(peer.alias());
  }

  /** An alias, escaped and of bearable length. */
  public static String name(String alias) {
    return alias.isBlank() ? "(no name)" : Columns.shorten(DisplayName.escape(alias), NAME);
  }

  /** The eight words that two people compare. */
  public static String words(Fingerprint fingerprint) {
    return String.join(" ", fingerprint.words());
  }

  /** One word for a standing; the bad one is shouted. */
  public static String standing(Standing standing) {
    return switch (standing) {
      case UNPROVEN -> "unproven";
      case UNKNOWN -> "unknown";
      case KNOWN -> "known";
      case TRUSTED -> "trusted";
      case CHANGED -> "CHANGED";
    };
  }

  /** The same, coloured. */
  public static String standing(Standing standing, Style style) {
    String word = standing(standing);
    return switch (standing) {
      case UNPROVEN, UNKNOWN -> style.warning(word);
      case KNOWN -> word;
      case TRUSTED -> style.good(word);
      case CHANGED -> style.alarm(word);
    };
  }

  /** The lines that introduce a peer: name, address, standing, words, and what they mean. */
  public static List<String> introduce(RemotePeer peer, Style style) {
    String first =
        style.strong(name(peer))
            + " at "
            + DisplayName.escape(peer.address())
            + ", "
            + standing(peer.standing(), style)
            + meaning(peer);
    List<String> lines = new ArrayList<>(List.of(first));
    if (peer.proven()) {
      lines.add("  " + words(peer.fingerprint()));
    }
    if (peer.standing() == Standing.CHANGED) {
      lines.add("  " + style.alarm(alarm(peer)));
    }
    return List.copyOf(lines);
  }

  private static String meaning(RemotePeer peer) {
    if (!peer.proven()) {
      return ": it proves no identity, anybody may use this name";
    }
    return switch (peer.standing()) {
      case UNPROVEN -> "";
      case UNKNOWN -> ": a name proves nothing, these words do:";
      case KNOWN -> ": met before with these words:";
      case TRUSTED -> ", words:";
      case CHANGED -> ", words now:";
    };
  }

  /** The sentence for a peer that came with another key, or with none. */
  public static String alarm(RemotePeer peer) {
    if (!peer.proven()) {
      return "YOU TRUST A PEER CALLED "
          + name(peer)
          + ", BUT THIS ONE DOES NOT PROVE THAT IT IS THE SAME: it may be somebody else who uses the"
          + " name. Ask its owner to switch encryption on in the app.";
    }
    return "THE IDENTITY OF "
        + name(peer)
        + " HAS CHANGED: it may be another machine that uses the name. Ask its owner to read the"
        + " words of `ferry identity`; if they match, `ferry forget` it and meet it anew.";
  }
}
