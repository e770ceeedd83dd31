package dev.ferry.cli.show;

import dev.ferry.transfer.Direction;
import dev.ferry.transfer.PeerProtocol;
import dev.ferry.transfer.TransferEvent;

/** What has been told of one transfer. Not thread-safe: {@link Narrator} guards it. */
final class Story {
  final TransferLine line = new TransferLine();
  boolean introduced;
  boolean textAlone;
  boolean offered;
  boolean accepted;

  /** Whether a file that is cut off begins anew, as its sender is an app of LocalSend. */
  boolean anew;

  long offeredFiles;
  String pause = "";
  long pausedAt;
  boolean pauseTold;
  long skipped;
  long withdrawn;
  long toldAt;
  int toldPercent;

  void offered(TransferEvent.Offered event) {
    line.with(event.direction(), event.peer().alias());
    line.called(event.title());
    line.asking();
    textAlone = event.text() != null && event.entries() == 0;
    offered = true;
    offeredFiles = event.files();
  }

  void accepted(TransferEvent.Accepted event, long now) {
    line.with(event.direction(), event.peer().alias());
    if (!event.title().isBlank()) {
      line.called(event.title());
    }
    line.accepted(event.bytes(), event.held(), now);
    told(Units.percent(event.held(), event.bytes()), now);
    accepted = true;
    anew =
        event.direction() == Direction.RECEIVE && event.peer().protocol() == PeerProtocol.LOCALSEND;
  }

  void told(int percent, long now) {
    toldAt = now;
    toldPercent = percent;
  }

  /** What a line about it begins with. */
  String about() {
    return line.title().isEmpty() ? "" : line.title() + ": ";
  }
}
