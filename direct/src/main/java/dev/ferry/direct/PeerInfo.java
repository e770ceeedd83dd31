package dev.ferry.direct;

import dev.ferry.identity.Fingerprint;

/**
 * Who answered.
 *
 * @param alias what it calls itself, not escaped
 * @param fingerprint what it proved
 */
public record PeerInfo(String alias, Fingerprint fingerprint) {}
