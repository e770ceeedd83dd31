package dev.ferry.transfer;

import dev.ferry.identity.Standing;
import dev.ferry.transfer.ShareAccess.Link;
import dev.ferry.transfer.ShareAccess.Open;
import dev.ferry.transfer.ShareAccess.Pin;
import dev.ferry.transfer.ShareAccess.Trusted;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The shares of a peer, and who may have which. Thread-safe. */
public final class Catalog {
  private final Map<String, Share> shares = new ConcurrentHashMap<>();

  /**
   * Puts a share on offer.
   *
   * @throws TransferException with {@link Problem#CLASH} if it is on offer already
   */
  public void add(Share share) throws TransferException {
    if (shares.putIfAbsent(share.id(), share) != null) {
      throw new TransferException(Problem.CLASH, "this is shared so already");
    }
  }

  /** Takes a share off; who is getting it is stopped by closing it. */
  public void remove(Share share) {
    shares.remove(share.id(), share);
  }

  /**
   * The shares that {@code caller} may see, by title. Those with a PIN are listed locked, whatever
   * PIN came along: a list is no place to try one.
   */
  public List<ShareInfo> visibleTo(Caller caller) {
    return shares.values().stream()
        .filter(share -> listed(share, caller))
        .map(share -> share.info(share.access() instanceof Pin))
        .sorted(Comparator.comparing(ShareInfo::title).thenComparing(ShareInfo::id))
        .toList();
  }

  private static boolean listed(Share share, Caller caller) {
    return switch (share.access()) {
      case Open o -> true;
      case Pin p -> true;
      case Trusted t -> caller.standing() == Standing.TRUSTED;
      case Link l -> false;
    };
  }

  /**
   * Opens a share for a caller.
   *
   * @throws TransferException {@link Problem#NOT_FOUND} if there is none, also for those who must
   *     not know that there is; {@link Problem#FORBIDDEN} if the PIN is missing or wrong; {@link
   *     Problem#BUSY} if it was wrong too often and must not be tried now
   */
  public Share open(String id, Caller caller) throws TransferException {
    Share share = shares.get(id);
    if (share == null) {
      throw unknown();
    }
    switch (share.access()) {
      case Open o -> {}
      case Link l -> {}
      case Trusted t -> checkTrusted(caller);
      case Pin pin -> checkPin(pin, caller);
    }
    return share;
  }

  private static void checkTrusted(Caller caller) throws TransferException {
    if (caller.standing() != Standing.TRUSTED) {
      throw unknown();
    }
  }

  /** The same words whether there is none or the caller is not trusted: that is not his to know. */
  private static TransferException unknown() {
    return new TransferException(
        Problem.NOT_FOUND,
        "there is no such share (any more), or it is only for peers that its owner trusts");
  }

  private static void checkPin(Pin expected, Caller caller) throws TransferException {
    PinCheck.require(
        expected.gate(),
        caller.fingerprint(),
        caller.address(),
        caller.pin(),
        "this share needs a PIN");
  }
}
