package dev.ferry.page.guest;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.ferry.http.Exchange;
import dev.ferry.peer.events.JsonLine;

/** Answers of one JSON object. */
final class GuestAnswers {
  private GuestAnswers() {}

  static void send(Exchange exchange, int status, JsonLine object) {
    exchange.send(status, "application/json", object.toString().getBytes(UTF_8));
  }
}
