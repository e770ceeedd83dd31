package dev.ferry.transfer;

import dev.ferry.identity.Fingerprint;
import dev.ferry.identity.Standing;
import dev.ferry.inbox.Inbox;
import dev.ferry.store.Home;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** A home, an inbox, and the receiving side over them, which may end and begin again. */
final class ReceivingSide implements AutoCloseable {
  static final RemotePeer ANN = peer("Ann", "a");
  static final RemotePeer STRANGER = peer("Mallory", "b");

  final List<TransferEvent> events = new CopyOnWriteArrayList<>();
  private final Path home;
  private final Path inbox;
  private Receiver.Rules rules = Receiver.Rules.standard();
  private Approver approver = Approver.everything();
  private long bytesPerSecond;
  private @Nullable Receiver receiver;

  ReceivingSide(Path folder) throws IOException {
    this(folder.resolve("home"), folder.resolve("inbox"));
  }

  ReceivingSide(Path home, Path inbox) throws IOException {
    this.home = home;
    this.inbox = inbox;
  }

  static RemotePeer peer(String alias, String digit) {
    return new RemotePeer(
        alias, new Fingerprint(digit.repeat(64)), "192.0.2.1:1234", Standing.UNKNOWN);
  }

  static RemotePeer peerWith(String hex) {
    return new RemotePeer("Peer", new Fingerprint(hex), "192.0.2.1:1234", Standing.UNKNOWN);
  }

  ReceivingSide rules(Receiver.Rules other) {
    rules = other;
    return this;
  }

  ReceivingSide approver(Approver other) {
    approver = other;
    return this;
  }

  ReceivingSide limit(long other) {
    bytesPerSecond = other;
    return this;
  }

  Path inbox() {
    return inbox;
  }

  Home home() throws IOException {
    return Home.at(home);
  }

  /** Where what is on its way lies. */
  Path staging() {
    return inbox.resolve(Inbox.STAGING);
  }

  Path staging(TransferId id) {
    return staging().resolve(id.text());
  }

  Receiver receiver() throws IOException {
    if (receiver == null) {
      Files.createDirectories(inbox);
      receiver =
          new Receiver(
              home(),
              Inbox.open(inbox),
              rules,
              offer -> approver.decide(offer),
              new Flow(events::add, Throttle.of(bytesPerSecond)));
    }
    return receiver;
  }

  /** Offers everything of {@code outgoing}. */
  Decision offer(Outgoing outgoing, RemotePeer from) throws IOException, InterruptedException {
    try (PendingOffer pending = receiver().begin(outgoing.header(), from)) {
      outgoing.list(pending::add);
      return receiver().decide(pending);
    }
  }

  /** Offers, and makes both sides agree on what was accepted. */
  Incoming accept(Outgoing outgoing) throws IOException, InterruptedException {
    Decision decision = offer(outgoing, ANN);
    if (!(decision instanceof Decision.Accepted accepted)) {
      throw new AssertionError("not accepted: " + decision);
    }
    outgoing.accept(accepted.incoming().accepted());
    return accepted.incoming();
  }

  /** The transfer, as its sender finds it. */
  Incoming find(TransferId id) throws IOException {
    return receiver().find(id, ANN.fingerprint()).orElseThrow();
  }

  <E extends TransferEvent> List<E> events(Class<E> type) {
    return events.stream().filter(type::isInstance).map(type::cast).toList();
  }

  Outcome outcome() {
    return events(TransferEvent.Ended.class).getLast().outcome();
  }

  /** Ends the process, in good order; the next use is a new one. */
  void restart() throws IOException {
    close();
    receiver().recover(id -> false);
  }

  @Override
  public void close() throws IOException {
    if (receiver != null) {
      receiver.close();
      receiver = null;
    }
  }
}
