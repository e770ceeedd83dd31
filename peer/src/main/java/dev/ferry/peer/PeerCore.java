package dev.ferry.peer;

import dev.ferry.direct.DirectClient;
import dev.ferry.identity.Identity;
import dev.ferry.localsend.DeviceInfo;
import dev.ferry.localsend.DeviceType;
import dev.ferry.localsend.DiscoveryOptions;
import dev.ferry.localsend.OpenPushes;
import dev.ferry.localsend.Scheme;
import dev.ferry.store.Home;

/**
 * What all parts of one peer share. Thread-safe.
 *
 * @param home where everything is kept
 * @param identity its key and certificate
 * @param alias the name it shows
 * @param watchers who hears events
 * @param book whom it has met
 * @param connections those it has opened, so that closing the peer can end them
 * @param driving the transfers that this side drives at the moment
 * @param pushes what is being sent to devices of LocalSend, which may cancel it
 * @param network how the network around it is listened to
 */
record PeerCore(
    Home home,
    Identity identity,
    String alias,
    Watchers watchers,
    PeerBook book,
    Connections connections,
    Driving driving,
    OpenPushes pushes,
    DiscoveryOptions network) {
  /**
   * What this peer says of itself in LocalSend's words. Does not block.
   *
   * @param port where it can be called; 0 if nowhere
   * @param shares whether something can be got there
   */
  DeviceInfo describe(int port, boolean shares) {
    return DeviceInfo.ferry(
        alias,
        DeviceType.HEADLESS,
        identity.fingerprint(),
        port,
        Scheme.HTTPS,
        shares,
        DirectClient.VERSION);
  }

  /** A peer that has just been opened. */
  static PeerCore of(Home home, Identity identity, String alias, DiscoveryOptions network) {
    PeerBook book = PeerBook.in(home);
    Connections connections = new Connections(identity, alias, book);
    return new PeerCore(
        home,
        identity,
        alias,
        new Watchers(),
        book,
        connections,
        new Driving(),
        new OpenPushes(),
        network);
  }
}
