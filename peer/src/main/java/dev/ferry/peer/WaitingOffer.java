package dev.ferry.peer;

import dev.ferry.transfer.Offer;
import java.time.Instant;

/**
 * An offer at a {@link Desk} that nobody has answered yet. Its manifest may be walked until then.
 *
 * @param number what a person calls it by, from 1 on; the transfer keeps it
 * @param offer what is offered, and by whom
 * @param since when it came; no two offers of a desk came at the same time
 */
public record WaitingOffer(int number, Offer offer, Instant since) {}
