package dev.ferry.inbox;

import dev.ferry.inbox.JournalRecord.Part;
import dev.ferry.payload.Chunk;
import dev.ferry.payload.ChunkHash;
import dev.ferry.payload.ChunkHasher;
import dev.ferry.payload.PayloadLayout;
import dev.ferry.payload.RangeSet;
import dev.ferry.payload.RangeSet.Range;
import dev.ferry.payload.RangeWriter;
import dev.ferry.payload.Span;
import dev.ferry.payload.SpanCursor;
import dev.ferry.payload.StageMeter;
import dev.ferry.payload.StagedFiles;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The part of a staging that takes bytes: who writes which range, what is held of the payload, and
 * what of it is on the disk. Thread-safe.
 */
final class Reception {
  private final PayloadLayout layout;
  private final StagedFiles files;
  private final Holdings holdings;
  private final ReceiveLog log;
  private final DirtyFiles dirty;
  private final StagedHashes hashes;
  private final Checkpointer checkpointer;
  private final List<Range> open = new ArrayList<>();

  Reception(String id, PayloadLayout layout, StagedFiles files, Journal journal) {
    this.layout = layout;
    this.files = files;
    holdings = new Holdings(layout);
    log = new ReceiveLog(journal, holdings);
    dirty = new DirtyFiles(layout.manifest(), files);
    hashes = new StagedHashes(layout, files);
    checkpointer = new Checkpointer(id, journal, dirty, journal.slots(), log);
  }

  /** What is held, to be filled from a journal before anything else happens. */
  Holdings holdings() {
    return holdings;
  }

  /** Forces what is received; its owner stops and closes it. */
  Checkpointer checkpointer() {
    return checkpointer;
  }

  /** Forces what is held, so that nothing of it is to be read again after a crash. */
  void settle() throws IOException {
    checkpointer.checkpoint(dirty);
  }

  /** Whether nobody writes. */
  synchronized boolean isIdle() {
    return open.isEmpty();
  }

  /** Opens a range for the only writer it has. */
  RangeWriter open(long from, long to, StageMeter meter) throws IOException {
    checkpointer.throwIfFailing();
    claim(from, to);
    boolean opened = false;
    try {
      RangeJournal listener = new RangeJournal(this, log, dirty, checkpointer, from, to);
      RangeWriter writer =
          new RangeWriter(layout, files, from, to, prefix(from, to), listener, meter);
      opened = true;
      return writer;
    } finally {
      if (!opened) {
        release(from, to);
      }
    }
  }

  private synchronized void claim(long from, long to) throws RangeConflictException {
    if (open.stream().anyMatch(range -> range.from() < to && from < range.to())) {
      throw new RangeConflictException(from, to, "it is being written already");
    }
    if (!holdings.missing().containsAll(from, to)) {
      throw new RangeConflictException(from, to, "not all of it is missing");
    }
    if (from < to) {
      open.add(new Range(from, to));
    }
  }

  /** A writer is closed. */
  synchronized void release(long from, long to) {
    open.removeIf(range -> range.from() == from && range.to() == to);
  }

  /** A hasher that has seen the beginning of the chunk, if just that is held. */
  private @Nullable ChunkHasher prefix(long from, long to) throws IOException {
    long chunk = Chunk.of(from);
    for (Part part : holdings.partsOf(chunk)) {
      if (part.from() == 0 && Chunk.start(chunk) + part.to() == from && from < to) {
        ChunkHasher hasher = hashes.hasherOf(part);
        if (hasher == null) {
          log.forget(chunk);
          throw new RangeConflictException(from, to, "what comes before it was damaged on disk");
        }
        return hasher;
      }
    }
    return null;
  }

  /** Counts a chunk as held if its parts make it whole. */
  void joinParts(long chunk) throws IOException {
    if (holdings.isCovered(chunk)) {
      ChunkHash hash = hashes.join(holdings.partsOf(chunk));
      if (hash == null) {
        log.forget(chunk);
      } else {
        log.held(chunk, hash);
      }
    }
  }

  /** Counts nothing of a chunk any more. */
  void forget(long chunk) throws IOException {
    log.forget(chunk);
  }

  /** Counts a chunk only if it is staged as the journal says; then it is still to be forced. */
  void recheck(long chunk) throws IOException {
    ChunkHash hash = holdings.hash(chunk);
    boolean intact = hash == null || hashes.isIntact(chunk, hash);
    for (Part part : holdings.partsOf(chunk)) {
      intact &= hashes.hasherOf(part) != null;
    }
    if (!intact) {
      log.forget(chunk);
      return;
    }
    long start = Chunk.start(chunk);
    try (SpanCursor spans = layout.spans(start, Chunk.end(chunk, layout.length()))) {
      for (Span span = spans.next(); span != null; span = spans.next()) {
        dirty.add(span.entry());
      }
    }
  }

  /** What is neither held nor a hole. */
  RangeSet missing() {
    return holdings.missing();
  }

  /** The hash of a chunk that is held whole or lies in a hole; null if it is not held. */
  @Nullable ChunkHash hash(long chunk) {
    long from = Chunk.start(chunk);
    long to = Chunk.end(chunk, layout.length());
    return layout.holes().containsAll(from, to)
        ? ChunkHasher.ofZeros((int) (to - from))
        : holdings.hash(chunk);
  }
}
