package dev.ferry.page.api;

import dev.ferry.peer.PendingOffer;
import dev.ferry.peer.events.EventJson;
import dev.ferry.peer.events.JsonLine;
import dev.ferry.transfer.Offer;

/** An offer that waits, as docs/page-api.md says. */
final class OfferJson {
  private OfferJson() {}

  /** Adds the fields of {@code pending}; returns {@code line}. */
  static JsonLine put(JsonLine line, PendingOffer pending) {
    Offer offer = pending.offer();
    return EventJson.peer(
            line.put("number", pending.number()).put("transfer", offer.id().text()), offer.from())
        .put("protocol", offer.from().protocol().word())
        .put("title", offer.title())
        .put("text", offer.text())
        .putObject("plan", object -> EventJson.plan(object, offer.plan()))
        .put("into", offer.destination())
        .put("previews", offer.glimpses().offered())
        .put("since", pending.since().toString());
  }
}
