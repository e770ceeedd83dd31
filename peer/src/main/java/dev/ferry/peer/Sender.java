package dev.ferry.peer;

import dev.ferry.manifest.EntrySink;
import dev.ferry.store.DrivenFolder;
import dev.ferry.store.DrivenState;
import dev.ferry.store.DrivenStore;
import dev.ferry.transfer.Direction;
import dev.ferry.transfer.Flow;
import dev.ferry.transfer.OfferHeader;
import dev.ferry.transfer.Outcome;
import dev.ferry.transfer.Outgoing;
import dev.ferry.transfer.Problem;
import dev.ferry.transfer.RemotePeer;
import dev.ferry.transfer.Throttle;
import dev.ferry.transfer.TransferEvent;
import dev.ferry.transfer.TransferException;
import dev.ferry.transfer.TransferId;
import java.io.IOException;
import java.time.Instant;

/** Sends, and goes on with what was interrupted. Thread-safe; calls block until the end. */
final class Sender {
  private final PeerCore core;
  private final ProtocolChoice protocols;
  private final DrivenStore store;

  Sender(PeerCore core, ProtocolChoice protocols) throws IOException {
    this.core = core;
    this.protocols = protocols;
    this.store = DrivenStore.in(core.home());
  }

  /** Sends something new. */
  Outcome send(SendOptions options) throws IOException {
    Sources sources = Sources.of(options.paths(), options.filter());
    String given = options.title();
    String title = given == null ? sources.title() : given;
    OfferHeader header =
        new OfferHeader(TransferId.random(), title, options.text(), options.clash());
    try (ReachedPeer reached =
        protocols.connect(options.to(), options.via(), options.transport())) {
      DrivenState state =
          StateMapping.ofPush(header, sources, options.previews(), reached, Instant.now());
      try (Driving.Turn turn = core.driving().begin(header.id());
          DrivenFolder folder = store.create(state)) {
        Way way =
            new Way(turn, reached, folder, options.transport(), options.pin(), options.previews());
        return drive(way, header, sources);
      }
    }
  }

  /** Goes on with a transfer of an earlier call, of this or another process. */
  Outcome resume(DrivenFolder folder, PeerAddress to, TransportOptions transport, PinSource pin)
      throws IOException {
    DrivenState state = folder.state();
    try (Driving.Turn turn = core.driving().begin(new TransferId(state.id()));
        ReachedPeer reached = protocols.connect(to, StateMapping.via(state), transport)) {
      turn.checkGoing();
      RemotePeer peer = reached.peer();
      if (peer.proven() && !peer.fingerprint().hex().equals(state.fingerprint())) {
        throw new TransferException(
            Problem.IDENTITY_CHANGED,
            "at "
                + to
                + " is another peer than the one this transfer was agreed with; "
                + "name its address with --to");
      }
      folder.save(StateMapping.at(state, to.toString()));
      Way way = new Way(turn, reached, folder, transport, pin, StateMapping.previews(state));
      return drive(way, StateMapping.header(state), StateMapping.sources(state));
    }
  }

  /**
   * What carries a transfer: what stops it, to whom, where it is kept, how, with which PIN, and
   * whether previews are given.
   */
  private record Way(
      Driving.Turn turn,
      ReachedPeer reached,
      DrivenFolder folder,
      TransportOptions transport,
      PinSource pin,
      boolean previews) {}

  private Outcome drive(Way way, OfferHeader header, Sources sources) throws IOException {
    RemotePeer peer = way.reached().peer();
    Flow flow = new Flow(core.watchers(), Throttle.of(way.transport().bytesPerSecond()));
    flow.events().on(new TransferEvent.Connected(header.id(), Direction.SEND, peer));
    Outcome outcome;
    try {
      outcome = move(way, header, sources, flow);
    } catch (IOException | RuntimeException e) {
      // Whoever heard of it hears of its end, too.
      tellEnd(header, peer, gaveUp(e));
      throw e;
    }
    return settle(way.folder(), header, peer, outcome);
  }

  private Outcome move(Way way, OfferHeader header, Sources sources, Flow flow) throws IOException {
    try (Outgoing outgoing =
        Outgoing.open(
            header,
            way.folder().folder(),
            sink -> sources.list(header.id(), flow.events(), stoppable(way.turn(), sink)),
            sources.files(),
            flow)) {
      ReachedPeer.Manner manner =
          new ReachedPeer.Manner(
              way.transport(),
              new PinKeeper(way.pin(), way.reached().peer()),
              sources.filter().checksum(),
              way.previews());
      ReachedPeer.Push push = way.reached().push(outgoing, way.folder().folder(), manner);
      return push(way.turn(), push, outgoing);
    }
  }

  /** Before anything was agreed on: nothing of it can be gone on with. */
  private static Outcome gaveUp(Exception cause) {
    Problem problem = cause instanceof TransferException e ? e.problem() : Problem.FAILED;
    return new Outcome.Failed(problem, String.valueOf(cause.getMessage()));
  }

  /**
   * A tree of millions of entries is not looked at to its end once the peer is closed, or it is
   * stopped.
   */
  private EntrySink stoppable(Driving.Turn turn, EntrySink sink) {
    return entry -> {
      turn.checkGoing();
      core.connections().checkOpen();
      sink.accept(entry);
    };
  }

  private Outcome push(Driving.Turn turn, ReachedPeer.Push push, Outgoing outgoing)
      throws IOException {
    try {
      turn.by(push);
      return core.connections().stoppable(push, push::run);
    } catch (TransferException e) {
      return Outcome.stopped(e, outgoing.accepted());
    }
  }

  private Outcome settle(DrivenFolder folder, OfferHeader header, RemotePeer peer, Outcome outcome)
      throws IOException {
    if (outcome instanceof Outcome.Completed || outcome instanceof Outcome.Interrupted) {
      core.book().remember(peer);
    }
    if (!(outcome instanceof Outcome.Interrupted)) {
      folder.delete();
    }
    tellEnd(header, peer, outcome);
    return outcome;
  }

  private void tellEnd(OfferHeader header, RemotePeer peer, Outcome outcome) {
    core.watchers()
        .on(new TransferEvent.Ended(header.id(), Direction.SEND, peer, header.title(), outcome));
  }
}
