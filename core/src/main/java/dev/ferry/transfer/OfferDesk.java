package dev.ferry.transfer;

import dev.ferry.inbox.Plan;
import dev.ferry.manifest.Manifest;
import dev.ferry.transfer.Approver.Answer;
import java.io.IOException;

/**
 * Where it is decided about offers: plans, asks, tells, and carries out what was answered.
 * Thread-safe.
 */
final class OfferDesk {
  private static final String UNANSWERED = "nobody waits for the answer any more";
  private static final String DEFECT = "this side has a defect";

  private final Destination destination;
  private final OfferPlans plans;
  private final Approver approver;
  private final TransferListener events;
  private final IncomingTransfers transfers;

  OfferDesk(
      Destination destination,
      Receiver.Rules rules,
      Approver approver,
      TransferListener events,
      IncomingTransfers transfers) {
    this.destination = destination;
    this.plans = new OfferPlans(destination, rules);
    this.approver = approver;
    this.events = events;
    this.transfers = transfers;
  }

  /** Decides about an offer that is new, as {@link Receiver#decide}. */
  Decision ask(Waiting.Turn turn, PendingOffer offer, Glimpses glimpses)
      throws IOException, InterruptedException {
    Manifest manifest = offer.manifest();
    Plan plan = plans.first(offer, manifest);
    tellOffered(offer, manifest, plan);
    Offer question = questionOf(offer, manifest, plan, glimpses);
    try {
      return answer(turn, offer, question, plan);
    } catch (InterruptedException e) {
      events.on(ended(offer, new Outcome.Failed(Problem.UNREACHABLE, UNANSWERED)));
      throw e;
    } catch (IOException e) {
      TransferException told = DiskTrouble.explain(e);
      String message = String.valueOf(told.getMessage());
      events.on(ended(offer, new Outcome.Failed(told.problem(), message)));
      throw told;
    } catch (RuntimeException e) {
      events.on(ended(offer, new Outcome.Failed(Problem.FAILED, DEFECT)));
      throw e;
    }
  }

  private Decision answer(Waiting.Turn turn, PendingOffer offer, Offer question, Plan plan)
      throws IOException, InterruptedException {
    Manifest manifest = offer.manifest();
    return switch (turn.ask(() -> askAbout(question))) {
      case Answer.Decline decline -> declined(offer, decline.reason());
      case Answer.All all -> accept(offer, manifest, OfferPlans.withPolicy(plan, all.policy()));
      case Answer.Some some -> accept(offer, manifest, plan.restrict(some.entries()));
    };
  }

  private Answer askAbout(Offer question) throws InterruptedException {
    try (Glimpses _ = question.glimpses()) {
      return approver.decide(question);
    }
  }

  private Decision declined(PendingOffer offer, String reason) {
    events.on(ended(offer, new Outcome.Declined(reason)));
    return new Decision.Declined(reason);
  }

  private Decision accept(PendingOffer offer, Manifest manifest, Plan plan) throws IOException {
    return Undisturbed.run(
        "ferry-accept-" + offer.header().id().brief(),
        () ->
            offer.header().text() != null && manifest.entries() == 0
                ? takeText(offer)
                : begin(offer, manifest, plans.sure(plan)));
  }

  private Decision takeText(PendingOffer offer) throws IOException {
    Receipt receipt = Receipt.ofText(destination.path().toString());
    transfers.completeText(offer, receipt);
    tellText(offer);
    events.on(ended(offer, new Outcome.Completed(receipt, Outcome.Effort.NONE)));
    return new Decision.Done(receipt);
  }

  private Decision begin(PendingOffer offer, Manifest manifest, Plan plan) throws IOException {
    Incoming incoming;
    try {
      incoming = transfers.begin(offer, manifest, plan);
    } catch (IOException e) {
      throw DiskTrouble.explain(e);
    }
    tellText(offer);
    incoming.tellAccepted();
    return new Decision.Accepted(incoming);
  }

  private Offer questionOf(PendingOffer offer, Manifest manifest, Plan plan, Glimpses glimpses) {
    return new Offer(
        offer.header().id(),
        offer.from(),
        offer.header().title(),
        offer.header().text(),
        plan.summary(),
        manifest,
        destination.path().toString(),
        glimpses);
  }

  private void tellOffered(PendingOffer offer, Manifest manifest, Plan plan) {
    events.on(
        new TransferEvent.Offered(
            offer.header().id(),
            Direction.RECEIVE,
            offer.from(),
            offer.header().title(),
            offer.header().text(),
            manifest.entries(),
            manifest.files(),
            manifest.bytes(),
            plan.summary()));
  }

  private void tellText(PendingOffer offer) {
    String text = offer.header().text();
    if (text != null) {
      events.on(new TransferEvent.TextArrived(offer.header().id(), offer.from(), text));
    }
  }

  private static TransferEvent ended(PendingOffer offer, Outcome outcome) {
    return new TransferEvent.Ended(
        offer.header().id(), Direction.RECEIVE, offer.from(), offer.header().title(), outcome);
  }
}
