package dev.ferry.localsend;

import java.io.Closeable;
import java.io.IOException;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A socket for each group on each interface, which come and go with the interfaces. Thread-safe.
 */
final class GroupSockets implements Closeable {
  private static final Logger LOG = LoggerFactory.getLogger(GroupSockets.class);

  private final Interfaces interfaces;
  private final Joining joining;
  private final ReentrantLock lock = new ReentrantLock();
  private final Map<Place, GroupSocket> open = new HashMap<>();

  /** Places that could not be joined, so that this is said once. */
  private final Set<Place> mute = new HashSet<>();

  private boolean closed;

  /** The interfaces of the moment. */
  @FunctionalInterface
  interface Interfaces {
    List<Link> current() throws SocketException;
  }

  /** Joins a group. */
  @FunctionalInterface
  interface Joining {
    GroupSocket join(Link link, Group group) throws IOException;
  }

  private record Place(Link link, Group group) {}

  GroupSockets(Interfaces interfaces, Joining joining) {
    this.interfaces = interfaces;
    this.joining = joining;
  }

  /**
   * Listens where it is possible now and nowhere else. Asks the system.
   *
   * @return whether there is any place that was not there before
   */
  boolean refresh() {
    Set<Place> wanted = places();
    lock.lock();
    try {
      if (closed) {
        return false;
      }
      mute.retainAll(wanted);
      for (Iterator<Map.Entry<Place, GroupSocket>> i = open.entrySet().iterator(); i.hasNext(); ) {
        Map.Entry<Place, GroupSocket> entry = i.next();
        if (!wanted.contains(entry.getKey()) || !entry.getValue().isOpen()) {
          entry.getValue().close();
          i.remove();
        }
      }
      wanted.removeAll(open.keySet());
      return wanted.stream().map(this::join).filter(joined -> joined).count() > 0;
    } finally {
      lock.unlock();
    }
  }

  private Set<Place> places() {
    Set<Place> places = new HashSet<>();
    try {
      for (Link link : interfaces.current()) {
        for (Group group : Group.values()) {
          if (link.has(group.kind())) {
            places.add(new Place(link, group));
          }
        }
      }
    } catch (SocketException e) {
      LOG.debug("the system does not name its interfaces", e);
    }
    return places;
  }

  private boolean join(Place place) {
    try {
      open.put(place, joining.join(place.link(), place.group()));
      mute.remove(place);
      return true;
    } catch (IOException e) {
      if (mute.add(place)) {
        LOG.debug("cannot hear {} on {}", place.group(), place.link().name(), e);
      }
      return false;
    }
  }

  /** Sends to every group on every interface. */
  void send(byte[] datagram) {
    sockets().forEach(socket -> socket.send(datagram));
  }

  /** The links that are listened on. */
  List<Link> links() {
    return sockets().stream().map(GroupSocket::link).distinct().toList();
  }

  private List<GroupSocket> sockets() {
    lock.lock();
    try {
      return new ArrayList<>(open.values());
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void close() {
    lock.lock();
    try {
      closed = true;
      open.values().forEach(GroupSocket::close);
      open.clear();
    } finally {
      lock.unlock();
    }
  }
}
