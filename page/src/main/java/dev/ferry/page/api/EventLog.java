package dev.ferry.page.api;

import dev.ferry.peer.Desk;
import dev.ferry.peer.DeskNews;
import dev.ferry.peer.events.EventJson;
import dev.ferry.peer.events.JsonLine;
import dev.ferry.transfer.Approver.Answer;
import dev.ferry.transfer.Direction;
import dev.ferry.transfer.Problem;
import dev.ferry.transfer.TransferEvent;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;

/**
 * What happens in a running peer, as docs/page-api.md tells it: numbered, the last {@value #KEPT}
 * kept, if they are not too long together, for those who come back, and handed to all who listen.
 * Thread-safe; never blocks, as it is told by a {@link Desk} while nothing else happens there.
 */
final class EventLog implements AutoCloseable {
  private static final int KEPT = 2_000;

  /** Of all that are kept, in characters: some say what strangers wrote. */
  private static final long KEPT_CHARS = 8 << 20;

  private static final int MOST_LISTENERS = 32;

  private final InstantSource clock = InstantSource.system();
  private final EventJson json = new EventJson(clock, 0);
  private final Desk.Subscription desk;

  private final Object lock = new Object();
  private final Deque<Told> ring = new ArrayDeque<>();
  private final ProgressPace pace = new ProgressPace();
  private final List<EventListener> listeners = new CopyOnWriteArrayList<>();
  private long last;
  private long forgotten;
  private long chars;

  /**
   * One event.
   *
   * @param seq its number; it only grows, but not by one
   * @param json the line
   */
  record Told(long seq, String json) {}

  /** Of what {@code desk} tells from now on, and what else it is told. */
  EventLog(Desk desk) {
    // No number is one of an earlier process, and all are integers to a browser.
    this.last = clock.millis() * 1_000;
    this.forgotten = last;
    this.desk = desk.listen(this::on);
  }

  private void on(DeskNews news) {
    switch (news) {
      case DeskNews.Told told -> on(told.event());
      case DeskNews.Waits waits ->
          tell(
              "waits",
              line ->
                  EventJson.waits(
                          line, waits.offer().number(), waits.offer().offer().id(), waits.asked())
                      .putObject("offer", object -> OfferJson.brief(object, waits.offer())));
      case DeskNews.Answered answered ->
          tell(
              "answered",
              line ->
                  line.put("number", answered.number())
                      .put("transfer", answered.id().text())
                      .put("answer", word(answered.answer()))
                      .put("by", answered.by()));
      case DeskNews.Gone gone ->
          tell("gone", line -> line.put("number", gone.number()).put("transfer", gone.id().text()));
    }
  }

  /** What an answer is called. */
  static String word(Answer answer) {
    return switch (answer) {
      case Answer.All _ -> "all";
      case Answer.Some _ -> "some";
      case Answer.Decline _ -> "none";
    };
  }

  private void on(TransferEvent event) {
    synchronized (lock) {
      switch (event) {
        case TransferEvent.Progress progress -> {
          OptionalLong speed = pace.take(progress, System.nanoTime());
          if (speed.isPresent()) {
            JsonLine line = json.line(progress).put("bytesPerSecond", speed.getAsLong());
            Told told = new Told(++last, line.toString());
            listeners.forEach(listener -> listener.offerProgress(told));
          }
        }
        case TransferEvent.Ended ended -> {
          pace.forget(ended.id());
          append(json.line(ended));
        }
        case TransferEvent.Offered offered -> append(json.line(untold(offered)));
        default -> append(json.line(event));
      }
    }
  }

  /** What a stranger writes is told with the offer, as far as it is told unasked. */
  private static TransferEvent.Offered untold(TransferEvent.Offered offered) {
    return offered.direction() == Direction.SEND || offered.text() == null
        ? offered
        : new TransferEvent.Offered(
            offered.id(),
            offered.direction(),
            offered.peer(),
            offered.title(),
            null,
            offered.entries(),
            offered.files(),
            offered.bytes(),
            offered.plan());
  }

  /**
   * Tells something else.
   *
   * @param name of the event
   * @param fields adds what it says
   */
  public void tell(String name, UnaryOperator<JsonLine> fields) {
    synchronized (lock) {
      append(fields.apply(JsonLine.event(name, clock.instant())));
    }
  }

  private void append(JsonLine line) {
    Told told = new Told(++last, line.toString());
    ring.addLast(told);
    chars += told.json().length();
    while (ring.size() > KEPT || chars > KEPT_CHARS) {
      Told oldest = ring.removeFirst();
      forgotten = oldest.seq();
      chars -= oldest.json().length();
    }
    listeners.forEach(listener -> listener.offer(told));
  }

  /** The number of the last event. */
  long seq() {
    synchronized (lock) {
      return last;
    }
  }

  /**
   * Begins to listen.
   *
   * @param since the last event that was heard; empty to hear what comes
   * @throws ProblemException if too many listen already
   */
  EventListener listen(OptionalLong since) throws ProblemException {
    synchronized (lock) {
      if (listeners.size() >= MOST_LISTENERS) {
        throw new ProblemException(
            Problem.BUSY, "too many listen to the events already; close some pages");
      }
      long from = since.orElse(last);
      boolean known = from >= forgotten && from <= last;
      List<Told> missed = new ArrayList<>();
      if (known) {
        ring.stream().filter(told -> told.seq() > from).forEach(missed::add);
      }
      EventListener listener = new EventListener(last, known, missed, listeners::remove);
      listeners.add(listener);
      return listener;
    }
  }

  /** Ends all who listen. */
  @Override
  public void close() {
    desk.close();
    synchronized (lock) {
      listeners.forEach(EventListener::close);
    }
  }
}
