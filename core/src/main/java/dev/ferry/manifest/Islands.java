package dev.ferry.manifest;

import java.util.List;

/**
 * Which parts of a sparse file hold data; everything between them reads as zeros. Immutable.
 *
 * @param whole true if the file is not sparse: then {@code parts} is empty and everything is data
 * @param parts the parts that hold data, in order, not touching each other; empty for a file that
 *     is one hole
 */
public record Islands(boolean whole, List<Part> parts) {
  /** The most parts a file may have; a scanner merges near ones until they fit. */
  public static final int MAX_PARTS = 4096;

  /** Of every file that is not sparse. */
  public static final Islands WHOLE = new Islands(true, List.of());

  /** A part [from, to) of a file that holds data, in bytes. */
  public record Part(long from, long to) {
    /** Refuses an empty or negative part. */
    public Part {
      if (from < 0 || to <= from) {
        throw new IllegalArgumentException("not a part: " + from + "-" + to);
      }
    }
  }

  /** Refuses parts out of order, touching each other or too many. */
  public Islands {
    parts = List.copyOf(parts);
    if (whole && !parts.isEmpty()) {
      throw new IllegalArgumentException("a whole file has no parts");
    }
    if (parts.size() > MAX_PARTS) {
      throw new IllegalArgumentException("more than " + MAX_PARTS + " parts");
    }
    for (int i = 1; i < parts.size(); i++) {
      if (parts.get(i).from() <= parts.get(i - 1).to()) {
        throw new IllegalArgumentException("parts out of order");
      }
    }
  }

  /** The islands of a sparse file. */
  public static Islands of(List<Part> parts) {
    return new Islands(false, parts);
  }

  /** Whether every part lies within a file of {@code size} bytes. */
  public boolean fitIn(long size) {
    return parts.isEmpty() || parts.getLast().to() <= size;
  }
}
