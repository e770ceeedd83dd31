package dev.ferry.page.api;

import dev.ferry.manifest.FileEntry;
import dev.ferry.manifest.Glimpse;
import dev.ferry.peer.WaitingOffer;
import dev.ferry.preview.Preview;
import dev.ferry.transfer.Glimpses;
import dev.ferry.transfer.Glimpses.Wanted;
import dev.ferry.transfer.TransferId;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * What the senders of waiting offers show of their files: asked for once each, and kept for all who
 * look. Thread-safe; bounded by the number of offers that are kept, and of files that are shown.
 */
final class OfferPreviews {
  /** Offers of which anything is kept; of more, the oldest are forgotten. */
  private static final int MOST_OFFERS = 64;

  private static final long LONGEST_SECONDS = 20;

  /** Another offer with the same id came at another time. */
  private record Key(TransferId id, Instant since) {
    static Key of(WaitingOffer pending) {
      return new Key(pending.offer().id(), pending.since());
    }
  }

  private final Map<Key, Map<Long, CompletableFuture<Optional<Glimpse>>>> shown =
      new LinkedHashMap<>();

  /**
   * What is in a file of an offer. Blocks until its sender says so, or for some seconds.
   *
   * @return empty if the sender shows nothing of it
   */
  Optional<Preview> of(WaitingOffer pending, long index, FileEntry file)
      throws InterruptedException {
    Glimpses glimpses = pending.offer().glimpses();
    if (!glimpses.offered()) {
      return Optional.empty();
    }
    CompletableFuture<Optional<Glimpse>> fresh = new CompletableFuture<>();
    CompletableFuture<Optional<Glimpse>> known = note(Key.of(pending), index, fresh);
    if (known != null) {
      return await(known);
    }
    glimpses.ask(
        List.of(new Wanted(index, file)), (which, glimpse) -> take(fresh, index, which, glimpse));
    return await(fresh);
  }

  private static void take(
      CompletableFuture<Optional<Glimpse>> fresh,
      long index,
      long which,
      Optional<Glimpse> glimpse) {
    if (which == index) {
      fresh.complete(glimpse);
    }
  }

  /** What is known or comes already; null if it is to be asked for, and comes as {@code fresh}. */
  private synchronized @Nullable CompletableFuture<Optional<Glimpse>> note(
      Key key, long index, CompletableFuture<Optional<Glimpse>> fresh) {
    Map<Long, CompletableFuture<Optional<Glimpse>>> files =
        shown.computeIfAbsent(key, _ -> new LinkedHashMap<>());
    if (files.containsKey(index)) {
      return files.get(index);
    }
    if (files.size() >= Glimpses.MOST) {
      return CompletableFuture.completedFuture(Optional.empty());
    }
    files.put(index, fresh);
    if (shown.size() > MOST_OFFERS) {
      shown.remove(shown.keySet().iterator().next());
    }
    return null;
  }

  private static Optional<Preview> await(CompletableFuture<Optional<Glimpse>> coming)
      throws InterruptedException {
    try {
      return coming
          .get(LONGEST_SECONDS, TimeUnit.SECONDS)
          .filter(Preview.class::isInstance)
          .map(Preview.class::cast);
    } catch (TimeoutException e) {
      return Optional.empty();
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The offer is decided, or gone. */
  synchronized void forget(WaitingOffer pending) {
    shown.remove(Key.of(pending));
  }
}
