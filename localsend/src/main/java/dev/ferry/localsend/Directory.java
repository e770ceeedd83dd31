package dev.ferry.localsend;

import dev.ferry.identity.Fingerprint;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The devices that are there now, one entry for each fingerprint. Who has proven a fingerprint is
 * not pushed out or changed by somebody who merely says it. Bounded, whatever the network sends.
 * Thread-safe.
 */
public final class Directory {
  /** The most devices. Of more, those that proved nothing and were longest silent are dropped. */
  public static final int MAX_DEVICES = 256;

  /** The most devices of one address, for the same reason. */
  public static final int MAX_PER_ADDRESS = 16;

  /** A device that is not heard of for this long is gone: three calls that it did not answer. */
  public static final Duration EXPIRY = Duration.ofSeconds(100);

  /**
   * A device that has been heard of within this time stays listed where it is, as many are seen at
   * several addresses: longer than the time between two calls.
   */
  static final Duration STICKS = Duration.ofSeconds(40);

  private static final Logger LOG = LoggerFactory.getLogger(Directory.class);

  private final Schedule time;
  private final Fingerprint own;
  private final ReentrantLock lock = new ReentrantLock();
  private final Map<String, Device> devices = new LinkedHashMap<>();
  private final List<DeviceListener> listeners = new CopyOnWriteArrayList<>();

  /** Lists everybody but {@code own}. */
  Directory(Schedule time, Fingerprint own) {
    this.time = time;
    this.own = own;
  }

  /** Stops telling a listener. */
  @FunctionalInterface
  public interface Watch extends AutoCloseable {
    @Override
    void close();
  }

  /** Those that are there, the latest heard of last. */
  public List<Device> devices() {
    lock.lock();
    try {
      return devices.values().stream().sorted(Comparator.comparing(Device::lastSeen)).toList();
    } finally {
      lock.unlock();
    }
  }

  /** Tells {@code listener} of all that are there, now, and then of every change. */
  public Watch watch(DeviceListener listener) {
    lock.lock();
    try {
      listeners.add(listener);
      devices.values().forEach(listener::seen);
    } finally {
      lock.unlock();
    }
    return () -> listeners.remove(listener);
  }

  /**
   * A device has introduced itself with {@code POST /register}. Ignored if it says no port, calls
   * itself by another certificate than it has shown, or is this peer.
   *
   * @param address where the request came from
   * @param proven the fingerprint of its client certificate; null if it showed none
   */
  public void registered(DeviceInfo info, InetAddress address, @Nullable Fingerprint proven) {
    if (proven == null || info.certificate().equals(Optional.of(proven))) {
      saw(info, address, proven != null);
    }
  }

  /**
   * A device was heard of.
   *
   * @param proven whether it has shown the certificate that {@code info} names
   */
  void saw(DeviceInfo info, InetAddress address, boolean proven) {
    if (info.port() == 0 || isOwn(info)) {
      return;
    }
    Device sighting = Device.of(info, address, proven, time.now());
    lock.lock();
    try {
      Device known = devices.get(sighting.key());
      if (known == null) {
        add(sighting);
      } else {
        update(known, merged(known, sighting));
      }
    } finally {
      lock.unlock();
    }
  }

  /** Whether {@code info} is what this peer itself says. */
  boolean isOwn(DeviceInfo info) {
    return info.certificate().equals(Optional.of(own));
  }

  /** Whether {@code fingerprint} was proven within {@code time} before now. */
  boolean provedWithin(Duration within, String fingerprint) {
    lock.lock();
    try {
      Device known = devices.get(fingerprint);
      return known != null && known.proven() && known.lastSeen().isAfter(time.now().minus(within));
    } finally {
      lock.unlock();
    }
  }

  /** Whether anybody watches. */
  boolean isWatched() {
    return !listeners.isEmpty();
  }

  /** Drops those that were not heard of for {@link #EXPIRY}. */
  void expire() {
    lock.lock();
    try {
      Instant limit = time.now().minus(EXPIRY);
      List<Device> silent =
          devices.values().stream().filter(device -> !device.lastSeen().isAfter(limit)).toList();
      silent.forEach(this::remove);
    } finally {
      lock.unlock();
    }
  }

  /** What is known of a device after one more sighting. */
  private static Device merged(Device known, Device sighting) {
    if (known.proven() && !sighting.proven()) {
      return known.isWhere(sighting) ? known.seenAt(sighting.lastSeen()) : known;
    }
    boolean sticks =
        known.proven() == sighting.proven()
            && !known.isWhere(sighting)
            && !isBetter(sighting.address(), known.address())
            && known.lastSeen().plus(STICKS).isAfter(sighting.lastSeen());
    return sticks ? known : sighting;
  }

  /** IPv4 is what the older apps have. */
  private static boolean isBetter(InetAddress other, InetAddress known) {
    return other instanceof Inet4Address && !(known instanceof Inet4Address);
  }

  private void add(Device device) {
    if (makeRoom(device, devices.size() >= MAX_DEVICES, _ -> true)
        && makeRoom(device, isCrowded(device), other -> other.isWhere(device))) {
      devices.put(device.key(), device);
      tell(listener -> listener.seen(device));
    }
  }

  private boolean isCrowded(Device device) {
    return devices.values().stream().filter(device::isWhere).count() >= MAX_PER_ADDRESS;
  }

  /** Whether there is room for {@code device}, if need be in place of another. */
  private boolean makeRoom(Device device, boolean full, Predicate<Device> candidate) {
    if (!full) {
      return true;
    }
    Optional<Device> victim =
        devices.values().stream()
            .filter(candidate)
            .filter(other -> device.proven() || !other.proven())
            .min(Comparator.comparing(Device::proven).thenComparing(Device::lastSeen));
    victim.ifPresent(this::remove);
    return victim.isPresent();
  }

  private void remove(Device device) {
    devices.remove(device.key());
    tell(listener -> listener.gone(device));
  }

  private void update(Device before, Device after) {
    devices.put(after.key(), after);
    if (!after.equals(before.seenAt(after.lastSeen()))) {
      tell(listener -> listener.changed(before, after));
    }
  }

  private void tell(Consumer<DeviceListener> event) {
    for (DeviceListener listener : listeners) {
      try {
        event.accept(listener);
      } catch (RuntimeException e) {
        LOG.error("a listener of the device list failed", e);
      }
    }
  }
}
