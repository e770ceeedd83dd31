package dev.ferry.peer;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** What a peer shares, live, for all who look: whoever began it, all can end it. Thread-safe. */
public final class LiveShares {
  private final Map<String, LiveShare> shares = new LinkedHashMap<>();
  private final List<ShareListener> listeners = new CopyOnWriteArrayList<>();

  LiveShares() {}

  void add(LiveShare begun) {
    synchronized (shares) {
      shares.put(begun.sharing().id(), begun);
    }
    listeners.forEach(listener -> listener.began(begun));
  }

  void remove(String id) {
    @Nullable LiveShare ended;
    synchronized (shares) {
      ended = shares.remove(id);
    }
    if (ended != null) {
      listeners.forEach(listener -> listener.ended(ended));
    }
  }

  /** All of them, in the order they began. */
  public List<LiveShare> all() {
    synchronized (shares) {
      return List.copyOf(shares.values());
    }
  }

  /** The one with this id; empty if there is none, or none any more. */
  public Optional<LiveShare> find(String id) {
    synchronized (shares) {
      return Optional.ofNullable(shares.get(id));
    }
  }

  /** Tells {@code listener} what begins and ends from now on, until the result is closed. */
  public Peer.Watch watch(ShareListener listener) {
    listeners.add(listener);
    return () -> listeners.remove(listener);
  }
}
