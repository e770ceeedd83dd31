package dev.ferry.peer;

import dev.ferry.transfer.Outcome;
import dev.ferry.transfer.TransferId;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Drives transfers to their end: in this process, as a {@link Peer} does, or in another one that
 * runs as the same peer. Thread-safe; calls block until the end of what they drive, and throw what
 * those of {@link Peer} throw.
 */
public interface TransferDriver {
  /** As {@link Peer#send}. */
  Outcome send(SendOptions options) throws IOException;

  /** As {@link Peer#get}. */
  Outcome get(GetOptions options) throws IOException;

  /** As {@link Peer#resume(TransferId, PeerAddress, PinSource, TransportOptions)}. */
  Outcome resume(TransferId id, @Nullable PeerAddress to, PinSource pin, TransportOptions transport)
      throws IOException;
}
