package dev.ferry.identity;

import java.security.cert.CertificateException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The server proved a fingerprint, but not one that the client's {@link FingerprintCheck} takes.
 */
public final class UnexpectedPeerException extends CertificateException {
  private static final long serialVersionUID = 1L;
  private static final int DEEPEST = 16;

  private final String seen;

  UnexpectedPeerException(Fingerprint seen) {
    super("another peer answers there: " + seen);
    this.seen = seen.hex();
  }

  /** What the server proved. */
  public Fingerprint seen() {
    return new Fingerprint(seen);
  }

  /** The one that made {@code failure}: TLS wraps it in a handshake exception. */
  public static Optional<UnexpectedPeerException> in(Throwable failure) {
    @Nullable Throwable cause = failure;
    for (int depth = 0; cause != null && depth < DEEPEST; depth++) {
      if (cause instanceof UnexpectedPeerException unexpected) {
        return Optional.of(unexpected);
      }
      cause = cause.getCause();
    }
    return Optional.empty();
  }
}
