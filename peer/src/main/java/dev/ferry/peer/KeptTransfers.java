package dev.ferry.peer;

import dev.ferry.identity.DisplayName;
import dev.ferry.identity.Fingerprint;
import dev.ferry.inbox.Inbox;
import dev.ferry.inbox.StagedAmount;
import dev.ferry.store.DrivenFolder;
import dev.ferry.store.DrivenState;
import dev.ferry.store.DrivenStore;
import dev.ferry.store.Home;
import dev.ferry.store.IncomingIndex;
import dev.ferry.store.IncomingRecord;
import dev.ferry.transfer.Approver;
import dev.ferry.transfer.Direction;
import dev.ferry.transfer.Flow;
import dev.ferry.transfer.Outcome;
import dev.ferry.transfer.Problem;
import dev.ferry.transfer.Receiver;
import dev.ferry.transfer.Throttle;
import dev.ferry.transfer.TransferAmount;
import dev.ferry.transfer.TransferException;
import dev.ferry.transfer.TransferId;
import dev.ferry.transfer.TransferListener;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The transfers that this home keeps because they are not finished. Thread-safe; blocks on disk.
 */
final class KeptTransfers {
  private final Home home;
  private final DrivenStore driven;
  private final IncomingIndex received;
  private final Sender sender;
  private final PullDriver puller;

  KeptTransfers(PeerCore core, Sender sender, PullDriver puller) throws IOException {
    this.home = core.home();
    this.driven = DrivenStore.in(core.home());
    this.received = IncomingIndex.in(core.home());
    this.sender = sender;
    this.puller = puller;
  }

  /** All of them, newest first. A pull is one transfer, though both stores know of it. */
  List<StoredTransfer> list() throws IOException {
    List<StoredTransfer> all = new ArrayList<>();
    Set<String> pulls = new HashSet<>();
    for (DrivenState state : driven.list()) {
      all.add(driven(state));
      pulls.add(state.id());
    }
    for (IncomingRecord incoming : received.open()) {
      if (!pulls.contains(incoming.id())) {
        all.add(received(incoming));
      }
    }
    all.sort(Comparator.comparing(StoredTransfer::since).reversed());
    return List.copyOf(all);
  }

  private StoredTransfer driven(DrivenState state) throws IOException {
    boolean pull = StateMapping.isPull(state);
    TransferAmount amount =
        pull
            ? arrived(received.find(state.id()))
            : TransferAmount.at(home.subfolder(DrivenStore.FOLDER).resolve(state.id()));
    return new StoredTransfer(
        new TransferId(state.id()),
        pull ? Direction.RECEIVE : Direction.SEND,
        state.alias() + " at " + state.address(),
        state.title(),
        amount.sent(),
        amount.total(),
        state.created(),
        true,
        false);
  }

  private static TransferAmount arrived(Optional<IncomingRecord> incoming) throws IOException {
    if (incoming.isEmpty()) {
      return TransferAmount.UNKNOWN;
    }
    return StagedAmount.of(Path.of(incoming.get().inbox()), incoming.get().id())
        .map(amount -> new TransferAmount(amount.held(), amount.total()))
        .orElse(TransferAmount.UNKNOWN);
  }

  private static StoredTransfer received(IncomingRecord incoming) throws IOException {
    TransferAmount amount = arrived(Optional.of(incoming));
    return new StoredTransfer(
        new TransferId(incoming.id()),
        Direction.RECEIVE,
        incoming.alias() + " at " + incoming.address(),
        incoming.title(),
        amount.sent(),
        amount.total(),
        incoming.created(),
        false,
        incoming.inOneGo());
  }

  /** The one whose id begins so, if exactly one does. */
  Optional<TransferId> find(String prefix) throws IOException {
    List<TransferId> found =
        list().stream().map(StoredTransfer::id).filter(id -> id.text().startsWith(prefix)).toList();
    return found.size() == 1 ? Optional.of(found.getFirst()) : Optional.empty();
  }

  /** What those that this side sends are made of: files and folders of this machine. */
  List<Path> sources() throws IOException {
    return driven.list().stream()
        .filter(state -> !StateMapping.isPull(state))
        .flatMap(state -> state.roots().stream())
        .map(root -> Path.of(root.path()))
        .toList();
  }

  /** Goes on with one that this side drives. */
  Outcome resume(TransferId id, @Nullable PeerAddress to, PinSource pin, TransportOptions transport)
      throws IOException {
    DrivenFolder opened = driven.open(id.text()).orElseThrow(() -> notDriven(id));
    try (DrivenFolder folder = opened) {
      PeerAddress address = to == null ? PeerAddress.parse(folder.state().address()) : to;
      return StateMapping.isPull(folder.state())
          ? puller.resume(folder, address, transport, pin)
          : sender.resume(folder, address, transport, pin);
    }
  }

  /** Drops one, with what arrived of it. */
  void discard(TransferId id) throws IOException {
    boolean sent = driven.delete(id.text());
    Optional<IncomingRecord> incoming = received.find(id.text());
    if (incoming.isPresent() && !incoming.get().isComplete()) {
      cancel(id, incoming.get());
    } else if (!sent) {
      throw new TransferException(
          Problem.NOT_FOUND, "no transfer " + id.brief() + " is kept; ferry transfers lists them");
    }
  }

  private void cancel(TransferId id, IncomingRecord incoming) throws IOException {
    Path place = Path.of(incoming.inbox());
    if (StagedAmount.of(place, id.text()).isEmpty()) {
      // Unplugged, or somebody has deleted it: what is left is the note of it.
      received.remove(id.text());
      return;
    }
    Flow silent = new Flow(TransferListener.none(), Throttle.of(0));
    try (Receiver receiver =
        new Receiver(
            home, Inbox.open(place), Receiver.Rules.standard(), Approver.everything(), silent)) {
      receiver.discard(id, new Fingerprint(incoming.fingerprint()));
    }
  }

  private TransferException notDriven(TransferId id) {
    String message = "no transfer " + id.brief() + " that this peer sends or gets is kept";
    try {
      Optional<IncomingRecord> incoming = received.find(id.text());
      if (incoming.isPresent() && !incoming.get().isComplete()) {
        message =
            "transfer "
                + id.brief()
                + " goes on when its sender, "
                + DisplayName.escape(incoming.get().alias())
                + ", comes back: let ferry receive run here, and ferry resume there";
      }
    } catch (IOException e) {
      // The plain sentence is true as well.
    }
    return new TransferException(Problem.NOT_FOUND, message);
  }
}
