package dev.ferry.peer;

import dev.ferry.peer.LiveTransfer.State;
import dev.ferry.transfer.Direction;
import dev.ferry.transfer.Outcome;
import dev.ferry.transfer.RemotePeer;
import dev.ferry.transfer.SpeedLog;
import dev.ferry.transfer.Speedometer;
import dev.ferry.transfer.TransferEvent;
import dev.ferry.transfer.TransferId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One transfer as its events tell it, until it ends. Not thread-safe. */
final class TransferBoard {
  private final int number;
  private final TransferId id;
  private final Instant began;
  private final Speedometer recent = new Speedometer();
  private final SpeedLog speed = new SpeedLog();

  private Direction direction;
  private @Nullable RemotePeer peer;
  private String title = "";
  private State state = State.PREPARING;
  private long files;
  private long done;
  private long total;
  private String message = "";
  private @Nullable Outcome outcome;
  private Instant changed;

  TransferBoard(int number, TransferId id, Direction direction, Instant now) {
    this.number = number;
    this.id = id;
    this.direction = direction;
    this.began = now;
    this.changed = now;
  }

  int number() {
    return number;
  }

  /** Takes what was told at {@code now}, when the clock for durations read {@code nanos}. */
  void on(TransferEvent event, Instant now, long nanos) {
    switch (event) {
      case TransferEvent.Scanning e -> {
        direction = Direction.SEND;
        total = e.bytes();
      }
      case TransferEvent.Skipped e -> {}
      case TransferEvent.Connected e -> peer = e.peer();
      case TransferEvent.Offered e -> {
        know(e.direction(), e.peer(), e.title());
        files = e.files();
        total = e.bytes();
        enter(State.OFFERED, "", now);
      }
      case TransferEvent.Accepted e -> {
        know(e.direction(), e.peer(), e.title());
        files = e.files();
        total = e.bytes();
        done = e.held();
        moves(now);
      }
      case TransferEvent.Progress e -> progress(e, now, nanos);
      case TransferEvent.Paused e -> {
        recent.reset();
        enter(State.PAUSED, e.message(), now);
      }
      case TransferEvent.Resumed e -> moves(now);
      case TransferEvent.SourceWithdrawn e -> {}
      case TransferEvent.Publishing e -> enter(State.PUBLISHING, "", now);
      case TransferEvent.TextArrived e -> peer = e.peer();
      case TransferEvent.Ended e -> {
        RemotePeer who = e.peer();
        know(e.direction(), who == null ? peer : who, e.title());
        outcome = e.outcome();
        if (outcome instanceof Outcome.Completed) {
          done = total;
        }
        enter(State.ENDED, "", now);
      }
    }
  }

  private void know(Direction way, @Nullable RemotePeer who, String name) {
    direction = way;
    peer = who;
    title = name;
  }

  private void enter(State next, String why, Instant now) {
    state = next;
    message = why;
    changed = now;
  }

  private void moves(Instant now) {
    recent.reset();
    enter(State.MOVING, "", now);
  }

  private void progress(TransferEvent.Progress event, Instant now, long nanos) {
    direction = event.direction();
    if (event.done() > done && (state == State.PREPARING || state == State.PAUSED)) {
      moves(now);
    }
    done = event.done();
    total = event.total();
    speed.at(nanos, done);
    recent.sample(nanos, done);
  }

  /** How it stands when the clock for durations reads {@code nanos}. */
  LiveTransfer at(long nanos) {
    return new LiveTransfer(
        number,
        id,
        direction,
        peer,
        title,
        state,
        files,
        done,
        total,
        bytesPerSecond(nanos),
        speed.reading(),
        message,
        outcome,
        began,
        changed);
  }

  private long bytesPerSecond(long nanos) {
    return state == State.MOVING ? Math.max(0, (long) recent.bytesPerSecond(nanos, done)) : 0;
  }
}
