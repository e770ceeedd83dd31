package dev.ferry.peer;

import dev.ferry.http.Endpoint;
import dev.ferry.identity.Fingerprint;
import dev.ferry.identity.Standing;
import dev.ferry.localsend.DeviceInfo;
import dev.ferry.localsend.LocalSendClient;
import dev.ferry.transfer.Problem;
import dev.ferry.transfer.RemotePeer;
import dev.ferry.transfer.TransferException;
import java.io.IOException;
import java.util.function.IntSupplier;

/**
 * Finds out which protocol somebody at an address speaks, and connects. Nothing is ever sent
 * without encryption unless the address says so. Thread-safe; blocks.
 */
final class ProtocolChoice {
  private final PeerCore core;
  private final Neighbourhood near;
  private final IntSupplier offersPort;

  /** For a peer that takes offers itself at a port; 0 if nowhere. */
  ProtocolChoice(PeerCore core, Neighbourhood near, IntSupplier offersPort) {
    this.core = core;
    this.near = near;
    this.offersPort = offersPort;
  }

  /**
   * Connects to whoever answers at {@code to}.
   *
   * @throws TransferException if nobody answers, or somebody else than expected, or an app of
   *     LocalSend that does not encrypt though the address does not say so
   */
  ReachedPeer connect(PeerAddress to, Via via, TransportOptions transport) throws IOException {
    if (to.plain() && via == Via.DIRECT) {
      throw new TransferException(
          Problem.USAGE, "Ferry's own protocol is always encrypted: leave http:// out of " + to);
    }
    return switch (to.plain() ? Via.LOCALSEND : via) {
      case DIRECT -> direct(to, transport);
      case LOCALSEND -> local(to, transport);
      case AUTO -> either(to, transport);
    };
  }

  private ReachedPeer either(PeerAddress to, TransportOptions transport) throws IOException {
    try {
      return direct(to, transport);
    } catch (TransferException e) {
      if (e.problem() != Problem.NOT_FERRY) {
        throw e;
      }
      return localInstead(to, transport, e);
    }
  }

  /** If no app of LocalSend is there either, what it lacks to be a Ferry is what helps most. */
  private ReachedPeer localInstead(
      PeerAddress to, TransportOptions transport, TransferException noFerry) throws IOException {
    try {
      return local(to, transport);
    } catch (TransferException e) {
      boolean nobody = e.problem() == Problem.NOT_FERRY && !LocalSendClient.isPlain(e);
      throw nobody ? noFerry : e;
    }
  }

  private ReachedPeer direct(PeerAddress to, TransportOptions transport) throws IOException {
    return new ReachedPeer.ByDirect(core.connections().connect(to, transport), offersPort);
  }

  private ReachedPeer local(PeerAddress to, TransportOptions transport) throws IOException {
    CallbackPort.Use callbacks = near.reachable();
    try {
      return local(to, transport, callbacks);
    } catch (IOException | RuntimeException e) {
      callbacks.close();
      throw e;
    }
  }

  private ReachedPeer local(PeerAddress to, TransportOptions transport, CallbackPort.Use callbacks)
      throws IOException {
    Endpoint at = new Endpoint(to.host(), to.port(), transport.from(), to.plain());
    LocalSendClient client =
        LocalSendClient.to(
            core.identity(), near.self(), at, to.expected(), transport.connections());
    core.connections().enter(client);
    try {
      RemotePeer peer = meet(client, to);
      // What is sent over it tells the device if it is stopped, and closes it then.
      core.connections().leave(client);
      return new ReachedPeer.ByLocalSend(core, client, peer, callbacks);
    } catch (IOException | RuntimeException e) {
      core.connections().release(client);
      core.connections().checkOpen();
      throw e;
    }
  }

  private RemotePeer meet(LocalSendClient client, PeerAddress to) throws IOException {
    DeviceInfo info = client.ask();
    Fingerprint proven = client.fingerprint().orElse(null);
    if (proven != null) {
      return core.book().meet(info.alias(), proven, to).overLocalSend();
    }
    Standing standing = core.book().standingOfUnproven(info.alias());
    RemotePeer peer = RemotePeer.unproven(info.alias(), to.toString(), standing);
    return core.book().unlessChanged(peer);
  }
}
