package dev.ferry.inbox;

import dev.ferry.inbox.JournalRecord.Drop;
import dev.ferry.payload.ChunkHash;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.TreeSet;

/** Keeps what is held and what the journal tells of it the same. Thread-safe. */
final class ReceiveLog implements Checkpointer.Loss {
  private final Journal journal;
  private final Holdings holdings;

  /** What was journalled lately, for the case that the disk could not keep it. */
  private final Deque<Recent> recent = new ArrayDeque<>();

  private record Recent(long slot, long chunk) {}

  ReceiveLog(Journal journal, Holdings holdings) {
    this.journal = journal;
    this.holdings = holdings;
  }

  synchronized void held(long chunk, ChunkHash hash) throws IOException {
    note(journal.append(new JournalRecord.Held(chunk, hash)), chunk);
    holdings.held(chunk, hash);
  }

  synchronized void part(JournalRecord.Part part) throws IOException {
    note(journal.append(part), part.chunk());
    holdings.part(part);
  }

  synchronized void forget(long chunk) throws IOException {
    holdings.forget(chunk);
    journal.append(new JournalRecord.Forget(chunk));
  }

  /**
   * Does not count some bytes any more. The journal is forced first: whoever writes in their place
   * must not destroy what it still tells.
   */
  synchronized void drop(List<Drop> drops) throws IOException {
    long slot = journal.append(drops);
    journal.force();
    for (Drop drop : drops) {
      holdings.drop(drop);
      if (!drop.kept().isEmpty()) {
        note(slot, drop.chunk());
      }
    }
  }

  private void note(long slot, long chunk) {
    recent.addLast(new Recent(slot, chunk));
  }

  @Override
  public synchronized void forcedUpTo(long slot) {
    while (!recent.isEmpty() && recent.getFirst().slot() < slot) {
      recent.removeFirst();
    }
  }

  @Override
  public synchronized void forgetSince(long slot) throws IOException {
    forcedUpTo(slot);
    TreeSet<Long> chunks = new TreeSet<>();
    recent.forEach(r -> chunks.add(r.chunk()));
    chunks.forEach(holdings::forget);
    for (long chunk : chunks) {
      journal.append(new JournalRecord.Forget(chunk));
    }
    recent.clear();
  }
}
