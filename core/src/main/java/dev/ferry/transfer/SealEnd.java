package dev.ferry.transfer;

import dev.ferry.payload.Withdrawn;
import java.util.List;

/**
 * What a seal holds behind its hashes. Immutable.
 *
 * @param withdrawn the files that the sender takes back, because their sources changed
 * @param report what the sender says of itself
 */
public record SealEnd(List<Withdrawn> withdrawn, SenderReport report) {
  /** Takes a copy. */
  public SealEnd {
    withdrawn = List.copyOf(withdrawn);
  }
}
