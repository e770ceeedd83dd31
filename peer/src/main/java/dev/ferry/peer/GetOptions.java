package dev.ferry.peer;

import dev.ferry.inbox.ClashPolicy;
import java.nio.file.Path;
import java.util.List;

/**
 * What to get from a peer's shares, and where it goes. Immutable.
 *
 * @param from the peer, or a link to one share
 * @param paths paths as {@link Peer#list} shows them; empty for everything a link shares
 * @param into the folder where it lands
 * @param clash what happens to files that exist
 * @param pin asked for a PIN when the share needs one
 * @param transport how it travels
 */
public record GetOptions(
    PeerAddress from,
    List<String> paths,
    Path into,
    ClashPolicy clash,
    PinSource pin,
    TransportOptions transport) {
  /** Takes a copy of the list. */
  public GetOptions {
    paths = List.copyOf(paths);
  }

  /** Gets these paths, keeping both files where names clash, without a PIN. */
  public static GetOptions of(PeerAddress from, Path into, String... paths) {
    return new GetOptions(
        from,
        List.of(paths),
        into,
        ClashPolicy.KEEP_BOTH,
        PinSource.none(),
        TransportOptions.standard());
  }

  /** The same of other paths. */
  public GetOptions withPaths(List<String> others) {
    return new GetOptions(from, others, into, clash, pin, transport);
  }

  /** The same with another policy for files that exist. */
  public GetOptions withClash(ClashPolicy policy) {
    return new GetOptions(from, paths, into, policy, pin, transport);
  }

  /** The same with somebody who knows the PIN. */
  public GetOptions withPin(PinSource source) {
    return new GetOptions(from, paths, into, clash, source, transport);
  }

  /** The same over another transport. */
  public GetOptions withTransport(TransportOptions other) {
    return new GetOptions(from, paths, into, clash, pin, other);
  }
}
