package dev.ferry.direct;

import dev.ferry.http.Endpoint;
import dev.ferry.identity.Fingerprint;
import dev.ferry.identity.Identity;
import dev.ferry.identity.PinGate;
import dev.ferry.identity.Standing;
import dev.ferry.identity.TlsContexts;
import dev.ferry.inbox.Inbox;
import dev.ferry.store.Home;
import dev.ferry.transfer.Approver;
import dev.ferry.transfer.Catalog;
import dev.ferry.transfer.Flow;
import dev.ferry.transfer.Receiver;
import dev.ferry.transfer.Throttle;
import dev.ferry.transfer.TransferEvent;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.eclipse.jetty.util.thread.VirtualThreadPool;
import org.jspecify.annotations.Nullable;

/** A peer with a home, an inbox and a catalog of its own, served over TLS on a free port. */
final class ServedPeer implements AutoCloseable {
  private final Path folder;
  private final Path inbox;
  private final DirectLimits limits;
  private final List<TransferEvent> events = new CopyOnWriteArrayList<>();
  private final Catalog catalog = new Catalog();
  private volatile Approver approver;
  private volatile @Nullable PinGate offersPin;
  private @Nullable Receiver receiver;
  private @Nullable Server server;
  private int port;

  private ServedPeer(Path folder, Path inbox, Approver approver, DirectLimits limits) {
    this.folder = folder;
    this.inbox = inbox;
    this.approver = approver;
    this.limits = limits;
  }

  /** Below {@code folder}; takes everything. */
  static ServedPeer open(Path folder) throws Exception {
    return open(folder, folder.resolve("inbox"), Approver.everything(), DirectLimits.STANDARD);
  }

  static ServedPeer open(Path folder, Path inbox, Approver approver, DirectLimits limits)
      throws Exception {
    ServedPeer peer = new ServedPeer(folder, inbox, approver, limits);
    Files.createDirectories(peer.inbox());
    peer.start();
    return peer;
  }

  Path inbox() {
    return inbox;
  }

  Home home() throws IOException {
    return Home.at(folder.resolve("home"));
  }

  Identity identity() throws IOException {
    return Identity.loadOrCreate(home());
  }

  Fingerprint fingerprint() throws IOException {
    return identity().fingerprint();
  }

  Catalog catalog() {
    return catalog;
  }

  Receiver receiver() {
    return java.util.Objects.requireNonNull(receiver);
  }

  /** What happened here so far. */
  List<TransferEvent> events() {
    return events;
  }

  <E extends TransferEvent> List<E> events(Class<E> type) {
    return events.stream().filter(type::isInstance).map(type::cast).toList();
  }

  void approver(Approver other) {
    this.approver = other;
  }

  /** Wants this PIN with offers from now on. */
  void offersNeed(String pin) {
    this.offersPin = new PinGate(pin);
  }

  Endpoint at() {
    return new Endpoint("127.0.0.1", port, null);
  }

  InetSocketAddress address() {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
  }

  /** Listens again, on the same port, with what is in home and inbox. */
  void start() throws Exception {
    Flow flow = new Flow(events::add, Throttle.of(0));
    Receiver opened =
        new Receiver(
            home(),
            Inbox.open(inbox()),
            Receiver.Rules.standard(),
            offer -> approver.decide(offer),
            flow);
    opened.recover(id -> false);
    receiver = opened;
    Server fresh = new Server(new VirtualThreadPool(0));
    ServerConnector connector = connector(fresh);
    connector.setHost("127.0.0.1");
    connector.setPort(port);
    connector.setIdleTimeout(60_000);
    fresh.addConnector(connector);
    fresh.setHandler(new DirectHandler(services(opened), limits));
    fresh.setErrorHandler(new ProblemErrors());
    fresh.start();
    server = fresh;
    port = connector.getLocalPort();
  }

  private ServerConnector connector(Server fresh) throws IOException {
    SslContextFactory.Server tls = new SslContextFactory.Server();
    tls.setSslContext(TlsContexts.server(identity()));
    tls.setIncludeProtocols(TlsContexts.PROTOCOL);
    tls.setWantClientAuth(true);
    HttpConfiguration http = new HttpConfiguration();
    http.setSendServerVersion(false);
    http.addCustomizer(new SecureRequestCustomizer(false));
    http.setUriCompliance(org.eclipse.jetty.http.UriCompliance.UNSAFE);
    return new ServerConnector(
        fresh, 1, 1, new SslConnectionFactory(tls, "http/1.1"), new HttpConnectionFactory(http));
  }

  private DirectServices services(Receiver opened) {
    return new DirectServices() {
      @Override
      public String alias() {
        return "Study";
      }

      @Override
      public @Nullable Receiver receiver() {
        return opened;
      }

      @Override
      public @Nullable PinGate offersPin() {
        return offersPin;
      }

      @Override
      public Catalog catalog() {
        return catalog;
      }

      @Override
      public Standing standingOf(String alias, Fingerprint fingerprint, String host) {
        return Standing.UNKNOWN;
      }
    };
  }

  /** Ends listener and receiver as the end of the process would. */
  void stop() throws Exception {
    Receiver closing = receiver;
    if (closing != null) {
      closing.close();
      receiver = null;
    }
    Server stopping = server;
    if (stopping != null) {
      stopping.stop();
      server = null;
    }
  }

  @Override
  public void close() {
    try {
      stop();
    } catch (Exception e) {
      throw new IllegalStateException("the peer does not stop", e);
    }
  }
}
