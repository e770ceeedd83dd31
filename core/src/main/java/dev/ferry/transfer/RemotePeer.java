package dev.ferry.transfer;

import dev.ferry.identity.Fingerprint;
import dev.ferry.identity.Standing;

/**
 * Who is at the other end: the fingerprint is proved by the handshake, the alias is only claimed.
 *
 * @param alias the name it gives itself, not escaped
 * @param fingerprint of the certificate it proved to hold the key of
 * @param address host and port where it takes calls; the host alone of a peer that called here and
 *     did not say which port that is
 * @param standing what this home knows about it
 */
public record RemotePeer(
    String alias, Fingerprint fingerprint, String address, Standing standing) {}
