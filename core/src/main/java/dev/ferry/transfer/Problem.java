package dev.ferry.transfer;

import java.util.Optional;

/**
 * Everything that can go wrong between two peers, with the name it has on the wire and the exit
 * code of the command that ends with it. The one table of docs/protocol.md and of the manual; an
 * exit code never changes its meaning.
 */
public enum Problem {
  /** Anything that no other constant names: a defect, usually. */
  FAILED("failed", 1, false),
  /** The command was not understood. */
  USAGE("usage", 2, false),
  /** The other side, or its person, said no. */
  DECLINED("declined", 3, false),
  /** Nobody answers there. */
  UNREACHABLE("unreachable", 4, true),
  /** Stopped before the end; what arrived is kept and {@code ferry resume} goes on. */
  INTERRUPTED("interrupted", 5, true),
  /** Bytes are not what their sender hashed, again and again. */
  VERIFICATION("verification", 6, true),
  /** The destination's disk is full. */
  NO_SPACE("no-space", 7, true),
  /** A known peer came with another key. */
  IDENTITY_CHANGED("identity-changed", 8, false),
  /** A wrong PIN, an expired link, or a peer that is not allowed in. */
  FORBIDDEN("forbidden", 9, false),
  /** A path of ours is missing, unreadable or not a file, folder or link. */
  SOURCE("source", 10, false),
  /** The transfer ended, but some files changed, vanished or were refused; they are named. */
  INCOMPLETE("incomplete", 11, false),
  /** Somebody is there who does not speak Ferry, or not this version of it. */
  NOT_FERRY("not-ferry", 12, false),
  /** The destination folder is gone or cannot be written. */
  DESTINATION("destination", 13, true),
  /** A path, range or limit that the protocol forbids. */
  BAD_REQUEST("bad-request", 14, false),
  /** A name exists and the chosen policy says to fail then. */
  CLASH("clash", 15, false),
  /** Too many tries, too much at once, or a port that is taken; it may be tried again later. */
  BUSY("busy", 16, true),
  /** No such transfer, share or file. */
  NOT_FOUND("not-found", 17, false),
  /** The transfer was cancelled by one of the two. */
  CANCELLED("cancelled", 18, false);

  private final String slug;
  private final int exitCode;
  private final boolean passing;

  Problem(String slug, int exitCode, boolean passing) {
    this.slug = slug;
    this.exitCode = exitCode;
    this.passing = passing;
  }

  /** Its name on the wire and in {@code --json}. */
  public String slug() {
    return slug;
  }

  /** What a command that ends with it returns to the shell. */
  public int exitCode() {
    return exitCode;
  }

  /** Whether it may pass by itself, so that waiting and trying again makes sense. */
  public boolean passing() {
    return passing;
  }

  /** The problem with this slug. */
  public static Optional<Problem> ofSlug(String slug) {
    for (Problem problem : values()) {
      if (problem.slug.equals(slug)) {
        return Optional.of(problem);
      }
    }
    return Optional.empty();
  }
}
