package dev.ferry.testkit;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/**
 * SHA-256 over a file's data. Holes of at least {@link #SKIPPED} bytes are not read; a hole and as
 * many zeros hash alike, so that a sparse file equals its copy that is not. Not thread-safe.
 */
final class ContentHash {

  /** Zeros are left out in aligned blocks of this many bytes. */
  private static final int SKIPPED = 1 << 18;

  private final ByteBuffer buffer = ByteBuffer.allocate(SKIPPED);

  String of(Path file) throws IOException {
    MessageDigest digest = sha256();
    try (FileChannel in = FileChannel.open(file, StandardOpenOption.READ)) {
      List<long[]> islands = Islands.of(file, in.size());
      long next = 0;
      for (long[] island : islands) {
        long from = Math.max(next, island[0] / SKIPPED * SKIPPED);
        next = hash(in, from, island[1], digest);
      }
      digest.update(ByteBuffer.allocate(Long.BYTES).putLong(in.size()).flip());
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  /** Hashes whole blocks from {@code from} until {@code to} is passed; returns where it stopped. */
  private long hash(FileChannel in, long from, long to, MessageDigest digest) throws IOException {
    long at = from;
    while (at < to) {
      buffer.clear();
      while (buffer.hasRemaining() && in.read(buffer, at + buffer.position()) >= 0) {}
      buffer.flip();
      if (!buffer.hasRemaining()) {
        return at;
      }
      int length = buffer.remaining();
      if (!allZero()) {
        digest.update(Long.toString(at).getBytes(StandardCharsets.US_ASCII));
        digest.update(buffer);
      }
      at += length;
    }
    return at;
  }

  private boolean allZero() {
    int longs = buffer.remaining() / Long.BYTES;
    for (int i = 0; i < longs; i++) {
      if (buffer.getLong(i * Long.BYTES) != 0) {
        return false;
      }
    }
    for (int i = longs * Long.BYTES; i < buffer.limit(); i++) {
      if (buffer.get(i) != 0) {
        return false;
      }
    }
    return true;
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
