package dev.ferry.inbox;

import dev.ferry.manifest.Entry;
import dev.ferry.manifest.EntrySet;
import dev.ferry.manifest.FileEntry;
import dev.ferry.manifest.Manifest;
import dev.ferry.payload.PayloadLayout;
import dev.ferry.payload.Withdrawn;
import java.io.IOException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * The files of a transfer that its sender took back, or that did not come: all by index, the first
 * few by name. Each goes to the journal. Thread-safe.
 */
final class Withdrawal {
  /** How many are kept with their names and reasons. */
  static final int NAMED = 100;

  private final PayloadLayout layout;
  private final Journal journal;
  private final BitSet entries = new BitSet();
  private final List<Withdrawn> named = new ArrayList<>();

  Withdrawal(PayloadLayout layout, Journal journal) {
    this.layout = layout;
    this.journal = journal;
  }

  /** Takes over what a process before this one was told. */
  void replay(JournalRecord.Withdraw record) throws IOException {
    add(record.entry(), record.reason());
  }

  /** Drops a file. Nothing happens if it was dropped before, or is no file of the payload. */
  void withdraw(long entry, String reason) throws IOException {
    String kept = hasRoom() ? reason : "";
    if (add(entry, kept)) {
      journal.append(new JournalRecord.Withdraw(entry, kept));
    }
  }

  /** Drops files. */
  void withdraw(EntrySet files, String reason) throws IOException {
    for (EntrySet.Run run : files.runs()) {
      for (long index = run.from(); index < run.to(); index++) {
        withdraw(index, reason);
      }
    }
  }

  /** Whether the entry is a file of the payload, and so can be taken back. */
  private boolean isPossible(long entry) {
    return entry >= 0 && entry < layout.manifest().entries() && layout.accepted().contains(entry);
  }

  /**
   * Adds one, by the manifest's name for it, whatever its sender calls it.
   *
   * @return false if it was there, or is no file of the payload
   */
  private synchronized boolean add(long entry, String reason) throws IOException {
    if (!isPossible(entry) || entries.get((int) entry)) {
      return false;
    }
    if (named.size() < NAMED) {
      try (Manifest.Cursor cursor = layout.manifest().walkFrom(entry)) {
        Entry found = cursor.next();
        if (!(found instanceof FileEntry)) {
          return false;
        }
        named.add(new Withdrawn(entry, found.path().toString(), reason));
      }
    }
    entries.set((int) entry);
    return true;
  }

  /** Whether reasons of more are kept. */
  private synchronized boolean hasRoom() {
    return named.size() < NAMED;
  }

  synchronized boolean contains(long entry) {
    return entries.get((int) entry);
  }

  synchronized long count() {
    return entries.cardinality();
  }

  synchronized List<Withdrawn> named() {
    return List.copyOf(named);
  }
}
