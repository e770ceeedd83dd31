package dev.ferry.payload;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A set of payload positions as sorted, disjoint, non-touching ranges. Immutable and thread-safe.
 *
 * @param ranges the ranges in order
 */
public record RangeSet(List<Range> ranges) {
  /** The set without any position. */
  public static final RangeSet EMPTY = new RangeSet(List.of());

  /** Bytes [from, to) of a payload. */
  public record Range(long from, long to) {
    /** Refuses an empty or negative range. */
    public Range {
      if (from < 0 || to <= from) {
        throw new IllegalArgumentException("not a range: " + from + "-" + to);
      }
    }

    /** How many bytes it covers. */
    public long length() {
      return to - from;
    }
  }

  /** Refuses ranges out of order or touching each other. */
  public RangeSet {
    ranges = List.copyOf(ranges);
    for (int i = 1; i < ranges.size(); i++) {
      if (ranges.get(i).from() <= ranges.get(i - 1).to()) {
        throw new IllegalArgumentException("ranges out of order or touching");
      }
    }
  }

  /** The set [from, to); empty if {@code from == to}. */
  public static RangeSet of(long from, long to) {
    return from == to ? EMPTY : new RangeSet(List.of(new Range(from, to)));
  }

  /** The union of ranges that come in order of their start and may touch or overlap. */
  public static RangeSet merged(List<Range> sorted) {
    List<Range> out = new ArrayList<>();
    for (Range range : sorted) {
      if (!out.isEmpty() && range.from() <= out.getLast().to()) {
        Range last = out.removeLast();
        out.add(new Range(last.from(), Math.max(last.to(), range.to())));
      } else {
        out.add(range);
      }
    }
    return new RangeSet(out);
  }

  /** Whether there is no position in it. */
  public boolean isEmpty() {
    return ranges.isEmpty();
  }

  /** How many bytes it covers. */
  public long bytes() {
    return ranges.stream().mapToLong(Range::length).sum();
  }

  /** Whether all of [from, to) is in the set. */
  public boolean containsAll(long from, long to) {
    if (from == to) {
      return true;
    }
    int low = 0;
    int high = ranges.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (ranges.get(middle).to() <= from) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low < ranges.size() && ranges.get(low).from() <= from && to <= ranges.get(low).to();
  }

  /** What is in this set or in {@code other}. */
  public RangeSet plus(RangeSet other) {
    List<Range> all = new ArrayList<>(ranges);
    all.addAll(other.ranges);
    all.sort(Comparator.comparingLong(Range::from));
    return merged(all);
  }

  /** What of this set lies in [from, to). */
  public RangeSet within(long from, long to) {
    List<Range> out = new ArrayList<>();
    for (Range range : ranges) {
      long start = Math.max(from, range.from());
      long end = Math.min(to, range.to());
      if (start < end) {
        out.add(new Range(start, end));
      }
    }
    return new RangeSet(out);
  }

  /** This set without the positions of {@code other}. */
  public RangeSet minus(RangeSet other) {
    List<Range> out = new ArrayList<>();
    int skip = 0;
    for (Range range : ranges) {
      long from = range.from();
      while (skip < other.ranges.size() && other.ranges.get(skip).to() <= from) {
        skip++;
      }
      for (int i = skip; i < other.ranges.size() && other.ranges.get(i).from() < range.to(); i++) {
        if (other.ranges.get(i).from() > from) {
          out.add(new Range(from, other.ranges.get(i).from()));
        }
        from = Math.max(from, other.ranges.get(i).to());
      }
      if (from < range.to()) {
        out.add(new Range(from, range.to()));
      }
    }
    return new RangeSet(out);
  }

  /** The ranges as {@code from-to} with {@code to} exclusive, joined by commas. */
  @Override
  public String toString() {
    return ranges.stream().map(r -> r.from() + "-" + r.to()).collect(Collectors.joining(","));
  }
}
