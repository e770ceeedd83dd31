package dev.ferry.peer;

import dev.ferry.identity.DisplayName;
import dev.ferry.manifest.BadPathException;
import dev.ferry.manifest.EntrySink;
import dev.ferry.manifest.RelativePath;
import dev.ferry.transfer.Problem;
import dev.ferry.transfer.ShareInfo;
import dev.ferry.transfer.TransferException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What one peer shares with this one, as far as it can be seen. Used by one thread; blocks. */
final class RemoteShares {
  private final Connections.Connection connection;
  private final PeerAddress from;
  private final PinKeeper pins;

  /**
   * What the peer at the other end of {@code connection} shares.
   *
   * @param from how a person named it, perhaps as a link to one share
   */
  RemoteShares(Connections.Connection connection, PeerAddress from, PinKeeper pins) {
    this.connection = connection;
    this.from = from;
    this.pins = pins;
  }

  /** The shares to look into: the one a link names, or all that may be seen. */
  List<ShareInfo> all() throws IOException {
    String link = from.share();
    return link == null
        ? connection.client().shares(pins.known())
        : List.of(new ShareInfo(link, link, false, 0, 0, 0));
  }

  /**
   * The only share, under a title for a person.
   *
   * @throws TransferException with {@link Problem#USAGE} if there is not exactly one
   */
  ShareInfo only() throws IOException {
    List<ShareInfo> shares = all();
    if (shares.size() != 1) {
      throw new TransferException(
          Problem.USAGE,
          "that peer shares "
              + shares.size()
              + " things: name what to get; ferry ls "
              + from
              + " lists them");
    }
    return titled(shares.getFirst());
  }

  /**
   * A link's token is a secret, not a title: the first name behind it is what a person calls it.
   */
  private ShareInfo titled(ShareInfo share) throws IOException {
    if (!share.title().equals(share.id())) {
      return share;
    }
    List<String> names = new ArrayList<>();
    list(
        share,
        null,
        entry -> {
          if (entry.path().depth() == 1 && names.size() < 2) {
            names.add(entry.path().name());
          }
        });
    String title =
        names.isEmpty() ? "nothing" : names.getFirst() + (names.size() > 1 ? " and more" : "");
    return new ShareInfo(share.id(), title, share.locked(), 0, 0, 0);
  }

  /** Gives the entries at and below {@code path} in one share to {@code sink}; all if null. */
  void list(ShareInfo share, @Nullable RelativePath path, EntrySink sink) throws IOException {
    pins.with(share.locked(), given -> connection.client().list(share.id(), path, given, sink));
  }

  /** Walks all shares: what is at and below {@code path}, or the top level if it is null. */
  void walk(@Nullable String path, Consumer<RemoteFile> each) throws IOException {
    RelativePath below = path == null ? null : parse(path);
    boolean found = below == null;
    for (ShareInfo share : all()) {
      found |= walk(share, below, each);
    }
    if (!found) {
      throw notShared(String.valueOf(path));
    }
  }

  private boolean walk(ShareInfo share, @Nullable RelativePath below, Consumer<RemoteFile> each)
      throws IOException {
    try {
      list(
          share,
          below,
          entry -> {
            if (below != null || entry.path().depth() == 1) {
              each.accept(new RemoteFile(share.id(), entry));
            }
          });
      return true;
    } catch (TransferException e) {
      if (e.problem() == Problem.NOT_FOUND) {
        return false;
      }
      throw e;
    }
  }

  /** A path in a share as a person typed it. */
  static RelativePath parse(String path) throws TransferException {
    try {
      return RelativePath.parse(path.replaceAll("/+$", ""));
    } catch (BadPathException e) {
      throw new TransferException(
          Problem.USAGE, "not a path in a share: " + e.getMessage() + "; ferry ls lists them", e);
    }
  }

  /** Nothing is at a path in any share. */
  TransferException notShared(String path) {
    return new TransferException(
        Problem.NOT_FOUND,
        DisplayName.escape(connection.peer().alias())
            + " shares nothing called \""
            + DisplayName.escape(path)
            + "\" with this peer; ferry ls "
            + connection.peer().address()
            + " lists what it does");
  }
}
