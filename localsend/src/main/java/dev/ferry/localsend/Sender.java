package dev.ferry.localsend;

import dev.ferry.http.Endpoint;
import dev.ferry.identity.Fingerprint;
import java.util.Optional;

/**
 * Who opened a session.
 *
 * @param asker as its connection tells
 * @param said what it says of itself
 */
record Sender(Asker asker, DeviceInfo said) {
  /** Where it takes calls, as it says. */
  Endpoint server() {
    String host = asker.host();
    boolean bracketed = host.startsWith("[") && host.endsWith("]");
    return new Endpoint(bracketed ? host.substring(1, host.length() - 1) : host, said.port(), null);
  }

  /** Which key is to be expected there: the one that it proved, or else the one it speaks of. */
  Optional<Fingerprint> key() {
    return said.protocol() == Scheme.HTTP
        ? Optional.empty()
        : Optional.ofNullable(asker.proven()).or(said::certificate);
  }
}
