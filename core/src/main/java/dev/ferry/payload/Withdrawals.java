package dev.ferry.payload;

import dev.ferry.manifest.EntrySet;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.function.Consumer;

/**
 * The files a sender took back so far. Once in here a file is never read again: zeros stand for it.
 * Thread-safe.
 */
public final class Withdrawals {
  private final Consumer<Withdrawn> listener;
  private final BitSet entries = new BitSet();
  private final List<Withdrawn> list = new ArrayList<>();

  /**
   * None yet.
   *
   * @param listener is told of each one once, on the thread that noticed it
   */
  public Withdrawals(Consumer<Withdrawn> listener) {
    this.listener = listener;
  }

  /** Takes a file back; does nothing if it was before. */
  public void add(Withdrawn withdrawn) {
    synchronized (this) {
      int index = Math.toIntExact(withdrawn.index());
      if (entries.get(index)) {
        return;
      }
      entries.set(index);
      list.add(withdrawn);
    }
    listener.accept(withdrawn);
  }

  /** Whether the entry with this index was taken back. */
  public synchronized boolean contains(long index) {
    return entries.get(Math.toIntExact(index));
  }

  /** All of them, in the order in which they were noticed. */
  public synchronized List<Withdrawn> list() {
    return List.copyOf(list);
  }

  /** Their indices. */
  public synchronized EntrySet entries() {
    return EntrySet.of(entries);
  }
}
