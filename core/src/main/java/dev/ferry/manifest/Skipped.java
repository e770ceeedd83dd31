package dev.ferry.manifest;

/**
 * Something that a scanner found and left out.
 *
 * @param path where it is, beginning with its root's name; unescaped, and with U+FFFD for what is
 *     not UTF-8
 * @param reason why
 */
public record Skipped(String path, Reason reason) {
  /** Why something is left out. */
  public enum Reason {
    /** Its permissions, or its disk, do not let it be read. */
    UNREADABLE("it cannot be read"),
    /** It is neither file nor folder nor link. */
    SPECIAL("it is a FIFO, a socket or a device"),
    /** Its name, or its target if it is a link, is not valid UTF-8. */
    NOT_UTF8("its name or target is not valid UTF-8"),
    /** Its path is longer than paths can be. */
    PATH_TOO_LONG("its path is too long"),
    /** A link that is to be followed leads to a folder that it lies in, or to itself. */
    LOOP("it is a link that leads back to a folder it lies in"),
    /** A link that is to be followed leads nowhere. */
    DANGLING("it is a link to something that does not exist"),
    /** It was there when its folder was listed, and gone a moment later. */
    VANISHED("it vanished while it was looked at");

    private final String sentence;

    Reason(String sentence) {
      this.sentence = sentence;
    }

    /** Fit for a screen, in lower case, without a full stop. */
    public String sentence() {
      return sentence;
    }
  }
}
