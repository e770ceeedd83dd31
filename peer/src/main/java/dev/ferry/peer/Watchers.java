package dev.ferry.peer;

import dev.ferry.transfer.TransferEvent;
import dev.ferry.transfer.TransferListener;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Hands every event to all who watch. Thread-safe. */
final class Watchers implements TransferListener {
  private final List<TransferListener> listeners = new CopyOnWriteArrayList<>();

  Peer.Watch add(TransferListener listener) {
    listeners.add(listener);
    return () -> listeners.remove(listener);
  }

  @Override
  public void on(TransferEvent event) {
    listeners.forEach(listener -> listener.on(event));
  }
}
