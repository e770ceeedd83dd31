package dev.ferry.direct;

import dev.ferry.http.Pulse;
import dev.ferry.manifest.RelativePath;
import dev.ferry.payload.RangeSet;
import dev.ferry.transfer.Direction;
import dev.ferry.transfer.Incoming;
import dev.ferry.transfer.IncomingState;
import dev.ferry.transfer.Lane;
import dev.ferry.transfer.Lanes;
import dev.ferry.transfer.Outcome;
import dev.ferry.transfer.Patience;
import dev.ferry.transfer.Problem;
import dev.ferry.transfer.Sealed;
import dev.ferry.transfer.TransferException;
import dev.ferry.transfer.TransferListener;
import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Gets what was accepted of a share: picks it at the peer, moves what is missing over parallel
 * lanes, compares the hashes, and does so again until everything is here. Whatever may pass is
 * waited out. {@link #run} belongs to one thread; {@link #close} stops it from any other.
 */
public final class DirectPull implements Closeable {
  private final DirectClient client;
  private final Incoming incoming;
  private final int connections;
  private final PullRequests requests;
  private final Patience patience;
  private @Nullable SelectionJson selection;
  private boolean forgotten;

  /**
   * A pull into {@code incoming} from whom {@code client} talks to; both stay the caller's.
   *
   * @param from which share, and what of it
   * @param connections how many parallel connections
   * @param patience how long to bear with what may pass, while nothing becomes better
   * @param events hears of pauses that are not the receiving side's own
   */
  public DirectPull(
      DirectClient client,
      Incoming incoming,
      Source from,
      int connections,
      Duration patience,
      TransferListener events) {
    this.client = client;
    this.incoming = incoming;
    this.connections = connections;
    this.requests = new PullRequests(client, incoming, from);
    this.patience = new Patience(incoming.id(), Direction.RECEIVE, patience, events);
  }

  /**
   * What is pulled.
   *
   * @param share the id of the share
   * @param prefix where in the share the paths of the manifest here begin; null if they are the
   *     share's own
   * @param pin asked for each request: the share's PIN, or null
   */
  public record Source(
      String share, @Nullable RelativePath prefix, Supplier<@Nullable String> pin) {}

  /**
   * Gets. Blocks until the end. A completed or cancelled end is told by the receiving side itself;
   * others are for the caller to tell.
   */
  public Outcome run() throws IOException {
    try (Pulse _ = Pulse.start("ferry-pulse", client::ping, incoming.roundTrips()::add)) {
      while (true) {
        Sealed sealed = step();
        if (sealed instanceof Sealed.Complete complete) {
          return new Outcome.Completed(complete.receipt(), incoming.effort());
        }
      }
    } catch (TransferException e) {
      return ended(e);
    }
  }

  /** Moves what is missing, or compares the hashes if nothing is. */
  private Sealed step() throws IOException {
    RangeSet missing = incoming.missing();
    forgotten &= !patience.missing(missing.bytes());
    try {
      SelectionJson picked = picked();
      if (missing.isEmpty()) {
        return requests.seal(picked);
      }
      Lanes.run("ferry-get-" + incoming.id().brief(), missing, lanes(picked));
    } catch (IOException e) {
      bear(cause(e));
    }
    return new Sealed.Missing(missing);
  }

  /** What was picked is forgotten by a peer that was restarted; then it is picked again. */
  private SelectionJson picked() throws IOException {
    SelectionJson picked = selection;
    if (picked == null) {
      picked = requests.select();
      selection = picked;
    }
    return picked;
  }

  private void bear(TransferException cause) throws TransferException {
    if (cause.problem() == Problem.NOT_FOUND && selection != null && !forgotten) {
      selection = null;
      forgotten = true;
      return;
    }
    if (!cause.problem().passing()) {
      throw cause;
    }
    patience.bear(cause);
  }

  /** Trouble with this side's disk is a TransferException already; the rest is the connection's. */
  private TransferException cause(IOException e) {
    return incoming.state() instanceof IncomingState.Cancelled cancelled
        ? new TransferException(Problem.CANCELLED, "cancelled: " + cancelled.reason(), e)
        : client.failures().later(e);
  }

  private List<Lane> lanes(SelectionJson picked) {
    List<Lane> lanes = new ArrayList<>();
    for (int i = 0; i < connections; i++) {
      lanes.add(new PullLane(client, incoming, () -> requests.payload(picked), patience::goesOn));
    }
    return lanes;
  }

  /** What arrived is kept unless this side's person gave it up, whatever the other side says. */
  private Outcome ended(TransferException e) {
    if (patience.isStopped() || client.wire().isClosed()) {
      return new Outcome.Interrupted(Problem.INTERRUPTED, "stopped before the end");
    }
    return Outcome.stopped(e, e.problem() != Problem.CANCELLED);
  }

  /** Stops {@link #run} soon; the transfer stays resumable. Closes the client. */
  @Override
  public void close() {
    patience.stop();
    client.close();
  }
}
