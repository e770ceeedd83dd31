package dev.ferry.localsend;

import dev.ferry.json.MalformedException;

/** How a device's server is spoken to. */
public enum Scheme {
  /** In the clear. */
  HTTP,
  /** Over TLS. */
  HTTPS;

  /** The word on the wire. */
  public String word() {
    return switch (this) {
      case HTTP -> "http";
      case HTTPS -> "https";
    };
  }

  /** The scheme of a word from the wire. */
  static Scheme of(String word) throws MalformedException {
    return switch (word) {
      case "http" -> HTTP;
      case "https" -> HTTPS;
      default -> throw new MalformedException("\"protocol\" is neither http nor https");
    };
  }
}
