package dev.ferry.transfer;

import dev.ferry.identity.DisplayName;
import dev.ferry.inbox.PublishReport;
import dev.ferry.inbox.RangeConflictException;
import dev.ferry.inbox.StagedDataLostException;
import dev.ferry.inbox.Staging;
import dev.ferry.manifest.EntrySet;
import dev.ferry.manifest.Manifest;
import dev.ferry.payload.PayloadLayout;
import dev.ferry.payload.RangeSet;
import dev.ferry.payload.RangeSet.Range;
import dev.ferry.payload.RangeWriter;
import dev.ferry.payload.StageMeter;
import dev.ferry.payload.StageMeter.Stage;
import dev.ferry.payload.Withdrawn;
import dev.ferry.transfer.IncomingState.Complete;
import dev.ferry.transfer.IncomingState.Paused;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.channels.ClosedByInterruptException;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One receiving transfer, for every protocol: takes ranges of the payload in any order and from any
 * number of connections, compares them with the sender's hashes, and publishes. Thread-safe.
 *
 * <p>It is never lost by a broken connection, a full disk, a destination that goes away and comes
 * back, or the end of the process: what was written stays in staging, and {@link #missing} says
 * what is still wanted.
 */
public final class Incoming {
  private static final Logger log = LoggerFactory.getLogger(Incoming.class);

  private final IncomingStory story;
  private final IncomingStatus status;
  private final StagingHold hold;
  private final Flow flow;
  private final EndKeeper keeper;
  private final StageMeter meter = new StageMeter();
  private final ProgressMeter progress = new ProgressMeter(this::tellProgress);
  private final Claims claims = new Claims();
  private final SealCheck check = new SealCheck();
  private final long missingAtFirst;
  private final long began = System.nanoTime();

  /**
   * Held while it is published, cancelled, suspended, or its staging opened anew; never by a range,
   * and never while something is read from the sender.
   */
  private final Object sealing = new Object();

  /** How often somebody began to seal it: older ones than the last are of broken connections. */
  private long seals;

  /** Is told of the end, before anybody else; the transfer is complete only if this succeeds. */
  interface EndKeeper {
    /**
     * Keeps what must be known of the end, durably.
     *
     * @param receipt what was published; empty if the transfer was cancelled
     */
    void keep(Incoming incoming, Optional<Receipt> receipt) throws IOException;
  }

  Incoming(IncomingStory story, StagingHold hold, Flow flow, EndKeeper keeper) {
    this.story = story;
    this.status = new IncomingStatus(story.id(), flow.events());
    this.hold = hold;
    this.flow = flow;
    this.keeper = keeper;
    this.missingAtFirst = missing().bytes();
    progress.restart(length() - missingAtFirst);
  }

  /** Its id, chosen by the sender. */
  public TransferId id() {
    return story.id();
  }

  /** Who sends it. */
  public RemotePeer from() {
    return story.from();
  }

  /** What a person would call it, not escaped. */
  public String title() {
    return story.title();
  }

  /** Everything that was offered. */
  public Manifest manifest() {
    return hold.now().manifest();
  }

  /** What was accepted of it. */
  public EntrySet accepted() {
    return layout().accepted();
  }

  /** Where the accepted files lie in the payload. */
  public PayloadLayout layout() {
    return hold.now().layout();
  }

  /** Bytes of the payload. */
  public long length() {
    return layout().length();
  }

  /** What is not held yet. */
  public RangeSet missing() {
    return state() instanceof Complete ? RangeSet.EMPTY : hold.now().missing();
  }

  /** Where it is. */
  public IncomingState state() {
    return status.state();
  }

  /** How long this side waited in each stage, in this process. */
  public StageMeter meter() {
    return meter;
  }

  /** Payload bytes that came in this process, those that came twice counted twice. */
  public long movedHere() {
    return progress.movedHere();
  }

  /** Whether a connection is writing at the moment. */
  public boolean active() {
    return claims.any();
  }

  /**
   * Takes the payload bytes [from, to) from {@code body}. Blocks until they are written, though not
   * forced to disk. An older connection that still writes in this range is closed first, and what
   * it wrote until then is kept; if that is part of the range, it is not missing any more.
   *
   * @param connection closing it makes reading from {@code body} fail at once
   * @throws TransferException with {@link Problem#BAD_REQUEST} if the range is not missing as a
   *     whole, with {@link Problem#NO_SPACE} or {@link Problem#DESTINATION} if the disk does not
   *     take it, with {@link Problem#CANCELLED} if it was cancelled, with {@link
   *     Problem#UNREACHABLE} if this process stops receiving; what came before is kept
   * @throws BrokenConnectionException if the body ends early or breaks, or the thread is
   *     interrupted; what came before is kept
   */
  public void receive(long from, long to, InputStream body, Closeable connection)
      throws IOException {
    if (from < 0 || to <= from || to > length()) {
      throw new TransferException(Problem.BAD_REQUEST, "no such range in this payload");
    }
    status.checkOpen();
    try {
      comeBack();
      write(new Range(from, to), body, connection);
    } catch (BrokenConnectionException e) {
      broken();
      throw e;
    } catch (InterruptedIOException | ClosedByInterruptException e) {
      broken();
      throw new BrokenConnectionException(e);
    } catch (RangeConflictException e) {
      throw new TransferException(Problem.BAD_REQUEST, String.valueOf(e.getMessage()), e);
    } catch (IOException e) {
      throw paused(e);
    }
  }

  private void write(Range range, InputStream body, Closeable connection) throws IOException {
    try (Claims.Claim claim = claims.take(range, connection);
        RangeWriter writer = hold.now().openRange(range.from(), range.to(), meter)) {
      tellAccepted();
      copy(claim, new Body(body), writer);
    }
  }

  private void copy(Claims.Claim claim, Body body, RangeWriter writer) throws IOException {
    boolean goesOn = false;
    while (writer.remaining() > 0) {
      claim.checkOpen();
      long reading = System.nanoTime();
      int length = body.read(Math.min(writer.remaining(), flow.throttle().step(Body.BUFFER)));
      meter.addSince(Stage.NETWORK, reading);
      if (length < 0) {
        throw new BrokenConnectionException("the sender stopped in the middle of a range");
      }
      flow.throttle().acquire(length);
      writer.write(body.buffer(), 0, length);
      if (!goesOn) {
        // Not before: that a sender tries again while the disk is full is no news.
        goesOn = true;
        goOn();
      }
      progress.moved(length);
    }
  }

  /** Bytes come, for the first time in this process or after a pause. */
  private void goOn() {
    tellAccepted();
    if (status.receiving()) {
      recount();
    }
  }

  /** Tells, once, how much will travel. */
  void tellAccepted() {
    if (!story.isBegun()) {
      story.begun(layout().files(), length(), length() - missing().bytes());
    }
  }

  /** What was counted may have been lost, or may come again. */
  private void recount() {
    progress.restart(length() - missing().bytes());
  }

  private void broken() {
    if (!claims.any() && !claims.isShut()) {
      status.paused(Problem.UNREACHABLE, "the connection to the sender broke; it may come back");
    }
  }

  /** If the destination was away, finds out whether it is back. */
  private void comeBack() throws IOException {
    if (!isAway()) {
      return;
    }
    synchronized (sealing) {
      if (isAway() && !claims.any() && !claims.isShut()) {
        hold.reopen();
        goOn();
      }
    }
  }

  private boolean isAway() {
    return status.state() instanceof Paused paused && paused.problem() == Problem.DESTINATION;
  }

  /**
   * Compares the sender's hashes with what was written and, if all is well, publishes. Blocks:
   * forcing much to a slow disk takes a while. Once complete, every later call gets the same
   * receipt.
   *
   * @param theirs the hashes of all chunks, in order
   * @param withdrawn asked after the last hash: the files whose sources changed
   * @throws TransferException {@link Problem#VERIFICATION} if the hashes differ again and again;
   *     {@link Problem#NO_SPACE} or {@link Problem#DESTINATION} if the disk fails; it may be sealed
   *     again later; {@link Problem#CANCELLED} or {@link Problem#UNREACHABLE} if it was cancelled
   *     or suspended meanwhile
   * @throws BrokenConnectionException if another connection began to seal it meanwhile
   * @throws IOException what {@code theirs} throws
   */
  public Sealed seal(ChunkHashes theirs, Supplier<List<Withdrawn>> withdrawn) throws IOException {
    long turn;
    Staging staging;
    synchronized (sealing) {
      if (state() instanceof Complete complete) {
        return new Sealed.Complete(complete.receipt());
      }
      staging = beginSeal();
      if (!staging.missing().isEmpty()) {
        return new Sealed.Missing(staging.missing());
      }
      turn = ++seals;
    }
    // Both come from the sender, as slowly as it likes, and nobody who cancels waits for that.
    List<Long> differing = SealCheck.differing(staging, whileOpen(theirs));
    List<Withdrawn> back = differing.isEmpty() ? withdrawn.get() : List.of();
    synchronized (sealing) {
      if (state() instanceof Complete complete) {
        return new Sealed.Complete(complete.receipt());
      }
      checkOpen();
      if (turn != seals || !staging.equals(hold.now())) {
        throw new BrokenConnectionException("another connection seals it by now");
      }
      return endSeal(staging, differing, back);
    }
  }

  private Staging beginSeal() throws IOException {
    checkOpen();
    try {
      comeBack();
    } catch (IOException e) {
      throw paused(e);
    }
    if (hold.now().missing().isEmpty()) {
      claims.awaitNone();
    }
    return hold.now();
  }

  private void checkOpen() throws TransferException {
    status.checkOpen();
    claims.checkOpen();
  }

  private ChunkHashes whileOpen(ChunkHashes theirs) {
    return () -> {
      checkOpen();
      return theirs.next();
    };
  }

  private Sealed endSeal(Staging staging, List<Long> differing, List<Withdrawn> back)
      throws IOException {
    try {
      return differing.isEmpty() ? publish(back) : again(check.failed(staging, differing));
    } catch (IOException e) {
      throw paused(e);
    }
  }

  private Sealed again(RangeSet ranges) {
    status.receiving();
    recount();
    return new Sealed.Missing(ranges);
  }

  private Sealed publish(List<Withdrawn> withdrawn) throws IOException {
    check.passed();
    goOn();
    status.publishing();
    try {
      hold.now().withdraw(withdrawn);
      return new Sealed.Complete(finish());
    } catch (StagedDataLostException e) {
      return again(hold.now().missing());
    }
  }

  /** Publishes what a process before this one had sealed and not published to the end. */
  void finishIfSealed() {
    synchronized (sealing) {
      if (hold.now().phase() != Staging.Phase.RECEIVING) {
        status.publishing();
        try {
          finish();
        } catch (IOException e) {
          paused(e);
        }
      }
    }
  }

  private Receipt finish() throws IOException {
    PublishReport report = hold.now().publish(meter);
    Receipt receipt =
        Receipt.published(
            report, hold.now(), hold.destination().path().toString(), meter.reading());
    keeper.keep(this, Optional.of(receipt));
    status.complete(receipt);
    deleteStaging();
    story.ended(new Outcome.Completed(receipt, effort()));
    return receipt;
  }

  /** What cannot be deleted now is litter, which the next process sweeps up. */
  private void deleteStaging() {
    try {
      hold.delete();
    } catch (IOException e) {
      log.warn("what is left of transfer {} cannot be deleted: {}", id().brief(), e.toString());
    }
  }

  private Outcome.Effort effort() {
    long moved = progress.movedHere();
    return new Outcome.Effort(
        length(),
        moved,
        Math.max(0, moved - missingAtFirst),
        System.nanoTime() - began,
        meter.reading());
  }

  /**
   * Ends it without publishing anything, and deletes what arrived. Connections that write are
   * closed and waited for. Nothing happens if it is over already.
   *
   * @param reason whose wish it was, for a person
   */
  public void cancel(String reason) throws IOException {
    giveUp(reason, new Outcome.Failed(Problem.CANCELLED, "cancelled: " + reason));
  }

  /**
   * As {@link #cancel}, because it cannot go on; told as the end it is.
   *
   * @param message a sentence for a person
   */
  public void fail(Problem problem, String message) throws IOException {
    giveUp(message, new Outcome.Failed(problem, message));
  }

  private void giveUp(String reason, Outcome outcome) throws IOException {
    claims.shut();
    synchronized (sealing) {
      if (status.isOver()) {
        return;
      }
      status.cancelled(reason);
      deleteStaging();
      try {
        keeper.keep(this, Optional.empty());
      } finally {
        story.ended(outcome);
      }
    }
  }

  /**
   * Tells that it stops for this process, and why: for whoever drives it from this side. Nothing is
   * told if it has ended already.
   *
   * @param message a sentence for a person
   */
  public void interrupted(Problem problem, String message) {
    story.ended(new Outcome.Interrupted(problem, message));
  }

  /** Stops writing and lets go of staging, which stays for the next process. */
  void suspend() throws IOException {
    claims.shut();
    synchronized (sealing) {
      if (status.isOver()) {
        return;
      }
      try {
        hold.close();
      } finally {
        if (story.isBegun()) {
          interrupted(Problem.INTERRUPTED, "stopped before the end");
        }
      }
    }
  }

  private TransferException paused(IOException failure) {
    TransferException why = DiskTrouble.explain(failure);
    if (!(failure instanceof TransferException)) {
      log.info("transfer {} waits: {}", id().brief(), DisplayName.escape(failure.toString()));
    }
    if (!claims.isShut()) {
      status.paused(why.problem(), String.valueOf(why.getMessage()));
    }
    return why;
  }

  private void tellProgress(long across) {
    flow.events()
        .on(
            new TransferEvent.Progress(
                id(), Direction.RECEIVE, Math.min(across, length()), length()));
  }
}
