package dev.ferry.transfer;

import dev.ferry.inbox.PublishReport;
import dev.ferry.inbox.RangeConflictException;
import dev.ferry.inbox.StagedDataLostException;
import dev.ferry.inbox.Staging;
import dev.ferry.manifest.EntrySet;
import dev.ferry.manifest.Manifest;
import dev.ferry.payload.Chunk;
import dev.ferry.payload.ChunkHash;
import dev.ferry.payload.PayloadLayout;
import dev.ferry.payload.RangeSet;
import dev.ferry.payload.RangeSet.Range;
import dev.ferry.payload.RangeWriter;
import dev.ferry.payload.StageMeter;
import dev.ferry.payload.StageMeter.Stage;
import dev.ferry.payload.Withdrawn;
import dev.ferry.transfer.IncomingState.Cancelled;
import dev.ferry.transfer.IncomingState.Complete;
import dev.ferry.transfer.IncomingState.Paused;
import dev.ferry.transfer.IncomingState.Publishing;
import dev.ferry.transfer.IncomingState.Receiving;
import dev.ferry.transfer.TransferEvent.Progress;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One receiving transfer, for every protocol: takes ranges of the payload in any order and from any
 * number of connections, compares them with the sender's hashes, and publishes. Thread-safe.
 *
 * <p>It is never lost by a broken connection, a full disk or the end of the process: what was
 * written stays in staging, and {@link #missing} says what is still wanted.
 */
public final class Incoming {
  /** How often the hashes may differ before the transfer is given up for this time. */
  private static final int MAX_MISMATCHES = 3;

  private final TransferId id;
  private final RemotePeer from;
  private final String title;
  private final Path destination;
  private final Staging staging;
  private final Flow flow;
  private final EndKeeper keeper;
  private final StageMeter meter = new StageMeter();
  private final ProgressMeter progress = new ProgressMeter(this::tellProgress);
  private final Claims claims = new Claims();
  private final Object sealing = new Object();
  private final long began = System.nanoTime();

  private volatile IncomingState state = new Receiving();
  private int mismatches;

  /** Is told of the end, before anybody else; the transfer is complete only if this succeeds. */
  interface EndKeeper {
    /**
     * Keeps what must be known of the end, durably.
     *
     * @param receipt what was published; empty if the transfer was cancelled
     */
    void keep(Incoming incoming, Optional<Receipt> receipt) throws IOException;
  }

  Incoming(
      TransferId id,
      RemotePeer from,
      String title,
      Path destination,
      Staging staging,
      Flow flow,
      EndKeeper keeper) {
    this.id = id;
    this.from = from;
    this.title = title;
    this.destination = destination;
    this.staging = staging;
    this.flow = flow;
    this.keeper = keeper;
    progress.restart(length() - missing().bytes());
  }

  /** Its id, chosen by the sender. */
  public TransferId id() {
    return id;
  }

  /** Who sends it. */
  public RemotePeer from() {
    return from;
  }

  /** What a person would call it, not escaped. */
  public String title() {
    return title;
  }

  /** Everything that was offered. */
  public Manifest manifest() {
    return staging.manifest();
  }

  /** What was accepted of it. */
  public EntrySet accepted() {
    return staging.layout().accepted();
  }

  /** Where the accepted files lie in the payload. */
  public PayloadLayout layout() {
    return staging.layout();
  }

  /** Bytes of the payload. */
  public long length() {
    return staging.layout().length();
  }

  /** What is not held yet. */
  public RangeSet missing() {
    return state instanceof Complete ? RangeSet.EMPTY : staging.missing();
  }

  /** Where it is. */
  public IncomingState state() {
    return state;
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
   * forced to disk. An older connection that still writes in this range is closed first.
   *
   * @param connection closing it makes reading from {@code body} fail at once
   * @throws TransferException with {@link Problem#BAD_REQUEST} if the range is not missing as a
   *     whole, with {@link Problem#NO_SPACE} or {@link Problem#DESTINATION} if the disk does not
   *     take it; what came before is kept
   * @throws BrokenConnectionException if the body ends early or breaks; what came before is kept
   */
  public void receive(long from, long to, InputStream body, Closeable connection)
      throws IOException {
    try (Claims.Claim _ = claims.take(new Range(from, to), connection)) {
      checkOpen();
      goOn();
      copy(from, to, new Body(body));
    } catch (BrokenConnectionException e) {
      if (!claims.any()) {
        pause(Problem.UNREACHABLE, "the connection to the sender broke; it may come back");
      }
      throw e;
    } catch (TransferException e) {
      throw e;
    } catch (RangeConflictException e) {
      throw new TransferException(Problem.BAD_REQUEST, String.valueOf(e.getMessage()), e);
    } catch (IOException e) {
      throw paused(DiskTrouble.explain(e, destination));
    }
  }

  private void copy(long from, long to, Body body) throws IOException {
    try (RangeWriter writer = staging.openRange(from, to, meter)) {
      while (writer.remaining() > 0) {
        long began = System.nanoTime();
        int length = body.read(Math.min(writer.remaining(), flow.throttle().step(Body.BUFFER)));
        meter.addSince(Stage.NETWORK, began);
        if (length < 0) {
          throw new BrokenConnectionException("the sender stopped in the middle of a range");
        }
        flow.throttle().acquire(length);
        writer.write(body.buffer(), 0, length);
        progress.moved(length);
      }
    }
  }

  private void checkOpen() throws TransferException {
    switch (state) {
      case Cancelled cancelled ->
          throw new TransferException(
              Problem.CANCELLED, "the transfer was cancelled: " + cancelled.reason());
      case Complete complete ->
          throw new TransferException(Problem.BAD_REQUEST, "the transfer is complete already");
      case Receiving r -> {}
      case Paused p -> {}
      case Publishing p -> {}
    }
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
   *     again later
   */
  public Sealed seal(ChunkHashes theirs, Supplier<List<Withdrawn>> withdrawn) throws IOException {
    synchronized (sealing) {
      if (state instanceof Complete complete) {
        return new Sealed.Complete(complete.receipt());
      }
      checkOpen();
      RangeSet wrong = staging.missing();
      if (wrong.isEmpty()) {
        wrong = compare(theirs);
      }
      if (!wrong.isEmpty()) {
        return new Sealed.Missing(wrong);
      }
      return publish(withdrawn.get());
    }
  }

  private RangeSet compare(ChunkHashes theirs) throws IOException {
    List<Range> wrong = new ArrayList<>();
    for (long chunk = 0; chunk < layout().chunks(); chunk++) {
      if (!theirs.next().equals(hash(chunk))) {
        wrong.add(new Range(Chunk.start(chunk), Chunk.end(chunk, length())));
        staging.forget(chunk);
      }
    }
    if (!wrong.isEmpty() && ++mismatches >= MAX_MISMATCHES) {
      mismatches = 0;
      throw paused(
          new TransferException(
              Problem.VERIFICATION,
              "what was written is not what was sent, "
                  + MAX_MISMATCHES
                  + " times in a row: check memory and disk of both machines"));
    }
    return RangeSet.merged(wrong);
  }

  private @Nullable ChunkHash hash(long chunk) {
    long from = Chunk.start(chunk);
    long to = Chunk.end(chunk, length());
    return layout().holes().containsAll(from, to)
        ? Zeros.hash((int) (to - from))
        : staging.hash(chunk);
  }

  private Sealed publish(List<Withdrawn> withdrawn) throws IOException {
    state = new Publishing();
    flow.events().on(new TransferEvent.Publishing(id, Direction.RECEIVE));
    try {
      staging.withdraw(withdrawn);
      return new Sealed.Complete(finish());
    } catch (StagedDataLostException e) {
      state = new Receiving();
      return new Sealed.Missing(staging.missing());
    } catch (IOException e) {
      throw paused(DiskTrouble.explain(e, destination));
    }
  }

  /** Publishes what a process before this one had sealed and not published to the end. */
  void finishIfSealed() throws IOException {
    synchronized (sealing) {
      if (staging.phase() != Staging.Phase.RECEIVING) {
        state = new Publishing();
        finish();
      }
    }
  }

  private Receipt finish() throws IOException {
    PublishReport report = staging.publish(meter);
    Receipt receipt = receiptOf(report);
    keeper.keep(this, Optional.of(receipt));
    state = new Complete(receipt);
    staging.delete();
    flow.events()
        .on(
            new TransferEvent.Ended(
                id, Direction.RECEIVE, from, title, new Outcome.Completed(receipt, effort())));
    return receipt;
  }

  private Receipt receiptOf(PublishReport report) {
    return new Receipt(
        report.files(),
        report.bytes(),
        report.same(),
        report.skipped(),
        report.besideNames(),
        staging.withdrawn().stream().limit(Receipt.SAMPLES).toList(),
        staging.withdrawnFiles(),
        report.refused(),
        destination.toString(),
        meter.reading());
  }

  private Outcome.Effort effort() {
    return new Outcome.Effort(
        length(), progress.movedHere(), 0, System.nanoTime() - began, meter.reading());
  }

  /**
   * Ends it without publishing anything, and deletes what arrived. Connections that write are
   * closed and waited for.
   *
   * @param reason whose wish it was, for a person
   */
  public void cancel(String reason) throws IOException {
    synchronized (sealing) {
      if (state instanceof Complete || state instanceof Cancelled) {
        return;
      }
      state = new Cancelled(reason);
      claims.closeAll();
      claims.awaitNone();
      staging.delete();
      keeper.keep(this, Optional.empty());
    }
    flow.events()
        .on(
            new TransferEvent.Ended(
                id,
                Direction.RECEIVE,
                from,
                title,
                new Outcome.Failed(Problem.CANCELLED, "cancelled: " + reason)));
  }

  /** Stops writing and lets go of staging, which stays for the next process. */
  void suspend() throws IOException {
    claims.closeAll();
    claims.awaitNone();
    synchronized (sealing) {
      staging.close();
    }
  }

  private void goOn() {
    if (state instanceof Paused) {
      state = new Receiving();
      flow.events().on(new TransferEvent.Resumed(id, Direction.RECEIVE));
    }
  }

  private TransferException paused(TransferException why) {
    pause(why.problem(), String.valueOf(why.getMessage()));
    return why;
  }

  private void pause(Problem problem, String message) {
    if (state instanceof Cancelled || state instanceof Complete) {
      return;
    }
    boolean news = !(state instanceof Paused paused && paused.problem() == problem);
    state = new Paused(problem, message);
    if (news) {
      flow.events().on(new TransferEvent.Paused(id, Direction.RECEIVE, problem, message));
    }
  }

  private void tellProgress(long across) {
    flow.events().on(new Progress(id, Direction.RECEIVE, across, length()));
  }
}
