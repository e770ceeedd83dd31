package dev.ferry.cli.show;

import dev.ferry.peer.events.EventJson;
import dev.ferry.transfer.TransferEvent;
import dev.ferry.transfer.TransferListener;

/**
 * Writes events as NDJSON. Progress that nobody has read yet is dropped, everything else is kept.
 */
record JsonReporter(Screen screen, EventJson json) implements TransferListener {
  @Override
  public void on(TransferEvent event) {
    boolean growsOld =
        event instanceof TransferEvent.Progress || event instanceof TransferEvent.Scanning;
    if (!growsOld || !screen.isCrowded()) {
      screen.print(json.line(event).toString());
    }
  }
}
