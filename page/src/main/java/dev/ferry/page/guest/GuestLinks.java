package dev.ferry.page.guest;

import dev.ferry.direct.BrowserPush;
import dev.ferry.page.files.Assets;
import dev.ferry.page.files.PageFiles;
import dev.ferry.peer.GuestSide;
import dev.ferry.peer.ListenOptions;
import dev.ferry.transfer.Problem;
import dev.ferry.transfer.Share;
import dev.ferry.transfer.TransferException;
import dev.ferry.transfer.TransferId;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The guest links of one peer, and the listener that they are served at: open while there is a link
 * that is. Links live as long as this process. Thread-safe; making a link blocks while the files
 * are looked at.
 */
public final class GuestLinks implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(GuestLinks.class);

  /** The port of guests, unless it is taken. */
  public static final int PORT = 53_319;

  /** What the path of every link begins with. */
  static final String ROOT = "/g/";

  /** How many there may be, those that have expired counted. */
  private static final int MOST = 1000;

  private final GuestSide peer;
  private final ListenOptions where;
  private final boolean encrypted;
  private final InstantSource clock;
  private final Map<String, GuestLink> links = new LinkedHashMap<>();
  private final Map<String, Thread> timers = new HashMap<>();
  private GuestSide.@Nullable Listener listener;

  /**
   * The links of a peer; none yet.
   *
   * @param where at which port guests are served; {@link #standard} says
   * @param encrypted whether with HTTPS, by the peer's own certificate, of which browsers warn
   */
  public GuestLinks(GuestSide peer, ListenOptions where, boolean encrypted) {
    this(peer, where, encrypted, InstantSource.system());
  }

  /** The same by another clock. */
  GuestLinks(GuestSide peer, ListenOptions where, boolean encrypted, InstantSource clock) {
    this.peer = peer;
    this.where = where;
    this.encrypted = encrypted;
    this.clock = clock;
  }

  /** The usual port or another that is free, on all addresses. */
  public static ListenOptions standard() {
    return new ListenOptions(PORT, true, null);
  }

  /**
   * Makes a link, which is open at once.
   *
   * @throws TransferException if a path is missing, there are too many links, or no port is free
   */
  public GuestLink create(LinkOptions options) throws IOException {
    Share share = options.paths().isEmpty() ? null : peer.share(options.paths());
    try {
      return open(new GuestLink(TransferId.random().text(), options, share, clock.instant()));
    } catch (IOException | RuntimeException e) {
      if (share != null) {
        share.close();
      }
      throw e;
    }
  }

  private synchronized GuestLink open(GuestLink link) throws IOException {
    if (links.size() >= MOST) {
      throw new TransferException(
          Problem.BUSY, "there are " + MOST + " links already; revoke some first");
    }
    if (listener == null) {
      listener = listen();
    }
    links.put(link.id(), link);
    Duration life = link.life();
    if (life != null) {
      timers.put(
          link.id(), Thread.ofVirtual().name("guest-link-end").start(() -> endAfter(life, link)));
    }
    return link;
  }

  /** Who is using it when its time is over is cut off; it stays in the list, as expired. */
  private void endAfter(Duration life, GuestLink link) {
    try {
      Thread.sleep(life);
      link.revoke();
      closeIfUnused();
    } catch (InterruptedException e) {
      // It was revoked before.
      return;
    } catch (IOException e) {
      log.warn("a link that expired could not be put away in order: {}", e.toString());
    }
  }

  private GuestSide.Listener listen() throws IOException {
    GuestHandler handler =
        new GuestHandler(
            this::find,
            new GuestGate(encrypted),
            new PageFiles(Assets.ofGuests()),
            new GuestEntry(peer.alias(), encrypted, clock),
            new GuestDownloads(),
            new GuestUploads(new BrowserPush(peer.services())));
    return peer.listen(where, encrypted, handler);
  }

  /** All of them, those that have expired too, in the order they were made. */
  public synchronized List<GuestLink> all() {
    return List.copyOf(links.values());
  }

  /** The link with this id. */
  public synchronized Optional<GuestLink> find(String id) {
    return Optional.ofNullable(links.get(id));
  }

  /**
   * Ends a link: who is using it is cut off. The last open one takes the listener with it.
   *
   * @return whether there was one
   */
  public boolean revoke(String id) throws IOException {
    GuestLink link;
    synchronized (this) {
      link = links.remove(id);
      Thread timer = timers.remove(id);
      if (timer != null) {
        timer.interrupt();
      }
    }
    if (link == null) {
      return false;
    }
    link.revoke();
    closeIfUnused();
    return true;
  }

  private void closeIfUnused() {
    GuestSide.Listener unused = null;
    synchronized (this) {
      if (links.values().stream().allMatch(GuestLink::isRevoked)) {
        unused = listener;
        listener = null;
      }
    }
    if (unused != null) {
      unused.close();
    }
  }

  /** Whether guests come with HTTPS. */
  public boolean isEncrypted() {
    return encrypted;
  }

  /** The port at which guests are served; 0 while there is no link. */
  public synchronized int port() {
    return listener == null ? 0 : listener.port();
  }

  /**
   * How a link can be written: once for each of this machine's addresses, loopback last; empty if
   * no link is open.
   */
  public List<String> urls(GuestLink link) {
    int port = port();
    if (port == 0) {
      return List.of();
    }
    InetAddress only = where.address();
    List<String> hosts = only == null ? GuestSide.hosts() : List.of(GuestSide.host(only));
    String scheme = encrypted ? "https://" : "http://";
    return hosts.stream().map(host -> scheme + host + ":" + port + ROOT + link.id()).toList();
  }

  /** Revokes all. */
  @Override
  public void close() throws IOException {
    for (GuestLink link : all()) {
      revoke(link.id());
    }
  }
}
