package dev.ferry.transfer;

import dev.ferry.identity.Fingerprint;
import dev.ferry.inbox.ClashPolicy;
import dev.ferry.inbox.Inbox;
import dev.ferry.inbox.Plan;
import dev.ferry.inbox.Staging;
import dev.ferry.manifest.Manifest;
import dev.ferry.manifest.ManifestLimits;
import dev.ferry.store.Home;
import dev.ferry.transfer.Approver.Answer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one receiving side, for every protocol: takes offers, plans and asks, and keeps the transfers
 * that were accepted, those of earlier processes included. Thread-safe.
 */
public final class Receiver implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Receiver.class);

  private final Inbox inbox;
  private final Rules rules;
  private final Approver approver;
  private final Flow flow;
  private final Ledgers ledgers;
  private final Waiting waiting = new Waiting();
  private final Path pendingFolder;
  private final Map<TransferId, Incoming> transfers = new ConcurrentHashMap<>();

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

  /** Opens the receiving side; what earlier processes left is taken up when it is asked for. */
  public Receiver(Home home, Inbox inbox, Rules rules, Approver approver, Flow flow)
      throws IOException {
    this.inbox = inbox;
    this.rules = rules;
    this.approver = approver;
    this.flow = flow;
    this.ledgers = new Ledgers(home);
    this.pendingFolder = home.subfolder("pending");
  }

  /**
   * Takes up what earlier processes left: transfers go on when their senders come back, and those
   * that were being published are finished now.
   *
   * @return how many wait for their senders
   */
  public int recover() throws IOException {
    for (Ledgers.Known known : ledgers.open()) {
      try {
        recover(known);
      } catch (IOException e) {
        // Unplugged, unmounted, or in the hands of another process: the record stays, and whoever
        // asks for the transfer makes us look again.
        log.info("transfer {} waits: {}", known.id().brief(), e.toString());
      }
    }
    return transfers.size();
  }

  /**
   * Begins to take an offer.
   *
   * @throws TransferException with {@link Problem#BUSY} if too many wait for an answer already, in
   *     all or from this peer; with {@link Problem#BAD_REQUEST} if the id is another peer's
   */
  public PendingOffer begin(OfferHeader header, RemotePeer from) throws IOException {
    if (!ledgers.mayUse(header.id(), from.fingerprint())) {
      throw new TransferException(Problem.BAD_REQUEST, "this transfer id is taken");
    }
    Runnable leave = waiting.enter(from.fingerprint());
    try {
      Path file = pendingFolder.resolve(UUID.randomUUID().toString());
      return new PendingOffer(header, from, file, ManifestLimits.DEFAULT, leave);
    } catch (IOException | RuntimeException e) {
      leave.run();
      throw e;
    }
  }

  /**
   * Plans and asks. Blocks until the approver has decided: minutes, perhaps.
   *
   * @throws InterruptedException if this thread is interrupted, because who offered is gone, or
   *     because the same offer came again over another connection
   * @throws TransferException with {@link Problem#CLASH} if names clash and must not
   */
  public Decision decide(PendingOffer pending) throws IOException, InterruptedException {
    OfferHeader header = pending.header();
    try (Waiting.Turn _ = waiting.decide(header.id())) {
      Optional<Incoming> known = find(header.id(), pending.from().fingerprint());
      if (known.isPresent()) {
        return new Decision.Accepted(known.get());
      }
      Optional<Receipt> receipt = receipt(header.id(), pending.from().fingerprint());
      if (receipt.isPresent()) {
        return new Decision.Done(receipt.get());
      }
      return ask(pending);
    }
  }

  private Decision ask(PendingOffer pending) throws IOException, InterruptedException {
    Manifest manifest = pending.manifest();
    Plan plan = plan(manifest, rules.policyFor(pending.header().wish()));
    tellOffered(pending, manifest, plan);
    Offer offer = offerOf(pending, manifest, plan);
    return switch (approver.decide(offer)) {
      case Answer.Decline decline -> declined(pending, decline.reason());
      case Answer.All all -> accept(pending, manifest, replanned(plan, all.policy()));
      case Answer.Some some -> accept(pending, manifest, plan.restrict(some.entries()));
    };
  }

  private Plan replanned(Plan plan, @Nullable ClashPolicy policy) throws IOException {
    return policy == null || policy == plan.summary().policy()
        ? plan
        : plan(plan.manifest(), policy);
  }

  private Plan plan(Manifest manifest, ClashPolicy policy) throws IOException {
    Plan plan = inbox.plan(manifest, policy, rules.unsafeLinks());
    if (policy == ClashPolicy.FAIL && plan.summary().changed() > 0) {
      throw new TransferException(
          Problem.CLASH,
          plan.summary().changed()
              + " of the files exist with other contents, and the transfer shall fail then");
    }
    return plan;
  }

  private Decision declined(PendingOffer pending, String reason) {
    flow.events().on(ended(pending, new Outcome.Declined(reason)));
    return new Decision.Declined(reason);
  }

  private Decision accept(PendingOffer pending, Manifest manifest, Plan plan) throws IOException {
    String text = pending.header().text();
    TransferId id = pending.header().id();
    if (text != null) {
      flow.events().on(new TransferEvent.TextArrived(id, pending.from(), text));
    }
    if (text != null && manifest.entries() == 0) {
      Receipt receipt = Receipt.ofText(inbox.path().toString());
      ledgers.accepted(id, pending.from(), pending.header().title(), inbox.path());
      ledgers.completed(id, receipt);
      flow.events().on(ended(pending, new Outcome.Completed(receipt, Outcome.Effort.NONE)));
      return new Decision.Done(receipt);
    }
    Staging staging = inbox.stage(id.text(), manifest, plan);
    ledgers.accepted(id, pending.from(), pending.header().title(), inbox.path());
    Incoming incoming = adopt(id, pending.from(), pending.header().title(), inbox.path(), staging);
    tellAccepted(incoming);
    return new Decision.Accepted(incoming);
  }

  private Incoming adopt(
      TransferId id, RemotePeer from, String title, Path place, Staging staging) {
    Incoming incoming = new Incoming(id, from, title, place, staging, flow, this::ended);
    transfers.put(id, incoming);
    return incoming;
  }

  /** Keeps the receipt of a transfer that is complete, and nothing of one that was cancelled. */
  private void ended(Incoming incoming, Optional<Receipt> receipt) throws IOException {
    if (receipt.isPresent()) {
      ledgers.completed(incoming.id(), receipt.get());
    } else {
      ledgers.forget(incoming.id());
    }
    transfers.remove(incoming.id());
  }

  /**
   * The transfer with this id, if it is this peer's and neither complete nor cancelled. One whose
   * destination had vanished is looked for again.
   *
   * @throws TransferException with {@link Problem#DESTINATION} if it is still gone
   */
  public Optional<Incoming> find(TransferId id, Fingerprint sender) throws IOException {
    Optional<Ledgers.Known> known = transfers.containsKey(id) ? Optional.empty() : ledgers.open(id);
    if (known.isPresent() && known.get().from().fingerprint().equals(sender)) {
      takeUp(known.get());
    }
    return Optional.ofNullable(transfers.get(id))
        .filter(found -> found.from().fingerprint().equals(sender));
  }

  private void takeUp(Ledgers.Known known) throws TransferException {
    try {
      recover(known);
    } catch (IOException e) {
      throw new TransferException(
          Problem.DESTINATION,
          "what arrived of this transfer cannot be reached at its destination"
              + " (unplugged, unmounted, deleted, or in use by another Ferry there)",
          e);
    }
  }

  /** What was done in a transfer that is complete, if it was this peer's. */
  public Optional<Receipt> receipt(TransferId id, Fingerprint sender) throws IOException {
    return ledgers.receipt(id, sender);
  }

  /** The transfers that were accepted and are not at their end. */
  public List<Incoming> incoming() {
    return List.copyOf(transfers.values());
  }

  /** Takes up one transfer of an earlier process, if its destination is there and free. */
  private synchronized void recover(Ledgers.Known known) throws IOException {
    if (transfers.containsKey(known.id())) {
      return;
    }
    if (!Files.isDirectory(known.inbox())) {
      throw new NoSuchFileException(known.inbox().toString());
    }
    Inbox place = known.inbox().equals(inbox.path()) ? inbox : Inbox.open(known.inbox());
    Staging staging = place.resume(known.id().text());
    adopt(known.id(), known.from(), known.title(), place.path(), staging).finishIfSealed();
  }

  private void tellOffered(PendingOffer pending, Manifest manifest, Plan plan) {
    flow.events()
        .on(
            new TransferEvent.Offered(
                pending.header().id(),
                Direction.RECEIVE,
                pending.from(),
                pending.header().title(),
                pending.header().text(),
                manifest.entries(),
                manifest.bytes(),
                plan.summary()));
  }

  private Offer offerOf(PendingOffer pending, Manifest manifest, Plan plan) {
    return new Offer(
        pending.header().id(),
        pending.from(),
        pending.header().title(),
        pending.header().text(),
        plan.summary(),
        manifest,
        inbox.path().toString());
  }

  private void tellAccepted(Incoming incoming) {
    flow.events()
        .on(
            new TransferEvent.Accepted(
                incoming.id(),
                Direction.RECEIVE,
                incoming.from(),
                incoming.layout().files(),
                incoming.length(),
                incoming.length() - incoming.missing().bytes()));
  }

  private static TransferEvent ended(PendingOffer pending, Outcome outcome) {
    return new TransferEvent.Ended(
        pending.header().id(),
        Direction.RECEIVE,
        pending.from(),
        pending.header().title(),
        outcome);
  }

  /** Stops writing and lets go of every staging folder; all transfers stay resumable. */
  @Override
  public void close() throws IOException {
    IOException failure = null;
    for (Incoming incoming : new ArrayList<>(transfers.values())) {
      try {
        incoming.suspend();
      } catch (IOException e) {
        failure = e;
      }
    }
    transfers.clear();
    if (failure != null) {
      throw failure;
    }
  }
}
