package dev.ferry.page.guest;

import java.util.Optional;
import java.util.Set;

/**
 * What can be asked for below {@code /g/LINK}; there is nothing else at this listener but the parts
 * of the page. What stands behind a route's word is given to its endpoint.
 */
enum GuestRoute {
  /** The page itself. */
  PAGE("", Tail.NONE, "GET HEAD", Lock.OPEN),
  /** What the link opens. */
  INFO("info", Tail.NONE, "GET", Lock.OPEN),
  /** Gives the PIN. */
  PIN("pin", Tail.NONE, "POST", Lock.OPEN),
  /** What lies in a folder. */
  ENTRIES("entries", Tail.NONE, "GET", Lock.PIN),
  /** One file. */
  FILE("files", Tail.PATH, "GET HEAD", Lock.PIN),
  /** Everything, or a folder, in one file. */
  ZIP("zip", Tail.NONE, "GET HEAD", Lock.PIN),
  /** Offers something to the owner. */
  OFFER("uploads", Tail.NONE, "POST", Lock.PIN),
  /** How an upload stands; ends it. */
  UPLOAD("uploads", Tail.ID, "GET DELETE", Lock.PIN),
  /** Bytes of an upload. */
  PAYLOAD("payload", Tail.ID, "PUT", Lock.PIN),
  /** Nothing more comes. */
  DONE("done", Tail.ID, "POST", Lock.PIN);

  /** What stands behind the word. */
  private enum Tail {
    NONE,
    ID,
    PATH
  }

  /** What a guest shows beside the link. */
  private enum Lock {
    OPEN,
    PIN
  }

  private final String word;
  private final Tail tail;
  private final String methods;
  private final Lock lock;

  GuestRoute(String word, Tail tail, String methods, Lock lock) {
    this.word = word;
    this.tail = tail;
    this.methods = methods;
    this.lock = lock;
  }

  /**
   * A route with what stands behind its word.
   *
   * @param tail an id or a path, as it was sent; empty if there is none
   */
  record Match(GuestRoute route, String tail) {}

  /** The route of what stands behind {@code /g/LINK/}; empty if there is none. */
  static Optional<Match> of(String rest) {
    int slash = rest.indexOf('/');
    String word = slash < 0 ? rest : rest.substring(0, slash);
    String tail = slash < 0 ? "" : rest.substring(slash + 1);
    for (GuestRoute route : values()) {
      if (route.word.equals(word) && route.takes(tail)) {
        return Optional.of(new Match(route, tail));
      }
    }
    return Optional.empty();
  }

  private boolean takes(String rest) {
    return switch (tail) {
      case NONE -> rest.isEmpty();
      case ID -> !rest.isEmpty() && rest.indexOf('/') < 0;
      case PATH -> !rest.isEmpty();
    };
  }

  /** How it can be called, HEAD beside GET. */
  Set<String> methods() {
    return Set.of(methods.split(" "));
  }

  /** Whether a link with a PIN shows it only to who gave that. */
  boolean needsPin() {
    return lock == Lock.PIN;
  }

  /** Whether pages of others may lead here: a link is opened from wherever it was sent. */
  boolean isEntrance() {
    return this == PAGE;
  }

  /** Its path below the link, for a message or a test. */
  String template() {
    return switch (tail) {
      case NONE -> word;
      case ID -> word + "/{id}";
      case PATH -> word + "/{path}";
    };
  }
}
