package dev.ferry.manifest;

import java.util.BitSet;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/**
 * An immutable set of entry indices of one manifest, such as the accepted ones: one bit an entry.
 * Thread-safe.
 */
public final class EntrySet {
  private final BitSet bits;

  /** Copies {@code bits} while only this thread knows them: a BitSet trims itself when cloned. */
  private EntrySet(BitSet bits) {
    this.bits = (BitSet) bits.clone();
  }

  /** The set of all indices below {@code entries}. */
  public static EntrySet all(long entries) {
    BitSet bits = new BitSet();
    bits.set(0, Math.toIntExact(entries));
    return new EntrySet(bits);
  }

  /** The empty set. */
  public static EntrySet none() {
    return new EntrySet(new BitSet());
  }

  /** A copy of {@code bits}. */
  public static EntrySet of(BitSet bits) {
    return new EntrySet(bits);
  }

  /**
   * The set that {@code runs} describe, in any order; takes memory for one bit per index up to the
   * highest one, so runs that come from a peer go through {@link #ofRuns(List, long)}.
   */
  public static EntrySet ofRuns(List<Run> runs) {
    BitSet bits = new BitSet();
    for (Run run : runs) {
      bits.set(Math.toIntExact(run.from()), Math.toIntExact(run.to()));
    }
    return new EntrySet(bits);
  }

  /**
   * The set that {@code runs} describe within a manifest of {@code entries} entries.
   *
   * @throws IllegalArgumentException if a run reaches beyond the last entry
   */
  public static EntrySet ofRuns(List<Run> runs, long entries) {
    for (Run run : runs) {
      if (run.to() > entries) {
        throw new IllegalArgumentException(run + " is beyond the last of " + entries + " entries");
      }
    }
    return ofRuns(runs);
  }

  /** Consecutive indices [from, to). */
  public record Run(long from, long to) {
    /** Refuses an empty or negative run. */
    public Run {
      if (from < 0 || to <= from || to > Integer.MAX_VALUE) {
        throw new IllegalArgumentException("not a run of indices: " + from + "-" + to);
      }
    }
  }

  /** Whether the entry with this index is in the set. */
  public boolean contains(long index) {
    return index >= 0 && index <= Integer.MAX_VALUE && bits.get((int) index);
  }

  /** How many entries are in the set. */
  public long size() {
    return bits.cardinality();
  }

  /** Whether no entry is in the set. */
  public boolean isEmpty() {
    return bits.isEmpty();
  }

  /** One more than the highest index in the set, 0 if it is empty. */
  public long end() {
    return bits.length();
  }

  /**
   * The shortest runs that describe the set, in order, each made when it is asked for: there may be
   * millions.
   */
  public Iterable<Run> runs() {
    return Runs::new;
  }

  private final class Runs implements Iterator<Run> {
    private int from = bits.nextSetBit(0);

    @Override
    public boolean hasNext() {
      return from >= 0;
    }

    @Override
    public Run next() {
      if (from < 0) {
        throw new NoSuchElementException();
      }
      Run run = new Run(from, bits.nextClearBit(from));
      from = bits.nextSetBit((int) run.to());
      return run;
    }
  }

  /** This set without those of {@code other}. */
  public EntrySet minus(EntrySet other) {
    BitSet left = (BitSet) bits.clone();
    left.andNot(other.bits);
    return new EntrySet(left);
  }

  /** What is in both sets. */
  public EntrySet and(EntrySet other) {
    BitSet both = (BitSet) bits.clone();
    both.and(other.bits);
    return new EntrySet(both);
  }

  /** A modifiable copy. */
  public BitSet toBits() {
    return (BitSet) bits.clone();
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof EntrySet that && bits.equals(that.bits);
  }

  @Override
  public int hashCode() {
    return bits.hashCode();
  }

  @Override
  public String toString() {
    return bits.cardinality() + " of " + bits.length();
  }
}
