package dev.ferry.page.client;

import dev.ferry.peer.GetOptions;
import dev.ferry.peer.PeerAddress;
import dev.ferry.peer.PinSource;
import dev.ferry.peer.SendOptions;
import dev.ferry.peer.TransferDriver;
import dev.ferry.peer.TransportOptions;
import dev.ferry.transfer.Outcome;
import dev.ferry.transfer.Problem;
import dev.ferry.transfer.TransferException;
import dev.ferry.transfer.TransferId;
import dev.ferry.transfer.TransferListener;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Lets the running peer of a home drive transfers, and tells of them here as if they ran in this
 * process. Thread-safe.
 */
public final class AttachedDriver implements TransferDriver {
  private static final String TRANSFERS = "/api/v1/transfers";

  private final HomeClient client;
  private final TransferDriver own;
  private final TransferListener events;
  private final Set<AttachedTransfer> running = ConcurrentHashMap.newKeySet();
  private volatile boolean stopping;

  /**
   * Drives by means of {@code client}.
   *
   * @param own drives what the other process cannot be asked for, and whatever is not heard of as
   *     too many listen to it
   * @param events hears of what is driven over there, and of nothing else
   */
  public AttachedDriver(HomeClient client, TransferDriver own, TransferListener events) {
    this.client = client;
    this.own = own;
    this.events = events;
  }

  @Override
  public Outcome send(SendOptions options) throws IOException {
    if (options.transport().from() != null) {
      return own.send(options);
    }
    try {
      return drive(
          options.pin(),
          (transfer, pin) -> transfer.run(TRANSFERS, TransferCall.send(options).put("pin", pin)));
    } catch (PlainPeerException | NoFeedException e) {
      return own.send(options);
    }
  }

  @Override
  public Outcome get(GetOptions options) throws IOException {
    if (options.transport().from() != null) {
      return own.get(options);
    }
    if (options.paths().isEmpty()) {
      return get(options, List.of());
    }
    Outcome last = null;
    for (String path : options.paths()) {
      last = get(options, List.of(path));
      if (last.problem() != null && last.problem() != Problem.INCOMPLETE) {
        break;
      }
    }
    return Objects.requireNonNull(last);
  }

  private Outcome get(GetOptions options, List<String> paths) throws IOException {
    try {
      return drive(
          options.pin(),
          (transfer, pin) ->
              transfer.run(TRANSFERS, TransferCall.get(options, paths).put("pin", pin)));
    } catch (NoFeedException e) {
      return own.get(options.withPaths(paths));
    }
  }

  @Override
  public Outcome resume(
      TransferId id, @Nullable PeerAddress to, PinSource pin, TransportOptions transport)
      throws IOException {
    if (transport.from() != null) {
      return own.resume(id, to, pin, transport);
    }
    String path = TRANSFERS + "/" + id.text() + "/resume";
    try {
      return drive(
          pin,
          (transfer, given) ->
              transfer.run(path, TransferCall.resume(to, transport).put("pin", given)));
    } catch (NoFeedException e) {
      return own.resume(id, to, pin, transport);
    }
  }

  private interface Drive {
    Outcome in(AttachedTransfer transfer, @Nullable String pin) throws IOException;
  }

  /** The person is asked for a PIN as long as one is wanted. */
  private Outcome drive(PinSource pins, Drive drive) throws IOException {
    @Nullable String pin = null;
    while (true) {
      AttachedTransfer transfer = new AttachedTransfer(client, events);
      running.add(transfer);
      try {
        if (stopping) {
          throw new TransferException(Problem.INTERRUPTED, "stopped before the end");
        }
        return drive.in(transfer, pin);
      } catch (PinWantedException e) {
        pin = pins.pin(e.peer(), e.again());
        if (pin == null) {
          throw new TransferException(Problem.FORBIDDEN, String.valueOf(e.getMessage()), e);
        }
      } finally {
        running.remove(transfer);
      }
    }
  }

  /** Stops what it drives; what arrived is kept. Blocks for some seconds at most. */
  public void stop() {
    stopping = true;
    running.forEach(AttachedTransfer::stop);
  }
}
