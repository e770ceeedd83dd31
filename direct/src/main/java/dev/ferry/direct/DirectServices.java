package dev.ferry.direct;

import dev.ferry.identity.Fingerprint;
import dev.ferry.identity.PinGate;
import dev.ferry.identity.Standing;
import dev.ferry.transfer.Catalog;
import dev.ferry.transfer.Receiver;
import org.jspecify.annotations.Nullable;

/** What a {@link DirectHandler} puts on the wire. Asked anew for each request; thread-safe. */
public interface DirectServices {
  /** What this peer calls itself. */
  String alias();

  /** What takes offers, or null as long as this peer receives nothing. */
  @Nullable Receiver receiver();

  /** Checks the PIN that offers need, or null if they need none. */
  @Nullable PinGate offersPin();

  /** What is shared. */
  Catalog catalog();

  /**
   * What is known about a peer. May block on the disk.
   *
   * @param alias the name it gives itself, not escaped; may be empty
   * @param fingerprint what it proved
   * @param host the address it calls from
   */
  Standing standingOf(String alias, Fingerprint fingerprint, String host);
}
