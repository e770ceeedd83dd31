package dev.ferry.transfer;

import dev.ferry.inbox.Inbox;
import dev.ferry.inbox.Plan;
import dev.ferry.inbox.Staging;
import dev.ferry.inbox.StagingInUseException;
import dev.ferry.manifest.Manifest;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The stagings at the destination of new transfers, where killed processes may have left some that
 * nobody needs. For one thread at a time and transfer; blocks on disk.
 */
final class InboxStagings {
  private static final Logger log = LoggerFactory.getLogger(InboxStagings.class);

  private final Destination destination;
  private final TransferRecords records;

  InboxStagings(Destination destination, TransferRecords records) {
    this.destination = destination;
    this.records = records;
  }

  /** Makes the staging of a transfer that is remembered only afterwards. */
  Staging create(TransferId id, Manifest manifest, Plan plan) throws IOException {
    Inbox inbox = destination.inbox();
    try {
      return inbox.stage(id.text(), manifest, plan);
    } catch (FileAlreadyExistsException e) {
      // A process was killed after it had made it and before it had remembered it.
      drop(inbox, id);
      return inbox.stage(id.text(), manifest, plan);
    }
  }

  private static void drop(Inbox inbox, TransferId id) throws IOException {
    try {
      inbox.resume(id.text()).delete();
    } catch (NoSuchFileException e) {
      log.debug("staging {} was not even complete", id, e);
    }
  }

  /** Deletes the staging of transfers that are complete. */
  void sweep() throws IOException {
    for (String id : destination.inbox().stagings()) {
      if (TransferId.isValid(id) && records.isComplete(new TransferId(id))) {
        try {
          destination.inbox().resume(id).delete();
        } catch (NoSuchFileException | StagingInUseException e) {
          log.debug("staging {} is being swept up already", id, e);
        } catch (IOException e) {
          // It is litter: no reason not to receive.
          log.warn("what is left of transfer {} cannot be deleted: {}", id, e.toString());
        }
      }
    }
  }
}
