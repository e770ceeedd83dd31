package dev.ferry.identity;

import dev.ferry.platform.LockFile;
import dev.ferry.store.AtomicFile;
import dev.ferry.store.Home;
import io.avaje.json.JsonException;
import io.avaje.jsonb.JsonType;
import io.avaje.jsonb.Jsonb;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * The peers this home has dealt with, in one file of the home. Every question reads the file anew,
 * so that what another process of the same home learned counts at once; every change holds the
 * file's lock and replaces it whole. Thread-safe. Blocks on the disk.
 */
public final class KnownPeers {
  /** The file in the home. */
  public static final String FILE = "known-peers.json";

  /** More than anybody meets; beyond it those not seen for longest and not trusted are dropped. */
  static final int MOST = 4096;

  private final Home home;
  private final InstantSource clock;
  private final JsonType<KnownPeersFile> json = Jsonb.instance().type(KnownPeersFile.class);

  private KnownPeers(Home home, InstantSource clock) {
    this.home = home;
    this.clock = clock;
  }

  /** Those of {@code home}; nothing is read yet. */
  public static KnownPeers in(Home home) {
    return new KnownPeers(home, InstantSource.system());
  }

  static KnownPeers in(Home home, InstantSource clock) {
    return new KnownPeers(home, clock);
  }

  /** All of them, in the order they were first seen. */
  public List<KnownPeer> all() throws IOException {
    return read();
  }

  /** The one with this fingerprint. */
  public Optional<KnownPeer> find(Fingerprint fingerprint) throws IOException {
    return read().stream().filter(peer -> peer.fingerprint().equals(fingerprint)).findFirst();
  }

  /**
   * What is known about a peer that proved {@code fingerprint}. The fingerprint alone makes it
   * known or trusted; a peer with a new one that claims a known one's alias, or answers where a
   * trusted one answered last, counts as changed. (Addresses of a LAN change hands every day: a
   * warning at each known one's old address would soon be ignored.)
   *
   * @param alias what it calls itself
   * @param address {@code host:port} where it was reached; empty, or the client's, if it called
   *     here
   */
  public Standing standingOf(String alias, Fingerprint fingerprint, String address)
      throws IOException {
    List<KnownPeer> peers = read();
    for (KnownPeer peer : peers) {
      if (peer.fingerprint().equals(fingerprint)) {
        return peer.trusted() ? Standing.TRUSTED : Standing.KNOWN;
      }
    }
    return impersonated(peers, alias, address).isEmpty() ? Standing.UNKNOWN : Standing.CHANGED;
  }

  /**
   * What is known about a peer that showed no certificate: nothing, unless it uses the alias of a
   * trusted one, which counts as changed. (That a known one calls without its certificate may be no
   * more than a setting of its app.)
   */
  public Standing standingOfUnproven(String alias) throws IOException {
    List<KnownPeer> trusted = read().stream().filter(KnownPeer::trusted).toList();
    return impersonated(trusted, alias, "").isEmpty() ? Standing.UNPROVEN : Standing.CHANGED;
  }

  /** The known peer that one with another key pretends to be: what CHANGED is about. */
  public Optional<KnownPeer> impersonated(String alias, Fingerprint fingerprint, String address)
      throws IOException {
    List<KnownPeer> others =
        read().stream().filter(peer -> !peer.fingerprint().equals(fingerprint)).toList();
    return impersonated(others, alias, address);
  }

  private static Optional<KnownPeer> impersonated(
      List<KnownPeer> peers, String alias, String address) {
    String folded = PeerName.fold(alias);
    return peers.stream()
        .filter(peer ->
            PeerName.fold(peer.alias()).equals(folded)
                || (peer.trusted() && !address.isEmpty() && peer.address().equals(address)))
        .findFirst();
  }

  /**
   * Keeps what was learned about a peer one has dealt with; it becomes known, and stays trusted if
   * it was.
   *
   * @param address {@code host:port} where it can be reached; empty if that is not known, which
   *     leaves the old one
   */
  public void remember(Fingerprint fingerprint, String alias, String address) throws IOException {
    Instant now = clock.instant();
    change(
        fingerprint,
        old ->
            new KnownPeer(
                fingerprint,
                PeerName.bounded(alias),
                address.isEmpty() ? old.address() : address,
                old.trusted(),
                old.firstSeen(),
                now));
  }

  /** Marks a peer as trusted; one that is not known becomes known, without a name. */
  public void trust(Fingerprint fingerprint) throws IOException {
    change(
        fingerprint,
        old ->
            new KnownPeer(
                fingerprint, old.alias(), old.address(), true, old.firstSeen(), old.lastSeen()));
  }

  /** Forgets a peer; false if it was not known. */
  public boolean forget(Fingerprint fingerprint) throws IOException {
    try (LockFile _ = home.lock(FILE)) {
      List<KnownPeer> peers = new ArrayList<>(read());
      boolean known = peers.removeIf(peer -> peer.fingerprint().equals(fingerprint));
      if (known) {
        write(peers);
      }
      return known;
    }
  }

  /**
   * Those a person may mean by {@code query}: the beginning of an alias, of a fingerprint's hex (at
   * least four digits) or of its words, case and blanks aside. Whole aliases hide those that only
   * begin so.
   */
  public List<KnownPeer> search(String query) throws IOException {
    return PeerSearch.search(read(), query);
  }

  private void change(Fingerprint fingerprint, UnaryOperator<KnownPeer> change) throws IOException {
    Instant now = clock.instant();
    try (LockFile _ = home.lock(FILE)) {
      List<KnownPeer> peers = new ArrayList<>(read());
      int index = indexOf(peers, fingerprint);
      if (index < 0) {
        KnownPeer fresh = new KnownPeer(fingerprint, PeerName.NAMELESS, "", false, now, now);
        peers.add(change.apply(fresh));
      } else {
        peers.set(index, change.apply(peers.get(index)));
      }
      write(bounded(peers));
    }
  }

  private static int indexOf(List<KnownPeer> peers, Fingerprint fingerprint) {
    for (int i = 0; i < peers.size(); i++) {
      if (peers.get(i).fingerprint().equals(fingerprint)) {
        return i;
      }
    }
    return -1;
  }

  private static List<KnownPeer> bounded(List<KnownPeer> peers) {
    int tooMany = peers.size() - MOST;
    if (tooMany <= 0) {
      return peers;
    }
    List<KnownPeer> oldest =
        peers.stream()
            .filter(peer -> !peer.trusted())
            .sorted(Comparator.comparing(KnownPeer::lastSeen))
            .limit(tooMany)
            .toList();
    return peers.stream().filter(peer -> !oldest.contains(peer)).toList();
  }

  private List<KnownPeer> read() throws IOException {
    byte[] content;
    try {
      content = Files.readAllBytes(home.file(FILE));
    } catch (NoSuchFileException e) {
      return List.of();
    }
    try {
      return KnownPeersFile.known(json.fromJson(content));
    } catch (JsonException | IllegalArgumentException | DateTimeException e) {
      throw new IdentityException(
          home.file(FILE)
              + " is damaged: restore it from a backup, or delete it to know nobody any more.",
          e);
    }
  }

  private void write(List<KnownPeer> peers) throws IOException {
    AtomicFile.write(home.file(FILE), json.toJsonBytes(KnownPeersFile.of(peers)));
  }
}
