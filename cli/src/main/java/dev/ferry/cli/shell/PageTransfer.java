package dev.ferry.cli.shell;

import dev.ferry.cli.show.Narrator;
import dev.ferry.cli.show.ShortName;
import dev.ferry.cli.show.Who;
import dev.ferry.peer.LiveTransfer;
import dev.ferry.transfer.Direction;
import dev.ferry.transfer.RemotePeer;
import dev.ferry.transfer.TransferEvent;
import dev.ferry.transfer.TransferId;
import dev.ferry.transfer.TransferListener;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * A transfer that the shell's peer drives because somebody asked for it elsewhere: on the page, or
 * in a command beside the shell. Thread-safe.
 */
final class PageTransfer implements Task {
  private static final int SHORT_ID = 8;

  private final Resident resident;
  private final int number;
  private final TransferId id;
  private final Direction way;
  private final TransferListener shown;
  private volatile String title = "";
  private volatile boolean paused;
  private volatile boolean steered;
  private volatile CountDownLatch ended = new CountDownLatch(1);

  /** One that has just begun. */
  PageTransfer(Resident resident, int number, TransferId id, Direction way) {
    this.resident = resident;
    this.number = number;
    this.id = id;
    this.way = way;
    Job says = resident.job(job -> 0);
    this.shown =
        resident
            .front()
            .console(says)
            .listener(
                Narrator.Role.LISTENS,
                0,
                end -> "what arrived is kept, go on with: resume " + brief(end));
  }

  private static String brief(TransferEvent.Ended end) {
    return end.id().text().substring(0, SHORT_ID);
  }

  /** Hears of it; whoever paused or ended it here has been told. */
  void on(TransferEvent event) {
    boolean end = event instanceof TransferEvent.Ended;
    if (!(end && steered)) {
      shown.on(event);
    }
    if (!end) {
      return;
    }
    title = title();
    if (!paused) {
      resident.tasks().remove(this);
    }
    ended.countDown();
    resident.tasks().changed();
  }

  /** It goes on, as somebody wanted elsewhere. */
  void goesOn() {
    paused = false;
    steered = false;
    ended = new CountDownLatch(1);
  }

  /** Which way it goes: one to ourselves goes both. */
  Direction way() {
    return way;
  }

  /** Waits for its end; false if it takes longer. */
  boolean endsWithin(Duration longest) {
    try {
      return ended.await(longest.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  @Override
  public int number() {
    return number;
  }

  @Override
  public List<TransferId> transfers() {
    return List.of(id);
  }

  @Override
  public boolean underWay() {
    return !paused;
  }

  @Override
  public String title() {
    return resident.desk().transfer(id).map(PageTransfer::title).orElse(title);
  }

  private static String title(LiveTransfer known) {
    RemotePeer peer = known.peer();
    String whom =
        peer == null
            ? ""
            : (known.direction() == Direction.SEND ? " to " : " from ") + Who.name(peer);
    return ShortName.ofTitleOrText(known.title()) + whom;
  }

  @Override
  public String state() {
    return paused ? "paused; resume " + number + " goes on" : "";
  }

  @Override
  public boolean isPaused() {
    return paused;
  }

  @Override
  public String pause() throws IOException {
    paused = true;
    steered = true;
    if (resident.peer().pause(id)) {
      return "[" + number + "] paused; resume " + number + " goes on.";
    }
    goesOn();
    return "Nothing of it is under way.";
  }

  @Override
  public String cancel() throws IOException {
    steered = true;
    resident.peer().cancel(id);
    resident.tasks().remove(this);
    return "[" + number + "] cancelled.";
  }
}
