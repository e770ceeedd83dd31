package dev.ferry.transfer;

import dev.ferry.inbox.ClashPolicy;
import dev.ferry.inbox.Plan;
import dev.ferry.manifest.EntrySet;
import dev.ferry.manifest.Manifest;
import dev.ferry.transfer.Approver.Answer;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

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
      case Answer.All all -> {
        Landing place = landing(offer, plan, all.into());
        yield accept(offer, manifest, place.with(all.policy()));
      }
      case Answer.Some some -> {
        Landing place = landing(offer, plan, some.into()).with(some.policy());
        yield accept(offer, manifest, place.restrict(some.entries()));
      }
    };
  }

  /** Where an offer lands, and what accepting it does there. */
  private record Landing(Destination destination, OfferPlans plans, Plan plan) {
    Landing with(@Nullable ClashPolicy policy) throws IOException {
      return new Landing(destination, plans, OfferPlans.withPolicy(plan, policy));
    }

    Landing restrict(EntrySet entries) throws IOException {
      return new Landing(destination, plans, plan.restrict(entries));
    }
  }

  /** What was planned, or, if it is to land elsewhere, what is planned for there. */
  private Landing landing(PendingOffer offer, Plan plan, @Nullable Path into)
      throws IOException, InterruptedException {
    if (into == null || into.equals(destination.path())) {
      return new Landing(destination, plans, plan);
    }
    Destination other = transfers.destination(into);
    OfferPlans there = plans.at(other);
    return new Landing(other, there, there.first(offer, plan.manifest()));
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

  private Decision accept(PendingOffer offer, Manifest manifest, Landing landing)
      throws IOException {
    return Undisturbed.run(
        "ferry-accept-" + offer.header().id().brief(),
        () ->
            offer.header().text() != null && manifest.entries() == 0
                ? takeText(offer)
                : begin(offer, landing));
  }

  private Decision takeText(PendingOffer offer) throws IOException {
    Receipt receipt = Receipt.ofText(destination.path().toString());
    transfers.completeText(offer, receipt);
    tellText(offer);
    events.on(ended(offer, new Outcome.Completed(receipt, Outcome.Effort.NONE)));
    return new Decision.Done(receipt);
  }

  private Decision begin(PendingOffer offer, Landing landing) throws IOException {
    Plan plan = landing.plans().sure(landing.plan());
    Incoming incoming;
    try {
      incoming = transfers.begin(offer, plan, landing.destination());
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
