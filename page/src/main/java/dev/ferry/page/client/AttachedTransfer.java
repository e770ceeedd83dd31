package dev.ferry.page.client;

import dev.ferry.peer.events.JsonLine;
import dev.ferry.transfer.Direction;
import dev.ferry.transfer.Outcome;
import dev.ferry.transfer.Problem;
import dev.ferry.transfer.TransferEvent;
import dev.ferry.transfer.TransferId;
import dev.ferry.transfer.TransferListener;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One transfer that the running peer drives for this process. For one thread, but for {@link
 * #stop}.
 */
final class AttachedTransfer {
  private static final Logger log = LoggerFactory.getLogger(AttachedTransfer.class);

  /** How long somebody who wants to stop it tries to. */
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private static final Duration LOOK_AGAIN = Duration.ofMillis(50);

  private final HomeClient client;
  private final TransferListener listener;

  /** What happens over there; empty is the end. */
  private final BlockingQueue<Optional<TransferEvent>> events = new LinkedBlockingQueue<>();

  /** By which what is asked for can be stopped before it has an id. */
  private final String request = TransferId.random().text();

  /** It has begun, or is over. */
  private final CountDownLatch news = new CountDownLatch(1);

  /** Which way it goes, as its first event says. Of the thread that follows it. */
  private @Nullable Direction way;

  private @Nullable TransferId id;
  private boolean stopping;
  private boolean over;

  AttachedTransfer(HomeClient client, TransferListener listener) {
    this.client = client;
    this.listener = listener;
  }

  /**
   * Lets it begin, and tells of it until its end.
   *
   * @param path of the route
   * @param asked what is asked of it
   */
  Outcome run(String path, JsonLine asked) throws IOException {
    try (EventFeed feed = client.events()) {
      Thread.ofVirtual().name("attached-events").start(() -> hear(feed));
      TransferId begun = client.begin(path, asked.put("request", request).toString());
      if (begin(begun)) {
        pause(begun);
      }
      return follow(begun);
    } finally {
      over();
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
        if (isOf(mine, event.get())) {
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

  /** Whom we send to may offer something under the same id: that is another transfer. */
  private boolean isOf(TransferId mine, TransferEvent event) {
    if (!event.id().equals(mine)) {
      return false;
    }
    if (event instanceof TransferEvent.Scanning
        || event instanceof TransferEvent.Skipped
        || event instanceof TransferEvent.SourceWithdrawn) {
      return true;
    }
    if (way == null) {
      way = event.way();
    }
    return event.way() == way;
  }

  /** Bytes move only after that; those of others are none of its business. */
  private synchronized boolean hasBegun() {
    return id != null;
  }

  /** It has begun; whether it is to be stopped already. */
  private synchronized boolean begin(TransferId begun) {
    id = begun;
    news.countDown();
    return stopping;
  }

  private synchronized void over() {
    over = true;
    news.countDown();
  }

  /** Stops it over there, even before it has begun; what arrived is kept. */
  void stop() {
    TransferId begun;
    synchronized (this) {
      stopping = true;
      begun = id;
    }
    if (begun == null) {
      stopBeginning();
    } else {
      pause(begun);
    }
  }

  /** What is asked may not have come through yet, or just have been answered. */
  private void stopBeginning() {
    try {
      long end = System.nanoTime() + PATIENCE.toNanos();
      while (mayBegin() && !client.stop(request) && System.nanoTime() < end) {
        news.await(LOOK_AGAIN.toMillis(), TimeUnit.MILLISECONDS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IOException e) {
      log.debug("the running peer has ended, or is of an earlier version", e);
    }
  }

  private synchronized boolean mayBegin() {
    return id == null && !over;
  }

  private void pause(TransferId begun) {
    try {
      client.pause(begun);
    } catch (IOException e) {
      log.debug("it has ended already, or the running peer has", e);
    }
  }
}
