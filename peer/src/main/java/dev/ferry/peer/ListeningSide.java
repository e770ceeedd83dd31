package dev.ferry.peer;

import dev.ferry.direct.DirectHandler;
import dev.ferry.direct.DirectServices;
import dev.ferry.identity.Fingerprint;
import dev.ferry.identity.Standing;
import dev.ferry.inbox.Inbox;
import dev.ferry.manifest.Manifest;
import dev.ferry.manifest.ManifestLimits;
import dev.ferry.manifest.ManifestWriter;
import dev.ferry.store.DrivenStore;
import dev.ferry.transfer.Approver;
import dev.ferry.transfer.Catalog;
import dev.ferry.transfer.Flow;
import dev.ferry.transfer.Receiver;
import dev.ferry.transfer.ScratchFolder;
import dev.ferry.transfer.Share;
import dev.ferry.transfer.ShareAccess;
import dev.ferry.transfer.Throttle;
import dev.ferry.transfer.TransferId;
import java.io.IOException;
import java.net.InetAddress;
import java.net.SocketException;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The listening side of a peer: one port, behind which is whatever it receives and shares at the
 * moment. The listener lives as long as somebody needs it. Thread-safe.
 */
final class ListeningSide implements AutoCloseable {
  private final PeerCore core;
  private final Catalog catalog = new Catalog();
  private final Services services = new Services();

  private @Nullable TlsListener listener;
  private volatile @Nullable Receiver receiver;
  private final Set<Closing> open = new LinkedHashSet<>();
  private int users;

  ListeningSide(PeerCore core) {
    this.core = core;
  }

  /** What the handler of the direct protocol asks for. */
  private final class Services implements DirectServices {
    @Override
    public String alias() {
      return core.alias();
    }

    @Override
    public @Nullable Receiver receiver() {
      return receiver;
    }

    @Override
    public Catalog catalog() {
      return catalog;
    }

    @Override
    public Standing standingOf(String alias, Fingerprint fingerprint, String host) {
      return core.book().standingOfCaller(alias, fingerprint);
    }
  }

  /** Begins to receive. */
  OpenInbox receive(ReceiveOptions options, Approver approver) throws IOException {
    Inbox inbox = Inboxes.open(options.into());
    Flow flow = new Flow(core.watchers(), Throttle.of(options.bytesPerSecond()));
    Receiver opened = new Receiver(core.home(), inbox, rules(options), approver, flow);
    try {
      // May publish what an earlier process did not get to: not under our lock.
      int waiting = opened.recover(drivenHere()::contains);
      return open(opened, waiting, options.listen());
    } catch (IOException | RuntimeException e) {
      opened.close();
      throw e;
    }
  }

  /** What this home gets is for whoever goes on with it: only one can hold its staging. */
  private Set<TransferId> drivenHere() throws IOException {
    return DrivenStore.in(core.home()).list().stream()
        .map(state -> new TransferId(state.id()))
        .collect(Collectors.toSet());
  }

  private synchronized OpenInbox open(Receiver opened, int waiting, ListenOptions where)
      throws IOException {
    if (receiver != null) {
      throw new IllegalStateException("this peer receives already");
    }
    TlsListener port = enter(where);
    receiver = opened;
    OpenInbox inbox = new OpenInbox(this, opened, port.port(), addresses(where, port), waiting);
    inbox.watch(core.watchers().add(inbox));
    open.add(inbox);
    return inbox;
  }

  /** The port at which offers are taken; 0 while none are. */
  synchronized int offersPort() {
    return receiver == null || listener == null ? 0 : listener.port();
  }

  private static Receiver.Rules rules(ReceiveOptions options) {
    return new Receiver.Rules(options.clash(), options.clashFixed(), options.unsafeLinks());
  }

  /** Ends receiving. */
  void leave(OpenInbox inbox, Receiver closing) throws IOException {
    // First of all: the listener waits for those whose offers are being asked about.
    closing.askNoMore();
    synchronized (this) {
      open.remove(inbox);
      if (receiver == closing) {
        receiver = null;
        leave();
      }
    }
    closing.close();
  }

  /** Begins to share. */
  OpenShare share(ShareOptions options) throws IOException {
    Sources sources = Sources.of(options.paths(), options.filter());
    TransferId scan = TransferId.random();
    ScratchFolder folder = ScratchFolder.in(core.home().subfolder("shares"));
    Share share;
    try {
      Manifest manifest = list(sources, scan, folder.path().resolve("manifest"));
      share = shareOf(options, sources, folder, manifest);
    } catch (IOException | RuntimeException e) {
      try (folder) {
        throw e;
      }
    }
    try {
      return open(share, options);
    } catch (IOException | RuntimeException e) {
      share.close();
      throw e;
    }
  }

  private Manifest list(Sources sources, TransferId id, Path file) throws IOException {
    try (ManifestWriter writer = ManifestWriter.create(file, ManifestLimits.DEFAULT)) {
      sources.list(id, core.watchers(), writer::add);
      return writer.finish();
    }
  }

  private Share shareOf(
      ShareOptions options, Sources sources, ScratchFolder folder, Manifest manifest) {
    return new Share(
        ShareIds.of(core.identity(), sources, options.access()),
        sources.title(),
        access(options.access()),
        folder,
        manifest,
        sources.files(),
        new Flow(core.watchers(), Throttle.of(options.bytesPerSecond())));
  }

  private static ShareAccess access(ShareOptions.Access access) {
    return switch (access) {
      case TRUSTED -> new ShareAccess.Trusted();
      case PUBLIC -> new ShareAccess.Open();
      case PIN -> ShareAccess.Pin.random();
      case LINK -> new ShareAccess.Link();
    };
  }

  private synchronized OpenShare open(Share share, ShareOptions options) throws IOException {
    catalog.add(share);
    TlsListener port;
    try {
      port = enter(options.listen());
    } catch (IOException | RuntimeException e) {
      catalog.remove(share);
      throw e;
    }
    OpenShare shared =
        new OpenShare(this, share, addresses(options.listen(), port), core.identity());
    open.add(shared);
    return shared;
  }

  /** Ends a share. */
  void leave(OpenShare shared, Share closing) throws IOException {
    synchronized (this) {
      open.remove(shared);
      catalog.remove(closing);
      leave();
    }
    closing.close();
  }

  private TlsListener enter(ListenOptions where) throws IOException {
    TlsListener port = listener;
    if (port == null) {
      port =
          TlsListener.open(
              core.identity(), where, new DirectHandler(services), TlsListener.Limits.STANDARD);
      listener = port;
    }
    users++;
    return port;
  }

  private void leave() {
    users--;
    if (users == 0 && listener != null) {
      listener.close();
      listener = null;
    }
  }

  private static List<PeerAddress> addresses(ListenOptions where, TlsListener port)
      throws SocketException {
    InetAddress only = where.address();
    List<InetAddress> all = only == null ? LocalAddresses.list() : List.of(only);
    return all.stream()
        .map(address -> new PeerAddress(LocalAddresses.text(address), port.port()))
        .toList();
  }

  /** Ends receiving and every share, and stops listening. */
  @Override
  public void close() {
    List<Closing> all;
    synchronized (this) {
      all = List.copyOf(open);
    }
    all.forEach(Closing::close);
  }

  /** What keeps the listener open, until closed. */
  interface Closing {
    /** Closes it; a second call does nothing. */
    void close();
  }
}
