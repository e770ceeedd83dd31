package dev.ferry.peer;

import dev.ferry.identity.Fingerprint;
import dev.ferry.identity.Standing;
import dev.ferry.localsend.Device;
import dev.ferry.localsend.DeviceType;
import dev.ferry.localsend.Scheme;
import org.jspecify.annotations.Nullable;

/** Makes what discovery found into what this peer thinks of it. Thread-safe; blocks on disk. */
final class NearMapping {
  private final PeerBook book;

  NearMapping(PeerBook book) {
    this.book = book;
  }

  /** A device with what is known about it. */
  NearPeer of(Device device) {
    boolean plain = device.scheme() == Scheme.HTTP;
    Fingerprint key = plain ? null : device.certificate().orElse(null);
    PeerAddress address = addressOf(device, key);
    return new NearPeer(
        device.alias(),
        kind(device.type()),
        device.model(),
        address,
        key,
        device.proven(),
        standing(device.alias(), key, address),
        device.isFerry(),
        device.download(),
        device.lastSeen());
  }

  private Standing standing(String alias, @Nullable Fingerprint key, PeerAddress address) {
    return key == null
        ? book.standingOfUnproven(alias)
        : book.standingOfAnswerer(alias, key, address.toString());
  }

  private static PeerAddress addressOf(Device device, @Nullable Fingerprint key) {
    PeerAddress at = new PeerAddress(device.address().getHostAddress(), device.port());
    return device.scheme() == Scheme.HTTP ? at.inTheClear() : at.expecting(key);
  }

  private static NearPeer.Kind kind(DeviceType type) {
    return switch (type) {
      case MOBILE -> NearPeer.Kind.MOBILE;
      case DESKTOP -> NearPeer.Kind.DESKTOP;
      case WEB -> NearPeer.Kind.WEB;
      case HEADLESS -> NearPeer.Kind.HEADLESS;
      case SERVER -> NearPeer.Kind.SERVER;
    };
  }
}
