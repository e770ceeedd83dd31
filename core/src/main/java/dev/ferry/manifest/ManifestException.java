package dev.ferry.manifest;

import java.io.IOException;

/**
 * A manifest breaks a rule and is refused as a whole; trying again does not help. The message says
 * which rule and never contains a path: paths come from peers, and whoever shows {@link #path}
 * escapes it.
 */
public final class ManifestException extends IOException {
  private static final long serialVersionUID = 1L;

  /** The rules a manifest can break. */
  public enum Reason {
    /** An entry does not come after the one before it. */
    OUT_OF_ORDER("its entries are not in order"),
    /** A path occurs twice. */
    DUPLICATE("it has the same path twice"),
    /** An entry lies below one that is a file or a link. */
    BELOW_A_FILE("it has an entry below a file or a link"),
    /** There are more entries than the limit allows. */
    TOO_MANY_ENTRIES("it has too many entries"),
    /** The files are larger together than the limit allows. */
    TOO_MANY_BYTES("its files are too large together"),
    /** The manifest takes more room than the limit allows. */
    TOO_LARGE("it takes too much room itself");

    private final String sentence;

    Reason(String sentence) {
      this.sentence = sentence;
    }
  }

  private final Reason reason;
  private final RelativePath path;

  ManifestException(Reason reason, RelativePath path) {
    super("the list of files is refused: " + reason.sentence);
    this.reason = reason;
    this.path = path;
  }

  /** Which rule was broken. */
  public Reason reason() {
    return reason;
  }

  /** The path of the entry that broke it, unescaped. */
  public RelativePath path() {
    return path;
  }
}
