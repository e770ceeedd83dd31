package dev.ferry.transfer;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How many payload bytes the receiver of an outgoing transfer is known to have, in a file of eight
 * bytes, for lists only: it is never forced to disk, and a disk that does not take it stops
 * nothing. Thread-safe.
 */
final class KnownAmount {
  /** The file in a transfer's folder. */
  static final String NAME = "known";

  private static final Logger log = LoggerFactory.getLogger(KnownAmount.class);

  private final Path file;
  private long bytes;
  private long kept;
  private boolean broken;

  /** Kept in {@code file}, which need not exist. */
  KnownAmount(Path file) {
    this.file = file;
  }

  /** So much is there. */
  synchronized void set(long now) {
    bytes = now;
    keep();
  }

  /** So much more is there. */
  synchronized void add(long more) {
    bytes += more;
    keep();
  }

  private void keep() {
    if (broken || bytes == kept) {
      return;
    }
    try (FileChannel out =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      out.write(ByteBuffer.allocate(Long.BYTES).putLong(0, bytes), 0);
      kept = bytes;
    } catch (IOException e) {
      broken = true;
      log.info("how much is across is not kept any more: {}", e.toString());
    }
  }

  /** What is kept; nothing if there is no file. */
  static long read(Path file) throws IOException {
    if (!Files.exists(file)) {
      return 0;
    }
    byte[] kept = Files.readAllBytes(file);
    return kept.length < Long.BYTES ? 0 : Math.max(0, ByteBuffer.wrap(kept).getLong());
  }
}
