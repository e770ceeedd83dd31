package dev.ferry.localsend;

import dev.ferry.http.Streamed;
import dev.ferry.identity.DisplayName;
import dev.ferry.payload.Withdrawn;
import dev.ferry.transfer.Outgoing;
import dev.ferry.transfer.Patience;
import dev.ferry.transfer.Problem;
import dev.ferry.transfer.TransferException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * One session at a device: the uploads of the files that it took, several at once. A file whose
 * connection broke is tried again with the same token; what the device then does not know any more
 * is left for another session. Used once; lanes are threads of its own.
 */
final class UploadSession {
  /** How often one file is tried in a session, and how often it may arrive changed in all. */
  private static final int TRIES = 3;

  /** How often a device may fail to store one file, in all. */
  private static final int REFUSALS = 2;

  /** So many tokens refused, one after the other, mean that the whole session is gone. */
  private static final int GONE = 2;

  /** So many files that could not be stored, one after the other, mean that none can be. */
  private static final int HOPELESS = 3;

  private final LocalSendClient client;
  private final Outgoing outgoing;
  private final DeliveredFile delivered;
  private final Patience patience;
  private final PrepareReply reply;
  private final Map<String, Integer> refusals;
  private final Deque<Parcel> waiting;
  private final Set<HoldBack> moving = ConcurrentHashMap.newKeySet();
  private final long length;
  private long across;
  private boolean troubled;
  private int goneInARow;
  private int refusedInARow;
  private int taken;
  private @Nullable TransferException trouble;
  private @Nullable Throwable failure;

  /**
   * A session that the device has just opened.
   *
   * @param wanted what it has tokens for
   * @param refusals how often each file, by its id, was refused in sessions before; added to
   * @param across how many bytes are across already
   */
  UploadSession(
      LocalSendClient client,
      Outgoing outgoing,
      DeliveredFile delivered,
      Patience patience,
      PrepareReply reply,
      Collection<Parcel> wanted,
      Map<String, Integer> refusals,
      long across) {
    this.client = client;
    this.outgoing = outgoing;
    this.delivered = delivered;
    this.patience = patience;
    this.reply = reply;
    this.waiting = new ArrayDeque<>(wanted);
    this.refusals = refusals;
    this.across = across;
    this.length = across + wanted.stream().mapToLong(Parcel::size).sum();
  }

  /**
   * Sends what it can. Blocks until the end of the session.
   *
   * @throws TransferException what cannot pass; {@link Problem#CANCELLED} if the device ended it
   */
  void run(int lanes) throws IOException {
    patience.missing(length - across);
    outgoing.across(across);
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < Math.min(lanes, waiting.size()); i++) {
      threads.add(
          Thread.ofPlatform()
              .name("ferry-send-" + outgoing.id().brief() + "-" + i)
              .start(this::runLane));
    }
    boolean interrupted = false;
    for (Thread thread : threads) {
      interrupted |= !join(thread);
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    rethrow();
  }

  /** How many files the device took. */
  synchronized int taken() {
    return taken;
  }

  /** What went wrong last; null if nothing did. */
  synchronized @Nullable TransferException trouble() {
    return trouble;
  }

  private boolean join(Thread thread) {
    boolean undisturbed = true;
    while (true) {
      try {
        thread.join();
        return undisturbed;
      } catch (InterruptedException e) {
        undisturbed = false;
        fail(new InterruptedIOException("the transfer was stopped"));
      }
    }
  }

  private void runLane() {
    try {
      for (Parcel parcel = next(); parcel != null; parcel = next()) {
        ship(parcel);
      }
    } catch (Throwable e) {
      fail(e);
    }
  }

  private synchronized @Nullable Parcel next() {
    return failure == null ? waiting.poll() : null;
  }

  /** The first failure counts; it ends the whole push. */
  private void fail(Throwable cause) {
    synchronized (this) {
      if (failure != null) {
        return;
      }
      failure = cause;
    }
    patience.stop();
    client.breakOff();
  }

  private synchronized void rethrow() throws IOException {
    switch (failure) {
      case null -> {}
      case IOException e -> throw e;
      case RuntimeException e -> throw e;
      case Error e -> throw e;
      default -> throw new IOException(failure);
    }
  }

  /** Sends one until it is there, or taken back, or left for another session. */
  private void ship(Parcel parcel) throws IOException {
    int broken = 0;
    while (broken < TRIES && !isWithdrawn(parcel)) {
      Attempt attempt = new Attempt(parcel);
      UploadAnswer answer;
      try {
        answer = attempt.run();
      } catch (SourceChangedException e) {
        // It is named by whoever noticed; the device finds the upload broken off.
        attempt.undo();
        return;
      } catch (IOException e) {
        attempt.lose(client.failures().later(e));
        broken += attempt.began() ? 1 : 0;
        continue;
      }
      if (isSettled(parcel, answer)) {
        return;
      }
    }
  }

  private boolean isWithdrawn(Parcel parcel) {
    return parcel instanceof Parcel.OfFile file && outgoing.isWithdrawn(file.index());
  }

  /** What an answer means; false if the same token is to be tried again. */
  private boolean isSettled(Parcel parcel, UploadAnswer answer) throws IOException {
    return switch (answer) {
      case UploadAnswer.Taken _ -> {
        take(parcel);
        yield true;
      }
      case UploadAnswer.Gone _ -> {
        lose();
        yield true;
      }
      case UploadAnswer.Differs _ ->
          isRefused(
              parcel,
              TRIES,
              "arrived changed, again and again",
              new TransferException(
                  Problem.VERIFICATION,
                  "What arrives of \"" + shown(parcel) + "\" is not what was sent."));
      case UploadAnswer.Refused refused ->
          isRefused(
              parcel,
              refused.status() >= 500 ? REFUSALS : 1,
              "was refused by the receiver (" + refused.status() + ") " + refused.reason(),
              new TransferException(
                  Problem.DESTINATION,
                  "The receiver cannot take \""
                      + shown(parcel)
                      + "\" ("
                      + refused.status()
                      + "): "
                      + DisplayName.escape(refused.reason())));
    };
  }

  private static String shown(Parcel parcel) {
    return DisplayName.escape(parcel.name());
  }

  private void take(Parcel parcel) throws IOException {
    delivered.add(parcel);
    synchronized (this) {
      across += parcel.size();
      taken++;
      goneInARow = 0;
      refusedInARow = 0;
    }
    patience.missing(length - reached());
    patience.goesOn();
  }

  /** Without any trouble before, it is a person over there who ended it. */
  private synchronized void lose() throws TransferException {
    if (!troubled) {
      throw new TransferException(Problem.CANCELLED, "The receiver has ended this transfer.");
    }
    goneInARow++;
    if (goneInARow >= GONE) {
      waiting.clear();
    }
  }

  /** Bears a refusal; true if it was the last of {@code most}: then the file is taken back. */
  private boolean isRefused(Parcel parcel, int most, String reason, TransferException cause)
      throws TransferException {
    note(cause);
    if (refusals.merge(parcel.id(), 1, Integer::sum) < most) {
      return false;
    }
    synchronized (this) {
      refusedInARow++;
      if (refusedInARow >= HOPELESS) {
        throw cause;
      }
    }
    switch (parcel) {
      case Parcel.OfFile file ->
          outgoing.withdraw(new Withdrawn(file.index(), file.name(), reason.strip()));
      case Parcel.OfText _ -> throw cause;
    }
    return true;
  }

  private synchronized void note(TransferException cause) {
    troubled = true;
    trouble = cause;
  }

  private synchronized long reached() {
    return across + moving.stream().mapToLong(HoldBack::count).sum();
  }

  /** One upload of one parcel. */
  private final class Attempt {
    private final Parcel parcel;
    private volatile @Nullable HoldBack body;
    private boolean whole;

    Attempt(Parcel parcel) {
      this.parcel = parcel;
    }

    UploadAnswer run() throws IOException {
      String token = reply.tokens().get(parcel.id());
      if (token == null) {
        throw new IllegalStateException("no token for " + parcel.id());
      }
      Streamed.Writer writer =
          switch (parcel) {
            case Parcel.OfFile file -> out -> write(file, out);
            case Parcel.OfText text -> out -> write(text, out);
          };
      UploadAnswer answer =
          client.upload(reply.sessionId(), parcel.id(), token, parcel.size(), writer);
      if (answer instanceof UploadAnswer.Taken && !whole) {
        undo();
        return new UploadAnswer.Refused(200, "it was not sent to the end");
      }
      if (answer instanceof UploadAnswer.Taken) {
        forget();
      } else {
        undo();
      }
      return answer;
    }

    private void write(Parcel.OfFile file, OutputStream out) throws IOException {
      HoldBack held = new HoldBack(out, file.size(), () -> outgoing.isWithdrawn(file.index()));
      body = held;
      moving.add(held);
      outgoing.send(file.index(), file.file(), held);
      held.release();
      whole = true;
    }

    private void write(Parcel.OfText text, OutputStream out) throws IOException {
      text.writeTo(out);
      whole = true;
    }

    /** Whether any of it left, so that the device knows of the attempt. */
    boolean began() {
      HoldBack held = body;
      return held != null && (held.count() > 0 || parcel.size() == 0);
    }

    /** The connection broke: the device forgets what it had of the file. */
    void lose(TransferException lost) throws TransferException {
      if (!lost.problem().passing()) {
        throw lost;
      }
      note(lost);
      patience.missing(length - reached());
      undo();
      patience.bear(lost);
    }

    void undo() {
      forget();
      outgoing.across(reached());
    }

    private void forget() {
      HoldBack held = body;
      if (held != null) {
        moving.remove(held);
      }
    }
  }
}
