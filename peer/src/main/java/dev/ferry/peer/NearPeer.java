package dev.ferry.peer;

import dev.ferry.identity.Fingerprint;
import dev.ferry.identity.Standing;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A peer or an app of LocalSend that is in the same network now. What it says of itself is not
 * escaped, and anybody of the network may have said it, unless it is proven. Immutable.
 *
 * @param alias its name, which may be that of any number of others; may be empty
 * @param kind what it says it is
 * @param model maker or operating system; null if not said
 * @param address where it is; sending there demands the key that it said is its own
 * @param fingerprint its key; null if it does not encrypt and so has none
 * @param proven whether it has shown that the key is its own
 * @param standing what is known about the key, or about the name if there is no key
 * @param ferry whether it is a Ferry; if not, it is an app of LocalSend
 * @param shares whether it says that something can be got from it
 * @param lastSeen when it was last heard of
 */
public record NearPeer(
    String alias,
    Kind kind,
    @Nullable String model,
    PeerAddress address,
    @Nullable Fingerprint fingerprint,
    boolean proven,
    Standing standing,
    boolean ferry,
    boolean shares,
    Instant lastSeen) {
  /** What a device says it is. */
  public enum Kind {
    /** A phone or tablet. */
    MOBILE,
    /** A computer with somebody in front of it. */
    DESKTOP,
    /** A browser. */
    WEB,
    /** A program without a screen. */
    HEADLESS,
    /** A program that always runs. */
    SERVER
  }

  /** Its key, if it has one. */
  public Optional<Fingerprint> key() {
    return Optional.ofNullable(fingerprint);
  }

  /** What tells it from others as long as it is near: its key, or its address if it has none. */
  public String id() {
    return fingerprint == null ? address.toString() : fingerprint.hex();
  }
}
