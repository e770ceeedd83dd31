package dev.ferry.peer;

import dev.ferry.identity.Standing;
import org.jspecify.annotations.Nullable;

/**
 * A peer that a person may mean by a name: one that is near, or one that is trusted and away.
 * Immutable.
 *
 * @param alias its name, not escaped
 * @param standing what is known about it
 * @param address where it is, or was last; demands its key
 * @param near what is known of it from the network around; null if it is away
 */
public record NamedPeer(
    String alias, Standing standing, PeerAddress address, @Nullable NearPeer near) {}
