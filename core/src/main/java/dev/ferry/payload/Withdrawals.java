package dev.ferry.payload;

import dev.ferry.manifest.EntrySet;
import java.util.AbstractList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * The files a sender took back so far. Once in here a file is never read again: zeros stand for it.
 * A peer may make us take back millions, so one bit is kept of each, and names and reasons of the
 * first {@value #NAMED} only. Thread-safe.
 */
public final class Withdrawals {
  /** Of how many files the path and the reason are kept. */
  public static final int NAMED = 1000;

  private final Consumer<Withdrawn> listener;
  private final Runnable unnamed;
  private final BitSet entries = new BitSet();
  private final Map<Integer, Withdrawn> named = new HashMap<>();

  /**
   * None yet.
   *
   * @param listener is told of each of the first {@value #NAMED} once, on the thread that noticed
   *     it
   */
  public Withdrawals(Consumer<Withdrawn> listener) {
    this(listener, () -> {});
  }

  /** As the other constructor; {@code unnamed} is run for each of those that come after them. */
  public Withdrawals(Consumer<Withdrawn> listener, Runnable unnamed) {
    this.listener = listener;
    this.unnamed = unnamed;
  }

  /**
   * Takes a file back; does nothing if it was before. Others who ask meanwhile wait for the
   * listener: no zero may leave in the file's place before it has kept that.
   */
  public synchronized void add(Withdrawn withdrawn) {
    int index = Math.toIntExact(withdrawn.index());
    if (entries.get(index)) {
      return;
    }
    entries.set(index);
    if (named.size() < NAMED) {
      named.put(index, withdrawn);
      listener.accept(withdrawn);
    } else {
      unnamed.run();
    }
  }

  /** Whether the entry with this index was taken back. */
  public synchronized boolean contains(long index) {
    return entries.get(Math.toIntExact(index));
  }

  /**
   * All of them, in the order of their indices; path and reason are empty where they were not kept.
   * To be walked from the beginning: it is made while it is walked.
   */
  public synchronized List<Withdrawn> list() {
    return new Walk((BitSet) entries.clone(), Map.copyOf(named));
  }

  /** Their indices. */
  public synchronized EntrySet entries() {
    return EntrySet.of(entries);
  }

  /** Finds the next one behind the last one, and any other from the beginning. */
  private static final class Walk extends AbstractList<Withdrawn> {
    private final BitSet entries;
    private final Map<Integer, Withdrawn> named;
    private final int size;
    private int position = -1;
    private int index = -1;

    Walk(BitSet entries, Map<Integer, Withdrawn> named) {
      this.entries = entries;
      this.named = named;
      this.size = entries.cardinality();
    }

    @Override
    public synchronized Withdrawn get(int wanted) {
      if (wanted < 0 || wanted >= size) {
        throw new IndexOutOfBoundsException(wanted);
      }
      if (wanted < position) {
        position = -1;
        index = -1;
      }
      while (position < wanted) {
        index = entries.nextSetBit(index + 1);
        position++;
      }
      Withdrawn known = named.get(index);
      return known == null ? new Withdrawn(index, "", "") : known;
    }

    @Override
    public int size() {
      return size;
    }
  }
}
