package dev.ferry.inbox;

import dev.ferry.payload.ChunkHash;
import java.util.List;

/** One thing that happened to a transfer being received. */
sealed interface JournalRecord {

  /** A chunk was written whole. */
  record Held(long chunk, ChunkHash hash) implements JournalRecord {}

  /** The bytes [from, to) of a chunk were written; replaces a shorter part from the same place. */
  record Part(long chunk, int from, int to, ChunkHash hash) implements JournalRecord {
    int length() {
      return to - from;
    }
  }

  /** Nothing of a chunk counts any more. */
  record Forget(long chunk) implements JournalRecord {}

  /**
   * The bytes [from, to) of a chunk do not count any more, nor does what reached over them, but for
   * {@code kept}: one record, so that it holds as a whole or not at all.
   */
  record Drop(long chunk, int from, int to, List<Part> kept) implements JournalRecord {
    public Drop {
      kept = List.copyOf(kept);
    }
  }

  /** What the first {@code records} records tell is on the disk. */
  record Forced(long records) implements JournalRecord {}

  /**
   * The sender took a file back.
   *
   * @param entry its index
   * @param reason in its words, cut to {@link #MAX_REASON} bytes of UTF-8; may be empty
   */
  record Withdraw(long entry, String reason) implements JournalRecord {
    /** The longest reason that is kept. */
    static final int MAX_REASON = 200;
  }

  /**
   * It ends as it is: files of which something is missing are dropped, the others published.
   *
   * @param reason why, as in {@link Withdraw}
   */
  record Settling(String reason) implements JournalRecord {}

  /** Staged files are about to get their final modes: before more is written, they lose them. */
  record Completing() implements JournalRecord {}

  /** Everything is staged in its final form: from now on what is not staged is published. */
  record Publishing() implements JournalRecord {}

  /** An entry is about to land under its name with {@code (n)}; 1 is the name itself. */
  record Naming(long entry, int n) implements JournalRecord {}

  /** A folder is about to be made, or moved, that gets its mode and time afterwards. */
  record Making(long entry) implements JournalRecord {}

  /** A folder of this machine is about to be made writable; its mode was {@code mode}. */
  record Loosening(long entry, int mode) implements JournalRecord {}

  /** Everything is published and on the disk. */
  record Published() implements JournalRecord {}
}
