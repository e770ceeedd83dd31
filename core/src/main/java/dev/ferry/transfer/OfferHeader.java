package dev.ferry.transfer;

import dev.ferry.inbox.ClashPolicy;
import org.jspecify.annotations.Nullable;

/**
 * What comes before the entries of an offer.
 *
 * @param id chosen by the sender, so that asking again after a lost connection is the same offer
 * @param title what a person would call it, not escaped, at most {@link #MAX_TITLE} characters
 * @param text a text message, not escaped, at most {@link #MAX_TEXT} characters; null if there is
 *     none. With a text the manifest may be empty
 * @param wish what the sender would like to happen to files that exist; the receiver decides
 * @param resumable whether its sender can go on after its connection broke; if it cannot, what is
 *     whole is published when it is cut short
 */
public record OfferHeader(
    TransferId id, String title, @Nullable String text, ClashPolicy wish, boolean resumable) {
  /** The longest title in characters. */
  public static final int MAX_TITLE = 1024;

  /** The longest text message in characters. */
  public static final int MAX_TEXT = 65_536;

  /** Of a sender that can go on. */
  public OfferHeader(TransferId id, String title, @Nullable String text, ClashPolicy wish) {
    this(id, title, text, wish, true);
  }

  /** Refuses what is too long. */
  public OfferHeader {
    if (title.length() > MAX_TITLE) {
      throw new IllegalArgumentException("the title is longer than " + MAX_TITLE);
    }
    if (text != null && text.length() > MAX_TEXT) {
      throw new IllegalArgumentException("the text is longer than " + MAX_TEXT);
    }
  }
}
