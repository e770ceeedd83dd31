package dev.ferry.peer;

import dev.ferry.identity.Identity;
import dev.ferry.localsend.DiscoveryOptions;
import dev.ferry.localsend.OpenPushes;
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
    OpenPushes pushes,
    DiscoveryOptions network) {
  /** A peer that has just been opened. */
  static PeerCore of(Home home, Identity identity, String alias, DiscoveryOptions network) {
    PeerBook book = PeerBook.in(home);
    Connections connections = new Connections(identity, alias, book);
    return new PeerCore(
        home, identity, alias, new Watchers(), book, connections, new OpenPushes(), network);
  }
}
