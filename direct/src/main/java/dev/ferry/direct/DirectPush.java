package dev.ferry.direct;

import dev.ferry.http.Pulse;
import dev.ferry.json.MalformedException;
import dev.ferry.payload.RangeSet;
import dev.ferry.transfer.Direction;
import dev.ferry.transfer.Lane;
import dev.ferry.transfer.Lanes;
import dev.ferry.transfer.Outcome;
import dev.ferry.transfer.Outgoing;
import dev.ferry.transfer.Patience;
import dev.ferry.transfer.Problem;
import dev.ferry.transfer.RemotePeer;
import dev.ferry.transfer.TransferEvent;
import dev.ferry.transfer.TransferException;
import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Sends one transfer to its end: offers it, moves what is missing over parallel lanes, seals, and
 * does so again until the receiver has everything. Whatever may pass is waited out. {@link #run}
 * belongs to one thread; {@link #close} stops it from any other.
 */
public final class DirectPush implements Closeable {
  private final DirectClient client;
  private final Outgoing outgoing;
  private final RemotePeer peer;
  private final int connections;
  private final OfferPin pin;
  private final PushRequests requests;
  private final Patience patience;
  private boolean agreed;
  private boolean offered;

  /** When the receiver decided, as far as this process saw it. */
  private long decided = System.nanoTime();

  private boolean rested;
  private long missingAtFirst;

  /**
   * A push of {@code outgoing} to whom {@code client} talks to; both stay the caller's to close.
   *
   * @param peer who that is, for the events
   * @param port where this side takes offers itself, so that it can be called back; 0 if it does
   *     not
   * @param previews whether the receiver is shown what is in a few files before it accepts them
   * @param pin for a receiver that wants a PIN with offers
   * @param connections how many parallel connections
   * @param patience how long to bear with what may pass, while nothing becomes better
   */
  public DirectPush(
      DirectClient client,
      Outgoing outgoing,
      RemotePeer peer,
      int port,
      boolean previews,
      OfferPin pin,
      int connections,
      Duration patience) {
    this.client = client;
    this.outgoing = outgoing;
    this.peer = peer;
    this.connections = connections;
    this.pin = pin;
    this.requests = new PushRequests(client, outgoing, port, previews, pin, this::tellOffered);
    this.patience = new Patience(outgoing.id(), Direction.SEND, patience, outgoing.events());
  }

  /**
   * Sends. Blocks until the end: minutes while a person decides, hours for big payloads. Tells of
   * everything but the end itself.
   *
   * @throws IOException if a source cannot be listed, or this side's own disk fails
   */
  public Outcome run() throws IOException {
    try {
      return outcome(driven(first()));
    } catch (TransferException e) {
      return ended(e);
    }
  }

  private Reply driven(Reply first) throws IOException {
    Reply reply = first;
    try (Pulse _ = Pulse.start("ferry-pulse", client::ping, outgoing.roundTrips()::add)) {
      while (reply instanceof Reply.Go go) {
        reply = next(go);
      }
    }
    return reply;
  }

  /**
   * The first answer: to the question how it stands, if it was accepted before, or to the offer.
   */
  private Reply first() throws IOException {
    boolean ask = outgoing.accepted();
    while (true) {
      try {
        return ask ? requests.status() : requests.offer();
      } catch (TransferException e) {
        if (e.problem() == Problem.NOT_FOUND && ask) {
          ask = false;
          continue;
        }
        if (e.problem() == Problem.FORBIDDEN && !ask && pin.ask()) {
          continue;
        }
        checkPassing(e);
        patience.bear(e);
        ask = true;
      }
    }
  }

  /** From here on somebody over there thinks about it. */
  private void tellOffered() {
    if (offered) {
      return;
    }
    offered = true;
    outgoing.events().on(TransferEvent.Offered.of(outgoing, peer));
  }

  /** Moves what is missing, or seals if nothing is; then the next answer. */
  private Reply next(Reply.Go go) throws IOException {
    agree(go);
    checkBetter(go.missing());
    outgoing.across(go.length() - go.missing().bytes());
    outgoing.known(go.length() - go.missing().bytes());
    try {
      if (go.missing().isEmpty()) {
        return seal();
      }
      if (go.waitsFor() == null) {
        patience.goesOn();
      }
      Lanes.run("ferry-send-" + outgoing.id().brief(), go.missing(), lanes());
      return asked();
    } catch (IOException e) {
      return after(client.failures().later(e));
    }
  }

  /** A receiver that has every byte taken again is damaged, or hostile: not too fast, then. */
  private void checkBetter(RangeSet missing) throws TransferException {
    boolean better = patience.missing(missing.bytes());
    if (!better && !rested && !missing.isEmpty()) {
      patience.bear(
          new TransferException(
              Problem.VERIFICATION,
              "The receiver asks again for bytes that it was sent: its disk or memory may be"
                  + " damaged."));
    }
    rested = false;
  }

  private Reply seal() throws IOException {
    outgoing.events().on(new TransferEvent.Publishing(outgoing.id(), Direction.SEND));
    Reply reply = requests.seal();
    if (reply instanceof Reply.Go go && go.missing().isEmpty()) {
      throw new MalformedException("a seal is answered as if there had been none");
    }
    return reply;
  }

  /**
   * The next answer after a failure. A receiver that stops taking bytes can seldom say why on the
   * same connection, so it is asked over another one.
   */
  private Reply after(TransferException failure) throws IOException {
    checkPassing(failure);
    TransferException cause = failure;
    try {
      Reply reply = requests.status();
      if (!(reply instanceof Reply.Go go)) {
        return reply;
      }
      ProblemJson waitsFor = go.waitsFor();
      cause = waitsFor == null ? failure : waitsFor.toException();
    } catch (TransferException e) {
      checkPassing(e);
    }
    patience.bear(cause);
    rested = true;
    return asked();
  }

  /** How it stands, as soon as the receiver can be asked. */
  private Reply asked() throws IOException {
    while (true) {
      try {
        return requests.status();
      } catch (TransferException e) {
        checkPassing(e);
        patience.bear(e);
      }
    }
  }

  /** The receiver says which entries it takes; both sides then lay out the same payload. */
  private void agree(Reply.Go go) throws IOException {
    if (agreed || (go.accepted().isEmpty() && go.length() > 0)) {
      return;
    }
    outgoing.accept(go.accepted());
    if (outgoing.layout().length() != go.length()) {
      throw new TransferException(
          Problem.NOT_FERRY,
          "the receiver lays out the payload differently: one side has a defect");
    }
    agreed = true;
    decided = System.nanoTime();
    missingAtFirst = go.missing().bytes();
    outgoing
        .events()
        .on(TransferEvent.Accepted.of(outgoing, peer, go.length() - go.missing().bytes()));
  }

  private List<Lane> lanes() {
    List<Lane> lanes = new ArrayList<>();
    for (int i = 0; i < connections; i++) {
      lanes.add(new PushLane(client, outgoing, patience::goesOn));
    }
    return lanes;
  }

  private void checkPassing(TransferException cause) throws TransferException {
    if (cause.problem() == Problem.NOT_FOUND && agreed) {
      throw new TransferException(
          Problem.CANCELLED, "The receiver has dropped this transfer.", cause);
    }
    // A receiver that failed in the middle of a request may well take the next one.
    boolean mayPass = cause.problem().passing() || (agreed && cause.problem() == Problem.FAILED);
    if (!mayPass) {
      throw cause;
    }
  }

  private Outcome outcome(Reply reply) {
    return switch (reply) {
      case Reply.Complete complete ->
          new Outcome.Completed(
              complete.receipt(), Outcome.Effort.of(outgoing, decided, missingAtFirst));
      case Reply.Declined declined -> new Outcome.Declined(declined.reason());
      case Reply.Refused refused -> refused(refused.problem().toException());
      case Reply.Go _ -> throw new IllegalStateException("a go is not an end");
    };
  }

  /** What the receiver itself says; if it may pass, it can be asked again later. */
  private Outcome refused(TransferException e) {
    return Outcome.stopped(e, e.problem().passing() && outgoing.accepted());
  }

  /**
   * Once it was accepted, only the receiver can end a transfer for good. Somebody else who answers
   * at its old address, with another key or in another language, cannot: it may be elsewhere now.
   */
  private Outcome ended(TransferException e) {
    if (patience.isStopped() || client.wire().isClosed()) {
      return new Outcome.Interrupted(Problem.INTERRUPTED, "stopped before the end");
    }
    return Outcome.stopped(e, outgoing.accepted() && e.problem() != Problem.CANCELLED);
  }

  /** Stops {@link #run} soon; the transfer stays resumable. Closes the client. */
  @Override
  public void close() {
    patience.stop();
    client.close();
  }
}
