package dev.ferry.peer;

import dev.ferry.identity.DisplayName;
import dev.ferry.identity.Fingerprint;
import dev.ferry.identity.PeerName;
import dev.ferry.identity.Standing;
import dev.ferry.transfer.Problem;
import dev.ferry.transfer.TransferException;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * The peers and the apps of LocalSend in the same network. Looking around announces this peer to
 * the others and opens a port at which they answer, for as long as it lasts. Thread-safe.
 */
public final class NearPeers {
  /** Once one is found, how long another one of the same name may take to show up. */
  private static final Duration SETTLING = Duration.ofMillis(700);

  private final PeerBook book;
  private final Neighbourhood network;
  private final ProtocolChoice protocols;

  NearPeers(PeerBook book, Neighbourhood network, ProtocolChoice protocols) {
    this.book = book;
    this.network = network;
    this.protocols = protocols;
  }

  /**
   * Trusts one that is near, by the key that it proves now. Blocks on the network.
   *
   * @throws TransferException if it has no key, as it does not encrypt, or does not prove the one
   *     that it said is its own, or pretends to be another peer
   */
  public KnownPeerInfo trust(NearPeer peer) throws IOException {
    Fingerprint key =
        peer.key()
            .orElseThrow(() ->
                new TransferException(
                    Problem.USAGE,
                    DisplayName.escape(peer.alias())
                        + " does not encrypt and so has no key that could be trusted: switch"
                        + " encryption on in its app"));
    TransportOptions once = TransportOptions.standard().withPatience(Duration.ZERO);
    try (ReachedPeer reached = protocols.connect(peer.address().expecting(key), Via.AUTO, once)) {
      book.remember(reached.peer());
    }
    return book.trust(key.hex());
  }

  /**
   * Tells {@code listener} of those that are near, and of every change, until the result is closed.
   *
   * @throws IOException if no port can be opened for their answers
   */
  public Peer.Watch watch(NearListener listener) throws IOException {
    return network.watch(listener);
  }

  /**
   * Asks the addresses of this machine's networks one after the other, for networks that carry no
   * announcements. Who answers is told to those who watch. Blocks for some seconds; only works
   * while somebody watches.
   */
  public void scan() throws InterruptedException {
    network.scan();
  }

  /** Looks around for {@code time}, and returns who is near, by name. Blocks. */
  public List<NearPeer> list(Duration time) throws IOException, InterruptedException {
    Sightings seen = new Sightings();
    try (Peer.Watch _ = watch(seen)) {
      seen.await(time, _ -> false);
      return seen.all();
    }
  }

  /**
   * Begins to look around for names. Others are asked once, so looking longer is better than
   * looking again.
   */
  public Look look() throws IOException {
    return new Look();
  }

  /** Looks around until it is closed. Used by one thread. */
  public final class Look implements AutoCloseable {
    private final Sightings seen = new Sightings();
    private final Peer.Watch watch;

    private Look() throws IOException {
      watch = watch(seen);
    }

    /**
     * Those that a person may mean by {@code name}: near or trusted ones that are called so, or
     * else those whose names begin so; upper and lower case are the same. Whoever uses the name of
     * a trusted peer without its key is not among them if that peer itself is. Blocks for {@code
     * time} at most.
     */
    public List<NamedPeer> find(String name, Duration time)
        throws IOException, InterruptedException {
      List<KnownPeerInfo> trusted =
          book.all().stream()
              .filter(known -> known.standing() == Standing.TRUSTED)
              .filter(known -> isMeant(known.alias(), name))
              .toList();
      Set<Fingerprint> keys =
          trusted.stream().map(KnownPeerInfo::fingerprint).collect(Collectors.toSet());
      seen.await(
          time,
          near ->
              keys.isEmpty()
                  ? isMeant(near.alias(), name)
                  : near.key().map(keys::contains).orElse(false));
      return narrowed(name, merged(name, seen.all(), trusted));
    }

    @Override
    public void close() {
      watch.close();
    }
  }

  /** As {@link Look#find}, of a look of its own. */
  public List<NamedPeer> find(String name, Duration time) throws IOException, InterruptedException {
    try (Look look = look()) {
      return look.find(name, time);
    }
  }

  private static List<NamedPeer> merged(
      String name, Collection<NearPeer> near, List<KnownPeerInfo> trusted) {
    List<NamedPeer> found = new ArrayList<>();
    for (NearPeer peer : near) {
      if (isMeant(peer.alias(), name)) {
        found.add(new NamedPeer(peer.alias(), peer.standing(), peer.address(), peer));
      }
    }
    for (KnownPeerInfo known : trusted) {
      NearPeer here =
          near.stream()
              .filter(peer -> known.fingerprint().equals(peer.fingerprint()))
              .findFirst()
              .orElse(null);
      boolean listed =
          found.stream().anyMatch(peer -> peer.near() != null && peer.near().equals(here));
      if (!listed && here != null) {
        // It calls itself something else at the moment.
        found.add(new NamedPeer(known.alias(), here.standing(), here.address(), here));
      } else if (!listed && !known.address().isEmpty()) {
        lastAddress(known)
            .map(last -> new NamedPeer(known.alias(), Standing.TRUSTED, last, null))
            .ifPresent(found::add);
      }
    }
    return found;
  }

  /** Where it was last; empty if what was kept of that is no address. */
  private static Optional<PeerAddress> lastAddress(KnownPeerInfo known) {
    try {
      return Optional.of(PeerAddress.parse(known.address()).expecting(known.fingerprint()));
    } catch (TransferException e) {
      return Optional.empty();
    }
  }

  /**
   * Whole names hide those that only begin so, unless these are trusted: or else anybody could take
   * the beginning that somebody is used to. Whom one trusts hides those who copy it.
   */
  private static List<NamedPeer> narrowed(String name, List<NamedPeer> found) {
    String folded = PeerName.fold(name);
    List<NamedPeer> exact =
        found.stream().filter(peer -> PeerName.fold(peer.alias()).equals(folded)).toList();
    boolean sure = exact.stream().anyMatch(NearPeers::isTrusted);
    List<NamedPeer> kept =
        exact.isEmpty()
            ? found
            : found.stream()
                .filter(peer -> exact.contains(peer) || (!sure && isTrusted(peer)))
                .toList();
    Set<String> trusted =
        kept.stream()
            .filter(NearPeers::isTrusted)
            .map(peer -> PeerName.fold(peer.alias()))
            .collect(Collectors.toSet());
    return kept.stream()
        .filter(peer ->
            peer.standing() != Standing.CHANGED || !trusted.contains(PeerName.fold(peer.alias())))
        .sorted(Comparator.comparing(NamedPeer::alias))
        .toList();
  }

  private static boolean isTrusted(NamedPeer peer) {
    return peer.standing() == Standing.TRUSTED;
  }

  private static boolean isMeant(String alias, String name) {
    return !name.isBlank() && PeerName.fold(alias).startsWith(PeerName.fold(name));
  }

  /** Who was seen so far. Thread-safe. */
  private static final class Sightings implements NearListener {
    private final Map<String, NearPeer> peers = new LinkedHashMap<>();

    @Override
    public synchronized void near(NearPeer peer) {
      peers.put(peer.id(), peer);
      notifyAll();
    }

    @Override
    public synchronized void gone(NearPeer peer) {
      peers.remove(peer.id());
    }

    /**
     * Waits for {@code time}, or until one that is looked for is there and others had their time.
     */
    synchronized void await(Duration time, Predicate<NearPeer> lookedFor)
        throws InterruptedException {
      long end = System.nanoTime() + time.toNanos();
      boolean settling = false;
      for (long left = millis(end); left > 0; left = millis(end)) {
        if (!settling && peers.values().stream().anyMatch(lookedFor)) {
          settling = true;
          end = Math.min(end - System.nanoTime(), SETTLING.toNanos()) + System.nanoTime();
        } else {
          wait(left);
        }
      }
    }

    private static long millis(long end) {
      return TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
    }

    synchronized List<NearPeer> all() {
      return peers.values().stream()
          .sorted(Comparator.comparing((NearPeer peer) -> PeerName.fold(peer.alias())))
          .toList();
    }
  }
}
