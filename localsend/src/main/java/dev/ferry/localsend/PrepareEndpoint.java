package dev.ferry.localsend;

import dev.ferry.http.AskerWatch;
import dev.ferry.http.Exchange;
import dev.ferry.identity.PinGate;
import dev.ferry.manifest.EntrySet;
import dev.ferry.transfer.Decision;
import dev.ferry.transfer.Incoming;
import dev.ferry.transfer.PendingOffer;
import dev.ferry.transfer.Problem;
import dev.ferry.transfer.Receiver;
import dev.ferry.transfer.RemotePeer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code POST prepare-upload}: has an offer decided, and opens a session for what is wanted. */
final class PrepareEndpoint {
  private final LocalSendServices services;
  private final Bodies bodies;
  private final ReceiveSessions sessions;

  PrepareEndpoint(LocalSendServices services, Bodies bodies, ReceiveSessions sessions) {
    this.services = services;
    this.bodies = bodies;
    this.sessions = sessions;
  }

  void post(Exchange exchange) throws IOException {
    Receiver receiver = services.receiver();
    if (receiver == null) {
      throw new Refusal(403, "this device receives nothing at the moment");
    }
    Asker asker = Asker.of(exchange);
    try (PendingPrepare place = sessions.enter(asker)) {
      checkPin(asker, exchange.parameter("pin"));
      PrepareUpload prepare =
          bodies.read(
              exchange,
              LocalSendLimits.PREPARE_BYTES,
              PrepareUpload.MAX_VALUES,
              PrepareUpload::read);
      if (asker.contradicts(prepare.info())) {
        throw new Refusal(403, "the fingerprint is not that of the certificate");
      }
      place.weighs(prepare.weight());
      Proposal proposal = Proposal.of(prepare);
      sessions.endAbandoned(asker);
      sessions.requireTurn();
      answer(exchange, receiver, place, new Sender(asker, prepare.info()), proposal);
    }
  }

  private void checkPin(Asker asker, @Nullable String given) throws Refusal {
    PinGate gate = services.offersPin();
    if (gate != null) {
      Pins.check(gate, asker, given);
    }
  }

  private void answer(
      Exchange exchange, Receiver receiver, PendingPrepare place, Sender sender, Proposal proposal)
      throws IOException {
    Decision decision;
    try (PendingOffer offer = receiver.begin(proposal.header(), peer(sender))) {
      for (Proposal.ProposedFile file : proposal.files()) {
        offer.add(file.entry());
      }
      try (AskerWatch _ = exchange.watch(place::giveUp)) {
        decision = place.ask(() -> receiver.decide(offer));
      }
    } catch (InterruptedException e) {
      throw place.isGivenUp()
          ? new Refusal(403, "the sender took it back", e)
          : new Refusal(503, "this device stopped receiving before it was answered", e);
    }
    switch (decision) {
      case Decision.Declined declined ->
          throw new Refusal(
              403, declined.reason().isEmpty() ? "the receiver declined" : declined.reason());
      case Decision.Done _ -> exchange.sendEmpty(204);
      case Decision.Accepted accepted ->
          open(exchange, place, sender, accepted.incoming(), proposal);
    }
  }

  private RemotePeer peer(Sender sender) {
    DeviceInfo said = sender.said();
    Asker asker = sender.asker();
    String address = asker.host() + ":" + said.port();
    return asker.proven() == null
        ? RemotePeer.unproven(said.alias(), address, services.standingOfUnproven(said.alias()))
        : new RemotePeer(
                said.alias(),
                asker.proven(),
                address,
                services.standingOf(said.alias(), asker.proven(), asker.host()))
            .overLocalSend();
  }

  private void open(
      Exchange exchange, PendingPrepare place, Sender sender, Incoming incoming, Proposal proposal)
      throws IOException {
    List<FileSlot> slots = slots(incoming, proposal);
    if (slots.isEmpty()) {
      exchange.takesLong();
      incoming.settle(Problem.INCOMPLETE, "nothing of it is wanted", EntrySet.none());
      exchange.sendEmpty(204);
      return;
    }
    ReceiveSession session = new ReceiveSession(sender, incoming, slots);
    try {
      sessions.add(session);
    } catch (Refusal e) {
      incoming.cancel("another sender was first");
      throw e;
    }
    if (place.isGivenUp()) {
      sessions.end(session, Problem.UNREACHABLE, "its sender was gone before it was answered");
      throw new Refusal(403, "the sender took it back");
    }
    exchange.send(200, LocalSendHandler.JSON, JsonBody.of(session.reply()::write));
  }

  /** One for each accepted file, in the order of the payload: its ranges follow each other. */
  private static List<FileSlot> slots(Incoming incoming, Proposal proposal) {
    List<FileSlot> slots = new ArrayList<>();
    EntrySet accepted = incoming.accepted();
    long position = 0;
    for (int i = 0; i < proposal.files().size(); i++) {
      if (accepted.contains(i)) {
        FileInfo info = proposal.files().get(i).info();
        slots.add(new FileSlot(i, position, info));
        position += info.size();
      }
    }
    return slots;
  }
}
