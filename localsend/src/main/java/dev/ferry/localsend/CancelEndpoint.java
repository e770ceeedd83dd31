package dev.ferry.localsend;

import dev.ferry.http.Exchange;
import dev.ferry.transfer.Problem;

/**
 * {@code POST cancel}: from a sender, of its session or of what it waits for; from a receiver, of
 * one that this side sends to. Whoever names something else is told the same, as app 1.18 does.
 */
final class CancelEndpoint {
  private final LocalSendServices services;
  private final ReceiveSessions sessions;

  CancelEndpoint(LocalSendServices services, ReceiveSessions sessions) {
    this.services = services;
    this.sessions = sessions;
  }

  void post(Exchange exchange) {
    Asker asker = Asker.of(exchange);
    String id = exchange.parameter("sessionId");
    if (id == null || id.isEmpty()) {
      sessions.giveUp(asker);
    } else {
      cancel(asker, id);
    }
    exchange.sendEmpty(200);
  }

  private void cancel(Asker asker, String id) {
    try {
      ReceiveSession session = sessions.find(id, asker);
      sessions.end(session, Problem.CANCELLED, "cancelled by the sender");
    } catch (Refusal e) {
      services.cancelled(id, asker.address(), asker.proven());
    }
  }
}
