package dev.ferry.peer;

import dev.ferry.identity.Identity;
import dev.ferry.localsend.DiscoveryOptions;
import dev.ferry.store.History;
import dev.ferry.store.HistoryQuery;
import dev.ferry.store.Home;
import dev.ferry.store.Settings;
import dev.ferry.transfer.Approver;
import dev.ferry.transfer.Outcome;
import dev.ferry.transfer.RemotePeer;
import dev.ferry.transfer.TransferException;
import dev.ferry.transfer.TransferId;
import dev.ferry.transfer.TransferListener;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A running Ferry with an identity: the front door for Java programs and for the command line,
 * which uses nothing else.
 *
 * <p>Thread-safe. Calls that move bytes block until the end; closing the peer, or interrupting the
 * calling thread, stops them and leaves their transfers resumable. Problems come as {@link
 * TransferException}s with a sentence for a person, other {@link IOException}s mean that the home
 * or a disk failed.
 */
public final class Peer implements TransferDriver, AutoCloseable {
  private final PeerCore core;
  private final Settings settings;
  private final History history;
  private final Neighbourhood neighbourhood;
  private final NearPeers near;
  private final ListeningSide listening;
  private final Sender sender;
  private final Getter getter;
  private final KeptTransfers kept;
  private final Pinger pinger;
  private final Steering steering;

  private Peer(PeerCore core, Settings settings) throws IOException {
    this.core = core;
    this.settings = settings;
    this.history = History.in(core.home());
    this.neighbourhood = new Neighbourhood(core);
    this.listening = new ListeningSide(core, neighbourhood);
    ProtocolChoice protocols = new ProtocolChoice(core, neighbourhood, listening::offersPort);
    this.near = new NearPeers(core.book(), neighbourhood, protocols);
    this.sender = new Sender(core, protocols);
    this.pinger = new Pinger(core, protocols);
    PullDriver puller = new PullDriver(core);
    this.getter = new Getter(core, puller);
    this.kept = new KeptTransfers(core, sender, puller);
    this.steering = new Steering(core, listening, kept);
    core.watchers().add(new HistoryKeeper(history));
    core.watchers().add(core.book()::rememberCaller);
  }

  /**
   * Opens the peer that lives in a home, making home and identity on first use.
   *
   * @throws IOException if the home cannot be used; the message says why and what to do
   */
  public static Peer open(PeerOptions options) throws IOException {
    return open(options, DiscoveryOptions.looking());
  }

  /** As {@link #open(PeerOptions)}, on another port of the network around, or on loopback too. */
  static Peer open(PeerOptions options, DiscoveryOptions network) throws IOException {
    Home home = Home.resolve(Optional.ofNullable(options.home()), System.getenv());
    Settings settings = Settings.load(home, System.getenv());
    String alias = options.alias();
    String name = alias == null ? settings.alias() : alias;
    return new Peer(PeerCore.of(home, Identity.loadOrCreate(home), name, network), settings);
  }

  /** One of these parts, of which nothing is opened yet. */
  static Peer of(PeerCore core, Settings settings) throws IOException {
    return new Peer(core, settings);
  }

  /** Looks for what keeps others from this peer, as it runs; see {@link Checkup#run}. */
  public Checkup checkup() {
    return Checkup.of(this);
  }

  /** What its parts share. */
  PeerCore core() {
    return core;
  }

  /** What it receives and shares at the moment. */
  ListeningSide listening() {
    return listening;
  }

  /** With what it receives now, or would if it did. */
  ReceiveOptions receiving() {
    return listening.receiving().orElseGet(this::receiveOptions);
  }

  /** The port at which it listens now; 0 while it does not. */
  int listeningPort() {
    return listening.port();
  }

  /** Who this peer is. */
  public Self self() {
    return new Self(core.alias(), core.identity().fingerprint(), core.home().folder());
  }

  /**
   * Stores the name that this home shows to others where no other is given; it counts from the next
   * time on that the peer is opened. Blocks until it is on disk.
   *
   * @throws IOException if it is longer than {@link Settings#LONGEST_ALIAS} characters, empty or
   *     holds control characters, or cannot be stored
   * @throws IllegalArgumentException if it has more than one line
   */
  public void rename(String alias) throws IOException {
    Settings.load(core.home(), System.getenv()).with(Settings.ALIAS, alias).save();
  }

  /** What the home's settings say where nothing else is said: inbox and port. */
  public ReceiveOptions receiveOptions() {
    return ReceiveOptions.into(settings.inbox())
        .withListen(new ListenOptions(settings.port(), true, null));
  }

  /**
   * Who is let in without a question where nothing else is said, as the home's settings are now: a
   * page may have changed them. Blocks on disk.
   *
   * @throws IOException if the settings cannot be read, or are wrong
   */
  public AcceptRule acceptRule() throws IOException {
    String word = Settings.load(core.home(), System.getenv()).accept();
    return AcceptRule.ofWord(word).orElse(AcceptRule.ASK);
  }

  /**
   * Where others would reach this peer once it receives, by its settings: one address for each of
   * this machine's, loopback last; empty if the settings say that any free port is taken.
   */
  public List<PeerAddress> addresses() throws IOException {
    int port = settings.port();
    if (port == 0) {
      return List.of();
    }
    return LocalAddresses.list().stream()
        .map(address -> new PeerAddress(LocalAddresses.text(address), port))
        .toList();
  }

  /** Sends events of every transfer of this peer to {@code listener} until the result is closed. */
  public Watch watch(TransferListener listener) {
    return core.watchers().add(listener);
  }

  /** Ends when closed. */
  public interface Watch extends AutoCloseable {
    @Override
    void close();
  }

  /**
   * Begins to listen, and to receive what {@code approver} lets in. Transfers that were interrupted
   * before go on when their senders come back. Does not block.
   *
   * @throws TransferException if the port is taken or the inbox cannot be used
   */
  public Receiving receive(ReceiveOptions options, Approver approver) throws IOException {
    return listening.receive(options, approver);
  }

  /**
   * Sends, and blocks until the end: minutes while a person decides, hours for big payloads.
   *
   * @throws TransferException if nothing was begun: a path is missing, or nobody answers
   */
  @Override
  public Outcome send(SendOptions options) throws IOException {
    return sender.send(options);
  }

  /**
   * Begins to share files and folders; looks at the tree once, now. Does not block on peers.
   *
   * @throws TransferException if a path is missing or the port is taken
   */
  public Sharing share(ShareOptions options) throws IOException {
    return listening.share(options);
  }

  /** What is shared at the moment, for all who look. */
  public LiveShares shares() {
    return listening.shares();
  }

  /** The peers and apps in the same network. */
  public NearPeers near() {
    return near;
  }

  /** Asks who is there. */
  public RemotePeer ask(PeerAddress address, TransportOptions transport) throws IOException {
    try (Connections.Connection connection = core.connections().connect(address, transport)) {
      return connection.peer();
    }
  }

  /**
   * Measures the way to a peer: connecting, round trips, and how fast bytes travel both ways.
   * Blocks for twice {@code speed} and about a second.
   *
   * @param speed how long bytes are sent, and then fetched; zero not to measure that. Only between
   *     two Ferries
   */
  public PingReport ping(PeerAddress to, Duration speed, TransportOptions transport)
      throws IOException {
    return pinger.ping(to, speed, transport);
  }

  /**
   * Walks what a peer shares with this one: entries in order, at and below {@code path}, or only
   * the top level if it is null.
   */
  public void list(
      PeerAddress from,
      @Nullable String path,
      PinSource pin,
      TransportOptions transport,
      Consumer<RemoteFile> each)
      throws IOException {
    getter.list(from, path, pin, transport, each);
  }

  /**
   * Gets files and folders from a peer's shares, one transfer for each path, and blocks until the
   * end.
   *
   * @return how the last one ended, or the first that did not go well
   */
  @Override
  public Outcome get(GetOptions options) throws IOException {
    return getter.get(options);
  }

  /** The transfers this home keeps because they are not finished, newest first. */
  public List<StoredTransfer> transfers() throws IOException {
    return kept.list();
  }

  /**
   * The files and folders of this machine that transfers which this home sends, and has not
   * finished, are made of; those under way are among them. Without them none goes on.
   */
  public List<Path> keptSources() throws IOException {
    return kept.sources();
  }

  /** The kept transfer that {@code prefix} of an id names, if exactly one does. */
  public Optional<TransferId> find(String prefix) throws IOException {
    return kept.find(prefix);
  }

  /**
   * Goes on with a transfer that this side drives, and blocks until the end.
   *
   * @param id which
   * @param to where the peer is now, or null for where it was
   * @param pin asked for a PIN if it is a share that needs one
   */
  @Override
  public Outcome resume(
      TransferId id, @Nullable PeerAddress to, PinSource pin, TransportOptions transport)
      throws IOException {
    return kept.resume(id, to, pin, transport);
  }

  /** As {@link #resume} of a transfer that needs no PIN. */
  public Outcome resume(TransferId id, @Nullable PeerAddress to, TransportOptions transport)
      throws IOException {
    return resume(id, to, PinSource.none(), transport);
  }

  /**
   * Stops one transfer and keeps what arrived: one that this side drives ends as interrupted and
   * goes on with {@link #resume}; one that it receives waits, with its sender, until {@link #goOn}
   * or the end of this peer. Blocks until it has stopped, a few seconds at most.
   *
   * @return whether it was under way in this peer
   * @throws TransferException with {@link dev.ferry.transfer.Problem#USAGE} if it is received from
   *     somebody who cannot go on later
   */
  public boolean pause(TransferId id) throws IOException {
    return steering.pause(id);
  }

  /**
   * Whether this side drives a transfer at the moment: one that is interrupted goes on with {@link
   * #resume} then, and not by itself when the other side comes back. True also while its end is
   * told. Does not block.
   */
  public boolean drives(TransferId id) {
    return core.driving().holds(id);
  }

  /**
   * Lets a received transfer go on after {@link #pause}: within some seconds, when its sender tries
   * again. Does not block.
   *
   * @return whether it was paused
   */
  public boolean goOn(TransferId id) {
    return steering.goOn(id);
  }

  /**
   * Ends a transfer for good, under way or kept, and drops what arrived of it; the other side is
   * told if it can be. Blocks until it has stopped.
   *
   * @throws TransferException with {@link dev.ferry.transfer.Problem#NOT_FOUND} if there is none
   */
  public void cancel(TransferId id) throws IOException {
    steering.cancel(id);
  }

  /**
   * Drops a kept transfer and what arrived of it.
   *
   * @throws IOException if it is under way in this or another process
   */
  public void discard(TransferId id) throws IOException {
    kept.discard(id);
  }

  /** The peers this home has met, in the order it met them. */
  public List<KnownPeerInfo> known() throws IOException {
    return core.book().all();
  }

  /**
   * Trusts a peer.
   *
   * @param who a unique beginning of a known peer's alias, fingerprint or words, or any whole
   *     fingerprint
   */
  public KnownPeerInfo trust(String who) throws IOException {
    return core.book().trust(who);
  }

  /** Forgets a known peer, so that it is unknown the next time. */
  public KnownPeerInfo forget(String who) throws IOException {
    return core.book().forget(who);
  }

  /** What happened, newest first: as {@link #history(String, int)} of everything. */
  public List<PastTransfer> history(int limit) throws IOException {
    return history("", limit);
  }

  /**
   * What happened, newest first.
   *
   * @param search what must occur in a name, a text, a message or the peer, whatever the case, or
   *     what an id or a fingerprint begins with; empty for everything
   * @param limit how many at most
   */
  public List<PastTransfer> history(String search, int limit) throws IOException {
    return history(search, limit, 0);
  }

  /**
   * As {@link #history(String, int)}, without the newest ones.
   *
   * @param skip how many of them are left out
   */
  public List<PastTransfer> history(String search, int limit, int skip) throws IOException {
    return history.query(new HistoryQuery(search, limit, skip)).stream()
        .map(PastTransfer::of)
        .toList();
  }

  /**
   * Stops receiving, sharing and listening, and interrupts transfers, which stay resumable. Does
   * not block for long.
   */
  @Override
  public void close() {
    core.connections().close();
    listening.close();
    neighbourhood.close();
  }
}
