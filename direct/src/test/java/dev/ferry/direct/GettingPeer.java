package dev.ferry.direct;

import dev.ferry.http.Endpoint;
import dev.ferry.identity.Identity;
import dev.ferry.identity.Standing;
import dev.ferry.inbox.ClashPolicy;
import dev.ferry.inbox.Inbox;
import dev.ferry.manifest.RelativePath;
import dev.ferry.store.Home;
import dev.ferry.transfer.Approver;
import dev.ferry.transfer.Decision;
import dev.ferry.transfer.Flow;
import dev.ferry.transfer.Incoming;
import dev.ferry.transfer.OfferHeader;
import dev.ferry.transfer.Outcome;
import dev.ferry.transfer.PendingOffer;
import dev.ferry.transfer.Receiver;
import dev.ferry.transfer.RemotePeer;
import dev.ferry.transfer.Throttle;
import dev.ferry.transfer.TransferEvent;
import dev.ferry.transfer.TransferId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** A peer that gets from shares, with a home and an inbox of its own. */
final class GettingPeer implements AutoCloseable {
  private final Path folder;
  private final Receiver receiver;
  private final List<TransferEvent> events = new CopyOnWriteArrayList<>();
  private Duration patience = Duration.ofSeconds(30);

  GettingPeer(Path folder) throws IOException {
    this.folder = folder;
    Files.createDirectories(inbox());
    this.receiver =
        new Receiver(
            Home.at(folder.resolve("home")),
            Inbox.open(inbox()),
            Receiver.Rules.standard(),
            Approver.everything(),
            new Flow(events::add, Throttle.of(0)));
  }

  Path inbox() {
    return folder.resolve("inbox");
  }

  GettingPeer withPatience(Duration other) {
    this.patience = other;
    return this;
  }

  List<TransferEvent> events() {
    return events;
  }

  DirectClient connect(Endpoint at) throws IOException {
    Identity identity = Identity.loadOrCreate(Home.at(folder.resolve("home")));
    DirectClient client = DirectClient.to(identity, "Attic", at, null, 2, SendingPeer.QUICK);
    client.connect();
    return client;
  }

  /** Begins to get what is at and below {@code path}, or all; not a byte has travelled yet. */
  Incoming begin(
      DirectClient client, String share, @Nullable RelativePath path, @Nullable String pin)
      throws Exception {
    RemotePeer peer =
        new RemotePeer(
            client.info().alias(),
            client.info().fingerprint(),
            client.at().shown(),
            Standing.KNOWN);
    OfferHeader header = new OfferHeader(TransferId.random(), "got", null, ClashPolicy.KEEP_BOTH);
    try (PendingOffer pending = receiver.begin(header, peer)) {
      client.list(share, path, pin, pending::add);
      return switch (receiver.decide(pending)) {
        case Decision.Accepted accepted -> accepted.incoming();
        case Decision.Declined _, Decision.Done _ -> throw new AssertionError("nothing to get");
      };
    }
  }

  DirectPull pull(DirectClient client, Incoming incoming, String share, @Nullable String pin) {
    return new DirectPull(
        client, incoming, new DirectPull.Source(share, null, () -> pin), 2, patience, events::add);
  }

  /** Gets to the end. */
  Outcome get(Endpoint at, String share, @Nullable RelativePath path, @Nullable String pin)
      throws Exception {
    try (DirectClient client = connect(at)) {
      Incoming incoming = begin(client, share, path, pin);
      return pull(client, incoming, share, pin).run();
    }
  }

  @Override
  public void close() throws IOException {
    receiver.close();
  }
}
