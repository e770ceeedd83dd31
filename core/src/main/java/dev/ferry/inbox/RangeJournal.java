package dev.ferry.inbox;

import dev.ferry.inbox.JournalRecord.Part;
import dev.ferry.manifest.FileEntry;
import dev.ferry.payload.ChunkHash;
import dev.ferry.payload.WriteListener;
import java.io.IOException;

/** Journals what one range writer tells. */
final class RangeJournal implements WriteListener {
  private final Reception reception;
  private final DirtyFiles dirty;
  private final Checkpointer checkpointer;
  private final long from;
  private final long to;
  private final long drops;
  private final int failuresBefore;

  RangeJournal(
      Reception reception,
      DirtyFiles dirty,
      Checkpointer checkpointer,
      long from,
      long to,
      long drops) {
    this.reception = reception;
    this.dirty = dirty;
    this.checkpointer = checkpointer;
    this.from = from;
    this.to = to;
    this.drops = drops;
    this.failuresBefore = checkpointer.failures();
  }

  @Override
  public void wrote(long entry, FileEntry file) {
    dirty.add(entry);
  }

  @Override
  public void held(long chunk, ChunkHash hash) throws IOException {
    checkpointer.throwIfFailedSince(failuresBefore);
    reception.countWhole(chunk, hash, from, drops);
    checkpointer.wake();
  }

  @Override
  public void part(long chunk, int partFrom, int partTo, ChunkHash hash) throws IOException {
    checkpointer.throwIfFailedSince(failuresBefore);
    reception.count(new Part(chunk, partFrom, partTo, hash), from, drops);
    checkpointer.wake();
  }

  @Override
  public void closed() {
    reception.release(from, to);
  }
}
