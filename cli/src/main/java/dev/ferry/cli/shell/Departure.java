package dev.ferry.cli.shell;

import dev.ferry.transfer.Problem;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jline.utils.Signals;
import org.jspecify.annotations.Nullable;

/**
 * How a shell ends: by its person's wish, by SIGTERM, or because its terminal is closed. Transfers
 * under way stay resumable. Thread-safe.
 */
final class Departure {
  private static final long PATIENCE_SECONDS = 8;

  private final Resident resident;
  private final @Nullable Prompt prompt;
  private final AtomicBoolean begun = new AtomicBoolean();

  private Departure(Resident resident, @Nullable Prompt prompt) {
    this.resident = resident;
    this.prompt = prompt;
  }

  /** Ends the process in good order on signals from now on. */
  static Departure watch(Resident resident, @Nullable Prompt prompt) {
    Departure departure = new Departure(resident, prompt);
    List<String> signals = prompt == null ? List.of("INT", "TERM", "HUP") : List.of("TERM", "HUP");
    signals.forEach(signal -> Signals.register(signal, departure::signalled));
    return departure;
  }

  private void signalled() {
    if (!begun.compareAndSet(false, true)) {
      return;
    }
    boolean interrupts = !resident.interrupted().isEmpty();
    Thread ending = Thread.ofPlatform().daemon().name("end").start(this::leave);
    try {
      ending.join(TimeUnit.SECONDS.toMillis(PATIENCE_SECONDS));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    Runtime.getRuntime().halt(interrupts ? Problem.INTERRUPTED.exitCode() : 0);
  }

  /**
   * Ends the process as the signal does that comes when the terminal is gone: that is seen at the
   * prompt, too, and sometimes sooner. Does not return.
   */
  void hungUp() {
    signalled();
    // A signal is ending it already, and with it this wait.
    try {
      new CountDownLatch(1).await(2 * PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void leave() {
    int kept = resident.interrupted().size();
    resident.close();
    if (kept > 0) {
      resident.front().say("What arrived is kept; transfers and resume go on with it.");
    }
    if (prompt != null) {
      prompt.close();
    }
  }

  /** Ends in good order, and returns the exit code. */
  int end() {
    begun.set(true);
    List<Job> interrupted =
        resident.interrupted().stream().filter(Job.class::isInstance).map(Job.class::cast).toList();
    List<PageTransfer> others =
        resident.interrupted().stream()
            .filter(PageTransfer.class::isInstance)
            .map(PageTransfer.class::cast)
            .toList();
    interrupted.forEach(Job::leave);
    resident.underWay().stream()
        .filter(task -> task instanceof Job job && job.runsElsewhere())
        .forEach(
            task -> resident.front().say("[" + task.number() + "] goes on in the running peer."));
    resident.close();
    interrupted.forEach(job -> job.endsWithin(Duration.ofSeconds(PATIENCE_SECONDS)));
    others.forEach(each -> each.endsWithin(Duration.ofSeconds(PATIENCE_SECONDS)));
    return 0;
  }
}
