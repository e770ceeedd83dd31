package dev.ferry.transfer;

import dev.ferry.payload.ByteSink;
import dev.ferry.payload.ChangeTimes;
import dev.ferry.payload.Chunk;
import dev.ferry.payload.ChunkHash;
import dev.ferry.payload.ChunkHasher;
import dev.ferry.payload.HashTable;
import dev.ferry.payload.PayloadFiles;
import dev.ferry.payload.PayloadLayout;
import dev.ferry.payload.PayloadReader;
import dev.ferry.payload.Span;
import dev.ferry.payload.SpanCursor;
import dev.ferry.payload.StageMeter;
import dev.ferry.payload.Withdrawals;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What was accepted of an outgoing transfer: where it lies, how it is read, and the hashes of what
 * was read, those of earlier processes included. Thread-safe.
 */
final class OutgoingPayload implements Closeable {
  /** The file with the hashes of what was sent. */
  static final String HASHES = "hashes";

  /** The file with what the sources looked like. */
  static final String SEEN = "seen";

  private final PayloadLayout layout;
  private final PayloadReader reader;
  private final Withdrawals withdrawals;
  private final HashTable hashes;
  private final HashLog log;
  private final ChangeTimeLog changeTimes;

  private OutgoingPayload(
      PayloadLayout layout,
      PayloadReader reader,
      Withdrawals withdrawals,
      HashTable hashes,
      HashLog log,
      ChangeTimeLog changeTimes) {
    this.layout = layout;
    this.reader = reader;
    this.withdrawals = withdrawals;
    this.hashes = hashes;
    this.log = log;
    this.changeTimes = changeTimes;
  }

  /**
   * The payload, with what processes before this one have left of it in {@code folder}.
   *
   * @param withdrawals what was taken back, and where more is added
   */
  static OutgoingPayload open(
      PayloadLayout layout,
      PayloadFiles files,
      Withdrawals withdrawals,
      StageMeter meter,
      Path folder)
      throws IOException {
    HashTable hashes = new HashTable();
    HashLog log = HashLog.open(folder.resolve(HASHES), hashes, layout.chunks());
    try {
      ChangeTimeLog seen = ChangeTimeLog.open(folder.resolve(SEEN));
      ChangeTimes changeTimes = new ChangeTimes(seen);
      ChangeTimeLog.read(folder.resolve(SEEN)).forEach(changeTimes::restore);
      PayloadReader reader = new PayloadReader(layout, files, withdrawals, meter, changeTimes);
      return new OutgoingPayload(layout, reader, withdrawals, hashes, log, seen);
    } catch (IOException | RuntimeException e) {
      log.close();
      throw e;
    }
  }

  /** Drops what earlier processes have left in {@code folder}: it is of another payload. */
  static void clear(Path folder) throws IOException {
    Files.deleteIfExists(folder.resolve(HASHES));
    Files.deleteIfExists(folder.resolve(SEEN));
  }

  PayloadLayout layout() {
    return layout;
  }

  /** Reads the bytes [from, to) and keeps the hashes of the chunks that end in them. */
  void read(long from, long to, ByteSink sink) throws IOException {
    reader.read(from, to, sink, log);
  }

  /** The hashes of all chunks; what no process has kept is computed now. */
  ChunkHashes hashes() {
    long[] next = {0};
    return () -> hash(next[0]++);
  }

  private ChunkHash hash(long chunk) throws IOException {
    long from = Chunk.start(chunk);
    long to = Chunk.end(chunk, layout.length());
    boolean zeros = layout.holes().containsAll(from, to);
    if (zeros || (!hashes.contains(chunk) && isWithdrawn(from, to))) {
      return ChunkHasher.ofZeros((int) (to - from));
    }
    if (!hashes.contains(chunk)) {
      read(from, to, (buffer, offset, length) -> {});
    }
    ChunkHash hash = hashes.get(chunk);
    if (hash == null) {
      throw new IllegalStateException("chunk " + chunk + " was read and has no hash");
    }
    return hash;
  }

  /**
   * Whether nothing but files that were taken back lies there; a peer may claim any size of them.
   */
  private boolean isWithdrawn(long from, long to) throws IOException {
    try (SpanCursor spans = layout.spans(from, to)) {
      for (Span span = spans.next(); span != null; span = spans.next()) {
        if (!withdrawals.contains(span.entry())) {
          return false;
        }
      }
    }
    return true;
  }

  /** Leaves no hashes to the process after this one. */
  void dropHashes() throws IOException {
    log.drop();
  }

  /** Ends it, and leaves nothing of it. */
  void drop() throws IOException {
    try {
      log.drop();
    } finally {
      changeTimes.drop();
    }
  }

  @Override
  public void close() throws IOException {
    try (changeTimes) {
      log.close();
    }
  }
}
