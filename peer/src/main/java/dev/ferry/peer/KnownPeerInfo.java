package dev.ferry.peer;

import dev.ferry.identity.Fingerprint;
import dev.ferry.identity.Standing;
import java.time.Instant;

/**
 * A peer that this home has met.
 *
 * @param alias the name it last gave itself, not escaped
 * @param fingerprint its identity
 * @param standing known or trusted
 * @param address where it can be called, as far as is known: {@code host:port}, or empty if it only
 *     ever called here and did not say
 * @param lastSeen when
 */
public record KnownPeerInfo(
    String alias, Fingerprint fingerprint, Standing standing, String address, Instant lastSeen) {}
