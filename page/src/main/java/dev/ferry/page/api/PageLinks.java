package dev.ferry.page.api;

import dev.ferry.json.Fields;
import dev.ferry.page.guard.Guard;
import dev.ferry.page.guard.Keys;
import dev.ferry.peer.events.JsonLine;
import dev.ferry.transfer.Problem;
import java.io.IOException;
import java.net.URI;

/** Links that open the owner's page, each once, and the sessions they are good for. Thread-safe. */
final class PageLinks {
  private final Keys keys;
  private volatile int port;

  PageLinks(Keys keys) {
    this.keys = keys;
  }

  /** The owner's door is open at this port; 0: it is not. */
  void at(int openPort) {
    port = openPort;
  }

  /** A fresh link. */
  URI fresh() throws ProblemException {
    int now = port;
    if (now == 0) {
      throw new ProblemException(
          Problem.NOT_FOUND, "this peer runs without its page; start it with ferry up");
    }
    return URI.create("http://127.0.0.1:" + now + "/#t=" + keys.token());
  }

  void link(ApiCall call) throws IOException {
    call.created(JsonLine.object().put("link", fresh().toString()));
  }

  /** Exchanges a token for a session. */
  void session(ApiCall call) throws IOException {
    Fields asked = call.body();
    Keys.PageSession session =
        keys.exchange(asked.text("token"))
            .orElseThrow(() ->
                new ProblemException(
                    Problem.FORBIDDEN,
                    "this link was used already, or is older than two minutes; ferry page gives"
                        + " another one"));
    call.exchange()
        .setHeader(
            "Set-Cookie",
            Guard.cookie(port) + "=" + session.cookie() + "; Path=/; HttpOnly; SameSite=Strict");
    call.ok(JsonLine.object().put("key", session.key()));
  }
}
