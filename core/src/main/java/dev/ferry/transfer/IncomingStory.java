package dev.ferry.transfer;

import dev.ferry.payload.PayloadLayout;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * What an incoming transfer is called, and what is told of its beginning and end: each once in this
 * process, so that whoever watches can count on it. Thread-safe.
 */
final class IncomingStory {
  private final TransferId id;
  private final RemotePeer from;
  private final String title;
  private final boolean resumable;
  private final TransferListener events;
  private final AtomicBoolean begun = new AtomicBoolean();
  private final AtomicBoolean ended = new AtomicBoolean();

  IncomingStory(
      TransferId id, RemotePeer from, String title, boolean resumable, TransferListener events) {
    this.id = id;
    this.from = from;
    this.title = title;
    this.resumable = resumable;
    this.events = events;
  }

  /** Whether its sender can go on after its connection broke. */
  boolean resumable() {
    return resumable;
  }

  TransferId id() {
    return id;
  }

  RemotePeer from() {
    return from;
  }

  String title() {
    return title;
  }

  /** Tells that what {@code layout} says will travel, of which {@code held} are here already. */
  void begun(PayloadLayout layout, long held) {
    if (begun.compareAndSet(false, true)) {
      events.on(
          new TransferEvent.Accepted(
              id,
              Direction.RECEIVE,
              from,
              title,
              layout.files(),
              layout.length(),
              held,
              layout.holes().bytes(),
              layout.kinds()));
    }
  }

  /** Whether anybody was told of it in this process. */
  boolean isBegun() {
    return begun.get();
  }

  /** Tells how it ended. */
  void ended(Outcome outcome) {
    if (ended.compareAndSet(false, true)) {
      events.on(new TransferEvent.Ended(id, Direction.RECEIVE, from, title, outcome));
    }
  }
}
