package dev.ferry.direct;

import dev.ferry.http.Alarm;
import dev.ferry.http.Exchange;
import dev.ferry.identity.Fingerprint;
import dev.ferry.json.StrictJson;
import dev.ferry.manifest.Glimpse;
import dev.ferry.transfer.Problem;
import dev.ferry.transfer.TransferException;
import dev.ferry.transfer.TransferId;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * {@code POST offers/{id}/previews/{entry}}: takes a preview that was asked for, once, from the
 * sender of that very offer, as long as it is not decided.
 */
final class PreviewEndpoint {
  private static final Pattern ENTRY = Pattern.compile("0|[1-9][0-9]{0,8}");

  private final PreviewDesk desk;
  private final Duration longest;
  private final Alarm alarm = new Alarm();

  PreviewEndpoint(PreviewDesk desk, DirectLimits limits) {
    this.desk = desk;
    this.longest = limits.drain();
  }

  void post(Exchange exchange, String id, String entry) throws IOException {
    Fingerprint sender = exchange.requireFingerprint();
    checkLength(exchange.bodyLength());
    AskedPreviews asked = find(id, sender);
    AskedPreviews.Claim claim = claim(asked, entry);
    byte[] body = read(exchange);
    Optional<Glimpse> preview =
        PreviewReader.read(StrictJson.parseBody(body), claim.wanted().file().size());
    if (!asked.give(claim, preview)) {
      throw unwanted();
    }
    exchange.sendEmpty(204);
  }

  /** Before anything of it is read. */
  private static void checkLength(long length) throws Refusal {
    if (length < 0) {
      throw new Refusal(Problem.BAD_REQUEST, 411, "a preview needs a Content-Length");
    }
    if (length > PreviewWriter.MOST_BYTES) {
      throw new Refusal(
          Problem.BAD_REQUEST, 413, "a preview has at most " + PreviewWriter.MOST_BYTES + " bytes");
    }
  }

  private AskedPreviews find(String id, Fingerprint sender) throws TransferException {
    if (!TransferId.isValid(id)) {
      throw unwanted();
    }
    return desk.find(new TransferId(id), sender).orElseThrow(PreviewEndpoint::unwanted);
  }

  private static AskedPreviews.Claim claim(AskedPreviews asked, String entry)
      throws TransferException {
    if (!ENTRY.matcher(entry).matches()) {
      throw unwanted();
    }
    return asked.claim(Long.parseLong(entry)).orElseThrow(PreviewEndpoint::unwanted);
  }

  /** Whoever lets it drip is hung up on. */
  private byte[] read(Exchange exchange) throws IOException {
    try (Alarm.Bell _ = alarm.in(longest, () -> hangUp(exchange));
        InputStream body = exchange.body(PreviewWriter.MOST_BYTES)) {
      return body.readAllBytes();
    }
  }

  private static void hangUp(Exchange exchange) {
    try {
      exchange.hangUp().close();
    } catch (IOException e) {
      // It is broken already, which is all that was wanted.
    }
  }

  private static TransferException unwanted() {
    return new TransferException(Problem.NOT_FOUND, "no such preview of yours is waited for here");
  }
}
