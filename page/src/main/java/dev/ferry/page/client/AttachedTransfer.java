package dev.ferry.page.client;

import dev.ferry.transfer.Outcome;
import dev.ferry.transfer.Problem;
import dev.ferry.transfer.TransferEvent;
import dev.ferry.transfer.TransferId;
import dev.ferry.transfer.TransferListener;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One transfer that the running peer drives for this process. For one thread, but for {@link
 * #stop}.
 */
final class AttachedTransfer {
  private static final Logger log = LoggerFactory.getLogger(AttachedTransfer.class);

  private final HomeClient client;
  private final TransferListener listener;

  /** What happens over there; empty is the end. */
  private final BlockingQueue<Optional<TransferEvent>> events = new LinkedBlockingQueue<>();

  private @Nullable TransferId id;
  private boolean stopping;

  AttachedTransfer(HomeClient client, TransferListener listener) {
    this.client = client;
    this.listener = listener;
  }

  /**
   * Lets it begin, and tells of it until its end.
   *
   * @param path of the route
   * @param request what is asked of it
   */
  Outcome run(String path, String request) throws IOException {
    try (EventFeed feed = client.events()) {
      Thread.ofVirtual().name("attached-events").start(() -> hear(feed));
      TransferId begun = client.begin(path, request);
      if (begin(begun)) {
        pause(begun);
      }
      return follow(begun);
    }
  }

  private void hear(EventFeed feed) {
    try {
      while (true) {
        TransferEvent event = feed.next();
        if (!(event instanceof TransferEvent.Progress) || hasBegun()) {
          events.add(Optional.of(event));
        }
      }
    } catch (IOException e) {
      log.debug("no more is heard of the running peer", e);
      events.add(Optional.empty());
    }
  }

  private Outcome follow(TransferId mine) throws IOException {
    try {
      while (true) {
        Optional<TransferEvent> event = events.take();
        if (event.isEmpty()) {
          return new Outcome.Interrupted(
              Problem.INTERRUPTED, "the Ferry of this home that moved it has ended");
        }
        if (event.get().id().equals(mine)) {
          listener.on(event.get());
          if (event.get() instanceof TransferEvent.Ended ended) {
            return ended.outcome();
          }
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("stopped");
    }
  }

  /** Bytes move only after that; those of others are none of its business. */
  private synchronized boolean hasBegun() {
    return id != null;
  }

  /** It has begun; whether it is to be stopped already. */
  private synchronized boolean begin(TransferId begun) {
    id = begun;
    return stopping;
  }

  /**
   * Stops it over there; what arrived is kept. One that has not begun yet is stopped when it has.
   */
  void stop() {
    TransferId begun;
    synchronized (this) {
      stopping = true;
      begun = id;
    }
    if (begun != null) {
      pause(begun);
    }
  }

  private void pause(TransferId begun) {
    try {
      client.pause(begun);
    } catch (IOException e) {
      log.debug("it has ended already, or the running peer has", e);
    }
  }
}
