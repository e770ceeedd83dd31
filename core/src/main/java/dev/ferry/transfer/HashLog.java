package dev.ferry.transfer;

import dev.ferry.payload.ChunkHash;
import dev.ferry.payload.HashSink;
import dev.ferry.payload.HashTable;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Keeps the hashes of the chunks that a sender has sent, so that a sender that was killed need not
 * read them again to seal: records of 24 bytes, chunk and hash, appended. Thread-safe.
 *
 * <p>It is never forced to disk and not guarded by checksums: a hash that is missing is computed
 * again, and one that is wrong makes the receiver ask for its chunk again, no more.
 */
final class HashLog implements HashSink, Closeable {
  private static final int RECORD = 3 * Long.BYTES;
  private static final long FLUSH_NANOS = 1_000_000_000L;

  private final HashTable known;
  private final DataOutputStream out;
  private long flushed = System.nanoTime();

  private HashLog(HashTable known, DataOutputStream out) {
    this.known = known;
    this.out = out;
  }

  /** Opens or creates the log in {@code file} and reads what it holds into {@code known}. */
  static HashLog open(Path file, HashTable known) throws IOException {
    if (Files.exists(file)) {
      read(file, known);
    }
    return new HashLog(
        known,
        new DataOutputStream(
            new BufferedOutputStream(
                Files.newOutputStream(
                    file, StandardOpenOption.CREATE, StandardOpenOption.APPEND))));
  }

  /** How many hashes a log holds. */
  static long chunks(Path file) throws IOException {
    return Files.exists(file) ? Files.size(file) / RECORD : 0;
  }

  private static void read(Path file, HashTable known) throws IOException {
    long whole = Files.size(file) / RECORD * RECORD;
    try (DataInputStream in =
        new DataInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
      for (long at = 0; at < whole; at += RECORD) {
        known.accept(in.readLong(), new ChunkHash(in.readLong(), in.readLong()));
      }
    } catch (EOFException e) {
      // Cut by a crash: what follows is computed again.
    }
    try (var channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.truncate(whole);
    }
  }

  @Override
  public synchronized void accept(long chunk, ChunkHash hash) throws IOException {
    known.accept(chunk, hash);
    out.writeLong(chunk);
    out.writeLong(hash.high());
    out.writeLong(hash.low());
    if (System.nanoTime() - flushed > FLUSH_NANOS) {
      out.flush();
      flushed = System.nanoTime();
    }
  }

  @Override
  public synchronized void close() throws IOException {
    out.close();
  }
}
