package dev.ferry.peer;

import dev.ferry.direct.DirectServices;
import dev.ferry.identity.Fingerprint;
import dev.ferry.identity.Identity;
import dev.ferry.identity.PinGate;
import dev.ferry.identity.Standing;
import dev.ferry.localsend.DeviceInfo;
import dev.ferry.localsend.LocalSendServices;
import dev.ferry.transfer.Catalog;
import dev.ferry.transfer.Receiver;
import java.net.InetAddress;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What the handlers of both protocols ask for, at one port of this peer. Thread-safe. */
final class PortServices implements DirectServices, LocalSendServices {
  private final PeerCore core;
  private final Offering offering;
  private final Supplier<DeviceInfo> info;
  private final Neighbourhood near;

  /** What is to be had at a port at the moment. Thread-safe; does not block. */
  interface Offering {
    /** What takes offers, or null. */
    @Nullable Taking taking();

    /** What is shared. */
    Catalog catalog();
  }

  /**
   * What takes offers.
   *
   * @param receiver decides about them
   * @param gate the PIN that they need, or null
   * @param oneAtATime whether one sender of LocalSend after the other is served
   */
  record Taking(Receiver receiver, @Nullable PinGate gate, boolean oneAtATime) {}

  PortServices(PeerCore core, Offering offering, Supplier<DeviceInfo> info, Neighbourhood near) {
    this.core = core;
    this.offering = offering;
    this.info = info;
    this.near = near;
  }

  @Override
  public String alias() {
    return core.alias();
  }

  @Override
  public Identity identity() {
    return core.identity();
  }

  @Override
  public DeviceInfo info() {
    return info.get();
  }

  @Override
  public @Nullable Receiver receiver() {
    Taking now = offering.taking();
    return now == null ? null : now.receiver();
  }

  @Override
  public Catalog catalog() {
    return offering.catalog();
  }

  @Override
  public @Nullable PinGate offersPin() {
    Taking now = offering.taking();
    return now == null ? null : now.gate();
  }

  @Override
  public boolean oneAtATime() {
    Taking now = offering.taking();
    return now != null && now.oneAtATime();
  }

  @Override
  public Standing standingOf(String alias, Fingerprint fingerprint, String host) {
    return core.book().standingOfCaller(alias, fingerprint);
  }

  @Override
  public Standing standingOfUnproven(String alias) {
    return core.book().standingOfUnproven(alias);
  }

  @Override
  public void registered(DeviceInfo said, InetAddress from, @Nullable Fingerprint proven) {
    near.registered(said, from, proven);
  }

  @Override
  public void cancelled(String sessionId, InetAddress from, @Nullable Fingerprint proven) {
    core.pushes().cancel(sessionId, proven, from);
  }
}
