package dev.ferry.localsend;

import dev.ferry.http.Alarm;
import dev.ferry.http.Answer;
import dev.ferry.http.ClientTimes;
import dev.ferry.http.Endpoint;
import dev.ferry.http.PinnedPeer;
import dev.ferry.http.Streamed;
import dev.ferry.http.Wire;
import dev.ferry.identity.Fingerprint;
import dev.ferry.identity.Identity;
import dev.ferry.json.MalformedException;
import dev.ferry.json.StrictJson;
import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.jspecify.annotations.Nullable;

/**
 * Asks a device who it is, and says who this peer is, unless it is only passing. Each question has
 * a connection of its own and ends within {@link #LIMIT}, whatever the other end does. Thread-safe;
 * closing it breaks off what is under way.
 */
final class Contact implements Closeable {
  /** The longest that a device may take for its whole answer. */
  static final Duration LIMIT = Duration.ofSeconds(3);

  private static final ClientTimes TIMES =
      new ClientTimes(Duration.ofSeconds(1), Duration.ofSeconds(2), Duration.ofSeconds(2));

  private static final int OK = 200;
  private static final int NOT_FOUND = 404;

  private final Identity identity;
  private final Supplier<Optional<DeviceInfo>> introduction;
  private final Set<Wire> open = ConcurrentHashMap.newKeySet();
  private volatile boolean closed;

  /**
   * Shows {@code identity} to whom it asks.
   *
   * @param introduction what it says of itself; empty if it only asks
   */
  Contact(Identity identity, Supplier<Optional<DeviceInfo>> introduction) {
    this.identity = identity;
    this.introduction = introduction;
  }

  /**
   * A device that has answered.
   *
   * @param info with the port and scheme that it was asked at
   * @param proven whether it has shown the certificate that {@code info} names
   */
  record Met(DeviceInfo info, boolean proven) {}

  /**
   * Asks the device at {@code at}. Blocks.
   *
   * @param expected the certificate it must show; null for any
   * @throws IOException if nobody answers, as somebody else, or not as the protocol says
   */
  Met ask(Endpoint at, @Nullable Fingerprint expected) throws IOException {
    PinnedPeer pin = new PinnedPeer(expected);
    try (Wire wire = new Wire(identity, at, pin, 1, TIMES)) {
      open.add(wire);
      try (Alarm.Bell _ = wire.alarm().in(LIMIT, wire::close)) {
        if (closed) {
          throw new IOException("discovery is over");
        }
        return met(answer(wire), at, pin);
      } finally {
        open.remove(wire);
      }
    }
  }

  private DeviceInfo answer(Wire wire) throws IOException {
    Optional<DeviceInfo> own = introduction.get();
    try (Answer answer =
        wire.send(own.isPresent() ? register(own.get()) : Wire.request("GET", Paths.INFO))) {
      if (answer.status() != NOT_FOUND) {
        return read(answer);
      }
    }
    try (Answer answer = wire.send(Wire.request("GET", Paths.OLD_INFO))) {
      return read(answer);
    }
  }

  private static HttpUriRequestBase register(DeviceInfo own) {
    byte[] body = JsonBody.of(own::write);
    HttpUriRequestBase request = Wire.request("POST", Paths.REGISTER);
    request.setEntity(new Streamed("application/json", null, body.length, out -> out.write(body)));
    return request;
  }

  private static DeviceInfo read(Answer answer) throws IOException {
    if (answer.status() != OK) {
      throw new IOException("it answers " + answer.status());
    }
    return DeviceInfo.read(StrictJson.parseBody(answer.bytes()));
  }

  /** Its certificate says who it is; what it says itself must not differ. */
  private static Met met(DeviceInfo info, Endpoint at, PinnedPeer pin) throws IOException {
    if (at.plain()) {
      return new Met(info.at(at.port(), Scheme.HTTP, info.fingerprint()), false);
    }
    Fingerprint proven =
        pin.fingerprint().orElseThrow(() -> new IOException("it has shown no certificate"));
    if (!info.fingerprint().isEmpty() && !info.certificate().equals(Optional.of(proven))) {
      throw new MalformedException("it says another fingerprint than it proves");
    }
    return new Met(info.at(at.port(), Scheme.HTTPS, proven.hex()), true);
  }

  @Override
  public void close() {
    closed = true;
    open.forEach(Wire::close);
  }
}
