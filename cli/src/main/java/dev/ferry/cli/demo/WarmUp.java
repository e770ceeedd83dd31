package dev.ferry.cli.demo;

import dev.ferry.cli.show.Console;
import dev.ferry.cli.show.Narrator;
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
import java.nio.file.Path;
import java.time.Duration;

/**
 * A transfer in small, both sides in this process: the JVM's start-up cache is made from what it
 * loads and runs, and keeps which methods were worth compiling.
 */
public final class WarmUp {
  /** As much as it takes for the compiler to find what is worth its best, and no more. */
  private static final int SIZE = 100_000_000;

  private static final String HERE = "127.0.0.1";
  private static final TransportOptions BRIEFLY =
      TransportOptions.standard().withPatience(Duration.ofSeconds(5));

  private WarmUp() {}

  /** Sends a text and a folder from one new peer to another. Blocks for some seconds. */
  public static Outcome run(Console console) throws IOException {
    try (DemoPlace place = DemoPlace.make(null, SIZE, false)) {
      Path source = place.folder().resolve("files");
      DemoTree.make(source, SIZE, _ -> {});
      return send(console, place.folder(), source);
    }
  }

  private static Outcome send(Console console, Path folder, Path source) throws IOException {
    ReceiveOptions options =
        ReceiveOptions.into(folder.resolve("inbox"))
            .withListen(ListenOptions.port(0).on(InetAddress.ofLiteral(HERE)));
    try (Peer receiver = Peer.open(PeerOptions.at(folder.resolve("receiver")));
        Receiving receiving = receiver.receive(options, Approver.everything());
        Peer sender = Peer.open(PeerOptions.at(folder.resolve("sender")))) {
      sender.watch(console.listener(Narrator.Role.DRIVES, 0));
      PeerAddress to = new PeerAddress(HERE, receiving.port());
      sender.send(SendOptions.of(to).withText("a text").withTransport(BRIEFLY));
      return sender.send(SendOptions.of(to, source).withTransport(BRIEFLY));
    }
  }
}
