package dev.ferry.cli;

import dev.ferry.cli.show.Console;
import dev.ferry.cli.show.GoingOn;
import dev.ferry.cli.show.Narrator;
import dev.ferry.cli.show.Phrase;
import dev.ferry.peer.Peer;
import dev.ferry.peer.TransferDriver;
import dev.ferry.transfer.Outcome;
import dev.ferry.transfer.Problem;
import dev.ferry.transfer.TransferEvent;
import dev.ferry.transfer.TransferId;
import dev.ferry.transfer.TransferListener;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/**
 * One run of one command: the console it talks on, the peer it is, and what stops it. Not
 * thread-safe, but for what it hands out.
 */
final class Session implements AutoCloseable {
  private static final int SHORT_ID = 8;

  /** What is over sooner needs no live display, and does not wait for one. */
  private static final Duration SHORT_TRANSFER = Duration.ofMillis(300);

  private final Console console;
  private final Host host;
  private final LastTransfer lastTransfer = LastTransfer.whichever();
  private @Nullable Stop stop;
  private boolean several;

  /** One that is run in {@code host}, which is closed with it. */
  Session(Console console, Host host) {
    this.console = console;
    this.host = host;
  }

  /** Where it talks. */
  Console console() {
    return console;
  }

  /** What it remembers of the events. */
  LastTransfer lastTransfer() {
    return lastTransfer;
  }

  /** Where it runs. */
  Host host() {
    return host;
  }

  /** The peer it is, opened on first use. Blocks on disk. */
  Peer peer() throws IOException {
    return host.peer();
  }

  /** What drives its transfers. Blocks on disk. */
  TransferDriver driver() throws IOException {
    return host.driver();
  }

  /**
   * Shows the events of the command's transfers, here and to {@code also}, as long as it runs.
   *
   * @param ownLimit the bytes a second that this side allows; 0 for any number
   */
  void watch(Narrator.Role role, long ownLimit, TransferListener also) throws IOException {
    watch(role, ownLimit, GoingOn.byOthers(), also);
  }

  /**
   * As {@link #watch(Narrator.Role, long, TransferListener)}.
   *
   * @param goingOn knows how interrupted ones go on
   */
  void watch(Narrator.Role role, long ownLimit, GoingOn goingOn, TransferListener also)
      throws IOException {
    TransferListener shown = console.listener(role, ownLimit, goingOn);
    host.watch(
        role,
        event -> {
          lastTransfer.on(event);
          if (!(isStopping() && event instanceof TransferEvent.Paused)) {
            shown.on(event);
          }
          also.on(event);
        });
  }

  /** A transfer of which nothing has been heard yet is the command's. */
  void expect(TransferId id) {
    lastTransfer.expect(id);
    host.expect(id);
  }

  /** Lets signals do {@code action}, which keeps what has arrived. */
  Stop stopWith(Runnable action) {
    return stopWith("Stopping; what has arrived is kept.", action);
  }

  /** Lets signals do {@code action}, and say that first. */
  Stop stopWith(String announcement, Runnable action) {
    Stop watching =
        host.stop(
            console,
            new Stop.Plan(
                announcement,
                action,
                () -> Phrase.and("stopped before everything was tidied up", howToGoOn())));
    stop = watching;
    return watching;
  }

  /** Whether a signal asked to stop. */
  boolean isStopping() {
    return stop != null && stop.requested();
  }

  /**
   * Runs a transfer that this side drives, with the live display and signals that interrupt it.
   *
   * @param ownLimit the bytes a second that this side allows; 0 for any number
   * @return how it ended
   */
  Ending drive(long ownLimit, Callable<Outcome> transfer) throws Exception {
    if (stop == null) {
      watch(Narrator.Role.DRIVES, ownLimit, TransferListener.none());
      stopWith(host::stopTransfers);
      console.goLive(SHORT_TRANSFER);
    }
    try {
      return Ending.of(transfer.call(), lastTransfer.peer(), howToGoOn())
          .leavingOut(lastTransfer.leftOut());
    } catch (IOException | InterruptedException e) {
      if (isStopping()) {
        return new Ending(Problem.INTERRUPTED, Phrase.and("stopped", howToGoOn()));
      }
      throw e;
    }
  }

  /**
   * Runs several transfers that this side drives, side by side, so that none waits for one that is
   * stuck; each end is told as it comes.
   *
   * @param ownLimit the bytes a second that this side allows to all of them; 0 for any number
   * @return the first bad end, told already; good if there was none
   */
  Ending driveTogether(long ownLimit, Map<TransferId, Callable<Outcome>> transfers)
      throws Exception {
    several = true;
    Map<TransferId, LastTransfer> heard = new LinkedHashMap<>();
    transfers.keySet().forEach(id -> heard.put(id, LastTransfer.only(id)));
    watch(Narrator.Role.DRIVES, ownLimit, event -> heard.values().forEach(each -> each.on(event)));
    stopWith(host::stopTransfers);
    console.goLive(SHORT_TRANSFER);
    List<Ending> bad = new CopyOnWriteArrayList<>();
    List<Thread> threads = new ArrayList<>();
    transfers.forEach((id, transfer) ->
        threads.add(
            Thread.ofVirtual()
                .name("resume-" + id.brief())
                .start(() -> driveOne(transfer, heard.get(id), bad))));
    for (Thread thread : threads) {
      thread.join();
    }
    return bad.isEmpty() ? Ending.good() : new Ending(bad.getFirst().problem(), "");
  }

  private void driveOne(
      Callable<Outcome> transfer, @Nullable LastTransfer heard, List<Ending> bad) {
    LastTransfer known = heard == null ? lastTransfer : heard;
    Ending ending;
    try {
      ending =
          Ending.of(transfer.call(), known.peer(), howToGoOn(known)).leavingOut(known.leftOut());
    } catch (Exception e) {
      ending =
          isStopping()
              ? new Ending(Problem.INTERRUPTED, Phrase.and("stopped", howToGoOn(known)))
              : Ending.of(e);
    }
    if (ending.problem() != null) {
      bad.add(ending);
      ending.complain(console);
    }
  }

  /** What to type to go on with what ran; empty if nothing did. */
  private String howToGoOn() {
    return several
        ? "what arrived is kept, go on with: " + command("resume")
        : howToGoOn(lastTransfer);
  }

  private String howToGoOn(LastTransfer transfer) {
    TransferId id = transfer.id();
    return id == null ? "" : howToGoOn(id, transfer.inWholeFiles());
  }

  private String howToGoOn(TransferId id, boolean inWholeFiles) {
    return (inWholeFiles ? "the files that came whole are kept" : "what arrived is kept")
        + ", go on with: "
        + command("resume " + id.text().substring(0, SHORT_ID));
  }

  /** What to type to go on with one that this side drove. */
  String howToGoOn(TransferEvent.Ended interrupted) {
    return howToGoOn(interrupted.id(), LastTransfer.inWholeFiles(interrupted.peer()));
  }

  /** What to type for a command of Ferry as this very peer, in any folder. */
  String command(String rest) {
    return host.command(rest);
  }

  /** Leaves where it was run. */
  @Override
  public void close() {
    host.close();
  }
}
