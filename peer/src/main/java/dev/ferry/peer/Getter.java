package dev.ferry.peer;

import dev.ferry.manifest.BadPathException;
import dev.ferry.manifest.Entry;
import dev.ferry.manifest.RelativePath;
import dev.ferry.peer.StateMapping.Pick;
import dev.ferry.transfer.Decision;
import dev.ferry.transfer.OfferHeader;
import dev.ferry.transfer.Outcome;
import dev.ferry.transfer.PendingOffer;
import dev.ferry.transfer.Problem;
import dev.ferry.transfer.Receiver;
import dev.ferry.transfer.ShareInfo;
import dev.ferry.transfer.TransferException;
import dev.ferry.transfer.TransferId;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Looks into the shares of other peers and gets files and folders from them. Thread-safe; calls
 * block until the end.
 */
final class Getter {
  private final PeerCore core;
  private final PullDriver driver;

  Getter(PeerCore core, PullDriver driver) {
    this.core = core;
    this.driver = driver;
  }

  /** Walks what a peer shares. */
  void list(
      PeerAddress from,
      @Nullable String path,
      PinSource pin,
      TransportOptions transport,
      Consumer<RemoteFile> each)
      throws IOException {
    try (Connections.Connection connection = core.connections().connect(from, transport)) {
      PinKeeper pins = new PinKeeper(pin, connection.peer());
      new RemoteShares(connection, from, pins).walk(path, each);
    }
  }

  /** Gets everything that {@code options} names, one transfer for each path. */
  Outcome get(GetOptions options) throws IOException {
    try (Connections.Connection connection =
        core.connections().connect(options.from(), options.transport())) {
      PinKeeper pins = new PinKeeper(options.pin(), connection.peer());
      RemoteShares shares = new RemoteShares(connection, options.from(), pins);
      return new Visit(connection, options, pins, shares).get();
    }
  }

  /** One call of {@link #get}, over one connection. Used by one thread. */
  private final class Visit {
    private final Connections.Connection connection;
    private final GetOptions options;
    private final PinKeeper pins;
    private final RemoteShares shares;

    Visit(
        Connections.Connection connection,
        GetOptions options,
        PinKeeper pins,
        RemoteShares shares) {
      this.connection = connection;
      this.options = options;
      this.pins = pins;
      this.shares = shares;
    }

    Outcome get() throws IOException {
      if (options.paths().isEmpty()) {
        return pull(shares.only(), null);
      }
      Outcome last = null;
      for (String path : options.paths()) {
        last = getPath(path);
        if (last.problem() != null && last.problem() != Problem.INCOMPLETE) {
          return last;
        }
      }
      return Objects.requireNonNull(last);
    }

    private Outcome getPath(String text) throws IOException {
      RelativePath path = RemoteShares.parse(text);
      for (ShareInfo share : shares.all()) {
        try {
          return pull(share, path);
        } catch (TransferException e) {
          if (e.problem() != Problem.NOT_FOUND) {
            throw e;
          }
        }
      }
      throw shares.notShared(text);
    }

    private Outcome pull(ShareInfo share, @Nullable RelativePath path) throws IOException {
      RelativePath prefix = path == null ? null : path.parent();
      Pick pick = new Pick(share.id(), prefix, options.into().toAbsolutePath());
      String title = path == null ? share.title() : path.name();
      OfferHeader header = new OfferHeader(TransferId.random(), title, null, options.clash());
      Receiver.Rules rules = new Receiver.Rules(options.clash(), true, false);
      try (Receiver receiver = driver.receiver(pick, rules, options.transport())) {
        return switch (decide(receiver, header, share, path)) {
          case Decision.Accepted accepted ->
              driver.begin(connection, pick, accepted.incoming(), options.transport(), pins);
          case Decision.Declined declined -> new Outcome.Declined(declined.reason());
          case Decision.Done done -> new Outcome.Completed(done.receipt(), Outcome.Effort.NONE);
        };
      }
    }

    private Decision decide(
        Receiver receiver, OfferHeader header, ShareInfo share, @Nullable RelativePath path)
        throws IOException {
      RelativePath prefix = path == null ? null : path.parent();
      try (PendingOffer pending = receiver.beginAskedFor(header, connection.peer())) {
        shares.list(share, path, entry -> pending.add(picked(path, prefix, entry)));
        return receiver.decide(pending);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new InterruptedIOException("stopped");
      }
    }
  }

  /**
   * An entry under its name here. What was not asked for is refused: a sharer must not choose which
   * names appear on this side.
   */
  private static Entry picked(
      @Nullable RelativePath asked, @Nullable RelativePath prefix, Entry entry)
      throws TransferException {
    if (asked != null && !entry.path().equals(asked) && !entry.path().isUnder(asked)) {
      throw new TransferException(
          Problem.BAD_REQUEST,
          "the peer lists something that was not asked for; nothing was taken");
    }
    if (prefix == null) {
      return entry;
    }
    try {
      return entry.at(
          RelativePath.parse(entry.path().toString().substring(prefix.toString().length() + 1)));
    } catch (BadPathException e) {
      throw new IllegalStateException("a part of a good path is a good path", e);
    }
  }
}
