package dev.ferry.localsend;

import dev.ferry.identity.Fingerprint;
import dev.ferry.transfer.Problem;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The prepares that wait for an answer and the sessions that are open, with their limits. */
final class ReceiveSessions {
  private static final Logger log = LoggerFactory.getLogger(ReceiveSessions.class);

  /** The same where it keeps all others waiting; longer than an app needs to begin. */
  private static final Duration LEFT = Duration.ofSeconds(2);

  /** A session without an upload for this long is not in use by a sender that asks again. */
  private static final Duration ABANDONED = Duration.ofSeconds(10);

  private final LocalSendServices services;
  private final LocalSendLimits limits;
  private final Set<PendingPrepare> pending = new HashSet<>();
  private final Map<String, ReceiveSession> open = new HashMap<>();

  ReceiveSessions(LocalSendServices services, LocalSendLimits limits) {
    this.services = services;
    this.limits = limits;
  }

  /**
   * A place for a prepare of {@code asker}, until closed.
   *
   * @throws Refusal if there is none, for now
   */
  synchronized PendingPrepare enter(Asker asker) throws Refusal {
    long ofAddress = pending.stream().filter(place -> isAt(place.asker(), asker)).count();
    if (pending.size() >= LocalSendLimits.PENDING
        || ofAddress >= LocalSendLimits.PENDING_PER_ADDRESS) {
      throw new Refusal(409, "too many offers wait for an answer; try again later");
    }
    long sessions =
        open.values().stream().filter(session -> isAt(session.sender().asker(), asker)).count();
    if (open.size() >= LocalSendLimits.SESSIONS
        || sessions >= LocalSendLimits.SESSIONS_PER_ADDRESS) {
      throw new Refusal(409, "too many sessions are open; try again later");
    }
    PendingPrepare place = new PendingPrepare(asker, this);
    pending.add(place);
    return place;
  }

  /**
   * Sees to it that there is room for one more list.
   *
   * @throws Refusal if there is none, for now
   */
  synchronized void requireRoom(long bytes) throws Refusal {
    long taken = pending.stream().mapToLong(PendingPrepare::weight).sum();
    if (taken + bytes > LocalSendLimits.PENDING_BYTES) {
      throw new Refusal(409, "too many long lists wait for an answer; try again later");
    }
  }

  private static boolean isAt(Asker one, Asker other) {
    return one.network().equals(other.network());
  }

  /** Gives a place back. */
  synchronized void leave(PendingPrepare place) {
    pending.remove(place);
  }

  /** Takes back every question that {@code asker} waits for. Does not block. */
  synchronized void giveUp(Asker asker) {
    pending.stream().filter(place -> place.asker().is(asker)).forEach(PendingPrepare::giveUp);
  }

  /**
   * Sees to it that nobody else is being served, where one sender after the other is. Whose offer
   * is not decided yet is not: or else anybody could keep the others away.
   *
   * @throws Refusal if somebody is
   */
  synchronized void requireTurn() throws Refusal {
    if (services.oneAtATime() && !open.isEmpty()) {
      throw new Refusal(409, "another sender is being served; try again later");
    }
  }

  /**
   * Opens a session, and has it watched until its end.
   *
   * @throws Refusal as {@link #requireTurn}: nothing of it is kept then
   */
  void add(ReceiveSession session) throws Refusal {
    synchronized (this) {
      requireTurn();
      open.put(session.id(), session);
    }
    Thread.ofVirtual()
        .name("ferry-localsend-" + session.incoming().id().brief())
        .start(() -> keep(session));
  }

  private void keep(ReceiveSession session) {
    try {
      if (session.keep(limits.watch(), limits.quiet())) {
        tell(session);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      remove(session);
    }
  }

  /**
   * Tells a sender that its session is over, at the port that it announced, as the apps do: over
   * TLS held to its key, or not at all. Blocks, not for long.
   */
  private void tell(ReceiveSession session) {
    Sender sender = session.sender();
    Fingerprint key = sender.key().orElse(null);
    if (key == null) {
      return;
    }
    LocalSendTimes times = LocalSendTimes.within(limits.callback());
    try (LocalSendClient client =
        LocalSendClient.to(services.identity(), services.info(), sender.server(), key, 1, times)) {
      client.cancel(session.id());
    }
  }

  private synchronized void remove(ReceiveSession session) {
    open.remove(session.id());
  }

  /**
   * The session with this id, if it is this asker's.
   *
   * @throws Refusal if it is not, or there is none: nobody is told which
   */
  synchronized ReceiveSession find(String id, Asker asker) throws Refusal {
    ReceiveSession session = open.get(id);
    if (session == null || !session.sender().asker().is(asker)) {
      throw new Refusal(403, "there is no such session of yours");
    }
    return session;
  }

  /**
   * Ends the sessions that this asker has left behind: what is whole in them is published, so that
   * it need not be sent again. Blocks.
   */
  void endAbandoned(Asker asker) {
    Duration quiet = services.oneAtATime() ? LEFT : ABANDONED;
    for (ReceiveSession session : sessions()) {
      if (session.sender().asker().is(asker) && session.isQuietFor(quiet)) {
        end(session, Problem.UNREACHABLE, "its sender began anew");
      }
    }
  }

  /**
   * Ends all sessions with what is whole in them. Apps are told; a Ferry is not, as it waits until
   * this side is back, and sends the rest. Blocks, not for long.
   */
  void endAll(String reason) {
    List<Thread> calls =
        sessions().stream()
            .filter(session -> session.stop(reason))
            .filter(session -> session.sender().said().ferry() == 0)
            .map(session ->
                Thread.ofVirtual().name("ferry-localsend-tell").start(() -> tell(session)))
            .toList();
    sessions().forEach(session -> end(session, Problem.CANCELLED, reason));
    try {
      for (Thread call : calls) {
        call.join();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /**
   * Ends a session with what is whole in it, so that there is room for another. Blocks.
   *
   * @throws IOException if the disk fails; it is tried again, and nothing is lost
   */
  void settle(ReceiveSession session, Problem problem, String reason) throws IOException {
    session.settle(problem, reason);
    remove(session);
  }

  /** As {@link #settle}, where nobody waits to hear of a failure. */
  void end(ReceiveSession session, Problem problem, String reason) {
    try {
      settle(session, problem, reason);
    } catch (IOException e) {
      log.warn(
          "session of {} cannot be settled: {}", session.incoming().id().brief(), e.toString());
    }
  }

  private synchronized List<ReceiveSession> sessions() {
    return List.copyOf(open.values());
  }
}
