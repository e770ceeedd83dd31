package dev.ferry.peer;

import dev.ferry.identity.PinGate;
import dev.ferry.inbox.ClashPolicy;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * How a peer receives. Immutable.
 *
 * @param into the inbox; created if it is missing
 * @param listen where to listen
 * @param clash what happens to files that exist
 * @param clashFixed whether a sender's wish for files that exist does not count; if it does, then
 *     never the wish to replace them
 * @param unsafeLinks whether links that lead out of what was sent are created
 * @param bytesPerSecond the most bytes a second over all transfers; 0 for no limit
 * @param pin the PIN that every offer needs, at least {@link PinGate#SHORTEST} characters; null if
 *     none is needed
 * @param oneAtATime whether apps of LocalSend are served one after the other, as they do
 *     themselves; others are told to wait
 */
public record ReceiveOptions(
    Path into,
    ListenOptions listen,
    ClashPolicy clash,
    boolean clashFixed,
    boolean unsafeLinks,
    long bytesPerSecond,
    @Nullable String pin,
    boolean oneAtATime) {
  /** Into this folder, on the usual port, keeping both files where names clash. */
  public static ReceiveOptions into(Path folder) {
    return new ReceiveOptions(
        folder, ListenOptions.standard(), ClashPolicy.KEEP_BOTH, false, false, 0, null, false);
  }

  /** The same, listening elsewhere. */
  public ReceiveOptions withListen(ListenOptions other) {
    return new ReceiveOptions(
        into, other, clash, clashFixed, unsafeLinks, bytesPerSecond, pin, oneAtATime);
  }

  /** The same with another policy, which holds whatever a sender wishes. */
  public ReceiveOptions withClash(ClashPolicy policy) {
    return new ReceiveOptions(
        into, listen, policy, true, unsafeLinks, bytesPerSecond, pin, oneAtATime);
  }

  /** The same with links that lead outside created or not. */
  public ReceiveOptions withUnsafeLinks(boolean allowed) {
    return new ReceiveOptions(
        into, listen, clash, clashFixed, allowed, bytesPerSecond, pin, oneAtATime);
  }

  /** The same with a limit in bytes a second, 0 for none. */
  public ReceiveOptions withLimit(long limit) {
    return new ReceiveOptions(into, listen, clash, clashFixed, unsafeLinks, limit, pin, oneAtATime);
  }

  /** The same with a PIN that every offer needs, or null for none. */
  public ReceiveOptions withPin(@Nullable String secret) {
    return new ReceiveOptions(
        into, listen, clash, clashFixed, unsafeLinks, bytesPerSecond, secret, oneAtATime);
  }

  /** The same with apps of LocalSend served one after the other, or all at once. */
  public ReceiveOptions withOneAtATime(boolean one) {
    return new ReceiveOptions(
        into, listen, clash, clashFixed, unsafeLinks, bytesPerSecond, pin, one);
  }

  /** Nothing of the secret. */
  @Override
  public String toString() {
    return "ReceiveOptions[" + into + "]";
  }
}
