package dev.ferry.localsend;

import dev.ferry.identity.Standing;
import dev.ferry.transfer.Caller;
import dev.ferry.transfer.Share;
import dev.ferry.transfer.ShareAccess;
import dev.ferry.transfer.ShareInfo;
import dev.ferry.transfer.TransferException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Who was let into which shares. The oldest session is forgotten when there are too many, of one
 * address or in all. Thread-safe.
 */
final class DownloadSessions {
  /** How many sessions one address may have. */
  static final int MOST_PER_ADDRESS = 16;

  /** How many there may be in all. */
  static final int MOST = 256;

  private final LocalSendServices services;
  private final Map<String, DownloadSession> sessions = new LinkedHashMap<>(16, 0.75f, true);

  DownloadSessions(LocalSendServices services) {
    this.services = services;
  }

  /**
   * The session with this id if it is this asker's, or else a new one for what it may see.
   *
   * @param id null or unknown for a new one
   * @param pin null if none came
   * @throws Refusal 401 if a PIN is needed, 429 if none counts at the moment, 403 if nothing is
   *     shared with this asker
   */
  DownloadSession enter(Asker asker, @Nullable String id, @Nullable String pin) throws Refusal {
    DownloadSession known = id == null ? null : get(id);
    if (known != null && known.isOf(asker)) {
      return known;
    }
    DownloadSession session = open(asker, pin);
    add(session, asker);
    return session;
  }

  /**
   * The session with this id.
   *
   * @throws Refusal if there is none of this asker
   */
  DownloadSession find(@Nullable String id, Asker asker) throws Refusal {
    DownloadSession known = id == null ? null : get(id);
    if (known == null || !known.isOf(asker)) {
      throw new Refusal(403, "there is no such session of yours (any more)");
    }
    return known;
  }

  private synchronized @Nullable DownloadSession get(String id) {
    return sessions.get(id);
  }

  private synchronized void add(DownloadSession session, Asker asker) {
    List<DownloadSession> own =
        sessions.values().stream().filter(other -> other.isOf(asker)).toList();
    if (own.size() >= MOST_PER_ADDRESS) {
      sessions.remove(own.getFirst().id());
    }
    if (sessions.size() >= MOST) {
      sessions.remove(sessions.keySet().iterator().next());
    }
    sessions.put(session.id(), session);
  }

  /** The ids of all shares that this asker sees at the moment, locked ones too. */
  List<String> offered(Asker asker) {
    return services.catalog().visibleTo(caller(asker, null)).stream().map(ShareInfo::id).toList();
  }

  private DownloadSession open(Asker asker, @Nullable String pin) throws Refusal {
    List<Share> open = new ArrayList<>();
    Refusal locked = null;
    for (ShareInfo info : services.catalog().visibleTo(caller(asker, null))) {
      try {
        open.add(services.catalog().open(info.id(), caller(asker, pin)));
      } catch (TransferException e) {
        locked = locked == null ? refusal(e) : locked;
      }
    }
    boolean tried = pin != null && !pin.isEmpty();
    boolean opened = open.stream().anyMatch(DownloadSessions::hasPin);
    if (locked != null && (open.isEmpty() || (tried && !opened))) {
      throw locked;
    }
    if (open.isEmpty()) {
      throw new Refusal(403, "nothing is shared with you at the moment");
    }
    return new DownloadSession(asker, open, locked != null);
  }

  private static boolean hasPin(Share share) {
    return share.access() instanceof ShareAccess.Pin;
  }

  private static Refusal refusal(TransferException failure) {
    String message = String.valueOf(failure.getMessage());
    return switch (failure.problem()) {
      case FORBIDDEN -> new Refusal(401, message, failure);
      case BUSY -> new Refusal(429, message, failure);
      default -> Refusal.of(failure);
    };
  }

  private Caller caller(Asker asker, @Nullable String pin) {
    Standing standing =
        asker.proven() == null
            ? Standing.UNPROVEN
            : services.standingOf("", asker.proven(), asker.host());
    return new Caller(
        "", asker.proven(), standing, asker.address(), pin == null || pin.isEmpty() ? null : pin);
  }
}
