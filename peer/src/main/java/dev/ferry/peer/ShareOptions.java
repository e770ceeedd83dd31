package dev.ferry.peer;

import java.nio.file.Path;
import java.util.List;

/**
 * What to share, with whom. Immutable.
 *
 * @param paths files and folders
 * @param access who may see and get it
 * @param filter which entries below the paths are in it
 * @param listen where to listen
 * @param bytesPerSecond the most bytes a second over all who get it; 0 for no limit
 */
public record ShareOptions(
    List<Path> paths,
    Access access,
    SendOptions.Filter filter,
    ListenOptions listen,
    long bytesPerSecond) {
  /** Takes a copy of the list. */
  public ShareOptions {
    paths = List.copyOf(paths);
  }

  /** Who may get a share. */
  public enum Access {
    /** Only peers that this home trusts. */
    TRUSTED,
    /** Everybody who can reach this peer. */
    PUBLIC,
    /** Whoever gives the PIN that {@link Sharing#pin} tells. */
    PIN,
    /** Whoever holds the unguessable link that {@link Sharing#links} tells; it is never listed. */
    LINK
  }

  /** Shares these with whoever {@code access} lets in, on the usual port. */
  public static ShareOptions of(Access access, Path... paths) {
    return new ShareOptions(
        List.of(paths), access, SendOptions.Filter.everything(), ListenOptions.standard(), 0);
  }

  /** The same, listening elsewhere. */
  public ShareOptions withListen(ListenOptions other) {
    return new ShareOptions(paths, access, filter, other, bytesPerSecond);
  }

  /** The same with another choice of entries. */
  public ShareOptions withFilter(SendOptions.Filter other) {
    return new ShareOptions(paths, access, other, listen, bytesPerSecond);
  }

  /** The same with a limit in bytes a second, 0 for none. */
  public ShareOptions withLimit(long limit) {
    return new ShareOptions(paths, access, filter, listen, limit);
  }
}
