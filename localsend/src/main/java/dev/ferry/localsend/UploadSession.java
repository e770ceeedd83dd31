package dev.ferry.localsend;

import dev.ferry.http.Pulse;
import dev.ferry.http.SilentPeerException;
import dev.ferry.identity.DisplayName;
import dev.ferry.transfer.Outgoing;
import dev.ferry.transfer.Patience;
import dev.ferry.transfer.Problem;
import dev.ferry.transfer.TransferException;
import dev.ferry.transfer.WorkQueue;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.util.Collection;
import java.util.Collections;
import org.jspecify.annotations.Nullable;

/**
 * One session at a device: the uploads of the files that it took, several at once. A file whose
 * connection broke is tried again with the same token; what the device then does not know any more
 * is left for another session. Used once.
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

  /** RFC 4918, and RFC 9110. */
  private static final int NO_SPACE = 507;

  private static final int AWAY = 503;

  private final LocalSendClient client;
  private final Outgoing outgoing;
  private final DeliveredFile delivered;
  private final Patience patience;
  private final PrepareReply reply;
  private final Refusals refusals;
  private final WorkQueue<Parcel> parcels;
  private final PushProgress progress;
  private final long length;
  private boolean troubled;
  private boolean hungUp;
  private boolean otherTrouble;
  private int goneInARow;
  private int refusedInARow;
  private int taken;
  private @Nullable TransferException trouble;

  /**
   * A session that the device has just opened.
   *
   * @param wanted what it has tokens for
   * @param refusals what was refused in sessions before; added to
   * @param across how many bytes are across already
   */
  UploadSession(
      LocalSendClient client,
      Outgoing outgoing,
      DeliveredFile delivered,
      Patience patience,
      PrepareReply reply,
      Collection<Parcel> wanted,
      Refusals refusals,
      long across) {
    this.client = client;
    this.outgoing = outgoing;
    this.delivered = delivered;
    this.patience = patience;
    this.reply = reply;
    this.parcels = new WorkQueue<>(wanted, this::stop);
    this.refusals = refusals;
    this.progress = new PushProgress(across);
    this.length = across + wanted.stream().mapToLong(Parcel::size).sum();
  }

  /**
   * Sends what it can. Blocks until the end of the session.
   *
   * @throws TransferException what cannot pass; {@link Problem#CANCELLED} if the device ended it
   */
  void run(int uploads) throws IOException {
    patience.missing(length - progress.reached());
    outgoing.across(progress.reached());
    outgoing.known(progress.reached());
    try (Pulse _ = Pulse.start("ferry-pulse", client::ping, outgoing.roundTrips()::add)) {
      parcels.run(
          "ferry-send-" + outgoing.id().brief(),
          Collections.<WorkQueue.Worker<Parcel>>nCopies(uploads, this::ship));
    }
  }

  /** How many files the device took. */
  synchronized int taken() {
    return taken;
  }

  /**
   * Whether all that went wrong is that the device hung up and was there again at once: a line may
   * break so, and so does a receiver that cancels.
   */
  synchronized boolean looksCancelled() {
    return hungUp && !otherTrouble;
  }

  /** What went wrong last; null if nothing did. */
  synchronized @Nullable TransferException trouble() {
    return trouble;
  }

  /** Of no use any more, whatever was still to come. */
  private void stop() {
    patience.stop();
    client.breakOff();
  }

  /** Sends one until it is there, or given up, or left for another session. */
  private void ship(Parcel parcel) throws IOException {
    int broken = 0;
    while (broken < TRIES && !isWithdrawn(parcel)) {
      UploadAttempt attempt = new UploadAttempt(client, outgoing, progress, parcel);
      UploadAnswer answer;
      try {
        answer = attempt.run(reply.sessionId(), token(parcel));
      } catch (SourceChangedException e) {
        // It is named by whoever noticed; the device finds the upload broken off.
        note(
            new TransferException(Problem.SOURCE, shown(parcel) + ": " + e.getMessage(), e), false);
        undo(attempt);
        return;
      } catch (IOException e) {
        lose(attempt, e);
        broken += attempt.began() ? 1 : 0;
        continue;
      }
      if (answer instanceof UploadAnswer.Taken) {
        take(parcel, attempt);
        return;
      }
      undo(attempt);
      if (isSettled(parcel, answer)) {
        return;
      }
    }
  }

  private String token(Parcel parcel) {
    String token = reply.tokens().get(parcel.id());
    if (token == null) {
      throw new IllegalStateException("no token for " + parcel.id());
    }
    return token;
  }

  /** The connection broke: the device forgets what it had of the file. */
  private void lose(UploadAttempt attempt, IOException failure) throws TransferException {
    TransferException lost = client.failures().later(failure);
    if (!lost.problem().passing()) {
      throw lost;
    }
    note(lost, isHangUp(failure));
    patience.missing(length - progress.reached());
    undo(attempt);
    patience.bear(lost);
  }

  /** A device that is away, or silent for too long, has not hung up. */
  private static boolean isHangUp(IOException failure) {
    return switch (failure) {
      case InterruptedIOException _,
          SilentPeerException _,
          ConnectException _,
          NoRouteToHostException _,
          UnknownHostException _ ->
          false;
      default -> true;
    };
  }

  private void undo(UploadAttempt attempt) {
    attempt.end();
    outgoing.across(progress.reached());
  }

  private boolean isWithdrawn(Parcel parcel) {
    return parcel instanceof Parcel.OfFile file && outgoing.isWithdrawn(file.index());
  }

  /** What an answer means; false if the same token is to be tried again. */
  private boolean isSettled(Parcel parcel, UploadAnswer answer) throws IOException {
    return switch (answer) {
      case UploadAnswer.Taken _ -> true;
      case UploadAnswer.Gone _ -> {
        miss();
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
      case UploadAnswer.Refused refused
          when refused.status() == NO_SPACE || refused.status() == AWAY -> {
        bear(refused);
        yield false;
      }
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

  /** What a Ferry says whose disk is full or away: the same token counts once that is over. */
  private void bear(UploadAnswer.Refused refused) throws TransferException {
    TransferException cause =
        new TransferException(
            refused.status() == NO_SPACE ? Problem.NO_SPACE : Problem.DESTINATION,
            "The receiver cannot write: " + DisplayName.escape(refused.reason()));
    note(cause, false);
    patience.bear(cause);
  }

  private static String shown(Parcel parcel) {
    return DisplayName.escape(parcel.name());
  }

  private void take(Parcel parcel, UploadAttempt attempt) throws IOException {
    delivered.add(parcel);
    attempt.end();
    progress.take(parcel.size());
    if (parcel instanceof Parcel.OfFile) {
      outgoing.taken(parcel.size());
    }
    synchronized (this) {
      taken++;
      goneInARow = 0;
      refusedInARow = 0;
    }
    patience.missing(length - progress.reached());
    patience.goesOn();
  }

  /** Without any trouble before, it is a person over there who ended it. */
  private synchronized void miss() throws TransferException {
    if (!troubled) {
      throw new TransferException(Problem.CANCELLED, "The receiver has ended this transfer.");
    }
    goneInARow++;
    if (goneInARow >= GONE) {
      parcels.finish();
    }
  }

  /** Bears a refusal; true if it was the last of {@code most}: then the file is given up. */
  private boolean isRefused(Parcel parcel, int most, String reason, TransferException cause)
      throws TransferException {
    note(cause, false);
    if (refusals.add(parcel) < most) {
      return false;
    }
    synchronized (this) {
      refusedInARow++;
      if (refusedInARow >= HOPELESS) {
        throw cause;
      }
    }
    switch (parcel) {
      case Parcel.OfFile file -> refusals.giveUp(file, reason.strip());
      case Parcel.OfText _ -> throw cause;
    }
    return true;
  }

  private synchronized void note(TransferException cause, boolean byHangUp) {
    troubled = true;
    trouble = cause;
    hungUp |= byHangUp;
    otherTrouble |= !byHangUp;
  }
}
