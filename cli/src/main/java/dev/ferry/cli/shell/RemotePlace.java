package dev.ferry.cli.shell;

import dev.ferry.peer.PeerAddress;
import java.util.ArrayList;
import java.util.List;

/**
 * Where {@code cd} has gone: a folder in what a peer shares. Immutable.
 *
 * @param peer the peer as it was typed, by which commands find it again
 * @param address where that is
 * @param path the folder's path as {@code ls} shows it; empty for the top
 */
record RemotePlace(String peer, PeerAddress address, String path) {
  /** The path that {@code typed} means, seen from here; empty for the top. */
  String resolve(String typed) {
    List<String> segments = new ArrayList<>();
    if (!typed.startsWith("/") && !path.isEmpty()) {
      segments.addAll(List.of(path.split("/", -1)));
    }
    for (String segment : typed.split("/", -1)) {
      if (segment.equals("..")) {
        if (!segments.isEmpty()) {
          segments.removeLast();
        }
      } else if (!segment.isEmpty() && !segment.equals(".")) {
        segments.add(segment);
      }
    }
    return String.join("/", segments);
  }

  /** The same peer's folder at {@code other}. */
  RemotePlace at(String other) {
    return new RemotePlace(peer, address, other);
  }

  /** As the prompt shows it, not escaped. */
  @Override
  public String toString() {
    return peer + ":/" + path;
  }
}
