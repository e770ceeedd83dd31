package dev.ferry.inbox;

import dev.ferry.inbox.JournalRecord.Part;
import java.io.IOException;

/** Gives what a journal tells to the parts of a staging that is opened again. For one thread. */
final class Replay {
  private final StagingFolder folder;
  private final StagingProgress progress;
  private final Reception reception;
  private final Withdrawal withdrawal;
  private final PublishLog publishLog;

  Replay(
      StagingFolder folder,
      StagingProgress progress,
      Reception reception,
      Withdrawal withdrawal,
      PublishLog publishLog) {
    this.folder = folder;
    this.progress = progress;
    this.reception = reception;
    this.withdrawal = withdrawal;
    this.publishLog = publishLog;
  }

  /** Takes over all records, and checks what they may tell wrongly: what was not forced. */
  void run(Journal.Reopened reopened) throws IOException {
    Doubts doubts = new Doubts();
    for (int i = 0; i < reopened.records().size(); i++) {
      JournalRecord record = reopened.records().get(i);
      if (i >= reopened.forced()) {
        doubts.add(record, reception.holdings());
      }
      apply(record);
    }
    if (progress.phase() == Staging.Phase.RECEIVING) {
      if (progress.isCompleting()) {
        folder.reopenFiles();
      }
      doubts.settle(reception);
    }
  }

  private void apply(JournalRecord record) throws IOException {
    switch (record) {
      case JournalRecord.Held held -> reception.holdings().held(held.chunk(), held.hash());
      case Part part -> reception.holdings().part(part);
      case JournalRecord.Forget forget -> reception.holdings().forget(forget.chunk());
      case JournalRecord.Drop drop -> reception.holdings().drop(drop);
      case JournalRecord.Forced _ -> {}
      case JournalRecord.Withdraw withdraw -> withdrawal.replay(withdraw);
      case JournalRecord.Settling settling -> progress.replay(settling);
      case JournalRecord.Completing completing -> progress.replay(completing);
      case JournalRecord.Publishing publishing -> progress.replay(publishing);
      case JournalRecord.Naming naming -> publishLog.replay(naming);
      case JournalRecord.Making making -> publishLog.replay(making);
      case JournalRecord.Loosening loosening -> publishLog.replay(loosening);
      case JournalRecord.Published published -> progress.replay(published);
    }
  }
}
