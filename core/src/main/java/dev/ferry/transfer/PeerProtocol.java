package dev.ferry.transfer;

import java.util.Arrays;
import java.util.Optional;

/** In which protocol two peers talk to each other. */
public enum PeerProtocol {
  /** Ferry's own. */
  DIRECT("direct"),
  /** LocalSend's, as its apps do. */
  LOCALSEND("localsend"),
  /** A browser that has opened a guest link. */
  BROWSER("browser");

  private final String word;

  PeerProtocol(String word) {
    this.word = word;
  }

  /** The word for it in events and in the history. */
  public String word() {
    return word;
  }

  /** The one with this word; empty if there is none. */
  public static Optional<PeerProtocol> of(String word) {
    return Arrays.stream(values()).filter(protocol -> protocol.word.equals(word)).findFirst();
  }
}
