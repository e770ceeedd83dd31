package dev.ferry.transfer;

import dev.ferry.transfer.IncomingState.Cancelled;
import dev.ferry.transfer.IncomingState.Complete;
import dev.ferry.transfer.IncomingState.Paused;
import dev.ferry.transfer.IncomingState.Publishing;
import dev.ferry.transfer.IncomingState.Receiving;

/**
 * Where an incoming transfer is, and the rules for getting from one state to the next: what is over
 * stays over. Tells of pauses and their ends. Thread-safe.
 */
final class IncomingStatus {
  private final TransferId id;
  private final TransferListener events;
  private IncomingState state = new Receiving();

  IncomingStatus(TransferId id, TransferListener events) {
    this.id = id;
    this.events = events;
  }

  synchronized IncomingState state() {
    return state;
  }

  /** Whether it is complete or cancelled. */
  synchronized boolean isOver() {
    return switch (state) {
      case Complete _, Cancelled _ -> true;
      case Receiving _, Paused _, Publishing _ -> false;
    };
  }

  /**
   * Refuses a step of a transfer that is over.
   *
   * @throws TransferException {@link Problem#CANCELLED} or {@link Problem#BAD_REQUEST}
   */
  void checkOpen() throws TransferException {
    switch (state()) {
      case Cancelled cancelled ->
          throw new TransferException(
              Problem.CANCELLED, "the transfer was cancelled: " + cancelled.reason());
      case Complete _ ->
          throw new TransferException(Problem.BAD_REQUEST, "the transfer is complete already");
      case Receiving _, Paused _, Publishing _ -> {}
    }
  }

  /** Bytes come, or may come; true if that ends a pause. */
  synchronized boolean receiving() {
    boolean resumed = state instanceof Paused;
    if (!isOver()) {
      state = new Receiving();
    }
    if (resumed) {
      events.on(new TransferEvent.Resumed(id, Direction.RECEIVE));
    }
    return resumed;
  }

  /**
   * Something is in the way that may pass. That connections break where the destination takes
   * nothing is only a consequence.
   */
  synchronized void paused(Problem problem, String message) {
    if (isOver() || (problem == Problem.UNREACHABLE && destinationTakesNothing())) {
      return;
    }
    boolean news = !(state instanceof Paused paused && paused.problem() == problem);
    state = new Paused(problem, message);
    if (news) {
      events.on(new TransferEvent.Paused(id, Direction.RECEIVE, problem, message));
    }
  }

  private boolean destinationTakesNothing() {
    return state instanceof Paused paused
        && (paused.problem() == Problem.DESTINATION || paused.problem() == Problem.NO_SPACE);
  }

  /** Everything is here and is being published. */
  synchronized void publishing() {
    if (!isOver()) {
      state = new Publishing();
      events.on(new TransferEvent.Publishing(id, Direction.RECEIVE));
    }
  }

  /** The end. */
  synchronized void complete(Receipt receipt) {
    state = new Complete(receipt);
  }

  /** The end without anything published. */
  synchronized void cancelled(String reason) {
    state = new Cancelled(reason);
  }
}
