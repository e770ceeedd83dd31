package dev.ferry.transfer;

import dev.ferry.inbox.Inbox;
import dev.ferry.inbox.Staging;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The staging of one transfer, opened anew when its destination was away. Opening and closing are
 * for one thread at a time; what is open now may be asked for by any.
 */
final class StagingHold {
  private static final Logger log = LoggerFactory.getLogger(StagingHold.class);

  private final String id;
  private final Destination destination;
  private volatile Staging staging;
  private boolean closed;

  /** Takes over {@code staging}, which lies in {@code destination}. */
  StagingHold(Destination destination, Staging staging) {
    this.id = staging.id();
    this.destination = destination;
    this.staging = staging;
  }

  /** What was opened last. */
  Staging now() {
    return staging;
  }

  Destination destination() {
    return destination;
  }

  /** Opens what lies at the destination now. */
  void reopen() throws IOException {
    Inbox fresh = destination.reopened();
    closeQuietly();
    staging = fresh.resume(id);
    closed = false;
  }

  private void closeQuietly() {
    try {
      close();
    } catch (IOException e) {
      // Its disk was away: what counts is what is found there now.
      log.debug("the staging of {} did not close in order", id, e);
    }
  }

  /** Deletes it with all that it holds. */
  void delete() throws IOException {
    if (!closed) {
      closed = true;
      staging.delete();
    }
  }

  /** Lets go of it; it stays. */
  void close() throws IOException {
    if (!closed) {
      closed = true;
      staging.close();
    }
  }
}
