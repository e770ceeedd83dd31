package dev.ferry.localsend;

import dev.ferry.http.ClientTimes;
import dev.ferry.http.Endpoint;
import dev.ferry.identity.Fingerprint;
import dev.ferry.identity.Identity;
import dev.ferry.identity.Standing;
import dev.ferry.inbox.ClashPolicy;
import dev.ferry.manifest.LinkPolicy;
import dev.ferry.manifest.ScanOptions;
import dev.ferry.manifest.SourceFiles;
import dev.ferry.manifest.SourceRoot;
import dev.ferry.manifest.SourceScanner;
import dev.ferry.store.Home;
import dev.ferry.transfer.Flow;
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
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** A Ferry that sends to LocalSend devices, with a home of its own. */
final class SendingDevice {
  static final LocalSendTimes QUICK =
      new LocalSendTimes(
          new ClientTimes(Duration.ofSeconds(5), Duration.ofSeconds(2), Duration.ofSeconds(3)),
          Duration.ofSeconds(5),
          Duration.ofSeconds(5),
          Duration.ofSeconds(1));

  private final Path folder;
  private final List<TransferEvent> events = new CopyOnWriteArrayList<>();
  final OpenPushes open = new OpenPushes();
  private PushOptions options =
      new PushOptions(PushOptions.UPLOADS, Duration.ofSeconds(20), false, PinSource.none());
  private long bytesPerSecond;
  private @Nullable Fingerprint expected;

  SendingDevice(Path folder) {
    this.folder = folder;
  }

  SendingDevice withPatience(Duration other) {
    options = new PushOptions(options.uploads(), other, options.checksums(), options.pins());
    return this;
  }

  SendingDevice withUploads(int count) {
    options = new PushOptions(count, options.patience(), options.checksums(), options.pins());
    return this;
  }

  SendingDevice withChecksums() {
    options = new PushOptions(options.uploads(), options.patience(), true, options.pins());
    return this;
  }

  SendingDevice withPins(PinSource pins) {
    options = new PushOptions(options.uploads(), options.patience(), options.checksums(), pins);
    return this;
  }

  SendingDevice withLimit(long limit) {
    this.bytesPerSecond = limit;
    return this;
  }

  SendingDevice expecting(Fingerprint fingerprint) {
    this.expected = fingerprint;
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

  DeviceInfo info() throws IOException {
    return DeviceInfo.ferry(
        "Kitchen", DeviceType.HEADLESS, identity().fingerprint(), 53317, Scheme.HTTPS, false, 1);
  }

  LocalSendClient client(Endpoint at) throws IOException {
    return LocalSendClient.to(identity(), info(), at, expected, options.uploads(), QUICK);
  }

  Path state(TransferId id) throws IOException {
    return Files.createDirectories(folder.resolve(id.text()));
  }

  Outgoing outgoing(TransferId id, @Nullable String text, Path... roots) throws IOException {
    OfferHeader header = new OfferHeader(id, "a test", text, ClashPolicy.KEEP_BOTH);
    List<SourceRoot> sources =
        Arrays.stream(roots)
            .map(root -> new SourceRoot(root, String.valueOf(root.getFileName())))
            .toList();
    SourceScanner scanner = new SourceScanner(sources, ScanOptions.EVERYTHING);
    return Outgoing.open(
        header,
        state(id),
        sink -> scanner.scan(sink, skipped -> {}),
        SourceFiles.of(sources, LinkPolicy.KEEP)::open,
        new Flow(events::add, Throttle.of(bytesPerSecond)));
  }

  LocalSendPush push(LocalSendClient client, Outgoing outgoing) throws IOException {
    RemotePeer peer = RemotePeer.unproven("Phone", client.at().shown(), Standing.UNPROVEN);
    return new LocalSendPush(client, outgoing, peer, state(outgoing.id()), options, open);
  }

  Outcome send(Endpoint at, Path... roots) throws IOException {
    return send(at, TransferId.random(), null, roots);
  }

  Outcome send(Endpoint at, TransferId id, @Nullable String text, Path... roots)
      throws IOException {
    try (LocalSendClient client = client(at);
        Outgoing outgoing = outgoing(id, text, roots);
        LocalSendPush push = push(client, outgoing)) {
      return push.run();
    }
  }
}
