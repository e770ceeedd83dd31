package dev.ferry.example;

import dev.ferry.peer.ListenOptions;
import dev.ferry.peer.Peer;
import dev.ferry.peer.PeerOptions;
import dev.ferry.peer.ReceiveOptions;
import dev.ferry.peer.Receiving;
import dev.ferry.peer.SendOptions;
import dev.ferry.transfer.Approver;
import dev.ferry.transfer.Outcome;
import dev.ferry.transfer.TransferEvent.Progress;
import java.nio.file.Path;

/** Two peers in one program: Kitchen receives photos of Attic and nothing else. */
public final class TwoPeers {
  private TwoPeers() {}

  /** Sends the folder {@code args[1]} to an inbox below {@code args[0]}. */
  public static void main(String[] args) throws Exception {
    Path home = Path.of(args[0]);
    Approver onlyPhotos =
        offer ->
            offer.title().equals("photos")
                ? new Approver.Answer.All(null)
                : new Approver.Answer.Decline("photos only");
    ReceiveOptions into =
        ReceiveOptions.into(home.resolve("inbox")).withListen(ListenOptions.port(0));
    try (Peer kitchen = Peer.open(PeerOptions.at(home.resolve("kitchen")).withAlias("Kitchen"));
        Peer attic = Peer.open(PeerOptions.at(home.resolve("attic")).withAlias("Attic"));
        Receiving receiving = kitchen.receive(into, onlyPhotos)) {
      attic.watch(event -> {
        if (event instanceof Progress far) {
          System.out.println(far.done() + " of " + far.total() + " bytes");
        }
      });
      SendOptions photos = SendOptions.of(receiving.addresses().getLast(), Path.of(args[1]));
      String end =
          switch (attic.send(photos)) {
            case Outcome.Completed done -> done.receipt().files() + " files arrived";
            case Outcome.Declined no -> "they said no: " + no.reason();
            case Outcome.Interrupted stop -> stop.message() + " (attic.resume goes on)";
            case Outcome.Failed failed -> "it cannot be: " + failed.message();
          };
      System.out.println(end);
    }
  }
}
