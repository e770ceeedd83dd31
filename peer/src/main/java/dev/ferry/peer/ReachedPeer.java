package dev.ferry.peer;

import dev.ferry.direct.DirectPush;
import dev.ferry.localsend.LocalSendClient;
import dev.ferry.localsend.LocalSendPush;
import dev.ferry.localsend.PushOptions;
import dev.ferry.transfer.Outcome;
import dev.ferry.transfer.Outgoing;
import dev.ferry.transfer.RemotePeer;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.function.IntSupplier;

/** A peer that has answered, and the connection to it by one protocol. Used by one thread. */
sealed interface ReachedPeer extends AutoCloseable {
  /** Who answered. */
  RemotePeer peer();

  /** By which protocol; never {@link Via#AUTO}. */
  Via via();

  /** Asks a small question that is answered at once. Blocks. */
  void ask() throws IOException;

  /**
   * What moves a transfer to its end over this connection.
   *
   * @param folder where {@code outgoing} is kept
   */
  Push push(Outgoing outgoing, Path folder, Manner manner);

  @Override
  void close();

  /**
   * How it is moved.
   *
   * @param transport connections and patience
   * @param pins knows the PIN that the other side wants
   * @param checksum whether contents decide what is there already
   * @param previews whether the other side may look into a few files before it accepts them
   */
  record Manner(TransportOptions transport, PinKeeper pins, boolean checksum, boolean previews) {}

  /** Moves a transfer to its end; closing it stops that. */
  interface Push extends Closeable {
    /** Blocks until the end. */
    Outcome run() throws IOException;
  }

  /**
   * Ferry's own protocol.
   *
   * @param port where this side takes offers; 0 if nowhere
   */
  record ByDirect(Connections.Connection connection, IntSupplier port) implements ReachedPeer {
    @Override
    public RemotePeer peer() {
      return connection.peer();
    }

    @Override
    public void ask() throws IOException {
      connection.client().ping();
    }

    @Override
    public Via via() {
      return Via.DIRECT;
    }

    @Override
    public Push push(Outgoing outgoing, Path folder, Manner manner) {
      DirectPush push =
          new DirectPush(
              connection.client(),
              outgoing,
              peer(),
              port.getAsInt(),
              manner.previews(),
              manner.pins(),
              manner.transport().connections(),
              manner.transport().patience());
      return pushing(push, push::run);
    }

    @Override
    public void close() {
      connection.close();
    }
  }

  /**
   * LocalSend's protocol.
   *
   * @param core knows the pushes that a device may cancel
   * @param callbacks keeps the port open at which it does
   */
  record ByLocalSend(
      PeerCore core, LocalSendClient client, RemotePeer peer, CallbackPort.Use callbacks)
      implements ReachedPeer {
    @Override
    public void ask() throws IOException {
      client.ping();
    }

    @Override
    public Via via() {
      return Via.LOCALSEND;
    }

    @Override
    public Push push(Outgoing outgoing, Path folder, Manner manner) {
      PushOptions options =
          new PushOptions(
              manner.transport().connections(),
              manner.transport().patience(),
              manner.checksum(),
              wrong -> manner.pins().ask() ? manner.pins().known() : null);
      LocalSendPush push =
          new LocalSendPush(client, outgoing, peer, folder, options, core.pushes());
      return pushing(push, push::run);
    }

    @Override
    public void close() {
      client.close();
      callbacks.close();
    }
  }

  private static Push pushing(Closeable stop, Connections.Step step) {
    return new Push() {
      @Override
      public Outcome run() throws IOException {
        return step.run();
      }

      @Override
      public void close() throws IOException {
        stop.close();
      }
    };
  }
}
