package dev.ferry.peer;

import dev.ferry.direct.DirectHandler;
import dev.ferry.direct.DirectServices;
import dev.ferry.identity.DisplayName;
import dev.ferry.localsend.DeviceInfo;
import dev.ferry.localsend.LocalSendHandler;
import dev.ferry.peer.PortServices.Taking;
import dev.ferry.transfer.Catalog;
import dev.ferry.transfer.Problem;
import dev.ferry.transfer.Receiver;
import dev.ferry.transfer.Share;
import dev.ferry.transfer.ShareAccess;
import dev.ferry.transfer.TransferException;
import java.io.IOException;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.jetty.server.Handler;
import org.jspecify.annotations.Nullable;

/**
 * The port of a peer: one listener for all that it receives and shares at the moment, open as long
 * as somebody needs it. Thread-safe.
 */
final class PeerPort {
  private final PeerCore core;
  private final Neighbourhood near;
  private final Catalog catalog = new Catalog();
  private final PortServices services;

  private @Nullable TlsListener listener;
  private volatile @Nullable LocalSendHandler localSend;
  private @Nullable TakenPort taken;
  private volatile @Nullable Taking taking;
  private volatile int port;
  private final AtomicInteger listed = new AtomicInteger();
  private int users;

  PeerPort(PeerCore core, Neighbourhood near) {
    this.core = core;
    this.near = near;
    this.services = new PortServices(core, new Here(), this::info, near);
  }

  /** What is to be had at this port. */
  private final class Here implements PortServices.Offering {
    @Override
    public @Nullable Taking taking() {
      return taking;
    }

    @Override
    public Catalog catalog() {
      return catalog;
    }
  }

  /**
   * Where something is served.
   *
   * @param port the port that it got
   * @param addresses where others can reach it, loopback last
   * @param taken the port that it wanted, if it got another one
   */
  record Place(int port, List<PeerAddress> addresses, @Nullable TakenPort taken) {}

  /**
   * Takes offers from now on.
   *
   * @throws IllegalStateException if offers are taken already
   */
  synchronized Place receive(Taking offers, ListenOptions where) throws IOException {
    if (taking != null) {
      throw new IllegalStateException("this peer receives already");
    }
    Place place = enter(where);
    taking = offers;
    return place;
  }

  /** What the handlers at this port ask for, whether it is open or not. */
  DirectServices services() {
    return services;
  }

  /** What takes offers now; empty while nothing does. */
  Optional<Receiver> receiver() {
    return Optional.ofNullable(taking).map(Taking::receiver);
  }

  /** Takes no offers any more, if it was {@code receiver} that took them. */
  synchronized void leave(Receiver receiver) {
    Taking now = taking;
    if (now != null && now.receiver() == receiver) {
      taking = null;
      leave();
    }
  }

  /** Shares something from now on. */
  synchronized Place share(Share share, ListenOptions where) throws IOException {
    catalog.add(share);
    listed.addAndGet(isListed(share) ? 1 : 0);
    try {
      return enter(where);
    } catch (IOException | RuntimeException e) {
      remove(share);
      throw e;
    }
  }

  private static boolean isListed(Share share) {
    return !(share.access() instanceof ShareAccess.Link);
  }

  private void remove(Share share) {
    catalog.remove(share);
    listed.addAndGet(isListed(share) ? -1 : 0);
  }

  /** Shares it no more. */
  synchronized void leave(Share share) {
    remove(share);
    leave();
  }

  /** The port at which offers are taken; 0 while none are. */
  synchronized int offersPort() {
    return taking == null || listener == null ? 0 : listener.port();
  }

  /** The port at which anything is served; 0 while nothing is. Does not block. */
  int port() {
    return port;
  }

  private Place enter(ListenOptions where) throws IOException {
    TlsListener opened = listener;
    if (opened == null) {
      opened = listen(where);
      listener = opened;
      port = opened.port();
      boolean asked = where.port() == 0 || where.port() == port;
      taken = asked ? null : PortHolder.of(core, where);
      near.serving(where, this::info);
    } else {
      near.changed();
    }
    users++;
    return new Place(port, addresses(where, opened), taken);
  }

  /** What this peer says of itself where something is served. Does not block. */
  private DeviceInfo info() {
    return core.describe(port, listed.get() > 0);
  }

  private TlsListener listen(ListenOptions where) throws IOException {
    try {
      return TlsListener.open(core.identity(), where, handlers(), TlsListener.Limits.STANDARD);
    } catch (TransferException e) {
      String by = e.problem() == Problem.BUSY ? PortHolder.of(core, where).by() : null;
      if (by == null) {
        throw e;
      }
      String used = "port " + where.port() + " is used by " + DisplayName.escape(by);
      throw new TransferException(
          Problem.BUSY, used + "; choose another, or none for any that is free", e);
    }
  }

  private Handler handlers() {
    LocalSendHandler apps = new LocalSendHandler(services);
    localSend = apps;
    return new Handler.Sequence(new EncryptedOnly(new DirectHandler(services)), apps);
  }

  /**
   * Ends what apps are sending: what is whole is published, and they are told. Blocks for a few
   * seconds at most, apart from the disk.
   *
   * @param reason why, for a person
   */
  void endSessions(String reason) {
    LocalSendHandler apps = localSend;
    if (apps != null) {
      apps.endSessions(reason);
    }
  }

  private void leave() {
    users--;
    if (users == 0 && listener != null) {
      near.servesNothing();
      listener.close();
      listener = null;
      port = 0;
    }
  }

  private static List<PeerAddress> addresses(ListenOptions where, TlsListener port) {
    InetAddress only = where.address();
    List<InetAddress> all = only == null ? LocalAddresses.list() : List.of(only);
    return all.stream()
        .map(address -> new PeerAddress(LocalAddresses.text(address), port.port()))
        .toList();
  }
}
