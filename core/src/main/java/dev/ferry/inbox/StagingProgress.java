package dev.ferry.inbox;

import dev.ferry.inbox.Staging.Phase;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * How far a staging has come on its way from receiving to published, each step in its journal
 * first. Thread-safe; what is asked does not wait for the disk.
 */
final class StagingProgress {
  private final Journal journal;
  private boolean completing;

  /** Why it ends as it is; null if it does not. */
  private @Nullable String settling;

  /** Whether all that is missing is of files that were taken back. */
  private boolean settled;

  private Phase phase = Phase.RECEIVING;

  StagingProgress(Journal journal) {
    this.journal = journal;
  }

  synchronized void replay(JournalRecord.Settling record) {
    settling = record.reason();
  }

  synchronized void replay(JournalRecord.Completing record) {
    completing = true;
  }

  synchronized void replay(JournalRecord.Publishing record) {
    phase = Phase.PUBLISHING;
  }

  synchronized void replay(JournalRecord.Published record) {
    phase = Phase.PUBLISHED;
  }

  synchronized Phase phase() {
    return phase;
  }

  synchronized @Nullable String settling() {
    return settling;
  }

  synchronized boolean isSettled() {
    return settled;
  }

  /** Whether staged files may have their final form. */
  synchronized boolean isCompleting() {
    return completing;
  }

  /** Nothing more is received, for the reason that is told first. */
  synchronized void beginSettling(String reason) throws IOException {
    if (settling == null) {
      journal.append(new JournalRecord.Settling(reason));
      settling = reason;
    }
  }

  /** What is missing is not wanted any more. */
  synchronized void settled() {
    settled = true;
  }

  /** Staged files are about to get their final form. */
  synchronized void beginCompleting() throws IOException {
    if (!completing) {
      journal.append(new JournalRecord.Completing());
      completing = true;
    }
  }

  /** All that is staged has its final form, on the disk too. */
  void beginPublishing() throws IOException {
    enter(Phase.PUBLISHING, new JournalRecord.Publishing());
  }

  /** All of it has landed. */
  void published() throws IOException {
    enter(Phase.PUBLISHED, new JournalRecord.Published());
  }

  private void enter(Phase next, JournalRecord record) throws IOException {
    if (phase() != next) {
      journal.append(record);
      journal.force();
      synchronized (this) {
        phase = next;
      }
    }
  }
}
