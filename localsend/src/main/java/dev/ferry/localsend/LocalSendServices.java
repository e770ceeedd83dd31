package dev.ferry.localsend;

import dev.ferry.identity.Fingerprint;
import dev.ferry.identity.Identity;
import dev.ferry.identity.PinGate;
import dev.ferry.identity.Standing;
import dev.ferry.transfer.Catalog;
import dev.ferry.transfer.Receiver;
import java.net.InetAddress;
import org.jspecify.annotations.Nullable;

/**
 * What a {@link LocalSendHandler} puts on the wire, and whom it tells. Asked anew for each request;
 * thread-safe.
 */
public interface LocalSendServices {
  /** Whose certificate is shown when this side calls a sender back. */
  Identity identity();

  /** What this device says of itself, with port and protocol. */
  DeviceInfo info();

  /** What takes offers, or null as long as this peer receives nothing. */
  @Nullable Receiver receiver();

  /** What is shared. */
  Catalog catalog();

  /** Asked of everybody who wants to send; null if no PIN is needed. */
  @Nullable PinGate offersPin();

  /** Whether one sender after the other is served, as the apps do, and others are told to wait. */
  boolean oneAtATime();

  /**
   * What is known about a device that proved a fingerprint. May block on the disk.
   *
   * @param alias the name it gives itself, not escaped; may be empty
   * @param host the address it calls from
   */
  Standing standingOf(String alias, Fingerprint fingerprint, String host);

  /**
   * What is known about a device that showed no certificate: {@link Standing#UNPROVEN}, or {@link
   * Standing#CHANGED} if it uses a name that is another's. May block on the disk.
   */
  Standing standingOfUnproven(String alias);

  /**
   * A device has introduced itself. Does not block.
   *
   * @param proven its certificate's fingerprint, which is the one that it says; null if it showed
   *     none
   */
  void registered(DeviceInfo said, InetAddress from, @Nullable Fingerprint proven);

  /**
   * A device that this peer may be sending to has cancelled a session; whether it is one, and its
   * own, is checked there. Does not block.
   *
   * @param sessionId as it came, not escaped
   * @param proven its certificate's fingerprint; null if it showed none
   */
  void cancelled(String sessionId, InetAddress from, @Nullable Fingerprint proven);
}
