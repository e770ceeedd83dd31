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
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
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
  private final Dropping dropping;
  private final Checkpointer checkpointer;
  private final List<Range> open = new ArrayList<>();

  /** Held while parts become chunks, chunks become parts, and either is counted. */
  private final ReentrantLock counting = new ReentrantLock();

  /** How often bytes were dropped: hashes that reach back to before that are wrong. */
  private final AtomicLong drops = new AtomicLong();

  Reception(String id, PayloadLayout layout, StagedFiles files, Journal journal) {
    this.layout = layout;
    this.files = files;
    holdings = new Holdings(layout);
    log = new ReceiveLog(journal, holdings);
    dirty = new DirtyFiles(layout.manifest(), files);
    hashes = new StagedHashes(layout, files);
    dropping = new Dropping(layout, holdings, hashes);
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
      RangeJournal listener = new RangeJournal(this, dirty, checkpointer, from, to, drops.get());
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
    if (isOpen(from, to)) {
      throw new RangeConflictException(from, to, "it is being written already");
    }
    if (!holdings.missing().containsAll(from, to)) {
      throw new RangeConflictException(from, to, "not all of it is missing");
    }
    if (from < to) {
      open.add(new Range(from, to));
    }
  }

  private boolean isOpen(long from, long to) {
    return open.stream().anyMatch(range -> range.from() < to && from < range.to());
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
          keepIntact(chunk);
          throw new RangeConflictException(from, to, "what comes before it was damaged on disk");
        }
        return hasher;
      }
    }
    return null;
  }

  /**
   * Counts what a writer has written and hashed.
   *
   * @param began where it began: what comes before in the same chunk was held then
   * @param dropsThen what {@link #drops} was then
   */
  void count(Part part, long began, long dropsThen) throws IOException {
    counting.lock();
    try {
      int own = (int) Math.max(0, began - Chunk.start(part.chunk()));
      boolean whole = part.from() == 0 && part.to() == sizeOf(part.chunk());
      if (whole && (own == 0 || drops.get() == dropsThen)) {
        log.held(part.chunk(), part.hash());
      } else {
        // Never more than it has written: if a crash takes that, what others wrote stays.
        log.part(part.from() < own ? hashes.read(part.chunk(), own, part.to()) : part);
        joinParts(part.chunk());
      }
    } finally {
      counting.unlock();
    }
  }

  /** As {@link #count}, a chunk up to its end, and from its beginning. */
  void countWhole(long chunk, ChunkHash hash, long began, long dropsThen) throws IOException {
    count(new Part(chunk, 0, sizeOf(chunk), hash), began, dropsThen);
  }

  private int sizeOf(long chunk) {
    return (int) (Chunk.end(chunk, layout.length()) - Chunk.start(chunk));
  }

  /** Counts a chunk as held if its parts make it whole. */
  private void joinParts(long chunk) throws IOException {
    if (holdings.isCovered(chunk)) {
      ChunkHash hash = hashes.join(holdings.partsOf(chunk));
      if (hash == null) {
        keepIntact(chunk);
      } else {
        log.held(chunk, hash);
      }
    }
  }

  private void keepIntact(long chunk) throws IOException {
    log.drop(List.of(dropping.allBut(chunk, holdings.partsOf(chunk))));
  }

  /**
   * Counts the bytes [from, to) as missing, and exactly these unless others were damaged on disk.
   * On the disk when this returns.
   *
   * @throws RangeConflictException if somebody writes there
   */
  void forget(long from, long to) throws IOException {
    counting.lock();
    try {
      synchronized (this) {
        if (isOpen(from, to)) {
          throw new RangeConflictException(from, to, "it is being written");
        }
      }
      List<JournalRecord.Drop> without = dropping.without(from, to);
      if (!without.isEmpty()) {
        drops.incrementAndGet();
        log.drop(without);
      }
    } finally {
      counting.unlock();
    }
  }

  /** Counts nothing of a chunk any more. */
  void forget(long chunk) throws IOException {
    log.forget(chunk);
  }

  /**
   * Counts of a chunk only what is staged as the journal says; that is still to be forced.
   *
   * @param before parts of it that were held before it was held whole
   */
  void recheck(long chunk, List<Part> before) throws IOException {
    ChunkHash hash = holdings.hash(chunk);
    if (hash == null || !hashes.isIntact(chunk, hash)) {
      List<Part> parts = hash == null ? holdings.partsOf(chunk) : before;
      JournalRecord.Drop damaged = dropping.allBut(chunk, parts);
      if (hash != null || damaged.kept().size() < parts.size()) {
        log.drop(List.of(damaged));
      }
    }
    long start = Chunk.start(chunk);
    try (SpanCursor spans = layout.spans(start, start + sizeOf(chunk))) {
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
