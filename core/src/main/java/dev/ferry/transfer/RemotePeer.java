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
 * @param protocol in which it talks to this peer
 */
public record RemotePeer(
    String alias,
    Fingerprint fingerprint,
    String address,
    Standing standing,
    boolean proven,
    PeerProtocol protocol) {

  /** One that speaks Ferry's protocol, and proved its fingerprint unless its standing says not. */
  public RemotePeer(String alias, Fingerprint fingerprint, String address, Standing standing) {
    this(alias, fingerprint, address, standing, standing != Standing.UNPROVEN, PeerProtocol.DIRECT);
  }

  /**
   * One that showed no certificate, as LocalSend allows.
   *
   * @param standing {@link Standing#UNPROVEN}, or {@link Standing#CHANGED} if it uses a name that
   *     is another's
   */
  public static RemotePeer unproven(String alias, String address, Standing standing) {
    return new RemotePeer(
        alias, Fingerprint.random(), address, standing, false, PeerProtocol.LOCALSEND);
  }

  /**
   * A browser that has opened a guest link.
   *
   * @param key stands for what only this browser knows, so that it can come back to what it sends
   * @param host where it calls from
   */
  public static RemotePeer guest(Fingerprint key, String host) {
    return new RemotePeer(
        "guest at " + host, key, host, Standing.UNPROVEN, false, PeerProtocol.BROWSER);
  }

  /** The same, that talks LocalSend's protocol. */
  public RemotePeer overLocalSend() {
    return new RemotePeer(alias, fingerprint, address, standing, proven, PeerProtocol.LOCALSEND);
  }
}
