package dev.ferry.transfer;

import dev.ferry.identity.DisplayName;
import dev.ferry.payload.PayloadLayout;
import dev.ferry.payload.RangeSet;
import dev.ferry.payload.StageMeter;
import dev.ferry.transfer.IncomingState.Complete;
import dev.ferry.transfer.IncomingState.Paused;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the parts of one receiving transfer share: where it lies, who writes, how it stands, and
 * what is told of it. Thread-safe. Its own lock is held while it is published, cancelled or
 * suspended, or its staging is opened anew; never by a range, and never while something is read
 * from the sender.
 */
final class IncomingContext {
  private static final Logger log = LoggerFactory.getLogger(IncomingContext.class);

  private final IncomingStory story;
  private final IncomingStatus status;
  private final StagingHold hold;
  private final Flow flow;
  private final StageMeter meter = new StageMeter();
  private final ProgressMeter progress = new ProgressMeter(this::tellProgress);
  private final LatencyMeter roundTrips = new LatencyMeter();
  private final Claims claims = new Claims();
  private final long missingAtFirst;
  private volatile long began = System.nanoTime();

  private volatile SenderReport report = SenderReport.NONE;

  IncomingContext(IncomingStory story, StagingHold hold, Flow flow) {
    this.story = story;
    this.status = new IncomingStatus(story.id(), flow.events());
    this.hold = hold;
    this.flow = flow;
    this.missingAtFirst = missing().bytes();
    progress.restart(length() - missingAtFirst);
  }

  IncomingStory story() {
    return story;
  }

  IncomingStatus status() {
    return status;
  }

  StagingHold hold() {
    return hold;
  }

  StageMeter meter() {
    return meter;
  }

  /** Where this side notes round trips, if it is the one that asks. */
  LatencyMeter roundTrips() {
    return roundTrips;
  }

  /** Takes what the sender says of itself. */
  void reported(SenderReport theirs) {
    report = theirs;
  }

  ProgressMeter progress() {
    return progress;
  }

  Claims claims() {
    return claims;
  }

  PayloadLayout layout() {
    return hold.now().layout();
  }

  private long length() {
    return layout().length();
  }

  /** What is not held yet. */
  RangeSet missing() {
    return status.state() instanceof Complete ? RangeSet.EMPTY : hold.now().missing();
  }

  /**
   * Refuses a step if it is over, or this process stops receiving.
   *
   * @throws TransferException as {@link IncomingStatus#checkOpen} and {@link Claims#checkOpen}
   */
  void checkOpen() throws TransferException {
    status.checkOpen();
    claims.checkOpen();
  }

  /** Bytes come, for the first time in this process or after a pause. */
  void goOn() {
    tellAccepted();
    if (status.receiving()) {
      recount();
    }
  }

  /** Tells, once, how much will travel. */
  void tellAccepted() {
    if (!story.isBegun()) {
      began = System.nanoTime();
      progress.begin();
      story.begun(layout(), length() - missing().bytes());
    }
  }

  /** What was counted may have been lost, or may come again. */
  void recount() {
    progress.restart(length() - missing().bytes());
  }

  /** If the destination was away, finds out whether it is back. */
  void comeBack() throws IOException {
    if (!isAway()) {
      return;
    }
    synchronized (this) {
      if (isAway() && !claims.any() && !claims.isShut()) {
        hold.reopen();
        goOn();
      }
    }
  }

  private boolean isAway() {
    return status.state() instanceof Paused paused && paused.problem() == Problem.DESTINATION;
  }

  /** Notes what is in the way, and returns it as what is to be thrown. */
  TransferException paused(IOException failure) {
    TransferException why = DiskTrouble.explain(failure);
    if (!(failure instanceof TransferException)) {
      log.info("transfer {} waits: {}", story.id().brief(), DisplayName.escape(failure.toString()));
    }
    if (!claims.isShut()) {
      status.paused(why.problem(), String.valueOf(why.getMessage()));
    }
    return why;
  }

  /** Deletes what arrived; what cannot be deleted now is litter, which the next process sweeps. */
  void deleteStaging() {
    try {
      hold.delete();
    } catch (IOException e) {
      log.warn(
          "what is left of transfer {} cannot be deleted: {}", story.id().brief(), e.toString());
    }
  }

  /** What it took in this process. */
  Outcome.Effort effort() {
    long moved = progress.movedHere();
    Latency latency = roundTrips.reading();
    return new Outcome.Effort(
        length(),
        moved,
        Math.max(0, moved - missingAtFirst),
        System.nanoTime() - began - progress.stoodStill(),
        meter.reading(),
        progress.measurements(began, latency.isKnown() ? latency : report.latency()),
        report.waited());
  }

  private void tellProgress(long across) {
    flow.events()
        .on(
            new TransferEvent.Progress(
                story.id(), Direction.RECEIVE, Math.min(across, length()), length()));
  }
}
