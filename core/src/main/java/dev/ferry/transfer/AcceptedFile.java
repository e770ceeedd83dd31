package dev.ferry.transfer;

import dev.ferry.manifest.EntrySet;
import dev.ferry.store.AtomicFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.Optional;
import java.util.zip.CRC32C;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The accepted entries of an outgoing transfer in a file: a magic number, the CRC32C of the rest,
 * and a bit for each entry, the lowest bit of the first byte being the first one.
 */
final class AcceptedFile {
  private static final Logger log = LoggerFactory.getLogger(AcceptedFile.class);
  private static final long MAGIC = 0x4645525259414331L; // "FERRYAC1"
  private static final int HEADER = Long.BYTES + Integer.BYTES;

  private AcceptedFile() {}

  /** Keeps the entries, durably, in place of those kept before. */
  static void write(Path file, EntrySet accepted) throws IOException {
    byte[] bits = accepted.toBits().toByteArray();
    ByteBuffer bytes = ByteBuffer.allocate(HEADER + bits.length);
    bytes.putLong(MAGIC).putInt(crc(ByteBuffer.wrap(bits))).put(bits);
    AtomicFile.write(file, bytes.array());
  }

  /**
   * What is kept; empty if there is no file, or it is damaged: the receiver says it again.
   *
   * @param entries of the manifest
   */
  static Optional<EntrySet> read(Path file, long entries) throws IOException {
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file));
    if (bytes.remaining() >= HEADER
        && bytes.getLong() == MAGIC
        && bytes.getInt() == crc(bytes.slice())) {
      EntrySet accepted = EntrySet.of(BitSet.valueOf(bytes));
      if (accepted.end() <= entries) {
        return Optional.of(accepted);
      }
    }
    log.info("the list of accepted entries is damaged, and asked for again: {}", file);
    return Optional.empty();
  }

  private static int crc(ByteBuffer bytes) {
    CRC32C crc = new CRC32C();
    crc.update(bytes);
    return (int) crc.getValue();
  }
}
