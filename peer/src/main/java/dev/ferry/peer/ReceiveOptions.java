package dev.ferry.peer;

import dev.ferry.inbox.ClashPolicy;
import java.nio.file.Path;

/**
 * How a peer receives. Immutable.
 *
 * @param into the inbox; created if it is missing
 * @param listen where to listen
 * @param clash what happens to files that exist
 * @param mayUpdate whether a sender's wish to update existing files is honoured without asking
 * @param unsafeLinks whether links that lead out of what was sent are created
 * @param bytesPerSecond the most bytes a second over all transfers; 0 for no limit
 */
public record ReceiveOptions(
    Path into,
    ListenOptions listen,
    ClashPolicy clash,
    boolean mayUpdate,
    boolean unsafeLinks,
    long bytesPerSecond) {
  /** Into this folder, on the usual port, keeping both files where names clash. */
  public static ReceiveOptions into(Path folder) {
    return new ReceiveOptions(
        folder, ListenOptions.standard(), ClashPolicy.KEEP_BOTH, false, false, 0);
  }

  /** The same, listening elsewhere. */
  public ReceiveOptions withListen(ListenOptions other) {
    return new ReceiveOptions(into, other, clash, mayUpdate, unsafeLinks, bytesPerSecond);
  }

  /** The same with another policy, which then also holds when a sender wishes otherwise. */
  public ReceiveOptions withClash(ClashPolicy policy) {
    return new ReceiveOptions(
        into, listen, policy, policy == ClashPolicy.UPDATE, unsafeLinks, bytesPerSecond);
  }

  /** The same with links that lead outside created or not. */
  public ReceiveOptions withUnsafeLinks(boolean allowed) {
    return new ReceiveOptions(into, listen, clash, mayUpdate, allowed, bytesPerSecond);
  }

  /** The same with a limit in bytes a second, 0 for none. */
  public ReceiveOptions withLimit(long limit) {
    return new ReceiveOptions(into, listen, clash, mayUpdate, unsafeLinks, limit);
  }
}
