package dev.ferry.cli;

import dev.ferry.cli.show.Console;
import dev.ferry.transfer.Problem;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jline.utils.Signals;

/**
 * Ctrl-C, SIGTERM and a closed terminal: the first one stops what runs in good order, for which
 * there are eight seconds; the second one ends the process at once. Either way what has arrived is
 * kept. Thread-safe.
 */
final class SignalStop implements Stop {
  private static final List<String> SIGNALS = List.of("INT", "TERM", "HUP");
  private static final long PATIENCE_SECONDS = 8;

  private final Console console;
  private final Plan plan;
  private final AtomicInteger signals = new AtomicInteger();

  private SignalStop(Console console, Plan plan) {
    this.console = console;
    this.plan = plan;
  }

  /** Watches from now on, until the process ends. */
  static Stop watch(Console console, Plan plan) {
    SignalStop stop = new SignalStop(console, plan);
    // Loading what catches signals takes some hundredths of a second: not on the way of a transfer.
    Thread.ofVirtual()
        .name("signals")
        .start(() -> SIGNALS.forEach(name -> Signals.register(name, stop::signalled)));
    return stop;
  }

  @Override
  public boolean requested() {
    return signals.get() > 0;
  }

  @Override
  public void signalled() {
    if (signals.incrementAndGet() > 1) {
      end();
    }
    console.say(plan.announcement() + " Once more ends it at once.");
    Thread.ofPlatform().daemon().name("stop").start(plan.action());
    Thread.ofPlatform().daemon().name("stop-patience").start(this::endLater);
  }

  private void endLater() {
    try {
      TimeUnit.SECONDS.sleep(PATIENCE_SECONDS);
      console.complain("ferry: " + plan.lastWords().get());
      console.close();
      end();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Without cleaning up: everything that matters is on disk already. */
  private void end() {
    console.giveBack();
    Runtime.getRuntime().halt(Problem.INTERRUPTED.exitCode());
  }
}
