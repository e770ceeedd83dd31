package dev.ferry.page.guest;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.ferry.direct.BrowserPush;
import dev.ferry.direct.Refusal;
import dev.ferry.http.Exchange;
import dev.ferry.http.StreamCap;
import dev.ferry.identity.AddressGroup;
import dev.ferry.identity.Fingerprint;
import dev.ferry.transfer.Problem;
import dev.ferry.transfer.RemotePeer;
import dev.ferry.transfer.TransferException;
import java.io.IOException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What guests send to the owner, who is asked about each offer. A browser knows a secret of its
 * own, its key, which it shows with each request: it can go on with its uploads after it was
 * closed, or after this process was, and nobody else can. Thread-safe; an offer blocks until it is
 * decided.
 */
final class GuestUploads {
  private static final String KEY_HEADER = "Ferry-Guest";

  /** 128 bits at least, as base64 of URLs or hex have them. */
  private static final Pattern KEY = Pattern.compile("[A-Za-z0-9_-]{22,128}");

  private static final String PURPOSE = "ferry guest 1:";
  private static final int STREAMS_OF_AN_ADDRESS = 16;

  private final BrowserPush push;
  private final StreamCap streams = new StreamCap(STREAMS_OF_AN_ADDRESS);

  /** Hands on to {@code push}. */
  GuestUploads(BrowserPush push) {
    this.push = push;
  }

  /** {@code POST uploads}. */
  void offer(Exchange exchange, GuestLink link) throws IOException {
    push.offer(exchange, RemotePeer.guest(guest(exchange, link), exchange.host()));
  }

  /** {@code GET uploads/{id}} and {@code DELETE uploads/{id}}. */
  void upload(Exchange exchange, GuestLink link, String id) throws IOException {
    Fingerprint guest = guest(exchange, link);
    if (exchange.method().equals("DELETE")) {
      push.cancel(exchange, guest, id);
    } else {
      push.status(exchange, guest, id);
    }
  }

  /** {@code PUT payload/{id}}. */
  void payload(Exchange exchange, GuestLink link, String id) throws IOException {
    Fingerprint guest = guest(exchange, link);
    try (StreamCap.Stream _ = streams.open(AddressGroup.of(exchange.inetAddress()))) {
      push.payload(exchange, guest, id);
    }
  }

  /** {@code POST done/{id}}. */
  void done(Exchange exchange, GuestLink link, String id) throws IOException {
    push.finish(exchange, guest(exchange, link), id);
  }

  /** Who this browser is: nothing that could be turned back into its key. */
  private static Fingerprint guest(Exchange exchange, GuestLink link) throws IOException {
    if (!link.takesUploads()) {
      throw new TransferException(Problem.FORBIDDEN, "nothing can be sent with this link");
    }
    @Nullable String key = exchange.header(KEY_HEADER);
    if (key == null || !KEY.matcher(key).matches()) {
      throw new Refusal(
          Problem.BAD_REQUEST, 400, KEY_HEADER + " should be a secret of this browser");
    }
    return Fingerprint.ofDer((PURPOSE + key).getBytes(UTF_8));
  }
}
