package dev.ferry.peer;

import static org.awaitility.Awaitility.await;

import dev.ferry.transfer.TransferEvent;
import dev.ferry.transfer.TransferListener;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;

/** Everything a peer told of its transfers, in order. Thread-safe. */
final class Told implements TransferListener {
  private static final Duration SOON = Duration.ofSeconds(30);

  private final List<TransferEvent> events = new CopyOnWriteArrayList<>();

  @Override
  public void on(TransferEvent event) {
    events.add(event);
  }

  /** Those of one kind. */
  <T extends TransferEvent> List<T> all(Class<T> kind) {
    return events.stream().filter(kind::isInstance).map(kind::cast).toList();
  }

  /** Waits for one of a kind. */
  <T extends TransferEvent> T await1(Class<T> kind) {
    return await1(kind, event -> true);
  }

  /** Waits for one of a kind that is as wanted. */
  <T extends TransferEvent> T await1(Class<T> kind, Predicate<T> wanted) {
    return await()
        .alias(kind.getSimpleName())
        .atMost(SOON)
        .until(() -> all(kind).stream().filter(wanted).findFirst(), found -> found.isPresent())
        .orElseThrow();
  }

  /** Waits until more than so many payload bytes are across. */
  void awaitProgress(long bytes) {
    await1(TransferEvent.Progress.class, progress -> progress.done() > bytes);
  }

  /** Their kinds, those of progress left out. */
  List<String> kinds() {
    return events.stream()
        .filter(event -> !(event instanceof TransferEvent.Progress))
        .map(event -> event.getClass().getSimpleName())
        .toList();
  }
}
