package dev.ferry.transfer;

import dev.ferry.identity.Fingerprint;
import dev.ferry.inbox.Plan;
import dev.ferry.inbox.Staging;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The incoming transfers of a home: those in use with their staging open, those of earlier
 * processes as the home remembers them, to be opened when somebody asks. Thread-safe.
 */
final class IncomingTransfers implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(IncomingTransfers.class);

  /** Why files are missing in a transfer that nobody can go on with. */
  private static final String CUT_SHORT = "it had not come whole when Ferry stopped here";

  private final TransferRecords records;
  private final Destination main;
  private final InboxStagings stagings;
  private final Flow flow;
  private final Map<TransferId, Incoming> open = new ConcurrentHashMap<>();
  private final Map<Path, Destination> others = new HashMap<>();
  private boolean closed;

  /** New transfers land in {@code main}, which is closed with this. */
  IncomingTransfers(TransferRecords records, Destination main, Flow flow) {
    this.records = records;
    this.main = main;
    this.stagings = new InboxStagings(main, records);
    this.flow = flow;
  }

  /** Those that are in use. */
  List<Incoming> inUse() {
    return List.copyOf(open.values());
  }

  /**
   * Begins a transfer: makes its staging, and remembers it, durably.
   *
   * @throws TransferException {@link Problem#NO_SPACE} or {@link Problem#DESTINATION} if the disk
   *     does not take it; {@link Problem#BAD_REQUEST} if the id is another peer's
   */
  Incoming begin(PendingOffer offer, Plan plan, Destination place) throws IOException {
    TransferId id = offer.header().id();
    checkId(id, offer.from().fingerprint());
    Staging staging = stagingsAt(place).create(id, plan.manifest(), plan);
    boolean noted = false;
    boolean done = false;
    try {
      note(offer, place);
      noted = true;
      StagingHold hold = new StagingHold(place, staging);
      Incoming incoming =
          adopt(
              new Origin(id, offer.from(), offer.header().title(), offer.header().resumable()),
              hold);
      done = true;
      return incoming;
    } finally {
      if (!done) {
        try {
          if (noted) {
            records.forget(id);
          }
        } finally {
          staging.delete();
        }
      }
    }
  }

  private InboxStagings stagingsAt(Destination place) {
    return place == main ? stagings : new InboxStagings(place, records);
  }

  /**
   * The destination at a path, which is looked at when something is to land there.
   *
   * @param path absolute
   */
  synchronized Destination destination(Path path) {
    return path.equals(main.path()) ? main : others.computeIfAbsent(path, Destination::new);
  }

  /** Remembers an offer that was accepted, unless its id became another peer's meanwhile. */
  private synchronized void note(PendingOffer offer, Destination place) throws IOException {
    TransferId id = offer.header().id();
    checkId(id, offer.from().fingerprint());
    try {
      records.accepted(offer.header(), offer.from(), place.path());
    } catch (IOException | RuntimeException e) {
      records.forget(id);
      throw e;
    }
  }

  /** Refuses an id that another peer uses, or has used. */
  void checkId(TransferId id, Fingerprint from) throws IOException {
    if (!records.mayUse(id, from)) {
      throw new TransferException(Problem.BAD_REQUEST, "this transfer id is taken");
    }
  }

  /** Remembers a text that came without files. */
  void completeText(PendingOffer offer, Receipt receipt) throws IOException {
    note(offer, main);
    records.completed(offer.header().id(), receipt);
  }

  /** What is known of a transfer before its first byte. */
  private record Origin(TransferId id, RemotePeer from, String title, boolean resumable) {}

  private synchronized Incoming adopt(Origin origin, StagingHold hold) throws TransferException {
    if (closed) {
      throw new TransferException(
          Problem.UNREACHABLE, "this peer receives nothing at the moment; it may later");
    }
    IncomingStory story =
        new IncomingStory(
            origin.id(), origin.from(), origin.title(), origin.resumable(), flow.events());
    Incoming incoming = new Incoming(story, hold, flow, receipt -> ended(origin.id(), receipt));
    open.put(origin.id(), incoming);
    return incoming;
  }

  /** Keeps the receipt of a transfer that is complete, and nothing of one that was cancelled. */
  private void ended(TransferId id, Optional<Receipt> receipt) throws IOException {
    if (receipt.isPresent()) {
      records.completed(id, receipt.get());
    } else {
      records.forget(id);
    }
    open.remove(id);
  }

  /** As {@link Receiver#find}. */
  Optional<Incoming> find(TransferId id, Fingerprint sender) throws IOException {
    Incoming known = open.get(id);
    return Optional.ofNullable(known == null ? takeUp(id, sender) : known)
        .filter(found -> found.from().fingerprint().equals(sender));
  }

  /** As {@link Receiver#discard}. */
  void discard(TransferId id, Fingerprint sender) throws IOException {
    Optional<Incoming> found;
    try {
      found = find(id, sender);
    } catch (TransferException e) {
      if (!(e.getCause() instanceof NoSuchFileException)) {
        throw e;
      }
      log.info("of transfer {} nothing is left where it was to arrive", id.brief());
      found = Optional.empty();
    }
    if (found.isPresent()) {
      found.get().cancel("not wanted any more");
    } else if (!records.isComplete(id) && records.mayUse(id, sender)) {
      records.forget(id);
    }
  }

  private synchronized @Nullable Incoming takeUp(TransferId id, Fingerprint sender)
      throws IOException {
    Optional<TransferRecords.Known> kept = records.open(id);
    if (open.containsKey(id) || kept.isEmpty()) {
      return open.get(id);
    }
    return kept.get().from().fingerprint().equals(sender) ? takeUp(kept.get()) : null;
  }

  private Incoming takeUp(TransferRecords.Known known) throws TransferException {
    try {
      return recover(known);
    } catch (TransferException e) {
      throw e;
    } catch (IOException e) {
      log.info("transfer {} cannot be taken up: {}", known.id().brief(), e.toString());
      throw new TransferException(
          Problem.DESTINATION,
          "what arrived of this transfer cannot be reached at its destination"
              + " (unplugged, unmounted, deleted, or in use by another Ferry there)",
          e);
    }
  }

  /**
   * Takes up all transfers that were begun before but those that are {@code driven} from this side;
   * sweeps up what processes have left that were killed at the very end of a transfer.
   *
   * @return how many can go on
   */
  synchronized int recover(Predicate<TransferId> driven) throws IOException {
    for (TransferRecords.Known known : records.open()) {
      try {
        if (!driven.test(known.id()) && !open.containsKey(known.id())) {
          recover(known);
        }
      } catch (IOException e) {
        // Unplugged, unmounted, or in the hands of another process: the record stays, and whoever
        // asks for the transfer makes us look again.
        log.info("transfer {} waits: {}", known.id().brief(), e.toString());
      }
    }
    stagings.sweep();
    return open.size();
  }

  private Incoming recover(TransferRecords.Known known) throws IOException {
    Destination place = destination(known.inbox());
    StagingHold hold = new StagingHold(place, place.inbox().resume(known.id().text()));
    try {
      Incoming incoming =
          adopt(new Origin(known.id(), known.from(), known.title(), known.resumable()), hold);
      incoming.finishIfSealed();
      incoming.finishIfSettled(known.resumable() ? null : CUT_SHORT);
      return incoming;
    } catch (TransferException e) {
      hold.close();
      throw e;
    }
  }

  /** Stops writing and lets go of every staging folder; all transfers stay resumable. */
  @Override
  public void close() throws IOException {
    List<Incoming> all;
    synchronized (this) {
      closed = true;
      all = new ArrayList<>(open.values());
    }
    try {
      suspend(all);
    } finally {
      open.clear();
      main.close();
      synchronized (this) {
        others.values().forEach(Destination::close);
      }
    }
  }

  private static void suspend(List<Incoming> all) throws IOException {
    @Nullable IOException failure = null;
    for (Incoming incoming : all) {
      try {
        incoming.suspend();
      } catch (IOException e) {
        failure = e;
      }
    }
    if (failure != null) {
      throw failure;
    }
  }
}
