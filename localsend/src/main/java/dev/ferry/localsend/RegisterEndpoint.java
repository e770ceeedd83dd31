package dev.ferry.localsend;

import dev.ferry.http.Exchange;
import java.io.IOException;

/** {@code register} and {@code info}: who this device is, and who asks. */
final class RegisterEndpoint {
  /** More than an introduction has, and not much more. */
  private static final int MAX_VALUES = 200;

  private final LocalSendServices services;
  private final Bodies bodies;

  RegisterEndpoint(LocalSendServices services, Bodies bodies) {
    this.services = services;
    this.bodies = bodies;
  }

  /** {@code GET info}; the answer of version 2 at version 1's path too, as the apps do. */
  void info(Exchange exchange) {
    answer(exchange);
  }

  /**
   * {@code POST register}. Whoever says another fingerprint than it proved is ignored, and answered
   * as anybody else, as app 1.18 does.
   */
  void register(Exchange exchange) throws IOException {
    DeviceInfo said =
        bodies.read(exchange, LocalSendLimits.REGISTER_BYTES, MAX_VALUES, DeviceInfo::read);
    Asker asker = Asker.of(exchange);
    if (!asker.contradicts(said) && !said.fingerprint().equals(services.info().fingerprint())) {
      services.registered(said, asker.address(), asker.proven());
    }
    answer(exchange);
  }

  private void answer(Exchange exchange) {
    DeviceInfo info = services.info().withoutOrigin();
    exchange.send(200, LocalSendHandler.JSON, JsonBody.of(info::write));
  }
}
