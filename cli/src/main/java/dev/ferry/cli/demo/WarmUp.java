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
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/**
 * A transfer in small, both sides in this process: the JVM's start-up cache is made from what it
 * loads and runs.
 */
public final class WarmUp {
  private static final int SIZE = 5_000_000;
  private static final int FILES = 50;
  private static final String HERE = "127.0.0.1";
  private static final TransportOptions BRIEFLY =
      TransportOptions.standard().withPatience(Duration.ofSeconds(5));

  private WarmUp() {}

  /** Sends a text and a little folder from one new peer to another. Blocks for a second or two. */
  public static Outcome run(Console console) throws IOException {
    try (DemoPlace place = DemoPlace.make(null, SIZE, false)) {
      Path source = Files.createDirectory(place.folder().resolve("files"));
      Files.write(source.resolve("large"), new byte[SIZE]);
      for (int i = 0; i < FILES; i++) {
        Files.writeString(source.resolve("small " + i), "text " + i);
      }
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
