package dev.ferry.peer;

import dev.ferry.direct.DirectPull;
import dev.ferry.peer.StateMapping.Pick;
import dev.ferry.store.DrivenFolder;
import dev.ferry.store.DrivenState;
import dev.ferry.store.DrivenStore;
import dev.ferry.transfer.Approver;
import dev.ferry.transfer.Flow;
import dev.ferry.transfer.Incoming;
import dev.ferry.transfer.Outcome;
import dev.ferry.transfer.Problem;
import dev.ferry.transfer.Receiver;
import dev.ferry.transfer.Throttle;
import dev.ferry.transfer.TransferException;
import dev.ferry.transfer.TransferId;
import java.io.IOException;
import java.time.Instant;

/**
 * Drives gets that were begun to their end, and keeps what it takes to go on with them until they
 * are complete or given up. Thread-safe; calls block.
 */
final class PullDriver {
  private final PeerCore core;
  private final DrivenStore store;

  PullDriver(PeerCore core) throws IOException {
    this.core = core;
    this.store = DrivenStore.in(core.home());
  }

  /** The receiving side for what lands where {@code pick} says. */
  Receiver receiver(Pick pick, Receiver.Rules rules, TransportOptions transport)
      throws IOException {
    Flow flow = new Flow(core.watchers(), Throttle.of(transport.bytesPerSecond()));
    return new Receiver(core.home(), Inboxes.open(pick.into()), rules, Approver.everything(), flow);
  }

  /** Begins to move bytes. */
  Outcome begin(
      Connections.Connection connection,
      Pick pick,
      Incoming incoming,
      TransportOptions transport,
      PinKeeper pins)
      throws IOException {
    DrivenState state =
        StateMapping.ofPull(
            incoming.id(), incoming.title(), pick, connection.peer(), Instant.now());
    try (Driving.Turn turn = core.driving().begin(incoming.id());
        DrivenFolder folder = store.create(state)) {
      return drive(turn, connection, folder, incoming, transport, pins);
    }
  }

  /** Goes on with a transfer of an earlier call, of this or another process. */
  Outcome resume(DrivenFolder folder, PeerAddress from, TransportOptions transport, PinSource pin)
      throws IOException {
    Pick pick = StateMapping.pick(folder.state());
    try (Driving.Turn turn = core.driving().begin(new TransferId(folder.state().id()));
        Connections.Connection connection = core.connections().connect(from, transport);
        Receiver receiver = receiver(pick, Receiver.Rules.standard(), transport)) {
      TransferId id = new TransferId(folder.state().id());
      Incoming incoming =
          receiver.find(id, connection.peer().fingerprint()).orElseThrow(() -> gone(pick, from));
      folder.save(StateMapping.at(folder.state(), from.toString()));
      PinKeeper pins = new PinKeeper(pin, connection.peer());
      return drive(turn, connection, folder, incoming, transport, pins);
    }
  }

  private static TransferException gone(Pick pick, PeerAddress from) {
    return new TransferException(
        Problem.NOT_FOUND,
        "what arrived of this transfer is gone from "
            + pick.into()
            + ", or another peer answers at "
            + from
            + "; get it anew");
  }

  private Outcome drive(
      Driving.Turn turn,
      Connections.Connection connection,
      DrivenFolder folder,
      Incoming incoming,
      TransportOptions transport,
      PinKeeper pins)
      throws IOException {
    core.book().remember(connection.peer());
    Pick pick = StateMapping.pick(folder.state());
    Outcome outcome = run(turn, connection, pick, incoming, transport, pins);
    while (outcome.problem() == Problem.FORBIDDEN && pins.ask()) {
      outcome = run(turn, connection, pick, incoming, transport, pins);
    }
    if (outcome instanceof Outcome.Interrupted stop) {
      incoming.interrupted(stop.problem(), stop.message());
    } else {
      folder.delete();
    }
    return outcome;
  }

  private Outcome run(
      Driving.Turn turn,
      Connections.Connection connection,
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
            core.watchers());
    try {
      turn.by(pull);
      return core.connections().stoppable(pull, pull::run);
    } catch (TransferException e) {
      return new Outcome.Interrupted(e.problem(), String.valueOf(e.getMessage()));
    }
  }
}
