package dev.ferry.transfer;

import dev.ferry.inbox.PublishReport;
import dev.ferry.inbox.StagedDataLostException;
import dev.ferry.inbox.Staging;
import dev.ferry.manifest.EntrySet;
import dev.ferry.payload.RangeSet;
import dev.ferry.payload.Withdrawn;
import dev.ferry.transfer.IncomingState.Complete;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Compares one receiving transfer with its sender's hashes, and publishes it. Thread-safe. */
final class Sealing {
  private final IncomingContext context;
  private final Incoming.EndKeeper keeper;
  private final SealCheck check = new SealCheck();

  /** How often somebody began to seal it: older ones than the last are of broken connections. */
  private long seals;

  Sealing(IncomingContext context, Incoming.EndKeeper keeper) {
    this.context = context;
    this.keeper = keeper;
  }

  /** As {@link Incoming#seal}. */
  Sealed seal(ChunkHashes theirs, Supplier<SealEnd> end) throws IOException {
    long turn;
    Staging staging;
    synchronized (context) {
      if (context.status().state() instanceof Complete complete) {
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
    SealEnd said = differing.isEmpty() ? end.get() : new SealEnd(List.of(), SenderReport.NONE);
    synchronized (context) {
      if (context.status().state() instanceof Complete complete) {
        return new Sealed.Complete(complete.receipt());
      }
      context.checkOpen();
      if (turn != seals || !staging.equals(context.hold().now())) {
        throw new BrokenConnectionException("another connection seals it by now");
      }
      context.reported(said.report());
      return endSeal(staging, differing, said.withdrawn());
    }
  }

  private Staging beginSeal() throws IOException {
    context.checkOpen();
    try {
      context.comeBack();
    } catch (IOException e) {
      throw context.paused(e);
    }
    if (context.hold().now().missing().isEmpty()) {
      context.claims().awaitNone();
    }
    return context.hold().now();
  }

  private ChunkHashes whileOpen(ChunkHashes theirs) {
    return () -> {
      context.checkOpen();
      return theirs.next();
    };
  }

  private Sealed endSeal(Staging staging, List<Long> differing, List<Withdrawn> back)
      throws IOException {
    try {
      return differing.isEmpty() ? publish(back) : again(check.failed(staging, differing));
    } catch (IOException e) {
      throw context.paused(e);
    }
  }

  private Sealed again(RangeSet ranges) {
    context.status().receiving();
    context.recount();
    return new Sealed.Missing(ranges);
  }

  private Sealed publish(List<Withdrawn> withdrawn) throws IOException {
    check.passed();
    context.goOn();
    context.status().publishing();
    try {
      context.hold().now().withdraw(withdrawn);
      return new Sealed.Complete(finish().receipt());
    } catch (StagedDataLostException e) {
      return again(context.hold().now().missing());
    }
  }

  /** Publishes what a process before this one had sealed and not published to the end. */
  void finishIfSealed() {
    synchronized (context) {
      if (context.hold().now().phase() != Staging.Phase.RECEIVING) {
        context.status().publishing();
        try {
          finish();
        } catch (IOException e) {
          context.paused(e);
        }
      }
    }
  }

  /** As {@link Incoming#settle}; whoever writes has been shut out. */
  Outcome settle(Problem problem, String reason, @Nullable EntrySet received) throws IOException {
    synchronized (context) {
      if (context.status().state() instanceof Complete complete) {
        return new Outcome.Completed(complete.receipt(), context.effort());
      }
      context.status().checkOpen();
      context.claims().checkNotShut();
      try {
        context.comeBack();
        long files = context.layout().files();
        if (context.hold().now().settle(reason, received) == 0 && files > 0) {
          return drop(reason, new Outcome.Failed(problem, reason));
        }
        context.status().publishing();
        return finish();
      } catch (IOException e) {
        throw context.paused(e);
      }
    }
  }

  /** Ends it without publishing anything; the caller holds the context. */
  Outcome drop(String reason, Outcome.Failed outcome) throws IOException {
    context.status().cancelled(reason);
    context.deleteStaging();
    try {
      keeper.keep(Optional.empty());
    } finally {
      context.story().ended(outcome);
    }
    return outcome;
  }

  private Outcome.Completed finish() throws IOException {
    PublishReport report = context.hold().now().publish(context.meter());
    Receipt receipt =
        Receipt.published(
            report,
            context.hold().now(),
            context.hold().destination().path().toString(),
            context.meter().reading());
    keeper.keep(Optional.of(receipt));
    context.status().complete(receipt);
    context.deleteStaging();
    Outcome.Completed end = new Outcome.Completed(receipt, context.effort());
    context.story().ended(end);
    return end;
  }
}
