package dev.ferry.inbox;

import dev.ferry.manifest.FileEntry;
import dev.ferry.payload.ChunkHash;
import dev.ferry.payload.WriteListener;
import java.io.IOException;

/** Journals what one range writer tells. */
final class RangeJournal implements WriteListener {
  private final Reception reception;
  private final ReceiveLog log;
  private final DirtyFiles dirty;
  private final Checkpointer checkpointer;
  private final long from;
  private final long to;
  private final int failuresBefore;

  RangeJournal(
      Reception reception,
      ReceiveLog log,
      DirtyFiles dirty,
      Checkpointer checkpointer,
      long from,
      long to) {
    this.reception = reception;
    this.log = log;
    this.dirty = dirty;
    this.checkpointer = checkpointer;
    this.from = from;
    this.to = to;
    this.failuresBefore = checkpointer.failures();
  }

  @Override
  public void wrote(long entry, FileEntry file) {
    dirty.add(entry);
  }

  @Override
  public void held(long chunk, ChunkHash hash) throws IOException {
    checkpointer.throwIfFailedSince(failuresBefore);
    log.held(chunk, hash);
    checkpointer.wake();
  }

  @Override
  public void part(long chunk, int partFrom, int partTo, ChunkHash hash) throws IOException {
    checkpointer.throwIfFailedSince(failuresBefore);
    log.part(new JournalRecord.Part(chunk, partFrom, partTo, hash));
    reception.joinParts(chunk);
    checkpointer.wake();
  }

  @Override
  public void closed() {
    reception.release(from, to);
  }
}
