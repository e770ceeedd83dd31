package dev.ferry.localsend;

import dev.ferry.http.Endpoint;
import dev.ferry.identity.Fingerprint;
import dev.ferry.identity.PeerName;
import java.net.InetAddress;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A device of this network as it was last seen. Its texts are what it says of itself, not escaped.
 * Immutable.
 *
 * @param alias its name, bounded by {@link PeerName#bounded}; any number of devices may have it
 * @param type what kind of thing it says it is
 * @param model maker or operating system; null if not said
 * @param fingerprint SHA-256 of its certificate in lower-case hex, or any text if it speaks plain
 *     HTTP; empty if not said
 * @param address where it was seen, an IPv6 link-local one with its scope
 * @param port of its server
 * @param scheme how its server is spoken to
 * @param version of LocalSend's protocol
 * @param ferry the version of Ferry's own protocol that it speaks too; 0 if it is no Ferry
 * @param download whether it says that something can be pulled from it
 * @param proven whether it has shown in a TLS handshake with this peer that the fingerprint is its
 *     own; else anybody of the network may have said all this
 * @param lastSeen when it was last heard of
 */
public record Device(
    String alias,
    DeviceType type,
    @Nullable String model,
    String fingerprint,
    InetAddress address,
    int port,
    Scheme scheme,
    String version,
    int ferry,
    boolean download,
    boolean proven,
    Instant lastSeen) {

  /** What {@code info} says, seen at {@code address}; TLS unless it says that it has none. */
  static Device of(DeviceInfo info, InetAddress address, boolean proven, Instant at) {
    Scheme scheme = info.protocol();
    return new Device(
        PeerName.bounded(info.alias()),
        info.deviceType(),
        info.deviceModel(),
        info.certificate().map(Fingerprint::hex).orElse(info.fingerprint()),
        address,
        info.port(),
        scheme == null ? Scheme.HTTPS : scheme,
        info.version(),
        info.ferry(),
        info.download(),
        proven,
        at);
  }

  /** Whether it is a Ferry. */
  public boolean isFerry() {
    return ferry > 0;
  }

  /** The fingerprint, if it can be that of a certificate. */
  public Optional<Fingerprint> certificate() {
    return Fingerprint.parse(fingerprint);
  }

  /** Address and port as a person writes them, IPv6 in brackets. */
  public String shownAddress() {
    return new Endpoint(address.getHostAddress(), port, null).shown();
  }

  /** The same, last heard of at another time. */
  Device seenAt(Instant at) {
    return new Device(
        alias,
        type,
        model,
        fingerprint,
        address,
        port,
        scheme,
        version,
        ferry,
        download,
        proven,
        at);
  }

  /** What tells it from others: its fingerprint, or its place if it says none. */
  String key() {
    return fingerprint.isEmpty() ? shownAddress() : fingerprint;
  }

  /** Whether it is seen at the same address. */
  boolean isWhere(Device other) {
    return address.equals(other.address);
  }
}
