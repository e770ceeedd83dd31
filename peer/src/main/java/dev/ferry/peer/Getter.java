package dev.ferry.peer;

import dev.ferry.direct.DirectPull;
import dev.ferry.identity.DisplayName;
import dev.ferry.manifest.BadPathException;
import dev.ferry.manifest.Entry;
import dev.ferry.manifest.EntrySink;
import dev.ferry.manifest.RelativePath;
import dev.ferry.peer.Journey.Pick;
import dev.ferry.store.OutgoingFolder;
import dev.ferry.store.OutgoingState;
import dev.ferry.store.OutgoingStore;
import dev.ferry.transfer.Approver;
import dev.ferry.transfer.Decision;
import dev.ferry.transfer.Flow;
import dev.ferry.transfer.Incoming;
import dev.ferry.transfer.OfferHeader;
import dev.ferry.transfer.Outcome;
import dev.ferry.transfer.PendingOffer;
import dev.ferry.transfer.Problem;
import dev.ferry.transfer.Receiver;
import dev.ferry.transfer.ShareInfo;
import dev.ferry.transfer.Throttle;
import dev.ferry.transfer.TransferException;
import dev.ferry.transfer.TransferId;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Gets files and folders from the shares of other peers, and goes on with what was interrupted.
 * Thread-safe; calls block until the end.
 */
final class Getter {
  private final Household household;
  private final OutgoingStore store;

  Getter(Household household) throws IOException {
    this.household = household;
    this.store = OutgoingStore.in(household.home());
  }

  /** Walks what a peer shares. */
  void list(
      PeerAddress from,
      @Nullable String path,
      PinSource pin,
      TransportOptions transport,
      Consumer<RemoteFile> each)
      throws IOException {
    RelativePath below = path == null ? null : parse(path);
    try (Household.Connection connection = household.connect(from, transport)) {
      PinKeeper pins = new PinKeeper(pin, connection.peer());
      boolean found = below == null;
      for (ShareInfo share : shares(connection, from, pins)) {
        found |= list(connection, share, below, pins, each);
      }
      if (!found) {
        throw notShared(String.valueOf(path), connection);
      }
    }
  }

  private static boolean list(
      Household.Connection connection,
      ShareInfo share,
      @Nullable RelativePath below,
      PinKeeper pins,
      Consumer<RemoteFile> each)
      throws IOException {
    EntrySink sink =
        entry -> {
          if (below != null || entry.path().depth() == 1) {
            each.accept(new RemoteFile(share.id(), entry));
          }
        };
    return found(() ->
        pins.with(
            share.locked(), given -> connection.client().list(share.id(), below, given, sink)));
  }

  /** Gets everything that {@code options} names, one transfer for each path. */
  Outcome get(GetOptions options) throws IOException {
    try (Household.Connection connection = household.connect(options.from(), options.transport())) {
      PinKeeper pins = new PinKeeper(options.pin(), connection.peer());
      List<ShareInfo> shares = shares(connection, options.from(), pins);
      if (options.paths().isEmpty()) {
        return getWhole(connection, options, pins, shares);
      }
      Outcome last = null;
      for (String path : options.paths()) {
        last = getPath(connection, options, pins, shares, path);
        if (last.problem() != null && last.problem() != Problem.INCOMPLETE) {
          return last;
        }
      }
      return Objects.requireNonNull(last);
    }
  }

  private Outcome getWhole(
      Household.Connection connection, GetOptions options, PinKeeper pins, List<ShareInfo> shares)
      throws IOException {
    if (shares.size() != 1) {
      throw new TransferException(
          Problem.USAGE,
          "that peer shares "
              + shares.size()
              + " things: name what to get; ferry ls "
              + options.from()
              + " lists them");
    }
    ShareInfo share = shares.getFirst();
    return pull(connection, options, pins, titled(connection, share, pins), null);
  }

  /**
   * A link's token is a secret, not a title: the first name behind it is what a person calls it.
   */
  private static ShareInfo titled(Household.Connection connection, ShareInfo share, PinKeeper pins)
      throws IOException {
    if (!share.title().equals(share.id())) {
      return share;
    }
    List<String> names = new ArrayList<>();
    pins.with(
        share.locked(),
        given ->
            connection
                .client()
                .list(
                    share.id(),
                    null,
                    given,
                    entry -> {
                      if (entry.path().depth() == 1 && names.size() < 2) {
                        names.add(entry.path().name());
                      }
                    }));
    String title =
        names.isEmpty() ? "nothing" : names.getFirst() + (names.size() > 1 ? " and more" : "");
    return new ShareInfo(share.id(), title, share.locked(), 0, 0, 0);
  }

  private Outcome getPath(
      Household.Connection connection,
      GetOptions options,
      PinKeeper pins,
      List<ShareInfo> shares,
      String text)
      throws IOException {
    RelativePath path = parse(text);
    for (ShareInfo share : shares) {
      try {
        return pull(connection, options, pins, share, path);
      } catch (TransferException e) {
        if (e.problem() != Problem.NOT_FOUND) {
          throw e;
        }
      }
    }
    throw notShared(text, connection);
  }

  private Outcome pull(
      Household.Connection connection,
      GetOptions options,
      PinKeeper pins,
      ShareInfo share,
      @Nullable RelativePath path)
      throws IOException {
    RelativePath prefix = path == null ? null : path.parent();
    Pick pick = new Pick(share.id(), prefix, options.into().toAbsolutePath());
    OfferHeader header =
        new OfferHeader(
            TransferId.random(), path == null ? share.title() : path.name(), null, options.clash());
    Receiver.Rules rules = new Receiver.Rules(options.clash(), true, false);
    try (Receiver receiver = receiver(pick.into(), rules, options.transport())) {
      Decision decision;
      try (PendingOffer pending = receiver.beginAskedFor(header, connection.peer())) {
        pins.with(
            share.locked(),
            given ->
                connection
                    .client()
                    .list(
                        share.id(),
                        path,
                        given,
                        entry -> pending.add(picked(path, prefix, entry))));
        decision = decide(receiver, pending);
      }
      return switch (decision) {
        case Decision.Accepted accepted ->
            begin(connection, pick, accepted.incoming(), options.transport(), pins);
        case Decision.Declined declined -> new Outcome.Declined(declined.reason());
        case Decision.Done done -> new Outcome.Completed(done.receipt(), Outcome.Effort.NONE);
      };
    }
  }

  private Receiver receiver(Path into, Receiver.Rules rules, TransportOptions transport)
      throws IOException {
    Flow flow = new Flow(household.watchers(), Throttle.of(transport.bytesPerSecond()));
    return new Receiver(household.home(), Inboxes.open(into), rules, Approver.everything(), flow);
  }

  private static Decision decide(Receiver receiver, PendingOffer pending) throws IOException {
    try {
      return receiver.decide(pending);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("stopped");
    }
  }

  private Outcome begin(
      Household.Connection connection,
      Pick pick,
      Incoming incoming,
      TransportOptions transport,
      PinKeeper pins)
      throws IOException {
    OutgoingState state =
        Journey.ofPull(incoming.id(), incoming.title(), pick, connection.peer(), Instant.now());
    try (OutgoingFolder folder = store.create(state)) {
      return drive(connection, folder, pick, incoming, transport, pins);
    }
  }

  /** Goes on with a transfer of an earlier call, of this or another process. */
  Outcome resume(OutgoingFolder folder, PeerAddress from, TransportOptions transport, PinSource pin)
      throws IOException {
    Pick pick = Journey.pick(folder.state());
    TransferId id = new TransferId(folder.state().id());
    try (Household.Connection connection = household.connect(from, transport);
        Receiver receiver = receiver(pick.into(), Receiver.Rules.standard(), transport)) {
      Incoming incoming =
          receiver
              .find(id, connection.peer().fingerprint())
              .orElseThrow(() ->
                  new TransferException(
                      Problem.NOT_FOUND,
                      "what arrived of this transfer is gone from "
                          + pick.into()
                          + ", or another peer answers at "
                          + from
                          + "; get it anew"));
      folder.save(Journey.at(folder.state(), from.toString()));
      return drive(
          connection, folder, pick, incoming, transport, new PinKeeper(pin, connection.peer()));
    }
  }

  private Outcome drive(
      Household.Connection connection,
      OutgoingFolder folder,
      Pick pick,
      Incoming incoming,
      TransportOptions transport,
      PinKeeper pins)
      throws IOException {
    household.remember(connection.peer(), connection.peer().address());
    Outcome outcome = run(connection, pick, incoming, transport, pins);
    while (outcome.problem() == Problem.FORBIDDEN && pins.ask()) {
      outcome = run(connection, pick, incoming, transport, pins);
    }
    if (!(outcome instanceof Outcome.Interrupted)) {
      folder.delete();
    }
    if (outcome instanceof Outcome.Interrupted stop) {
      incoming.interrupted(stop.problem(), stop.message());
    }
    return outcome;
  }

  private Outcome run(
      Household.Connection connection,
      Pick pick,
      Incoming incoming,
      TransportOptions transport,
      PinKeeper pins)
      throws IOException {
    DirectPull pull =
        new DirectPull(
            connection.client(),
            incoming,
            new DirectPull.Source(pick.share(), pick.prefix(), pins::known),
            transport.connections(),
            transport.patience(),
            household.watchers());
    try {
      return household.stoppable(pull, pull::run);
    } catch (TransferException e) {
      return new Outcome.Interrupted(e.problem(), String.valueOf(e.getMessage()));
    }
  }

  /** The shares to look into: the one a link names, or all that may be seen. */
  private static List<ShareInfo> shares(
      Household.Connection connection, PeerAddress from, PinKeeper pins) throws IOException {
    String link = from.share();
    return link == null
        ? connection.client().shares(pins.known())
        : List.of(new ShareInfo(link, link, false, 0, 0, 0));
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

  /** A listing, which has an answer even if nothing is found. */
  @FunctionalInterface
  private interface Listing {
    void run() throws IOException;
  }

  private static boolean found(Listing listing) throws IOException {
    try {
      listing.run();
      return true;
    } catch (TransferException e) {
      if (e.problem() == Problem.NOT_FOUND) {
        return false;
      }
      throw e;
    }
  }

  private static RelativePath parse(String path) throws TransferException {
    try {
      return RelativePath.parse(path.replaceAll("/+$", ""));
    } catch (BadPathException e) {
      throw new TransferException(
          Problem.USAGE, "not a path in a share: " + e.getMessage() + "; ferry ls lists them", e);
    }
  }

  private static TransferException notShared(String path, Household.Connection connection) {
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
