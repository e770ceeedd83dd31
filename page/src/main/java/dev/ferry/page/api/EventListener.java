package dev.ferry.page.api;

import dev.ferry.page.api.EventLog.Told;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/**
 * Somebody who listens to an {@link EventLog}: what it has not heard yet waits here, within bounds.
 * Whoever does not keep up loses progress first, and is then cut off. Thread-safe.
 */
final class EventListener implements AutoCloseable {
  private static final int MOST_WAITING = 1_000;
  private static final long MOST_CHARS = 16 << 20;

  private final LinkedBlockingQueue<Told> waiting = new LinkedBlockingQueue<>();
  private final AtomicLong chars = new AtomicLong();
  private final long from;
  private final boolean known;
  private final int most;
  private final Consumer<EventListener> leave;
  private volatile boolean over;

  /**
   * One that begins.
   *
   * @param from the last event when it began
   * @param known whether what it missed is known; if not, it has to begin anew
   * @param missed what it missed, which is bounded already
   */
  EventListener(long from, boolean known, List<Told> missed, Consumer<EventListener> leave) {
    this.from = from;
    this.known = known;
    this.most = missed.size() + MOST_WAITING;
    this.leave = leave;
    missed.forEach(this::add);
  }

  private void add(Told told) {
    chars.addAndGet(told.json().length());
    waiting.add(told);
  }

  /** The last event when it began. */
  long from() {
    return from;
  }

  /** Whether nothing is missing between what it heard before and what it hears now. */
  boolean isKnown() {
    return known;
  }

  void offerProgress(Told told) {
    if (waiting.size() < most / 2) {
      add(told);
    }
  }

  void offer(Told told) {
    if (waiting.size() >= most || chars.get() + told.json().length() > MOST_CHARS) {
      close();
    } else if (!over) {
      add(told);
    }
  }

  /** Whether it has heard the last, or too much waits. */
  boolean isOver() {
    return over;
  }

  /** The next event; empty if there is none for so long, or it is over. Blocks. */
  Optional<Told> next(Duration longest) throws InterruptedException {
    Told told = waiting.poll(longest.toMillis(), TimeUnit.MILLISECONDS);
    if (told != null) {
      chars.addAndGet(-told.json().length());
    }
    return over ? Optional.empty() : Optional.ofNullable(told);
  }

  @Override
  public void close() {
    over = true;
    waiting.clear();
    leave.accept(this);
    // Wakes whoever waits for the next one.
    waiting.add(new Told(from, ""));
  }
}
