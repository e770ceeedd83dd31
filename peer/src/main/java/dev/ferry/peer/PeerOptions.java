package dev.ferry.peer;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * How to open a {@link Peer}. Immutable.
 *
 * @param home the folder that holds identity, known peers and history; null for {@code FERRY_HOME}
 *     or the platform's convention
 * @param alias the name shown to others; null for the one in the settings, at first the host's name
 */
public record PeerOptions(@Nullable Path home, @Nullable String alias) {
  /** The home and name of this account. */
  public static PeerOptions standard() {
    return new PeerOptions(null, null);
  }

  /** A home of its own: two homes on one machine are two peers. */
  public static PeerOptions at(Path home) {
    return new PeerOptions(home, null);
  }

  /** The same with another alias. */
  public PeerOptions withAlias(String name) {
    return new PeerOptions(home, name);
  }
}
