package dev.ferry.peer;

import dev.ferry.transfer.Offer;
import dev.ferry.transfer.PeerProtocol;
import java.util.function.Predicate;

/**
 * The rule by which a {@link Desk} lets offers in, which a person may change. No rule lets guests
 * in: a link is no acceptance. Thread-safe.
 */
public final class Acceptance implements Predicate<Offer> {
  private volatile AcceptRule rule;

  /** By this rule, until it is changed. */
  public Acceptance(AcceptRule rule) {
    this.rule = rule;
  }

  /** The rule that holds now. */
  public AcceptRule rule() {
    return rule;
  }

  /** Changes the rule for offers that come from now on. */
  public void change(AcceptRule other) {
    rule = other;
  }

  @Override
  public boolean test(Offer offer) {
    return offer.from().protocol() != PeerProtocol.BROWSER && rule.letsIn(offer.from().standing());
  }
}
