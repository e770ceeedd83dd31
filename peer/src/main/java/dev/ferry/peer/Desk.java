package dev.ferry.peer;

import dev.ferry.transfer.Approver;
import dev.ferry.transfer.Direction;
import dev.ferry.transfer.Offer;
import dev.ferry.transfer.Outcome;
import dev.ferry.transfer.TransferEvent;
import dev.ferry.transfer.TransferId;
import dev.ferry.transfer.WrongPin;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * What waits and what runs in one peer, live, for all who look: a shell, a page, a program. It is
 * the peer's {@link Approver}: offers that no rule lets in wait until anybody who looks answers;
 * the first answer counts, and all hear of it.
 *
 * <p>Thread-safe. Everything is told in one order: what {@link #snapshot} shows has happened up to
 * its {@code seq}, and whoever listens hears what comes after. Listeners are called one after the
 * other while nothing else happens here, so they must be quick and must not call back.
 */
public final class Desk implements Approver, AutoCloseable {
  /** How many transfers that ended are kept. */
  public static final int MOST_ENDED = 100;

  private final InstantSource clock;
  private final Predicate<Offer> letsIn;
  private final Peer.Watch watch;
  private final List<Consumer<DeskNews>> listeners = new CopyOnWriteArrayList<>();
  private final Consumer<WrongPin> turnedAway;
  private final Numbers numbers;

  private final Object lock = new Object();
  private final Map<TransferId, Question> waiting = new LinkedHashMap<>();
  private final Map<Way, TransferBoard> running = new LinkedHashMap<>();
  private final Map<Way, LiveTransfer> ended = new LinkedHashMap<>();
  private Instant lastCame = Instant.EPOCH;
  private long lastSeq;
  private boolean closed;

  /** Gives offers and transfers the numbers that people call them by. */
  @FunctionalInterface
  public interface Numbers {
    /** The number, from 1 on, of one that is heard of first. Does not block. */
    int of(TransferId id, Direction way);
  }

  /** Whom we send to may offer us something under the same id: that is another transfer. */
  private record Way(TransferId id, Direction direction) {}

  /** An offer with the answer that is to come. */
  private record Question(WaitingOffer offer, CompletableFuture<Answer> answer) {}

  /**
   * Everything at one moment.
   *
   * @param seq of the last news that it shows; 0 if there was none
   * @param offers those that wait, oldest first
   * @param running those under way, in the order they began
   * @param ended the last {@value #MOST_ENDED} that ended, newest first
   */
  public record Snapshot(
      long seq, List<WaitingOffer> offers, List<LiveTransfer> running, List<LiveTransfer> ended) {}

  private Desk(Peer peer, Predicate<Offer> letsIn, Consumer<WrongPin> turnedAway, Numbers numbers) {
    this.letsIn = letsIn;
    this.turnedAway = turnedAway;
    this.numbers = numbers;
    this.clock = InstantSource.system();
    this.watch = peer.watch(this::on);
  }

  /**
   * The desk of a peer; it sees what the peer tells until it is closed.
   *
   * @param letsIn the rule that lets offers in without a question; must not block
   * @param turnedAway hears of those who gave a wrong PIN
   */
  public static Desk of(Peer peer, Predicate<Offer> letsIn, Consumer<WrongPin> turnedAway) {
    AtomicInteger last = new AtomicInteger();
    return of(peer, letsIn, turnedAway, (id, way) -> last.incrementAndGet());
  }

  /** As {@link #of(Peer, Predicate, Consumer)}, where something else has numbers, too. */
  public static Desk of(
      Peer peer, Predicate<Offer> letsIn, Consumer<WrongPin> turnedAway, Numbers numbers) {
    return new Desk(peer, letsIn, turnedAway, numbers);
  }

  @Override
  public Answer decide(Offer offer) throws InterruptedException {
    boolean letIn = letsIn.test(offer);
    Question mine = arrive(offer, !letIn);
    if (letIn) {
      return new Answer.All(null);
    }
    try {
      return mine.answer.get();
    } catch (InterruptedException e) {
      leave(mine);
      throw e;
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void turnedAway(WrongPin by) {
    turnedAway.accept(by);
  }

  private Question arrive(Offer offer, boolean asked) {
    synchronized (lock) {
      boolean taken = waiting.containsKey(offer.id());
      int number = board(offer.id(), Direction.RECEIVE).number();
      Question mine =
          new Question(new WaitingOffer(number, offer, came()), new CompletableFuture<>());
      if (asked && (closed || taken)) {
        mine.answer.complete(new Answer.Decline(taken ? "this transfer id is taken" : ""));
        return mine;
      }
      if (asked) {
        waiting.put(offer.id(), mine);
      }
      tell(new DeskNews.Waits(++lastSeq, mine.offer.since(), mine.offer, asked));
      return mine;
    }
  }

  /** Now; never the same twice, as it tells one offer from the next that has its id. */
  private Instant came() {
    Instant now = clock.instant();
    lastCame = now.isAfter(lastCame) ? now : lastCame.plusNanos(1);
    return lastCame;
  }

  /** Whoever asked is gone, unless an answer came at the last moment. */
  private void leave(Question mine) {
    synchronized (lock) {
      TransferId id = mine.offer.offer().id();
      if (waiting.remove(id, mine)) {
        tell(new DeskNews.Gone(++lastSeq, clock.instant(), mine.offer.number(), id));
      }
    }
  }

  /**
   * Answers an offer. Does not block.
   *
   * @param seen what the answer is about: it does not count for another offer, even one that came
   *     since under the same id
   * @param by who answers, a word for those who hear of it
   * @return whether it counts; if not, it was answered already, or is gone
   */
  public boolean answer(WaitingOffer seen, Answer answer, String by) {
    return answer(seen.offer(), answer, by);
  }

  /** As {@link #answer(WaitingOffer, Answer, String)}. */
  public boolean answer(Offer seen, Answer answer, String by) {
    TransferId id = seen.id();
    synchronized (lock) {
      Question asked = waiting.get(id);
      if (asked == null || !asked.offer.offer().equals(seen)) {
        return false;
      }
      waiting.remove(id);
      tell(new DeskNews.Answered(++lastSeq, clock.instant(), asked.offer.number(), id, answer, by));
      asked.answer.complete(answer);
      return true;
    }
  }

  /** The offer with this id, as long as it waits. */
  public Optional<WaitingOffer> offer(TransferId id) {
    synchronized (lock) {
      return Optional.ofNullable(waiting.get(id)).map(Question::offer);
    }
  }

  /**
   * The transfer with this id, if it is under way or among the last that ended. Of two, the one
   * that this side sends.
   */
  public Optional<LiveTransfer> transfer(TransferId id) {
    synchronized (lock) {
      return Stream.of(Direction.SEND, Direction.RECEIVE)
          .map(direction -> transfer(new Way(id, direction)))
          .flatMap(Optional::stream)
          .findFirst();
    }
  }

  private Optional<LiveTransfer> transfer(Way way) {
    TransferBoard board = running.get(way);
    return board == null
        ? Optional.ofNullable(ended.get(way))
        : Optional.of(board.at(System.nanoTime()));
  }

  /** Everything at this moment. */
  public Snapshot snapshot() {
    synchronized (lock) {
      return snapshotNow();
    }
  }

  private Snapshot snapshotNow() {
    long nanos = System.nanoTime();
    return new Snapshot(
        lastSeq,
        waiting.values().stream().map(Question::offer).toList(),
        running.values().stream().map(board -> board.at(nanos)).toList(),
        new ArrayList<>(ended.values()).reversed());
  }

  /**
   * Tells everything that happens from now on to {@code listener}, until the result is closed.
   *
   * @return everything up to now, without a gap to what the listener hears
   */
  public Subscription listen(Consumer<DeskNews> listener) {
    synchronized (lock) {
      listeners.add(listener);
      return new Subscription(snapshotNow(), () -> listeners.remove(listener));
    }
  }

  /**
   * Somebody who listens.
   *
   * @param before what was before the first news
   */
  public record Subscription(Snapshot before, Peer.Watch watch) implements AutoCloseable {
    @Override
    public void close() {
      watch.close();
    }
  }

  private void on(TransferEvent event) {
    synchronized (lock) {
      if (isNoTransferYet(event)) {
        return;
      }
      Instant now = clock.instant();
      TransferBoard board = board(event.id(), event.way());
      board.on(event, now, System.nanoTime());
      if (event instanceof TransferEvent.Ended) {
        Way way = new Way(event.id(), event.way());
        running.remove(way);
        keep(way, board.at(System.nanoTime()));
      }
      tell(new DeskNews.Told(++lastSeq, now, event));
    }
  }

  /** What is about to be shared is looked at, too. */
  private boolean isNoTransferYet(TransferEvent event) {
    boolean looking =
        event instanceof TransferEvent.Scanning || event instanceof TransferEvent.Skipped;
    return looking && !running.containsKey(new Way(event.id(), event.way()));
  }

  /**
   * A transfer that is gone on with keeps its number. What comes in the place of one that is over
   * does not: who answers by number means the one that was shown.
   */
  private TransferBoard board(TransferId id, Direction direction) {
    return running.computeIfAbsent(
        new Way(id, direction),
        way -> {
          LiveTransfer before = ended.remove(way);
          int number =
              before != null && before.outcome() instanceof Outcome.Interrupted
                  ? before.number()
                  : numbers.of(id, direction);
          return new TransferBoard(number, id, direction, clock.instant());
        });
  }

  private void keep(Way way, LiveTransfer end) {
    ended.put(way, end);
    if (ended.size() > MOST_ENDED) {
      ended.remove(ended.keySet().iterator().next());
    }
  }

  private void tell(DeskNews news) {
    listeners.forEach(listener -> listener.accept(news));
  }

  /** Sees nothing more; offers that wait, and those that still come, are declined. */
  @Override
  public void close() {
    watch.close();
    List<Question> left;
    synchronized (lock) {
      closed = true;
      left = List.copyOf(waiting.values());
    }
    left.forEach(each -> answer(each.offer, new Answer.Decline(""), "end"));
  }
}
