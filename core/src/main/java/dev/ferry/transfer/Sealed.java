package dev.ferry.transfer;

import dev.ferry.payload.RangeSet;

/** What a receiving side answers when the sender has said that everything is across. */
public sealed interface Sealed {
  /**
   * Everything is verified, published and durable.
   *
   * @param receipt what was done
   */
  record Complete(Receipt receipt) implements Sealed {}

  /**
   * Some bytes are not there, or not what the sender hashed.
   *
   * @param ranges what must be sent again; never empty
   */
  record Missing(RangeSet ranges) implements Sealed {}
}
