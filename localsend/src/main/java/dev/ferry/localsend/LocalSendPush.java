package dev.ferry.localsend;

import dev.ferry.identity.Fingerprint;
import dev.ferry.payload.Withdrawn;
import dev.ferry.transfer.Direction;
import dev.ferry.transfer.Outcome;
import dev.ferry.transfer.Outgoing;
import dev.ferry.transfer.Patience;
import dev.ferry.transfer.Problem;
import dev.ferry.transfer.Receipt;
import dev.ferry.transfer.RemotePeer;
import dev.ferry.transfer.TransferEvent;
import dev.ferry.transfer.TransferException;
import java.io.Closeable;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Sends one transfer to a LocalSend device: offers it, uploads the files it takes, several at once,
 * and offers again what a broken connection left. Whatever may pass is waited out. Which files are
 * across is kept, so that the next process sends the others only. {@link #run} belongs to one
 * thread; {@link #close} and {@link #cancelledByReceiver} come from any other.
 */
public final class LocalSendPush implements Closeable {
  /** After so many sessions without one file taken it gives up, lest a person be asked for ever. */
  private static final int FRUITLESS = 3;

  /**
   * How often a device is asked again that hung up and forgot the session: if its person cancels,
   * and nobody listens here for that, it looks the same as a line that broke.
   */
  private static final int HANG_UPS = 1;

  private static final String STOPPED = "stopped before the end";

  private final LocalSendClient client;
  private final Outgoing outgoing;
  private final RemotePeer peer;
  private final Path folder;
  private final PushOptions options;
  private final OpenPushes open;
  private final Patience patience;
  private final OfferRounds offers;
  private final Refusals refusals = new Refusals();
  private final AtomicReference<@Nullable Stop> stop = new AtomicReference<>();
  private boolean running;
  private boolean offered;

  /** Who ended it before its end. */
  private enum Stop {
    BY_US,
    BY_RECEIVER
  }

  /**
   * A push of {@code outgoing} to whom {@code client} talks to; both stay the caller's to close.
   *
   * @param peer who that is, for the events
   * @param folder that of {@code outgoing}
   * @param open where the server of this side finds it if the device cancels
   */
  public LocalSendPush(
      LocalSendClient client,
      Outgoing outgoing,
      RemotePeer peer,
      Path folder,
      PushOptions options,
      OpenPushes open) {
    this.client = client;
    this.outgoing = outgoing;
    this.peer = peer;
    this.folder = folder;
    this.options = options;
    this.open = open;
    this.patience =
        new Patience(outgoing.id(), Direction.SEND, options.patience(), outgoing.events());
    this.offers = new OfferRounds(client, peer, patience, options.pins(), this::tellOffered);
  }

  /**
   * Sends. Blocks until the end: minutes while a person decides, hours for big files. Tells of
   * everything but the end itself.
   *
   * @throws IOException if a source cannot be listed, or this side's own disk fails
   */
  public Outcome run() throws IOException {
    begin();
    try {
      if (!outgoing.listed()) {
        outgoing.list(entry -> {});
      }
      try (DeliveredFile delivered = DeliveredFile.open(folder, outgoing.manifest())) {
        return send(delivered);
      }
    } catch (TransferException e) {
      return ended(e);
    } catch (InterruptedIOException e) {
      return new Outcome.Interrupted(Problem.INTERRUPTED, STOPPED);
    } finally {
      end();
    }
  }

  private synchronized void begin() {
    running = true;
  }

  private synchronized void end() {
    running = false;
    if (stop.get() == Stop.BY_US) {
      client.close();
    }
  }

  private Outcome send(DeliveredFile delivered) throws IOException {
    List<Parcel> rest = Parcels.of(outgoing, delivered, options.checksums());
    Agreement agreement = new Agreement(outgoing, peer, delivered);
    int fruitless = 0;
    int hangUps = 0;
    TransferException trouble = null;
    while (!rest.isEmpty()) {
      PrepareAnswer.Decision decision = offers.offer(rest);
      if (decision instanceof PrepareAnswer.Declined declined) {
        return declined(declined.reason(), delivered);
      }
      List<Parcel> wanted = agreement.wanted(decision, rest);
      if (decision instanceof PrepareAnswer.Session session && !wanted.isEmpty()) {
        UploadSession uploads = upload(session.reply(), wanted, delivered);
        fruitless = uploads.taken() > 0 ? 0 : fruitless + 1;
        hangUps += uploads.looksCancelled() ? 1 : 0;
        trouble = uploads.trouble();
      }
      rest = wanted.stream().filter(parcel -> isMissing(parcel, delivered)).toList();
      if (!rest.isEmpty() && fruitless >= FRUITLESS && trouble != null) {
        throw trouble;
      }
      if (!rest.isEmpty() && hangUps > HANG_UPS) {
        return hungUp(delivered);
      }
    }
    return completed(delivered, agreement.effort());
  }

  private boolean isMissing(Parcel parcel, DeliveredFile delivered) {
    boolean withdrawn = parcel instanceof Parcel.OfFile file && outgoing.isWithdrawn(file.index());
    return !withdrawn && !refusals.isGivenUp(parcel) && !delivered.has(parcel);
  }

  /** From here on somebody over there thinks about it. */
  private void tellOffered() {
    if (offered) {
      return;
    }
    offered = true;
    outgoing.events().on(TransferEvent.Offered.of(outgoing, peer));
  }

  private UploadSession upload(PrepareReply reply, List<Parcel> wanted, DeliveredFile delivered)
      throws IOException {
    long across = Arrived.of(outgoing.manifest(), delivered).bytes();
    UploadSession uploads =
        new UploadSession(client, outgoing, delivered, patience, reply, wanted, refusals, across);
    open.add(reply.sessionId(), this);
    try {
      checkNotStopped();
      uploads.run(options.uploads());
      return uploads;
    } finally {
      open.remove(reply.sessionId(), this);
      if (uploads.taken() < wanted.size() && stop.get() != Stop.BY_RECEIVER) {
        client.cancel(reply.sessionId());
      }
    }
  }

  private void checkNotStopped() throws TransferException {
    if (stop.get() != null) {
      throw new TransferException(Problem.INTERRUPTED, STOPPED);
    }
  }

  private Outcome completed(DeliveredFile delivered, Outcome.Effort effort) throws IOException {
    Arrived arrived = Arrived.of(outgoing.manifest(), delivered);
    refusals.files().forEach(outgoing::withdraw);
    List<Withdrawn> withdrawn = outgoing.withdrawn();
    Receipt receipt =
        new Receipt(
            arrived.files(),
            arrived.bytes(),
            0,
            outgoing.manifest().files() - arrived.files() - withdrawn.size(),
            List.of(),
            withdrawn.stream().limit(Receipt.SAMPLES).toList(),
            withdrawn.size(),
            0,
            "",
            Map.of(),
            delivered.hasText() && outgoing.accepted() ? Parcels.MESSAGE : null,
            List.of());
    return new Outcome.Completed(receipt, effort);
  }

  private Outcome hungUp(DeliveredFile delivered) throws IOException {
    return new Outcome.Interrupted(
        Problem.CANCELLED,
        "The receiver hung up and will not go on; it has "
            + Arrived.of(outgoing.manifest(), delivered).files()
            + " of the files. It seems to be cancelled there.");
  }

  /** A no to the rest is not a no to what has arrived. */
  private Outcome declined(String reason, DeliveredFile delivered) throws IOException {
    Arrived arrived = Arrived.of(outgoing.manifest(), delivered);
    return arrived.files() == 0
        ? new Outcome.Declined(reason)
        : new Outcome.Failed(
            Problem.DECLINED,
            "The receiver has "
                + arrived.files()
                + " of the files, and does not want the rest any more.");
  }

  /**
   * Once it was accepted, only the receiver can end a transfer for good: somebody else who answers
   * at its old address cannot, it may be elsewhere now.
   */
  private Outcome ended(TransferException e) {
    if (stop.get() == Stop.BY_RECEIVER) {
      return new Outcome.Failed(Problem.CANCELLED, "The receiver has cancelled this transfer.");
    }
    if (stop.get() == Stop.BY_US || client.isClosed()) {
      return new Outcome.Interrupted(Problem.INTERRUPTED, STOPPED);
    }
    return Outcome.stopped(e, outgoing.accepted() && e.problem() != Problem.CANCELLED);
  }

  /**
   * Whether a caller of this side's server is the device at the other end of this push. May ask for
   * the device's addresses.
   *
   * @param proven the fingerprint it proved, or null
   */
  boolean isWith(@Nullable Fingerprint proven, InetAddress from) {
    Fingerprint theirs = client.fingerprint().orElse(null);
    if (proven != null && theirs != null) {
      return proven.equals(theirs);
    }
    try {
      return Arrays.asList(InetAddress.getAllByName(client.at().host())).contains(from);
    } catch (UnknownHostException e) {
      return false;
    }
  }

  /** The device has ended it: {@link #run} fails soon with {@link Problem#CANCELLED}. */
  public void cancelledByReceiver() {
    stop(Stop.BY_RECEIVER);
  }

  /**
   * Stops {@link #run} soon, and lets the device know; the transfer stays resumable. Closes the
   * client once that is done: whoever closes the client before leaves the device in the dark.
   */
  @Override
  public void close() {
    stop(Stop.BY_US);
    closeIfIdle();
  }

  private synchronized void closeIfIdle() {
    if (!running) {
      client.close();
    }
  }

  private void stop(Stop why) {
    if (stop.compareAndSet(null, why)) {
      patience.stop();
      client.breakOff();
    }
  }
}
