package dev.ferry.manifest;

import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * How many files there are of each kind. Immutable.
 *
 * @param counts the kinds that occur, with how many files each has; never zero
 */
public record FileKinds(Map<FileKind, Long> counts) {
  /** No file at all. */
  public static final FileKinds NONE = new FileKinds(Map.of());

  /** Takes a copy. */
  public FileKinds {
    counts = Map.copyOf(counts);
  }

  /** The kinds that occur, those with the most files first. */
  public List<FileKind> mostFirst() {
    return counts.keySet().stream()
        .sorted(Comparator.<FileKind>comparingLong(this::of).reversed().thenComparing(kind -> kind))
        .toList();
  }

  /** How many files are of {@code kind}. */
  public long of(FileKind kind) {
    return counts.getOrDefault(kind, 0L);
  }

  /** Counts files by their names. Not thread-safe. */
  public static final class Tally {
    private final Map<FileKind, Long> counts = new EnumMap<>(FileKind.class);

    /** Counts a file. */
    public void add(RelativePath path) {
      counts.merge(FileKind.ofName(path.name()), 1L, Long::sum);
    }

    /** What was counted so far. */
    public FileKinds kinds() {
      return new FileKinds(counts);
    }
  }
}
