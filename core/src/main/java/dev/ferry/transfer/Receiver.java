package dev.ferry.transfer;

import dev.ferry.identity.Fingerprint;
import dev.ferry.identity.Standing;
import dev.ferry.inbox.ClashPolicy;
import dev.ferry.inbox.Inbox;
import dev.ferry.store.Home;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;

/**
 * The one receiving side, for every protocol: takes offers, plans and asks, and keeps the transfers
 * that were accepted, those of earlier processes included. Thread-safe.
 */
public final class Receiver implements AutoCloseable {
  private final Waiting waiting = new Waiting();
  private final OfferRoom room = new OfferRoom();
  private final ScratchFolder pending;
  private final TransferRecords records;
  private final IncomingTransfers transfers;
  private final OfferDesk desk;

  /**
   * What the receiving person has laid down.
   *
   * @param clash what happens to files that exist, unless the sender wishes something as harmless
   * @param clashFixed whether the sender's wish does not count at all
   * @param unsafeLinks whether links that lead out of what was sent are created
   */
  public record Rules(ClashPolicy clash, boolean clashFixed, boolean unsafeLinks) {
    /** Keeps both where names clash, and creates no link that leads out. */
    public static Rules standard() {
      return new Rules(ClashPolicy.KEEP_BOTH, false, false);
    }

    /** A sender may ask for less than was laid down, never for files to be replaced. */
    ClashPolicy policyFor(ClashPolicy wish) {
      return clashFixed || wish == ClashPolicy.UPDATE ? clash : wish;
    }
  }

  /**
   * Opens the receiving side; what earlier processes left is taken up when it is asked for.
   *
   * @param home where transfers are remembered
   * @param inbox where they land; closed with this, whatever becomes of it
   * @param approver asked about each offer
   */
  public Receiver(Home home, Inbox inbox, Rules rules, Approver approver, Flow flow)
      throws IOException {
    Destination destination = new Destination(inbox);
    try {
      this.records = new TransferRecords(home);
      this.pending = ScratchFolder.in(home.subfolder("pending"));
    } catch (IOException | RuntimeException e) {
      inbox.close();
      throw e;
    }
    this.transfers = new IncomingTransfers(records, destination, flow);
    this.desk = new OfferDesk(destination, rules, approver, flow.events(), transfers);
  }

  /**
   * Takes up what earlier processes left: transfers go on when their senders come back, and those
   * that were being published are finished now. Blocks on disk.
   *
   * @param driven whether a transfer is one that this side asked for; it is left to whoever goes on
   *     with it
   * @return how many wait for their senders
   */
  public int recover(Predicate<TransferId> driven) throws IOException {
    return transfers.recover(driven);
  }

  /**
   * Begins to take an offer.
   *
   * @throws TransferException with {@link Problem#BUSY} if too many wait for an answer already, in
   *     all or from this peer; with {@link Problem#BAD_REQUEST} if the id is another peer's
   */
  public PendingOffer begin(OfferHeader header, RemotePeer from) throws IOException {
    return begin(header, from, isKnown(from));
  }

  /** As {@link #begin}, of what this side asked for: it may be as large as a known peer's. */
  public PendingOffer beginAskedFor(OfferHeader header, RemotePeer from) throws IOException {
    return begin(header, from, true);
  }

  private PendingOffer begin(OfferHeader header, RemotePeer from, boolean familiar)
      throws IOException {
    OfferRoom.Place place = room.enter(from, familiar);
    try {
      return begin(header, from, place);
    } catch (IOException | RuntimeException e) {
      place.close();
      throw e;
    }
  }

  private PendingOffer begin(OfferHeader header, RemotePeer from, OfferRoom.Place place)
      throws IOException {
    transfers.checkId(header.id(), from.fingerprint());
    return new PendingOffer(
        header, from, pending.path().resolve(UUID.randomUUID().toString()), place);
  }

  /** The place of an offer of which nothing was read yet, until closed. For one thread. */
  public interface Arrival extends AutoCloseable {
    /** As {@link Receiver#begin}; the place is the offer's then, and given back with it. */
    PendingOffer begin(OfferHeader header, RemotePeer from) throws IOException;

    @Override
    void close();
  }

  /**
   * Makes room for an offer before anything of it is read, as reading it takes memory.
   *
   * @param from what it calls itself does not matter yet
   * @throws TransferException with {@link Problem#BUSY} if there is none
   */
  public Arrival expect(RemotePeer from) throws TransferException {
    OfferRoom.Place place = room.enter(from, isKnown(from));
    return new Arrival() {
      @Override
      public PendingOffer begin(OfferHeader header, RemotePeer peer) throws IOException {
        return Receiver.this.begin(header, peer, place);
      }

      @Override
      public void close() {
        place.close();
      }
    };
  }

  private static boolean isKnown(RemotePeer from) {
    return from.standing() == Standing.KNOWN || from.standing() == Standing.TRUSTED;
  }

  /** As {@link #decide(PendingOffer, Glimpses)}, of a sender that shows nothing before. */
  public Decision decide(PendingOffer offer) throws IOException, InterruptedException {
    return decide(offer, Glimpses.none());
  }

  /**
   * Plans and asks. Blocks until the approver has decided: minutes, perhaps. What was answered is
   * carried out even if the thread is interrupted then, so that nobody is asked twice.
   *
   * @param glimpses what its sender shows while the approver thinks; closed when he has answered
   * @throws InterruptedException if this thread is interrupted, because who offered is gone, or
   *     because the same offer came again over another connection, or this is closed
   * @throws TransferException with {@link Problem#BAD_REQUEST} if another peer's offer or transfer
   *     has its id; with {@link Problem#CLASH} if names clash and must not; with {@link
   *     Problem#NO_SPACE} or {@link Problem#DESTINATION} if the destination cannot be used
   */
  public Decision decide(PendingOffer offer, Glimpses glimpses)
      throws IOException, InterruptedException {
    TransferId id = offer.header().id();
    Fingerprint from = offer.from().fingerprint();
    try (Waiting.Turn turn = waiting.decide(id, from)) {
      Optional<Incoming> known = find(id, from);
      if (known.isPresent()) {
        return new Decision.Accepted(known.get());
      }
      Optional<Receipt> receipt = receipt(id, from);
      if (receipt.isPresent()) {
        return new Decision.Done(receipt.get());
      }
      transfers.checkId(id, from);
      return desk.ask(turn, offer, glimpses);
    }
  }

  /**
   * The transfer with this id, if it is this peer's and neither complete nor cancelled. One whose
   * destination had vanished is looked for again; if it was being published when its process ended,
   * it is published now, and complete when this returns.
   *
   * @throws TransferException with {@link Problem#DESTINATION} if it is still gone
   */
  public Optional<Incoming> find(TransferId id, Fingerprint sender) throws IOException {
    return transfers.find(id, sender);
  }

  /**
   * Ends a transfer that is not complete, and forgets it, also if nothing is left of it where it
   * was to arrive. Nothing happens if there is none.
   *
   * @throws TransferException with {@link Problem#DESTINATION} if its destination is away, or it is
   *     in the hands of another process
   */
  public void discard(TransferId id, Fingerprint sender) throws IOException {
    transfers.discard(id, sender);
  }

  /** What was done in a transfer that is complete, if it was this peer's. */
  public Optional<Receipt> receipt(TransferId id, Fingerprint sender) throws IOException {
    return records.receipt(id, sender);
  }

  /** The transfers that were accepted and are not at their end, as far as they were taken up. */
  public List<Incoming> incoming() {
    return transfers.inUse();
  }

  /** Takes all questions back, and asks none any more. Does not block. */
  public void askNoMore() {
    waiting.close();
  }

  /**
   * Asks nobody any more, stops writing, and lets go of every staging folder and of the inbox; all
   * transfers stay resumable. Blocks until connections that write have noticed.
   */
  @Override
  public void close() throws IOException {
    askNoMore();
    try (pending) {
      transfers.close();
    }
  }
}
