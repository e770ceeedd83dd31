package dev.ferry.peer;

import dev.ferry.direct.DirectServices;
import dev.ferry.transfer.Share;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.eclipse.jetty.server.Handler;

/**
 * What a peer has for people who come with a browser: a listener of their own, what they may
 * download, and the receiving side that takes their offers. It decides nothing about who may have
 * what; that is for the handler. Thread-safe.
 */
public final class GuestSide {
  private static final TlsListener.Limits LIMITS =
      new TlsListener.Limits(Duration.ofSeconds(10), Duration.ofSeconds(60), 64, 512);

  private final PeerCore core;
  private final ListeningSide listening;

  private GuestSide(PeerCore core, ListeningSide listening) {
    this.core = core;
    this.listening = listening;
  }

  /** That of a peer that runs in this process. */
  public static GuestSide of(Peer peer) {
    return new GuestSide(peer.core(), peer.listening());
  }

  /** What the owner calls this peer. */
  public String alias() {
    return core.alias();
  }

  /** What takes offers at the moment, if anything does. */
  public DirectServices services() {
    return listening.services();
  }

  /**
   * Files and folders to be downloaded, as they are now; closed by whoever asks. Blocks while the
   * tree is looked at.
   *
   * @throws dev.ferry.transfer.TransferException if a path is missing
   */
  public Share share(List<Path> paths) throws IOException {
    return ScannedShare.of(
        core, ShareOptions.of(ShareOptions.Access.LINK, paths.toArray(Path[]::new)));
  }

  /** A listener for guests, until closed. */
  public interface Listener extends AutoCloseable {
    /** Where it listens. */
    int port();

    /** Ends all its connections. */
    @Override
    void close();
  }

  /**
   * Begins to listen.
   *
   * @param where the port, whether another one will do, and on which address
   * @param encrypted whether HTTPS is spoken, with this peer's own certificate; else plain HTTP
   * @throws dev.ferry.transfer.TransferException if no port is free
   */
  public Listener listen(ListenOptions where, boolean encrypted, Handler handler)
      throws IOException {
    ListenerProtocols protocols =
        encrypted
            ? ListenerProtocols.encryptedForBrowsers(core.identity())
            : ListenerProtocols.plainForBrowsers();
    TlsListener listener = TlsListener.open(protocols, where, handler, LIMITS);
    return new Listener() {
      @Override
      public int port() {
        return listener.port();
      }

      @Override
      public void close() {
        listener.close();
      }
    };
  }

  /** The addresses of this machine as a person would type them, loopback last. */
  public static List<String> hosts() {
    return LocalAddresses.list().stream().map(GuestSide::host).toList();
  }

  /** An address as it stands in a URL. */
  public static String host(InetAddress address) {
    String text = LocalAddresses.text(address);
    return text.indexOf(':') < 0 ? text : "[" + text + "]";
  }
}
