package dev.ferry.direct;

import dev.ferry.manifest.EntrySet;
import dev.ferry.payload.RangeSet;
import dev.ferry.transfer.Receipt;
import org.jspecify.annotations.Nullable;

/**
 * What a receiving side answers to an offer, a seal or the question how a transfer stands. On the
 * wire it is a stream of lines, of which the last decides; {@link ReplyWriter} and {@link
 * ReplyReader} know them.
 */
sealed interface Reply {
  /**
   * Bytes are wanted, or may be.
   *
   * @param accepted which entries make up the payload; empty in the answer to a seal
   * @param missing what is not held yet; may be empty: then it can be sealed
   * @param length bytes of the payload
   * @param waitsFor why the receiver cannot take bytes at the moment, or null if it can
   */
  record Go(EntrySet accepted, RangeSet missing, long length, @Nullable ProblemJson waitsFor)
      implements Reply {}

  /**
   * No.
   *
   * @param reason a person's words, not escaped; may be empty
   */
  record Declined(String reason) implements Reply {}

  /**
   * Everything is published and durable, or a text message was taken.
   *
   * @param receipt what was done
   */
  record Complete(Receipt receipt) implements Reply {}

  /**
   * It cannot be answered, at least not now.
   *
   * @param problem why
   */
  record Refused(ProblemJson problem) implements Reply {}
}
