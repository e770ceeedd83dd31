package dev.ferry.peer;

import dev.ferry.peer.Finding.Topic;
import java.util.List;
import java.util.stream.Collectors;

/** Who was found near. */
final class NearCheck {
  private static final int MOST = 5;
  private static final int LONGEST_NAME = 40;

  private NearCheck() {}

  /** What it means who was found. */
  static List<Finding> findings(List<NearPeer> near) {
    if (near.isEmpty()) {
      return List.of(
          Finding.note(
                  Topic.NEAR,
                  "nobody was found in two seconds",
                  "is the other device awake, its app open, and in the same Wi-Fi? Guest networks"
                      + " keep devices apart. ferry peers --scan asks every address; an address"
                      + " that is typed always works")
              .with("peers", 0));
    }
    String named =
        near.stream()
            .limit(MOST)
            .map(peer -> shortened(peer.alias()) + " at " + peer.address())
            .collect(Collectors.joining(", "));
    String more = near.size() > MOST ? " and " + (near.size() - MOST) + " more" : "";
    return List.of(Finding.ok(Topic.NEAR, named + more).with("peers", near.size()));
  }

  private static String shortened(String alias) {
    if (alias.isBlank()) {
      return "somebody without a name";
    }
    return alias.codePointCount(0, alias.length()) <= LONGEST_NAME
        ? alias
        : alias.substring(0, alias.offsetByCodePoints(0, LONGEST_NAME)) + "...";
  }
}
