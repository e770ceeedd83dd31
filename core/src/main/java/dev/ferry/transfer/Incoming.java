package dev.ferry.transfer;

import dev.ferry.manifest.EntrySet;
import dev.ferry.manifest.Manifest;
import dev.ferry.payload.PayloadLayout;
import dev.ferry.payload.RangeSet;
import dev.ferry.payload.StageMeter;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
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

  private final IncomingContext context;
  private final Intake intake;
  private final Sealing sealing;

  /** Is told of the end, before anybody else; the transfer is complete only if this succeeds. */
  @FunctionalInterface
  interface EndKeeper {
    /**
     * Keeps what must be known of the end, durably.
     *
     * @param receipt what was published; empty if the transfer was cancelled
     */
    void keep(Optional<Receipt> receipt) throws IOException;
  }

  Incoming(IncomingStory story, StagingHold hold, Flow flow, EndKeeper keeper) {
    this.context = new IncomingContext(story, hold, flow);
    this.intake = new Intake(context, flow.throttle());
    this.sealing = new Sealing(context, keeper);
  }

  /** Its id, chosen by the sender. */
  public TransferId id() {
    return context.story().id();
  }

  /** Who sends it. */
  public RemotePeer from() {
    return context.story().from();
  }

  /** What a person would call it, not escaped. */
  public String title() {
    return context.story().title();
  }

  /** Everything that was offered. */
  public Manifest manifest() {
    return context.hold().now().manifest();
  }

  /** What was accepted of it. */
  public EntrySet accepted() {
    return layout().accepted();
  }

  /** Where the accepted files lie in the payload. */
  public PayloadLayout layout() {
    return context.layout();
  }

  /** Bytes of the payload. */
  public long length() {
    return context.layout().length();
  }

  /** What is not held yet. */
  public RangeSet missing() {
    return context.missing();
  }

  /** Where it is. */
  public IncomingState state() {
    return context.status().state();
  }

  /** How long this side waited in each stage, in this process. */
  public StageMeter meter() {
    return context.meter();
  }

  /** Where round trips to the sender are noted, if this side is the one that asks. */
  public LatencyMeter roundTrips() {
    return context.roundTrips();
  }

  /** What it took so far in this process. */
  public Outcome.Effort effort() {
    return context.effort();
  }

  /** Payload bytes that came in this process, those that came twice counted twice. */
  public long movedHere() {
    return context.progress().movedHere();
  }

  /** Whether a connection is writing at the moment. */
  public boolean active() {
    return context.claims().any();
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
    intake.receive(from, to, body, connection);
  }

  /**
   * Counts the payload bytes [from, to), if any, as missing, and exactly these, so that a file that
   * came wrong is received anew and its neighbours stay. A connection that writes there is closed
   * first. Blocks until it is on the disk: a crash does not bring them back.
   *
   * @throws TransferException with {@link Problem#BAD_REQUEST} if there is no such range, or the
   *     transfer is complete; else as {@link #receive}
   */
  public void forget(long from, long to) throws IOException {
    intake.forget(from, to);
  }

  /** Tells, once, how much will travel. */
  void tellAccepted() {
    context.tellAccepted();
  }

  /**
   * Compares the sender's hashes with what was written and, if all is well, publishes. Blocks:
   * forcing much to a slow disk takes a while. Once complete, every later call gets the same
   * receipt.
   *
   * @param theirs the hashes of all chunks, in order
   * @param end asked after the last hash: what the sender says at the end
   * @throws TransferException {@link Problem#VERIFICATION} if the hashes differ again and again;
   *     {@link Problem#NO_SPACE} or {@link Problem#DESTINATION} if the disk fails; it may be sealed
   *     again later; {@link Problem#CANCELLED} or {@link Problem#UNREACHABLE} if it was cancelled
   *     or suspended meanwhile
   * @throws BrokenConnectionException if another connection began to seal it meanwhile
   * @throws IOException what {@code theirs} throws
   */
  public Sealed seal(ChunkHashes theirs, Supplier<SealEnd> end) throws IOException {
    return sealing.seal(theirs, end);
  }

  /** Publishes what a process before this one had sealed and not published to the end. */
  void finishIfSealed() {
    sealing.finishIfSealed();
  }

  /**
   * As {@link #settle(Problem, String, EntrySet)}, where empty files count as received, and it was
   * cancelled.
   */
  public Outcome settle(String reason) throws IOException {
    return settle(Problem.CANCELLED, reason, null);
  }

  /** As {@link #settle(Problem, String, EntrySet)}, if it was cancelled. */
  public Outcome settle(String reason, EntrySet received) throws IOException {
    return settle(Problem.CANCELLED, reason, received);
  }

  /**
   * Ends it with what has come, for a sender that cannot go on, or has nothing more to say.
   * Connections that write are closed and waited for; files of which a byte is missing are dropped
   * and named in the receipt; the others are published. If no file is whole, nothing is published,
   * and it ends as failed. Blocks: forcing much to a slow disk takes a while. A crash on the way is
   * made good by {@link Receiver#recover}.
   *
   * @param problem what it ends with if nothing is whole
   * @param reason why files were dropped, for a person
   * @param received which of the empty files came, the others are dropped; null if all of them did
   * @return {@link Outcome.Completed} or {@link Outcome.Failed}; if it was complete before, that
   * @throws TransferException {@link Problem#NO_SPACE} or {@link Problem#DESTINATION} if the disk
   *     fails; it may be settled again later, and nothing else can be done with it than that or
   *     {@link #cancel}; {@link Problem#CANCELLED} if it was cancelled; {@link Problem#UNREACHABLE}
   *     if this process stops receiving
   */
  public Outcome settle(Problem problem, String reason, @Nullable EntrySet received)
      throws IOException {
    context.claims().settle();
    return sealing.settle(problem, reason, received);
  }

  /**
   * Settles what a process before this one had begun to settle, or what is not to wait any longer.
   *
   * @param reason why it is not; null if it may
   */
  void finishIfSettled(@Nullable String reason) {
    String begun = context.hold().now().settling();
    String why = begun == null ? reason : begun;
    if (why != null && !context.status().isOver()) {
      try {
        settle(Problem.UNREACHABLE, why, null);
      } catch (IOException e) {
        log.info("transfer {} is not settled yet: {}", id().brief(), e.toString());
      }
    }
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

  private void giveUp(String reason, Outcome.Failed outcome) throws IOException {
    context.claims().shut();
    synchronized (context) {
      if (context.status().isOver()) {
        return;
      }
      sealing.drop(reason, outcome);
    }
  }

  /**
   * Lets it wait: connections that write are closed and waited for, and whoever comes is told to
   * try again later, until {@link #goOn}. Not longer than this process lives.
   *
   * @return whether that can be done: the sender is one that can go on later, and it is not over
   */
  public boolean hold() {
    if (!context.story().resumable() || context.status().isOver()) {
      return false;
    }
    context.claims().hold();
    context.status().paused(Problem.BUSY, Claims.HELD);
    return true;
  }

  /** Ends {@link #hold}; true if it was held. It goes on when its sender tries again. */
  public boolean goOn() {
    return context.claims().release();
  }

  /**
   * Tells that it stops for this process, and why: for whoever drives it from this side. Nothing is
   * told if it has ended already.
   *
   * @param message a sentence for a person
   */
  public void interrupted(Problem problem, String message) {
    context.story().ended(new Outcome.Interrupted(problem, message));
  }

  /** Stops writing and lets go of staging, which stays for the next process. */
  void suspend() throws IOException {
    context.claims().shut();
    synchronized (context) {
      if (context.status().isOver()) {
        return;
      }
      try {
        context.hold().close();
      } finally {
        if (context.story().isBegun()) {
          interrupted(Problem.INTERRUPTED, "stopped before the end");
        }
      }
    }
  }
}
