package dev.ferry.localsend;

import dev.ferry.manifest.EntrySet;
import dev.ferry.transfer.Incoming;
import dev.ferry.transfer.IncomingState;
import dev.ferry.transfer.Problem;
import dev.ferry.transfer.TransferException;
import java.io.IOException;
import java.time.Duration;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The uploads that one prepare was answered with. It ends when every file is here or given up, when
 * one of the two cancels, or after a time without a byte; then what is whole is published.
 * Thread-safe.
 */
final class ReceiveSession {
  private static final Logger log = LoggerFactory.getLogger(ReceiveSession.class);

  private final String id = UUID.randomUUID().toString();
  private final Sender sender;
  private final Incoming incoming;
  private final Map<String, FileSlot> slots = new LinkedHashMap<>();
  private final BitSet received = new BitSet();
  private final Object ending = new Object();
  private final CountDownLatch over = new CountDownLatch(1);
  private int unfinished;
  private int arriving;
  private boolean closed;
  private boolean stopped;
  private Problem problem = Problem.INCOMPLETE;
  private String reason = "it did not come whole";
  private long lastSign = System.nanoTime();

  /** Which files had come when it was settled; null until then. */
  private @Nullable EntrySet settled;

  /** A session for {@code slots} of {@code incoming}, at least one. */
  ReceiveSession(Sender sender, Incoming incoming, Iterable<FileSlot> slots) {
    this.sender = sender;
    this.incoming = incoming;
    slots.forEach(slot -> this.slots.put(slot.id(), slot));
    this.unfinished = this.slots.size();
  }

  String id() {
    return id;
  }

  Sender sender() {
    return sender;
  }

  Incoming incoming() {
    return incoming;
  }

  /** What answers the prepare. */
  PrepareReply reply() {
    Map<String, String> tokens = new LinkedHashMap<>();
    slots.values().forEach(slot -> tokens.put(slot.id(), slot.token()));
    return new PrepareReply(id, tokens);
  }

  /**
   * Begins an upload; {@link #leave} must follow.
   *
   * @throws Refusal if the token is not that of the file, or it is not waited for
   */
  synchronized FileSlot enter(String fileId, String token) throws Refusal {
    FileSlot slot = slots.get(fileId);
    if (slot == null || !slot.isToken(token)) {
      throw new Refusal(403, "this is not the token of such a file");
    }
    if (closed) {
      throw over();
    }
    switch (slot.state()) {
      case ARRIVING -> throw new Refusal(409, "this file is being uploaded already");
      case HERE -> throw new Refusal(409, "this file is here already");
      case GIVEN_UP -> throw new Refusal(403, "this file came wrong too often");
      case WAITING -> slot.state(FileSlot.State.ARRIVING);
    }
    arriving++;
    return slot;
  }

  /** What came of an upload. */
  enum Upload {
    /** It is whole, and what was announced. */
    RIGHT,
    /** It is a right piece, and more are to come. */
    PIECE,
    /** It came to its end and is something else. */
    WRONG,
    /** It did not come to its end. */
    BROKEN
  }

  /** Ends an upload. Whether nothing more is waited for, so that this should be settled. */
  synchronized boolean leave(FileSlot slot, Upload upload) {
    arriving--;
    lastSign = System.nanoTime();
    boolean last = upload == Upload.WRONG && slot.wrong() >= LocalSendLimits.TRIES;
    slot.state(
        upload == Upload.RIGHT
            ? FileSlot.State.HERE
            : last ? FileSlot.State.GIVEN_UP : FileSlot.State.WAITING);
    if (upload == Upload.RIGHT) {
      received.set((int) slot.index());
    }
    if (last) {
      reason = "it came wrong " + LocalSendLimits.TRIES + " times";
    }
    if (upload == Upload.RIGHT || last) {
      unfinished--;
    }
    return unfinished == 0;
  }

  /** Whether no upload has been under way for this long. */
  synchronized boolean isQuietFor(Duration time) {
    return arriving == 0 && System.nanoTime() - lastSign > time.toNanos();
  }

  /** Whether it takes nothing more. */
  synchronized boolean isClosed() {
    return closed;
  }

  /** Takes nothing more; the first reason counts. Whether it did until now. */
  synchronized boolean close(Problem why, String sentence) {
    if (closed) {
      return false;
    }
    closed = true;
    if (unfinished > 0) {
      problem = why;
      reason = sentence;
    }
    return true;
  }

  /** As {@link #close}, because this side stops: who asks meanwhile is told that it may be back. */
  synchronized boolean stop(String sentence) {
    stopped = true;
    return close(Problem.CANCELLED, sentence);
  }

  private synchronized Refusal over() {
    return stopped
        ? new Refusal(503, "this device stops receiving; it may again later")
        : new Refusal(403, "this session is over");
  }

  /**
   * Takes nothing more, and publishes what is whole, unless that is done. Blocks.
   *
   * @throws IOException if the disk fails; it is tried again while {@link #keep} runs
   */
  void settle(Problem why, String sentence) throws IOException {
    close(why, sentence);
    synchronized (ending) {
      if (over.getCount() > 0 && !isOver()) {
        settleOnce();
      }
      over.countDown();
    }
  }

  private void settleOnce() throws IOException {
    try {
      incoming.settle(problem(), reason(), received());
    } catch (TransferException e) {
      if (e.problem() == Problem.CANCELLED || e.problem() == Problem.UNREACHABLE) {
        // It is over here, or in the hands of the next process: nothing to try again.
        over.countDown();
      }
      throw e;
    }
  }

  private synchronized Problem problem() {
    return problem;
  }

  private synchronized String reason() {
    return reason;
  }

  /** Once it is asked, what comes later does not count: an empty file needs no byte for that. */
  private synchronized EntrySet received() {
    EntrySet known = settled;
    if (known == null) {
      known = EntrySet.of(received);
      settled = known;
    }
    return known;
  }

  /**
   * Looks whether an upload that came right was in time.
   *
   * @throws Refusal if this session had ended without its file, or with nothing at all
   */
  void checkInTime(FileSlot slot) throws Refusal {
    if (isLate(slot) || incoming.state() instanceof IncomingState.Cancelled) {
      throw over();
    }
  }

  /** A file with bytes is settled by whether these are here. */
  private synchronized boolean isLate(FileSlot slot) {
    return slot.size() == 0 && settled != null && !settled.contains(slot.index());
  }

  private boolean isOver() {
    return switch (incoming.state()) {
      case IncomingState.Complete _, IncomingState.Cancelled _ -> true;
      case IncomingState.Receiving _, IncomingState.Paused _, IncomingState.Publishing _ -> false;
    };
  }

  /**
   * Sees to it that it ends, and returns then: if its sender says nothing more, if it was cancelled
   * at this side, if the disk did not take the end of it.
   *
   * @param watch how often to look
   * @return whether the sender should be told, as it does not know
   */
  boolean keep(Duration watch, Duration quiet) throws InterruptedException {
    boolean unexpected = false;
    while (!over.await(isClosed() ? 5 * watch.toNanos() : watch.toNanos(), TimeUnit.NANOSECONDS)) {
      if (isOver()) {
        unexpected |= close(Problem.CANCELLED, "cancelled by the receiver");
        over.countDown();
      } else if (isClosed()) {
        trySettle();
      } else if (isQuietFor(quiet)) {
        unexpected |= close(Problem.UNREACHABLE, "its sender said nothing more");
      }
    }
    return unexpected;
  }

  private void trySettle() {
    try {
      settle(problem(), reason());
    } catch (IOException e) {
      log.debug("session of {} is not settled yet", incoming.id().brief(), e);
    }
  }
}
