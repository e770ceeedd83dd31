package dev.ferry.direct;

import dev.ferry.http.ClientTimes;
import dev.ferry.http.Endpoint;
import dev.ferry.identity.Identity;
import dev.ferry.identity.Standing;
import dev.ferry.inbox.ClashPolicy;
import dev.ferry.manifest.Entry;
import dev.ferry.manifest.FileEntry;
import dev.ferry.manifest.LinkPolicy;
import dev.ferry.manifest.Manifest;
import dev.ferry.manifest.ScanOptions;
import dev.ferry.manifest.SourceFiles;
import dev.ferry.manifest.SourceRoot;
import dev.ferry.manifest.SourceScanner;
import dev.ferry.store.Home;
import dev.ferry.transfer.Flow;
import dev.ferry.transfer.Glimpses.Wanted;
import dev.ferry.transfer.Offer;
import dev.ferry.transfer.OfferHeader;
import dev.ferry.transfer.Outcome;
import dev.ferry.transfer.Outgoing;
import dev.ferry.transfer.RemotePeer;
import dev.ferry.transfer.Throttle;
import dev.ferry.transfer.TransferEvent;
import dev.ferry.transfer.TransferId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** A peer that sends, with a home of its own. */
final class SendingPeer {
  static final ClientTimes QUICK =
      new ClientTimes(Duration.ofSeconds(5), Duration.ofSeconds(2), Duration.ofSeconds(5));

  private final Path folder;
  private final List<TransferEvent> events = new CopyOnWriteArrayList<>();
  private Duration patience = Duration.ofSeconds(30);
  private int connections = 2;
  private long bytesPerSecond;
  private OfferPin pin = OfferPin.none();
  private boolean previews;

  SendingPeer(Path folder) {
    this.folder = folder;
  }

  SendingPeer withPatience(Duration other) {
    this.patience = other;
    return this;
  }

  SendingPeer withConnections(int count) {
    this.connections = count;
    return this;
  }

  SendingPeer withLimit(long limit) {
    this.bytesPerSecond = limit;
    return this;
  }

  SendingPeer withPin(OfferPin other) {
    this.pin = other;
    return this;
  }

  SendingPeer withPreviews() {
    this.previews = true;
    return this;
  }

  Identity identity() throws IOException {
    return Identity.loadOrCreate(Home.at(folder.resolve("home")));
  }

  List<TransferEvent> events() {
    return events;
  }

  <E extends TransferEvent> List<E> events(Class<E> type) {
    return events.stream().filter(type::isInstance).map(type::cast).toList();
  }

  Flow flow() {
    return new Flow(events::add, Throttle.of(bytesPerSecond));
  }

  DirectClient connect(Endpoint at) throws IOException {
    DirectClient client = DirectClient.to(identity(), "Kitchen", at, null, connections, QUICK);
    client.connect();
    return client;
  }

  /** The state of one transfer; opened again it goes on where it was. */
  Outgoing outgoing(TransferId id, @Nullable String text, Path... roots) throws IOException {
    OfferHeader header = new OfferHeader(id, "a title", text, ClashPolicy.KEEP_BOTH);
    return outgoing(header, roots);
  }

  Outgoing outgoing(OfferHeader header, Path... roots) throws IOException {
    List<SourceRoot> sources =
        Arrays.stream(roots)
            .map(root -> new SourceRoot(root, String.valueOf(root.getFileName())))
            .toList();
    SourceScanner scanner = new SourceScanner(sources, ScanOptions.EVERYTHING);
    Path state = Files.createDirectories(folder.resolve(header.id().text()));
    return Outgoing.open(
        header,
        state,
        sink -> scanner.scan(sink, skipped -> {}),
        SourceFiles.of(sources, LinkPolicy.KEEP)::open,
        flow());
  }

  DirectPush push(DirectClient client, Outgoing outgoing) {
    RemotePeer peer =
        new RemotePeer(
            client.info().alias(),
            client.info().fingerprint(),
            client.at().shown(),
            Standing.KNOWN);
    return new DirectPush(client, outgoing, peer, 0, previews, pin, connections, patience);
  }

  /** Sends to the end. */
  Outcome send(Endpoint at, Path... roots) throws IOException {
    return send(at, TransferId.random(), null, roots);
  }

  Outcome send(Endpoint at, TransferId id, @Nullable String text, Path... roots)
      throws IOException {
    try (DirectClient client = connect(at);
        Outgoing outgoing = outgoing(id, text, roots)) {
      return push(client, outgoing).run();
    }
  }

  /** The files of an offer with their entries, as a receiver may ask about them. */
  static List<Wanted> files(Offer offer) {
    List<Wanted> files = new ArrayList<>();
    try (Manifest.Cursor cursor = offer.manifest().walk()) {
      for (Entry entry = cursor.next(); entry != null; entry = cursor.next()) {
        if (entry instanceof FileEntry file) {
          files.add(new Wanted(cursor.index(), file));
        }
      }
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    return files;
  }
}
