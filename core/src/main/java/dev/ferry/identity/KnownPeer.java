package dev.ferry.identity;

import java.time.Instant;

/**
 * A peer this home has dealt with. Immutable.
 *
 * @param fingerprint who it is
 * @param alias what it called itself last, bounded, not escaped
 * @param address where it was last, as {@code host:port}; empty if that is not known
 * @param trusted whether the person said that it may be trusted
 * @param firstSeen when it was first remembered
 * @param lastSeen when it was last remembered
 */
public record KnownPeer(
    Fingerprint fingerprint,
    String alias,
    String address,
    boolean trusted,
    Instant firstSeen,
    Instant lastSeen) {}
