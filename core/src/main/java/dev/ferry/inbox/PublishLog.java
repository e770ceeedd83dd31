package dev.ferry.inbox;

import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What publishing must remember across a crash: under which number an entry lands, and which
 * folders still get their modes. The latter is on the disk before it matters; the former only
 * serves the report, so a power cut may take it. Not thread-safe.
 */
final class PublishLog {
  private final Journal journal;
  private final Map<Long, Integer> numbers = new HashMap<>();
  private final Set<Long> made = new HashSet<>();
  private final Map<Long, Integer> loosened = new HashMap<>();

  PublishLog(Journal journal) {
    this.journal = journal;
  }

  void replay(JournalRecord.Naming naming) {
    numbers.put(naming.entry(), naming.n());
  }

  void replay(JournalRecord.Making making) {
    made.add(making.entry());
  }

  void replay(JournalRecord.Loosening loosening) {
    loosened.put(loosening.entry(), loosening.mode());
  }

  /** Is about to give an entry this number. */
  void naming(long entry, int n) throws IOException {
    if (entry >= 0 && n != number(entry)) {
      journal.append(new JournalRecord.Naming(entry, n));
      numbers.put(entry, n);
    }
  }

  /** Is about to make or move the folder of an entry, whose mode is set afterwards. */
  void making(long entry) throws IOException {
    if (entry >= 0 && made.add(entry)) {
      write(new JournalRecord.Making(entry));
    }
  }

  /** Is about to make a folder writable that the entry is merged into. */
  void loosening(long entry, int mode) throws IOException {
    if (entry >= 0 && loosened.putIfAbsent(entry, mode) == null) {
      write(new JournalRecord.Loosening(entry, mode));
    }
  }

  private void write(JournalRecord record) throws IOException {
    journal.append(record);
    journal.force();
  }

  /** The number that an entry has, or was to have: 1 unless something was in its way. */
  int number(long entry) {
    return numbers.getOrDefault(entry, 1);
  }

  /** Whether the folder of an entry was, or was to be, made or moved. */
  boolean wasMade(long entry) {
    return made.contains(entry);
  }

  /** The mode that a loosened folder had; null if it was not loosened. */
  @Nullable Integer modeBefore(long entry) {
    return loosened.get(entry);
  }
}
