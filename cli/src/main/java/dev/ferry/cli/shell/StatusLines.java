package dev.ferry.cli.shell;

import dev.ferry.cli.show.Columns;
import dev.ferry.cli.show.Units;
import dev.ferry.transfer.TransferId;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Keeps the lines at the bottom of the terminal true, five times a second, until closed: a line for
 * each of the first transfers, and one that says how things are.
 */
final class StatusLines implements AutoCloseable {
  private static final int MOST = 3;
  private static final long TICK_MILLIS = 200;

  private final Resident resident;
  private final Prompt prompt;
  private final Runnable tick;
  private final Thread thread;
  private volatile boolean closed;

  /** {@code tick} is run each time, too. */
  StatusLines(Resident resident, Prompt prompt, Runnable tick) {
    this.tick = tick;
    this.resident = resident;
    this.prompt = prompt;
    this.thread = Thread.ofPlatform().daemon().name("status").start(this::run);
  }

  private void run() {
    try {
      while (!closed) {
        prompt.bottom(lines(prompt.width() - 1));
        tick.run();
        TimeUnit.MILLISECONDS.sleep(TICK_MILLIS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** What is shown now in so many columns. */
  List<String> lines(int width) {
    List<TransferId> moving = resident.board().ids().stream().filter(id -> !isOffer(id)).toList();
    List<String> lines = new ArrayList<>();
    for (TransferId id : moving.subList(0, Math.min(MOST, moving.size()))) {
      String number = resident.tasks().of(id).map(task -> "[" + task.number() + "] ").orElse("");
      resident
          .board()
          .line(id, width - number.length())
          .ifPresent(line -> lines.add(number + line));
    }
    if (moving.size() > MOST) {
      lines.add("and " + Units.count(moving.size() - MOST, "more transfer"));
    }
    lines.add(Columns.shorten(summary(), width));
    return lines;
  }

  private boolean isOffer(TransferId id) {
    return resident.tasks().offers().stream().anyMatch(offer -> offer.transfers().contains(id));
  }

  private String summary() {
    List<String> parts = new ArrayList<>();
    parts.add(resident.router().isReceiving() ? "receiving" : "not receiving");
    int near = resident.neighbours().all().size();
    parts.add(near == 0 ? "nobody near" : near + " near");
    List<Arrival> offers = resident.tasks().offers();
    if (offers.size() == 1) {
      int number = offers.getFirst().number();
      parts.add("1 offer waits: accept " + number + " or decline " + number);
    } else if (!offers.isEmpty()) {
      parts.add(offers.size() + " offers wait: accept " + offers.getFirst().number() + " ...");
    }
    return "-- " + String.join(" \u00b7 ", parts);
  }

  @Override
  public void close() {
    closed = true;
    thread.interrupt();
    try {
      thread.join(TimeUnit.SECONDS.toMillis(1));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
