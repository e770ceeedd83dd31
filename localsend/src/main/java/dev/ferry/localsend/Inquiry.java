package dev.ferry.localsend;

import dev.ferry.http.Alarm;
import dev.ferry.http.Answer;
import dev.ferry.http.ClientTimes;
import dev.ferry.http.Endpoint;
import dev.ferry.http.PinnedPeer;
import dev.ferry.http.Wire;
import dev.ferry.identity.Identity;
import dev.ferry.json.MalformedException;
import dev.ferry.json.StrictJson;
import dev.ferry.transfer.Problem;
import dev.ferry.transfer.TransferException;
import java.io.IOException;
import java.time.Duration;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/** The question who is at an address, and whether that one encrypts. Immutable; calls block. */
final class Inquiry {
  private final Identity identity;
  private final Endpoint at;
  private final LocalSendTimes times;

  Inquiry(Identity identity, Endpoint at, LocalSendTimes times) {
    this.identity = identity;
    this.at = at;
    this.times = times;
  }

  /** A request to the device at {@code at}, of which an answer is due within {@code wait}. */
  static HttpUriRequestBase request(Endpoint at, String method, String path, Duration wait) {
    HttpUriRequestBase request = Wire.request(method, path);
    // The zone of a link-local address means something on this machine only.
    request.setHeader("Host", at.authority().replaceFirst("%[^\\]]*", ""));
    request.setHeader("Accept", "application/json");
    request.setConfig(
        RequestConfig.custom()
            .setResponseTimeout(Timeout.ofMilliseconds(wait.toMillis()))
            .setRedirectsEnabled(false)
            .build());
    return request;
  }

  /** What the device at the other end of {@code wire} says of itself. */
  DeviceInfo info(Wire wire) throws IOException {
    return info(wire, times.wire().silence());
  }

  private DeviceInfo info(Wire wire, Duration silence) throws IOException {
    DeviceInfo second = info(wire, silence, Paths.INFO);
    DeviceInfo first = second == null ? info(wire, silence, Paths.OLD_INFO) : second;
    if (first == null) {
      throw new MalformedException("status 404 to the question who it is");
    }
    return first;
  }

  /** Null if there is no such place. */
  private @Nullable DeviceInfo info(Wire wire, Duration silence, String path) throws IOException {
    HttpUriRequestBase request = request(at, "GET", path, silence);
    try (Alarm.Bell _ = wire.alarm().in(silence.multipliedBy(2), request::cancel);
        Answer answer = wire.send(request)) {
      return switch (answer.status()) {
        case 200 -> DeviceInfo.read(StrictJson.parseBody(answer.bytes()));
        case 404 -> null;
        default ->
            throw new MalformedException(
                "status " + answer.status() + " to the question who it is");
      };
    }
  }

  /**
   * Whether a device answers there without TLS. Tells nothing about this side: a question without a
   * name, on a connection of its own.
   */
  boolean speaksPlain() {
    if (at.plain()) {
      return false;
    }
    Endpoint clear = new Endpoint(at.host(), at.port(), at.from(), true);
    ClientTimes brief =
        new ClientTimes(times.farewell(), times.wire().handshake(), times.farewell());
    try (Wire wire = new Wire(identity, clear, new PinnedPeer(null), 1, brief)) {
      info(wire, brief.silence());
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  /** What to tell somebody who asked a device over TLS that has none. */
  TransferException plain(IOException cause) {
    return new TransferException(
        Problem.NOT_FERRY,
        "The device at "
            + at.shown()
            + " does not encrypt: everybody on the network could read along. To talk to it all the"
            + " same, write http://"
            + at.authority()
            + ".",
        new PlainHttpException(cause));
  }
}
