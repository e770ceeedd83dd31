package dev.ferry.page.api;

import dev.ferry.peer.NearListener;
import dev.ferry.peer.NearPeer;
import dev.ferry.peer.Peer;
import dev.ferry.peer.events.JsonLine;
import dev.ferry.peer.events.PeerJson;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Who is near, from the first time that anybody asks until it is closed; told to the events as it
 * changes. Thread-safe.
 */
final class NearWatch implements NearListener, AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(NearWatch.class);

  /** Strangers may claim to be any number of devices. */
  private static final int MOST = 500;

  private final Peer peer;
  private final EventLog events;
  private final Map<String, NearPeer> near = new LinkedHashMap<>();
  private boolean begun;
  private boolean closed;
  private Peer.@Nullable Watch watch;

  NearWatch(Peer peer, EventLog events) {
    this.peer = peer;
    this.events = events;
  }

  /** Begins to look around, unless it does already. Without a network nobody is near. */
  void begin() {
    synchronized (this) {
      if (begun) {
        return;
      }
      begun = true;
    }
    try {
      keep(peer.near().watch(this));
    } catch (IOException e) {
      log.info("nobody can be found in the network around: {}", e.toString());
    }
  }

  private void keep(Peer.Watch opened) {
    boolean late;
    synchronized (this) {
      late = closed;
      watch = late ? null : opened;
    }
    if (late) {
      opened.close();
    }
  }

  @Override
  public void near(NearPeer found) {
    synchronized (this) {
      if (!near.containsKey(found.id()) && near.size() >= MOST) {
        return;
      }
      near.put(found.id(), found);
    }
    events.tell("near", line -> PeerJson.near(line, found));
  }

  @Override
  public void gone(NearPeer lost) {
    synchronized (this) {
      if (near.remove(lost.id()) == null) {
        return;
      }
    }
    events.tell("away", line -> PeerJson.near(line, lost));
  }

  /** All of them, in the order in which they were found. */
  synchronized List<NearPeer> all() {
    return new ArrayList<>(near.values());
  }

  /** Adds all of them. */
  JsonLine put(JsonLine line) {
    return line.putObjects("near", all(), PeerJson::near);
  }

  @Override
  public void close() {
    Peer.@Nullable Watch ending;
    synchronized (this) {
      closed = true;
      begun = true;
      ending = watch;
      watch = null;
    }
    if (ending != null) {
      ending.close();
    }
  }
}
