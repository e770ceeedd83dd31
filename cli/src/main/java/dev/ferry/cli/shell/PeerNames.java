package dev.ferry.cli.shell;

import dev.ferry.identity.DisplayName;
import dev.ferry.peer.KnownPeerInfo;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;

/** Names by which peers can be meant. */
final class PeerNames {
  private PeerNames() {}

  /**
   * Names of those who are near or were met before, each with a word about that. Those that cannot
   * be typed as they are, would be taken for an option, or would fool a terminal, are left out.
   */
  static Map<String, String> of(Resident resident) {
    Map<String, String> names = new TreeMap<>();
    try {
      for (KnownPeerInfo known : resident.peer().known()) {
        add(names, known.alias(), "met before");
      }
    } catch (IOException e) {
      // Those who are near are enough.
      names.clear();
    }
    resident.neighbours().all().forEach(peer -> add(names, peer.alias(), "near"));
    return names;
  }

  private static void add(Map<String, String> names, String alias, String what) {
    if (!alias.isBlank() && !alias.startsWith("-") && DisplayName.escape(alias).equals(alias)) {
      names.put(alias, what);
    }
  }
}
