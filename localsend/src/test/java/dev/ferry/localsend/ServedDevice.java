package dev.ferry.localsend;

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
import dev.ferry.transfer.Offer;
import dev.ferry.transfer.Receiver;
import dev.ferry.transfer.Throttle;
import dev.ferry.transfer.TransferEvent;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
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

/** A device with a home, an inbox and a catalog of its own, served over TLS on a free port. */
final class ServedDevice implements LocalSendServices, AutoCloseable {
  /** Everything that waits, in a time that a test can wait. */
  static final LocalSendLimits QUICK =
      new LocalSendLimits(
          java.time.Duration.ofSeconds(2),
          java.time.Duration.ofSeconds(60),
          java.time.Duration.ofSeconds(60),
          java.time.Duration.ofSeconds(2),
          java.time.Duration.ofMillis(20),
          java.time.Duration.ofSeconds(2));

  private final Path folder;
  private final Path inbox;
  private final List<TransferEvent> events = new CopyOnWriteArrayList<>();
  private final List<Offer> offers = new CopyOnWriteArrayList<>();
  private final List<DeviceInfo> registered = new CopyOnWriteArrayList<>();
  private final List<String> cancelled = new CopyOnWriteArrayList<>();
  private final Catalog catalog = new Catalog();
  private final Receiver receiver;
  private final LocalSendHandler handler;
  private final Server server = new Server(new VirtualThreadPool(0));
  private final ServerConnector connector;
  private volatile boolean receiving = true;
  private volatile boolean oneAtATime;
  private volatile @Nullable PinGate pin;
  private volatile Approver approver = Approver.everything();
  private volatile Standing standing = Standing.UNKNOWN;

  private ServedDevice(Path folder, Path inbox, LocalSendLimits limits, boolean tls)
      throws Exception {
    this.folder = folder;
    this.inbox = inbox;
    Files.createDirectories(inbox);
    this.receiver =
        new Receiver(
            home(),
            Inbox.open(inbox),
            Receiver.Rules.standard(),
            this::decide,
            new Flow(events::add, Throttle.of(0)));
    this.handler = new LocalSendHandler(this, limits);
    this.connector = tls ? tlsConnector() : new ServerConnector(server);
    connector.setHost("127.0.0.1");
    connector.setIdleTimeout(20_000);
    server.addConnector(connector);
    server.setHandler(handler);
    server.start();
  }

  private Approver.Answer decide(Offer offer) throws InterruptedException {
    offers.add(offer);
    return approver.decide(offer);
  }

  /** Below {@code folder}; takes everything. */
  static ServedDevice open(Path folder) throws Exception {
    return open(folder, folder.resolve("inbox"), QUICK);
  }

  static ServedDevice open(Path folder, Path inbox, LocalSendLimits limits) throws Exception {
    return new ServedDevice(folder, inbox, limits, true);
  }

  static ServedDevice openPlain(Path folder) throws Exception {
    return new ServedDevice(folder, folder.resolve("inbox"), QUICK, false);
  }

  private ServerConnector tlsConnector() {
    SslContextFactory.Server tls = new SslContextFactory.Server();
    tls.setSslContext(TlsContexts.server(identity()));
    tls.setIncludeProtocols(TlsContexts.PROTOCOL);
    tls.setWantClientAuth(true);
    HttpConfiguration http = new HttpConfiguration();
    http.addCustomizer(new SecureRequestCustomizer(false));
    return new ServerConnector(
        server, 1, 1, new SslConnectionFactory(tls, "http/1.1"), new HttpConnectionFactory(http));
  }

  Home home() throws IOException {
    return Home.at(folder.resolve("home"));
  }

  Path inbox() {
    return inbox;
  }

  InetSocketAddress address() {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), connector.getLocalPort());
  }

  LocalSendHandler handler() {
    return handler;
  }

  Receiver engine() {
    return receiver;
  }

  List<Offer> offers() {
    return offers;
  }

  List<DeviceInfo> registeredDevices() {
    return registered;
  }

  List<String> cancelledSessions() {
    return cancelled;
  }

  <E extends TransferEvent> List<E> events(Class<E> type) {
    return events.stream().filter(type::isInstance).map(type::cast).toList();
  }

  void approver(Approver other) {
    this.approver = other;
  }

  void oneAtATime(boolean one) {
    this.oneAtATime = one;
  }

  void pin(String digits) {
    this.pin = new PinGate(digits);
  }

  void standing(Standing other) {
    this.standing = other;
  }

  /** As at the beginning. */
  void serveAnybody() {
    pin = null;
    oneAtATime = false;
    receiving = true;
    approver = Approver.everything();
  }

  void receiving(boolean does) {
    this.receiving = does;
  }

  @Override
  public Identity identity() {
    try {
      return Identity.loadOrCreate(home());
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public DeviceInfo info() {
    return DeviceInfo.ferry(
        "Study",
        DeviceType.HEADLESS,
        identity().fingerprint(),
        connector.getLocalPort(),
        Scheme.HTTPS,
        false,
        1);
  }

  @Override
  public @Nullable Receiver receiver() {
    return receiving ? receiver : null;
  }

  @Override
  public Catalog catalog() {
    return catalog;
  }

  @Override
  public @Nullable PinGate offersPin() {
    return pin;
  }

  @Override
  public boolean oneAtATime() {
    return oneAtATime;
  }

  @Override
  public Standing standingOf(String alias, Fingerprint fingerprint, String host) {
    return standing;
  }

  @Override
  public Standing standingOfUnproven(String alias) {
    return alias.equals("Somebody Known") ? Standing.CHANGED : Standing.UNPROVEN;
  }

  @Override
  public void registered(DeviceInfo said, InetAddress from, @Nullable Fingerprint proven) {
    registered.add(Objects.requireNonNull(said));
  }

  @Override
  public void cancelled(String sessionId, InetAddress from, @Nullable Fingerprint proven) {
    cancelled.add(sessionId);
  }

  @Override
  public void close() {
    handler.endSessions("the test is over");
    try {
      receiver.close();
      server.stop();
    } catch (Exception e) {
      throw new IllegalStateException("the device does not stop", e);
    }
  }
}
