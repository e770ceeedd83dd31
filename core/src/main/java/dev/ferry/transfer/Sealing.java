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
  private final Course course;
  private final Incoming.EndKeeper keeper;
  private final SealCheck check = new SealCheck();

  /** How often somebody began to seal it: older ones than the last are of broken connections. */
  private long seals;

  Sealing(Course course, Incoming.EndKeeper keeper) {
    this.course = course;
    this.keeper = keeper;
  }

  /** As {@link Incoming#seal}. */
  Sealed seal(ChunkHashes theirs, Supplier<List<Withdrawn>> withdrawn) throws IOException {
    long turn;
    Staging staging;
    synchronized (course) {
      if (course.status().state() instanceof Complete complete) {
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
    List<Withdrawn> back = differing.isEmpty() ? withdrawn.get() : List.of();
    synchronized (course) {
      if (course.status().state() instanceof Complete complete) {
        return new Sealed.Complete(complete.receipt());
      }
      course.checkOpen();
      if (turn != seals || !staging.equals(course.hold().now())) {
        throw new BrokenConnectionException("another connection seals it by now");
      }
      return endSeal(staging, differing, back);
    }
  }

  private Staging beginSeal() throws IOException {
    course.checkOpen();
    try {
      course.comeBack();
    } catch (IOException e) {
      throw course.paused(e);
    }
    if (course.hold().now().missing().isEmpty()) {
      course.claims().awaitNone();
    }
    return course.hold().now();
  }

  private ChunkHashes whileOpen(ChunkHashes theirs) {
    return () -> {
      course.checkOpen();
      return theirs.next();
    };
  }

  private Sealed endSeal(Staging staging, List<Long> differing, List<Withdrawn> back)
      throws IOException {
    try {
      return differing.isEmpty() ? publish(back) : again(check.failed(staging, differing));
    } catch (IOException e) {
      throw course.paused(e);
    }
  }

  private Sealed again(RangeSet ranges) {
    course.status().receiving();
    course.recount();
    return new Sealed.Missing(ranges);
  }

  private Sealed publish(List<Withdrawn> withdrawn) throws IOException {
    check.passed();
    course.goOn();
    course.status().publishing();
    try {
      course.hold().now().withdraw(withdrawn);
      return new Sealed.Complete(finish().receipt());
    } catch (StagedDataLostException e) {
      return again(course.hold().now().missing());
    }
  }

  /** Publishes what a process before this one had sealed and not published to the end. */
  void finishIfSealed() {
    synchronized (course) {
      if (course.hold().now().phase() != Staging.Phase.RECEIVING) {
        course.status().publishing();
        try {
          finish();
        } catch (IOException e) {
          course.paused(e);
        }
      }
    }
  }

  /** As {@link Incoming#settle}; whoever writes has been shut out. */
  Outcome settle(Problem problem, String reason, @Nullable EntrySet received) throws IOException {
    synchronized (course) {
      if (course.status().state() instanceof Complete complete) {
        return new Outcome.Completed(complete.receipt(), course.effort());
      }
      course.status().checkOpen();
      course.claims().checkNotShut();
      try {
        course.comeBack();
        long files = course.layout().files();
        if (course.hold().now().settle(reason, received) == 0 && files > 0) {
          return drop(reason, new Outcome.Failed(problem, reason));
        }
        course.status().publishing();
        return finish();
      } catch (IOException e) {
        throw course.paused(e);
      }
    }
  }

  /** Ends it without publishing anything; the caller holds the course. */
  Outcome drop(String reason, Outcome.Failed outcome) throws IOException {
    course.status().cancelled(reason);
    course.deleteStaging();
    try {
      keeper.keep(Optional.empty());
    } finally {
      course.story().ended(outcome);
    }
    return outcome;
  }

  private Outcome.Completed finish() throws IOException {
    PublishReport report = course.hold().now().publish(course.meter());
    Receipt receipt =
        Receipt.published(
            report,
            course.hold().now(),
            course.hold().destination().path().toString(),
            course.meter().reading());
    keeper.keep(Optional.of(receipt));
    course.status().complete(receipt);
    course.deleteStaging();
    Outcome.Completed end = new Outcome.Completed(receipt, course.effort());
    course.story().ended(end);
    return end;
  }
}
