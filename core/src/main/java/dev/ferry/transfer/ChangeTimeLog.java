package dev.ferry.transfer;

import dev.ferry.payload.ChangeTimes;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps what a sender's files looked like for the process after it: records of 24 bytes, border,
 * time of change, and both with a constant XORed, so that what a crash tore is not taken for a
 * record. Each is in the hands of the system before the first byte of its file leaves. Thread-safe.
 */
final class ChangeTimeLog implements ChangeTimes.Listener, Closeable {
  private static final Logger log = LoggerFactory.getLogger(ChangeTimeLog.class);
  private static final int RECORD = 3 * Long.BYTES;
  private static final long MARK = 0x4645525259534545L; // "FERRYSEE"

  private final Path file;
  private final OutputStream out;

  private ChangeTimeLog(Path file, OutputStream out) {
    this.file = file;
    this.out = out;
  }

  /** Opens or creates the log in {@code file}. */
  static ChangeTimeLog open(Path file) throws IOException {
    return new ChangeTimeLog(
        file, Files.newOutputStream(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND));
  }

  /** The time of change of each file that a log holds, by its border. */
  static Map<Long, Long> read(Path file) throws IOException {
    Map<Long, Long> kept = new TreeMap<>();
    ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file));
    while (bytes.remaining() >= RECORD) {
      bytes.mark();
      long border = bytes.getLong();
      long changedNanos = bytes.getLong();
      if (bytes.getLong() == (border ^ changedNanos ^ MARK) && border > 0) {
        kept.put(border, changedNanos);
      } else {
        // Torn: the next whole record begins somewhere behind.
        bytes.reset().get();
      }
    }
    return kept;
  }

  @Override
  public synchronized void saw(long border, long changedNanos) {
    ByteBuffer bytes = ByteBuffer.allocate(RECORD);
    bytes.putLong(border).putLong(changedNanos).putLong(border ^ changedNanos ^ MARK);
    try {
      out.write(bytes.array());
    } catch (IOException e) {
      log.warn("what a source looked like is not kept: {}", e.toString());
    }
  }

  /** Ends it and deletes its file. */
  void drop() throws IOException {
    close();
    Files.deleteIfExists(file);
  }

  @Override
  public synchronized void close() throws IOException {
    out.close();
  }
}
