package dev.ferry.transfer;

import dev.ferry.payload.ChunkHash;
import dev.ferry.payload.HashSink;
import dev.ferry.payload.HashTable;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the hashes of the chunks that a sender has sent, so that a sender that was killed need not
 * read them again to seal: records of 24 bytes, chunk and hash, appended. Thread-safe.
 *
 * <p>It is never forced to disk and not guarded by checksums: a hash that is missing is computed
 * again, and one that is wrong makes the receiver ask for its chunk again, no more. For the same
 * reason a disk that does not take it any more stops nothing.
 */
final class HashLog implements HashSink, Closeable {
  private static final Logger log = LoggerFactory.getLogger(HashLog.class);
  private static final int RECORD = 3 * Long.BYTES;
  private static final long FLUSH_NANOS = 1_000_000_000L;

  private final Path file;
  private final HashTable known;
  private final DataOutputStream out;
  private long flushed = System.nanoTime();
  private boolean broken;

  private HashLog(Path file, HashTable known, DataOutputStream out) {
    this.file = file;
    this.known = known;
    this.out = out;
  }

  /**
   * Opens or creates the log in {@code file} and reads what it holds into {@code known}.
   *
   * @param chunks of the payload; hashes of others are damage, and ignored
   */
  static HashLog open(Path file, HashTable known, long chunks) throws IOException {
    if (Files.exists(file)) {
      read(file, known, chunks);
    }
    return new HashLog(
        file,
        known,
        new DataOutputStream(
            new BufferedOutputStream(
                Files.newOutputStream(
                    file, StandardOpenOption.CREATE, StandardOpenOption.APPEND))));
  }

  private static void read(Path file, HashTable known, long chunks) throws IOException {
    long whole = Files.size(file) / RECORD * RECORD;
    try (DataInputStream in =
        new DataInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
      for (long at = 0; at < whole; at += RECORD) {
        long chunk = in.readLong();
        ChunkHash hash = new ChunkHash(in.readLong(), in.readLong());
        if (chunk >= 0 && chunk < chunks) {
          known.accept(chunk, hash);
        }
      }
    }
    try (var channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.truncate(whole);
    }
  }

  @Override
  public synchronized void accept(long chunk, ChunkHash hash) {
    known.accept(chunk, hash);
    if (!broken) {
      try {
        append(chunk, hash);
      } catch (IOException e) {
        broken = true;
        log.warn("hashes of what is sent are not kept any more: {}", e.toString());
      }
    }
  }

  private void append(long chunk, ChunkHash hash) throws IOException {
    out.writeLong(chunk);
    out.writeLong(hash.high());
    out.writeLong(hash.low());
    if (System.nanoTime() - flushed > FLUSH_NANOS) {
      out.flush();
      flushed = System.nanoTime();
    }
  }

  /** Ends it and deletes its file, so that the process after this one computes all hashes anew. */
  synchronized void drop() throws IOException {
    close();
    Files.deleteIfExists(file);
  }

  /** Ends it; hashes that come later are kept in memory only. */
  @Override
  public synchronized void close() {
    try {
      out.close();
    } catch (IOException e) {
      log.warn("hashes of what was sent were not kept: {}", e.toString());
    }
    broken = true;
  }
}
