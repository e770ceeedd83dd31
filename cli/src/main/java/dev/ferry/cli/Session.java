package dev.ferry.cli;

import dev.ferry.cli.show.Console;
import dev.ferry.cli.show.Narrator;
import dev.ferry.peer.Peer;
import dev.ferry.transfer.Outcome;
import dev.ferry.transfer.Problem;
import dev.ferry.transfer.TransferEvent;
import dev.ferry.transfer.TransferId;
import dev.ferry.transfer.TransferListener;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Callable;
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
  private final LastTransfer lastTransfer = new LastTransfer();
  private @Nullable Stop stop;

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

  /**
   * Shows the events of the command's transfers, here and to {@code also}, as long as it runs.
   *
   * @param ownLimit the bytes a second that this side allows; 0 for any number
   */
  void watch(Narrator.Role role, long ownLimit, TransferListener also) throws IOException {
    TransferListener shown = console.listener(role, ownLimit);
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
                () -> "stopped before everything was tidied up" + howToGoOn()));
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
        return new Ending(Problem.INTERRUPTED, "stopped" + howToGoOn());
      }
      throw e;
    }
  }

  /** What to type to go on with the transfer that ran; empty if there was none. */
  private String howToGoOn() {
    TransferId id = lastTransfer.id();
    return id == null
        ? ""
        : "; what arrived is kept, go on with: "
            + command("resume " + id.text().substring(0, SHORT_ID));
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
