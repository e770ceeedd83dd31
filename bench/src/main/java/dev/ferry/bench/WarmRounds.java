package dev.ferry.bench;

import dev.ferry.peer.ListenOptions;
import dev.ferry.peer.Peer;
import dev.ferry.peer.PeerAddress;
import dev.ferry.peer.PeerOptions;
import dev.ferry.peer.ReceiveOptions;
import dev.ferry.peer.Receiving;
import dev.ferry.peer.SendOptions;
import dev.ferry.peer.TransportOptions;
import dev.ferry.transfer.Approver;
import dev.ferry.transfer.Outcome;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.net.ssl.SSLContext;

/**
 * Ferry and the bare TLS copy in one JVM that is warm, taking turns: what a program that stays up
 * gets. Both ends share the JVM. A process of its own, so that its heap and flags are the
 * launcher's.
 */
final class WarmRounds {

  private final Path work;
  private final Path source;
  private final Path out;
  private final int connections;

  private WarmRounds(Path work, Path source, Path out, int connections) {
    this.work = work;
    this.source = source;
    this.out = out;
    this.connections = connections;
  }

  /**
   * {@code WORK SOURCE OUT CONNECTIONS ROUNDS}: prints {@code bare|ferry|tree SECONDS}, a line for
   * each round; two rounds before are not printed.
   */
  public static void main(String[] arguments) throws IOException {
    WarmRounds rounds =
        new WarmRounds(
            Path.of(arguments[0]),
            Path.of(arguments[1]),
            Path.of(arguments[2]),
            Integer.parseInt(arguments[3]));
    rounds.run(Integer.parseInt(arguments[4]));
  }

  private void run(int rounds) throws IOException {
    InetAddress loopback = InetAddress.getLoopbackAddress();
    SSLContext context = BenchKeys.load(work.resolve("bare.p12"));
    Path bareTarget = out.resolve("bare");
    try (Peer receiver = Peer.open(PeerOptions.at(work.resolve("warm-receiver")));
        Peer sender = Peer.open(PeerOptions.at(work.resolve("warm-sender")));
        Receiving receiving =
            receiver.receive(
                ReceiveOptions.into(out).withListen(ListenOptions.port(0).on(loopback)),
                Approver.everything());
        BareTlsCopy bare = BareTlsCopy.listen(context, 0, bareTarget)) {
      Thread.ofVirtual().start(bare::acceptUntilClosed);
      PeerAddress address = new PeerAddress(loopback.getHostAddress(), receiving.port());
      for (int round = -2; round < rounds; round++) {
        print(round, "bare", time(() -> bare(context, bare.port())));
        Files.delete(bareTarget);
        print(round, "ferry", time(() -> ferry(sender, address, Subject.LARGE)));
        Workload.delete(out.resolve(Subject.LARGE.fileName()));
        print(round, "tree", time(() -> ferry(sender, address, Subject.TREE)));
        Workload.delete(out.resolve(Subject.TREE.fileName()));
      }
    }
  }

  private void bare(SSLContext context, int port) throws IOException {
    BareTlsCopy.send(context, port, source.resolve(Subject.LARGE.fileName()), connections);
  }

  private void ferry(Peer sender, PeerAddress to, Subject subject) throws IOException {
    TransportOptions transport = TransportOptions.standard().withConnections(connections);
    Outcome outcome =
        sender.send(
            SendOptions.of(to, source.resolve(subject.fileName())).withTransport(transport));
    if (outcome.problem() != null) {
      throw new IOException("Ferry: " + outcome);
    }
  }

  private static void print(int round, String what, double seconds) {
    if (round >= 0) {
      System.out.println(what + " " + seconds);
    }
  }

  private static double time(Copy copy) throws IOException {
    long started = System.nanoTime();
    copy.run();
    return (System.nanoTime() - started) / 1e9;
  }

  /** Something that is timed. */
  @FunctionalInterface
  private interface Copy {
    void run() throws IOException;
  }
}
