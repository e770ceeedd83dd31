package dev.ferry.page.api;

import dev.ferry.peer.WaitingOffer;
import dev.ferry.peer.events.EventJson;
import dev.ferry.peer.events.JsonLine;
import dev.ferry.transfer.Offer;
import org.jspecify.annotations.Nullable;

/** An offer that waits, as docs/page-api.md says. */
final class OfferJson {
  /** The characters of a message that are told of an offer to whoever did not ask for it. */
  private static final int MOST_TEXT = 4_096;

  private OfferJson() {}

  /** Adds the fields of {@code pending}; returns {@code line}. */
  static JsonLine put(JsonLine line, WaitingOffer pending) {
    return put(line, pending, pending.offer().text());
  }

  /** As {@link #put}, of a long message only its beginning: strangers write such, in any number. */
  static JsonLine brief(JsonLine line, WaitingOffer pending) {
    String text = pending.offer().text();
    if (text == null || text.length() <= MOST_TEXT) {
      return put(line, pending, text);
    }
    int end = Character.isHighSurrogate(text.charAt(MOST_TEXT - 1)) ? MOST_TEXT - 1 : MOST_TEXT;
    return put(line, pending, text.substring(0, end)).put("textLength", text.length());
  }

  private static JsonLine put(JsonLine line, WaitingOffer pending, @Nullable String text) {
    Offer offer = pending.offer();
    return EventJson.peer(
            line.put("number", pending.number()).put("transfer", offer.id().text()), offer.from())
        .put("protocol", offer.from().protocol().word())
        .put("title", offer.title())
        .put("text", text)
        .putObject("plan", object -> EventJson.plan(object, offer.plan()))
        .put("into", offer.destination())
        .put("previews", offer.glimpses().offered())
        .put("since", pending.since().toString());
  }
}
