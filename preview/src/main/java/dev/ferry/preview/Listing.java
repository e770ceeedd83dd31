package dev.ferry.preview;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an archive says it holds; nothing of it was unpacked.
 *
 * @param entries the first entries, in the archive's order
 * @param allEntries how many entries there are
 * @param unpacked the sizes of the files in it added up; {@link Count.Precision#AT_LEAST} if not
 *     all were seen
 */
public record Listing(
    About about, List<Entry> entries, Count allEntries, Count unpacked, String problem)
    implements Preview {
  /** Takes copies. */
  public Listing {
    entries = List.copyOf(entries);
  }

  /** What an entry is. */
  public enum EntryKind {
    FILE("file"),
    FOLDER("folder"),
    LINK("link"),
    OTHER("other");

    private final String word;

    EntryKind(String word) {
      this.word = word;
    }

    /** The word for people. */
    public String word() {
      return word;
    }
  }

  /**
   * One entry.
   *
   * @param name as the archive says, not checked for anything; a long one is shortened
   * @param bytes its size unpacked; -1 if the archive does not say
   * @param modified when it was changed; null if the archive does not say
   */
  public record Entry(String name, EntryKind kind, long bytes, @Nullable Instant modified) {}
}
