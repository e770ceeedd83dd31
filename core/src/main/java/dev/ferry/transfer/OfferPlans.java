package dev.ferry.transfer;

import dev.ferry.inbox.ClashPolicy;
import dev.ferry.inbox.Plan;
import dev.ferry.inbox.PlanSummary;
import dev.ferry.manifest.Manifest;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.channels.ClosedByInterruptException;
import org.jspecify.annotations.Nullable;

/**
 * Plans what accepting an offer would do, by the rules that the receiving person has laid down.
 * Thread-safe; blocks on the destination's disk.
 */
final class OfferPlans {
  private final Destination destination;
  private final Receiver.Rules rules;

  OfferPlans(Destination destination, Receiver.Rules rules) {
    this.destination = destination;
    this.rules = rules;
  }

  /** The same rules for another destination. */
  OfferPlans at(Destination other) {
    return new OfferPlans(other, rules);
  }

  /**
   * The plan that somebody is asked about. A stranger does not make us read files before a person
   * has said yes, so that it may be a guess; nor does he hear before that what is here, by a wish
   * to fail where something is.
   *
   * @throws InterruptedException if the thread is interrupted while it reads
   * @throws TransferException as {@link Receiver#decide}
   */
  Plan first(PendingOffer offer, Manifest manifest) throws IOException, InterruptedException {
    ClashPolicy policy = rules.policyFor(offer.header().wish());
    try {
      return offer.familiar()
          ? checked(destination.inbox().plan(manifest, policy, rules.unsafeLinks()))
          : destination.inbox().guess(manifest, policy, rules.unsafeLinks());
    } catch (InterruptedIOException | ClosedByInterruptException e) {
      throw (InterruptedException) new InterruptedException(e.getMessage()).initCause(e);
    } catch (IOException e) {
      throw DiskTrouble.explain(e);
    }
  }

  /** With the policy that the approver chose, if there is one. */
  static Plan withPolicy(Plan plan, @Nullable ClashPolicy policy) throws IOException {
    return policy == null ? plan : checked(plan.withPolicy(policy));
  }

  /** The plan that is carried out: what a guess left unread is read now. */
  Plan sure(Plan plan) throws IOException {
    if (!plan.isGuess()) {
      return checked(plan);
    }
    try {
      return checked(
          destination
              .inbox()
              .plan(plan.manifest(), plan.policy(), rules.unsafeLinks())
              .restrict(plan.accepted()));
    } catch (IOException e) {
      throw DiskTrouble.explain(e);
    }
  }

  private static Plan checked(Plan plan) throws TransferException {
    if (plan.isBlocked() && !plan.isGuess()) {
      throw new TransferException(
          Problem.CLASH, clashing(plan.summary()) + ", and the transfer shall fail then");
    }
    return plan;
  }

  private static String clashing(PlanSummary plan) {
    long more = plan.changed() - 1;
    String others =
        more == 0 ? " exists" : more == 1 ? " and one more exist" : " and " + more + " more exist";
    return plan.clashes().getFirst() + others + " there with other contents";
  }
}
