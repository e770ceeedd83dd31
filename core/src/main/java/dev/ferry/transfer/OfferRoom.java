package dev.ferry.transfer;

import dev.ferry.identity.AddressGroup;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How much room offers take that nobody has decided about: places, and the entries and bytes of
 * their manifests. Peers that are not known share little of it, each key and each network even
 * less, so that whoever makes up keys by the thousand shuts out strangers at most; what is kept for
 * known peers is never theirs. Thread-safe.
 */
final class OfferRoom {
  /** What one peer that is not known may take. */
  static final Most OF_STRANGER = new Most(16, 2_500_000, 256L << 20);

  /** What all strangers from one address may take; of IPv6 from one /64. */
  static final Most OF_NETWORK = new Most(32, 5_000_000, 512L << 20);

  /** What all strangers together may take. */
  static final Most OF_STRANGERS = new Most(128, 10_000_000, 1L << 30);

  /** What one known peer may take. */
  static final Most OF_KNOWN = new Most(128, 10_000_000, 4L << 30);

  /** What all known peers together may take. */
  static final Most OF_ALL_KNOWN = new Most(512, 40_000_000, 8L << 30);

  /** Room is taken in steps of so many entries and bytes, as taking it costs a lock. */
  private static final long STEP_ENTRIES = 4096;

  private static final long STEP_BYTES = 256 << 10;

  private final Map<String, Account> accounts = new HashMap<>();

  /**
   * A limit.
   *
   * @param entries of all manifests
   * @param bytes of all manifests, as they are kept on disk
   */
  record Most(int offers, long entries, long bytes) {}

  /** Whose limit it is. */
  private record Owner(String name, Most most) {}

  private static final class Account {
    private int offers;
    private long entries;
    private long bytes;
  }

  /** What one offer takes, until closed. Belongs to one thread. */
  final class Place implements AutoCloseable {
    private final List<Owner> owners;
    private final boolean familiar;
    private long entries;
    private long bytes;
    private boolean left;

    private Place(List<Owner> owners, boolean familiar) {
      this.owners = owners;
      this.familiar = familiar;
    }

    /** Whether the limits for known peers hold. */
    boolean familiar() {
      return familiar;
    }

    /**
     * Sees to it that there is room for a manifest as large as this.
     *
     * @throws TransferException with {@link Problem#BUSY} if there is not, because of what else
     *     waits; with {@link Problem#BAD_REQUEST} if there never will be
     */
    void reach(long manifestEntries, long manifestBytes) throws TransferException {
      if (manifestEntries > entries || manifestBytes > bytes) {
        take(
            Math.max(0, manifestEntries - entries + STEP_ENTRIES - 1),
            Math.max(0, manifestBytes - bytes + STEP_BYTES - 1));
      }
    }

    private void take(long moreEntries, long moreBytes) throws TransferException {
      Most own = owners.getFirst().most();
      if (entries + moreEntries > own.entries() || bytes + moreBytes > own.bytes()) {
        throw new TransferException(
            Problem.BAD_REQUEST,
            "the list of what is offered is longer than this peer takes from one that it does not"
                + " know; send it in parts, or let its person trust you first");
      }
      grow(owners, 0, moreEntries, moreBytes);
      entries += moreEntries;
      bytes += moreBytes;
    }

    @Override
    public void close() {
      if (!left) {
        left = true;
        shrink(owners, entries, bytes);
      }
    }
  }

  /**
   * Makes room for one more offer, still without entries.
   *
   * @param familiar whether the limits for known peers hold
   * @throws TransferException with {@link Problem#BUSY} if there is none
   */
  Place enter(RemotePeer from, boolean familiar) throws TransferException {
    List<Owner> owners = familiar ? ownersOfKnown(from) : ownersOfStranger(from);
    grow(owners, 1, 0, 0);
    return new Place(owners, familiar);
  }

  private static List<Owner> ownersOfKnown(RemotePeer from) {
    return List.of(
        new Owner("known " + from.fingerprint().hex(), OF_KNOWN),
        new Owner("all known", OF_ALL_KNOWN));
  }

  private static List<Owner> ownersOfStranger(RemotePeer from) {
    return List.of(
        new Owner("stranger " + from.fingerprint().hex(), OF_STRANGER),
        new Owner("network " + networkOf(from.address()), OF_NETWORK),
        new Owner("all strangers", OF_STRANGERS));
  }

  /** Of an address with or without a port. */
  private static String networkOf(String address) {
    int bracket = address.indexOf(']');
    if (bracket > 0) {
      return network(address.substring(1, bracket));
    }
    int colon = address.indexOf(':');
    return network(
        colon >= 0 && colon == address.lastIndexOf(':') ? address.substring(0, colon) : address);
  }

  private static String network(String host) {
    try {
      return AddressGroup.of(InetAddress.ofLiteral(host));
    } catch (IllegalArgumentException e) {
      return host;
    }
  }

  private synchronized void grow(List<Owner> owners, int offers, long entries, long bytes)
      throws TransferException {
    List<Account> all = new ArrayList<>();
    for (Owner owner : owners) {
      Account account = accounts.getOrDefault(owner.name(), new Account());
      Most most = owner.most();
      if (account.offers + offers > most.offers()
          || account.entries + entries > most.entries()
          || account.bytes + bytes > most.bytes()) {
        throw new TransferException(
            Problem.BUSY, "too many offers wait for an answer there; try again later");
      }
      all.add(account);
    }
    for (int i = 0; i < all.size(); i++) {
      Account account = all.get(i);
      account.offers += offers;
      account.entries += entries;
      account.bytes += bytes;
      accounts.put(owners.get(i).name(), account);
    }
  }

  private synchronized void shrink(List<Owner> owners, long entries, long bytes) {
    for (Owner owner : owners) {
      accounts.computeIfPresent(
          owner.name(),
          (name, account) -> {
            account.offers--;
            account.entries -= entries;
            account.bytes -= bytes;
            return account.offers == 0 ? null : account;
          });
    }
  }
}
