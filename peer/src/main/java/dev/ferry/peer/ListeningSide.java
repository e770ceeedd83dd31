package dev.ferry.peer;

import dev.ferry.direct.DirectServices;
import dev.ferry.identity.PinGate;
import dev.ferry.inbox.Inbox;
import dev.ferry.store.DrivenStore;
import dev.ferry.transfer.Approver;
import dev.ferry.transfer.Flow;
import dev.ferry.transfer.Incoming;
import dev.ferry.transfer.Receiver;
import dev.ferry.transfer.Share;
import dev.ferry.transfer.Throttle;
import dev.ferry.transfer.TransferId;
import dev.ferry.transfer.WrongPin;
import java.io.IOException;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a peer receives and shares at the moment: begins it, has it served at the {@link PeerPort},
 * and ends it. Thread-safe.
 */
final class ListeningSide implements AutoCloseable {
  private final PeerCore core;
  private final PeerPort port;
  private final LiveShares shares = new LiveShares();
  private final Set<Closing> open = new LinkedHashSet<>();
  private volatile @Nullable ReceiveOptions receiving;

  ListeningSide(PeerCore core, Neighbourhood near) {
    this.core = core;
    this.port = new PeerPort(core, near);
  }

  /** Begins to receive. */
  OpenInbox receive(ReceiveOptions options, Approver approver) throws IOException {
    Inbox inbox = Inboxes.open(options.into());
    Flow flow = new Flow(core.watchers(), Throttle.of(options.bytesPerSecond()));
    Receiver opened = new Receiver(core.home(), inbox, rules(options), approver, flow);
    try {
      // May publish what an earlier process did not get to: not under our lock.
      int waiting = opened.recover(drivenHere()::contains);
      return open(opened, waiting, options, approver);
    } catch (IOException | RuntimeException e) {
      opened.close();
      throw e;
    }
  }

  /** What this home gets is for whoever goes on with it: only one can hold its staging. */
  private Set<TransferId> drivenHere() throws IOException {
    return DrivenStore.in(core.home()).list().stream()
        .map(state -> new TransferId(state.id()))
        .collect(Collectors.toSet());
  }

  private synchronized OpenInbox open(
      Receiver opened, int waiting, ReceiveOptions options, Approver approver) throws IOException {
    String pin = options.pin();
    PinGate gate = pin == null ? null : gate(pin, approver);
    PortServices.Taking taking = new PortServices.Taking(opened, gate, options.oneAtATime());
    PeerPort.Place place = port.receive(taking, options.listen());
    OpenInbox inbox = new OpenInbox(this, opened, place, options.into(), waiting);
    inbox.watch(core.watchers().add(inbox));
    open.add(inbox);
    receiving = options;
    return inbox;
  }

  private PinGate gate(String pin, Approver approver) {
    return new PinGate(
        pin,
        (key, from, verdict) ->
            approver.turnedAway(
                new WrongPin(
                    core.book().aliasOf(key),
                    LocalAddresses.text(from),
                    verdict.triesLeft(),
                    verdict.delay())));
  }

  /** What is received with at the moment; empty if nothing is received. */
  Optional<ReceiveOptions> receiving() {
    return Optional.ofNullable(receiving);
  }

  /** The port at which offers are taken; 0 while none are. */
  int offersPort() {
    return port.offersPort();
  }

  /** What the handlers at the port ask for. */
  DirectServices services() {
    return port.services();
  }

  /** The port at which anything is served; 0 while nothing is. */
  int port() {
    return port.port();
  }

  /** A transfer that is being received, or waits for its sender; empty if there is none. */
  Optional<Incoming> incoming(TransferId id) {
    return port.receiver().stream()
        .flatMap(receiver -> receiver.incoming().stream())
        .filter(incoming -> incoming.id().equals(id))
        .findFirst();
  }

  private static Receiver.Rules rules(ReceiveOptions options) {
    return new Receiver.Rules(options.clash(), options.clashFixed(), options.unsafeLinks());
  }

  /** Ends receiving. */
  void leave(OpenInbox inbox, Receiver closing) throws IOException {
    // First of all: the listener waits for those whose offers are being asked about.
    closing.askNoMore();
    port.endSessions("the receiver stopped");
    synchronized (this) {
      open.remove(inbox);
      receiving = null;
      port.leave(closing);
    }
    closing.close();
  }

  /** Begins to share. */
  OpenShare share(ShareOptions options) throws IOException {
    Share share = ScannedShare.of(core, options);
    OpenShare opened;
    try {
      opened = open(share, options);
    } catch (IOException | RuntimeException e) {
      share.close();
      throw e;
    }
    shares.add(new LiveShare(opened, options, Instant.now()));
    return opened;
  }

  /** What is shared at the moment. */
  LiveShares shares() {
    return shares;
  }

  private synchronized OpenShare open(Share share, ShareOptions options) throws IOException {
    OpenShare shared =
        new OpenShare(this, share, port.share(share, options.listen()), core.identity());
    open.add(shared);
    return shared;
  }

  /** Ends a share. */
  void leave(OpenShare shared, Share closing) throws IOException {
    synchronized (this) {
      open.remove(shared);
      port.leave(closing);
    }
    try {
      closing.close();
    } finally {
      shares.remove(shared.id());
    }
  }

  /** Ends receiving and every share, and stops listening. */
  @Override
  public void close() {
    List<Closing> all;
    synchronized (this) {
      all = List.copyOf(open);
    }
    all.forEach(Closing::close);
  }

  /** What keeps the listener open, until closed. */
  interface Closing {
    /** Closes it; a second call does nothing. */
    void close();
  }
}
