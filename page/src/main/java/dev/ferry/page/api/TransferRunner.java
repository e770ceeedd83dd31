package dev.ferry.page.api;

import dev.ferry.peer.Peer;
import dev.ferry.transfer.Outcome;
import dev.ferry.transfer.PeerProtocol;
import dev.ferry.transfer.Problem;
import dev.ferry.transfer.TransferEvent;
import dev.ferry.transfer.TransferException;
import dev.ferry.transfer.TransferId;
import dev.ferry.transfer.TransferListener;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Drives transfers, each on a thread of its own, whatever becomes of whoever wanted it. What a
 * thread drives is known by the events that are told on it. Thread-safe.
 */
final class TransferRunner implements TransferListener, AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(TransferRunner.class);

  /** A device that speaks LocalSend says only after it has the whole offer that it wants a PIN. */
  private static final long PIN_MILLIS = 2_000;

  private final Peer peer;
  private final Map<Thread, Beginning> beginning = new ConcurrentHashMap<>();

  /** Those that are not answered yet, by the words of whoever asked for them. */
  private final Map<String, Beginning> requests = new ConcurrentHashMap<>();

  private final Peer.Watch watch;

  /** Moves bytes until the end; one of the peer's blocking calls. */
  @FunctionalInterface
  interface Drive {
    Outcome run() throws IOException;
  }

  /** A transfer that begins. Written by its own thread. */
  private static final class Beginning {
    private final CompletableFuture<Optional<TransferId>> begun = new CompletableFuture<>();
    private final AtomicBoolean pausing = new AtomicBoolean();
    private volatile @Nullable TransferId id;
    private volatile boolean stopped;

    /** Stopped while nobody could know its id: nobody can go on with it. */
    private volatile boolean dropped;
  }

  TransferRunner(Peer peer) {
    this.peer = peer;
    this.watch = peer.watch(this);
  }

  /**
   * Begins a transfer. Blocks until its offer is on the table, its bytes move, or it is over.
   *
   * @param request a word by which it can be stopped until then; null for none
   * @return its id; empty if nothing was told of it
   * @throws IOException what went wrong before that, however the drive says it
   */
  Optional<TransferId> begin(@Nullable String request, Drive drive) throws IOException {
    Beginning fresh = new Beginning();
    if (request == null) {
      return begin(fresh, drive);
    }
    if (requests.putIfAbsent(request, fresh) != null) {
      throw new TransferException(Problem.CLASH, "a request of this name is not answered yet");
    }
    try {
      return begin(fresh, drive);
    } finally {
      requests.remove(request, fresh);
    }
  }

  private Optional<TransferId> begin(Beginning fresh, Drive drive) throws IOException {
    Thread.ofPlatform().daemon().name("ferry-page-transfer").start(() -> run(fresh, drive));
    try {
      return fresh.begun.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("stopped");
    } catch (ExecutionException e) {
      if (e.getCause() instanceof IOException failure) {
        throw failure;
      }
      throw new IllegalStateException(e.getCause());
    }
  }

  private void run(Beginning fresh, Drive drive) {
    beginning.put(Thread.currentThread(), fresh);
    try {
      Outcome outcome = drive.run();
      log.debug("a transfer ended: {}", outcome.problem());
      over(fresh, outcome);
    } catch (IOException | RuntimeException e) {
      if (!fresh.begun.completeExceptionally(e)) {
        log.debug("a transfer failed, as its end has told", e);
      }
    } finally {
      beginning.remove(Thread.currentThread());
    }
  }

  /**
   * Stops what was asked for under this word and has not begun; false if there is none. Does not
   * wait for its end.
   */
  boolean stop(String request) {
    Beginning mine = requests.get(request);
    if (mine == null) {
      return false;
    }
    TransferId known = mine.id;
    mine.dropped = known == null;
    mine.stopped = true;
    if (known == null) {
      // The other side is being called: that ends by itself, and nothing comes of it.
      mine.begun.completeExceptionally(
          new TransferException(Problem.INTERRUPTED, "stopped before anything had begun"));
    } else {
      end(mine, known);
    }
    return true;
  }

  private void end(Beginning mine, TransferId id) {
    if (mine.pausing.compareAndSet(false, true)) {
      Thread.ofVirtual()
          .name("stop-beginning")
          .start(() -> {
            try {
              if (mine.dropped) {
                peer.cancel(id);
              } else {
                peer.pause(id);
              }
            } catch (IOException e) {
              log.debug("a transfer that nobody waits for any more goes on", e);
            } finally {
              mine.pausing.set(false);
            }
          });
    }
  }

  /** Tells who still waits and has not stopped it: it did not begin, or it is over already. */
  private static void over(Beginning fresh, Outcome outcome) {
    if (fresh.stopped) {
      fresh.begun.complete(Optional.ofNullable(fresh.id));
      return;
    }
    switch (outcome) {
      case Outcome.Failed failed ->
          fresh.begun.completeExceptionally(
              new TransferException(failed.problem(), failed.message()));
      case Outcome.Interrupted stop ->
          fresh.begun.completeExceptionally(new TransferException(stop.problem(), stop.message()));
      case Outcome.Completed _, Outcome.Declined _ ->
          fresh.begun.complete(Optional.ofNullable(fresh.id));
    }
  }

  @Override
  public void on(TransferEvent event) {
    Beginning mine = beginning.get(Thread.currentThread());
    if (mine == null) {
      return;
    }
    if (mine.id == null) {
      mine.id = event.id();
    }
    if (mine.stopped) {
      end(mine, event.id());
    }
    switch (event) {
      case TransferEvent.Offered offered when offered.peer().protocol() == PeerProtocol.LOCALSEND ->
          mine.begun.completeOnTimeout(Optional.of(event.id()), PIN_MILLIS, TimeUnit.MILLISECONDS);
      case TransferEvent.Offered _, TransferEvent.Accepted _, TransferEvent.Publishing _ ->
          mine.begun.complete(Optional.of(event.id()));
      // How it ended before anything else is told by what the drive returns or throws.
      default -> {}
    }
  }

  @Override
  public void close() {
    watch.close();
  }
}
