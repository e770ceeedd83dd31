package dev.ferry.peer;

import java.nio.file.Path;
import java.time.Instant;

/**
 * Something that a peer shares at the moment. Immutable.
 *
 * @param sharing the share; closing it ends it for all
 * @param options what is shared, and with whom
 * @param since when it began
 */
public record LiveShare(Sharing sharing, ShareOptions options, Instant since) {
  /** What a person would call it: the name of the first path, not escaped. */
  public String title() {
    Path first = options.paths().getFirst();
    Path name = first.getFileName();
    return name == null ? first.toString() : name.toString();
  }
}
