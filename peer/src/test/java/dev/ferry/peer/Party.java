package dev.ferry.peer;

import dev.ferry.localsend.DiscoveryOptions;
import dev.ferry.testkit.Seeds;
import dev.ferry.testkit.TreeMaker;
import dev.ferry.transfer.Approver;
import dev.ferry.transfer.Outcome;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;

/**
 * One peer of a test, with a home and an inbox of its own and what it told; opened again, it is the
 * same peer in a new process.
 */
final class Party implements AutoCloseable {
  static final int MEBI = 1 << 20;

  /** Slow enough to be stopped in the middle of {@link #bigFile}. */
  static final long SLOWLY = 16L * MEBI;

  final Path inbox;
  private final Path home;
  private final String name;
  private Peer peer;
  private Told told = new Told();

  private final DiscoveryOptions network;

  Party(Path folder, String name) throws IOException {
    this(folder, name, DiscoveryOptions.looking());
  }

  /** One that listens to another part of the network around than the others do. */
  Party(Path folder, String name, DiscoveryOptions network) throws IOException {
    this.name = name;
    this.network = network;
    this.home = folder.resolve(name);
    this.inbox = folder.resolve(name + "-inbox");
    this.peer = open();
  }

  private Peer open() throws IOException {
    Peer opened = Peer.open(PeerOptions.at(home).withAlias(name), network);
    opened.watch(told);
    return opened;
  }

  Peer peer() {
    return peer;
  }

  Told told() {
    return told;
  }

  /** Ends it and begins it anew: what it told before is forgotten. */
  void restart() throws IOException {
    peer.close();
    told = new Told();
    peer = open();
  }

  /** Receives into its inbox, on a free port of this machine's own address. */
  Receiving receive(Approver approver) throws IOException {
    return receive(approver, 0, 0);
  }

  Receiving receive(Approver approver, int port, long limit) throws IOException {
    return peer.receive(
        ReceiveOptions.into(inbox).withListen(listen(port)).withLimit(limit), approver);
  }

  static ListenOptions listen(int port) {
    return ListenOptions.port(port).on(InetAddress.getLoopbackAddress());
  }

  static PeerAddress at(Receiving receiving) {
    return receiving.addresses().getFirst();
  }

  static PeerAddress at(Sharing sharing) {
    return sharing.addresses().getFirst();
  }

  /** Shares on a free port, without hurry. */
  Sharing share(ShareOptions.Access access, Path... paths) throws IOException {
    return share(access, 0, paths);
  }

  Sharing share(ShareOptions.Access access, int port, Path... paths) throws IOException {
    return peer.share(ShareOptions.of(access, paths).withListen(listen(port)).withLimit(SLOWLY));
  }

  /** Gets into its inbox, and bears with nothing. */
  GetOptions getting(PeerAddress from, String... paths) {
    return GetOptions.of(from, inbox, paths).withTransport(impatient());
  }

  static TransportOptions impatient() {
    return TransportOptions.standard().withPatience(Duration.ZERO);
  }

  /** A file of 24 MiB that nobody can guess. */
  static Path bigFile(Path folder) {
    return new TreeMaker(folder, Seeds.fresh("a big file"))
        .file("big", 24L * MEBI)
        .done()
        .resolve("big");
  }

  /** Does something on a thread of its own. */
  static FutureTask<Outcome> meanwhile(Callable<Outcome> step) {
    FutureTask<Outcome> task = new FutureTask<>(step);
    Thread.ofPlatform().daemon().name("meanwhile").start(task);
    return task;
  }

  @Override
  public void close() {
    peer.close();
  }
}
