package dev.ferry.transfer;

import dev.ferry.identity.Fingerprint;
import dev.ferry.identity.Standing;

/**
 * Who is at the other end: the fingerprint is proved by the handshake, the alias is only claimed.
 *
 * @param alias the name it gives itself, not escaped
 * @param fingerprint of the certificate it proved to hold the key of; if it proved none, a random
 *     one that tells it apart from everybody else, and is not to be shown or kept as its name
 * @param address host and port where it takes calls; the host alone of a peer that called here and
 *     did not say which port that is
 * @param standing what this home knows about it
 * @param proven whether it proved its fingerprint
 */
public record RemotePeer(
    String alias, Fingerprint fingerprint, String address, Standing standing, boolean proven) {

  /** One that proved its fingerprint, unless its standing says that it did not. */
  public RemotePeer(String alias, Fingerprint fingerprint, String address, Standing standing) {
    this(alias, fingerprint, address, standing, standing != Standing.UNPROVEN);
  }

  /**
   * One that showed no certificate.
   *
   * @param standing {@link Standing#UNPROVEN}, or {@link Standing#CHANGED} if it uses a name that
   *     is another's
   */
  public static RemotePeer unproven(String alias, String address, Standing standing) {
    return new RemotePeer(alias, Fingerprint.random(), address, standing, false);
  }
}
