package dev.ferry.manifest;

import com.dynatrace.hash4j.hashing.HashStream128;
import com.dynatrace.hash4j.hashing.HashValue128;
import com.dynatrace.hash4j.hashing.Hashing;
import dev.ferry.platform.HeldFile;
import dev.ferry.platform.Platform;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HexFormat;

/** XXH3-128 of whole files. Not thread-safe: it reuses its buffer. */
final class ContentHash {
  private final byte[] buffer = new byte[256 << 10];
  private final HashStream128 stream = Hashing.xxh3_128().hashStream();

  /** The hash in 32 hex digits, the high half first. Blocks on disk. */
  String of(Path path, boolean followLinks) throws IOException {
    stream.reset();
    try (HeldFile file = Platform.current().openForReading(path, followLinks)) {
      long position = 0;
      int read = file.read(buffer, 0, buffer.length, position);
      while (read > 0) {
        stream.putBytes(buffer, 0, read);
        position += read;
        read = file.read(buffer, 0, buffer.length, position);
      }
    }
    HashValue128 hash = stream.get();
    HexFormat hex = HexFormat.of();
    return hex.toHexDigits(hash.getMostSignificantBits())
        + hex.toHexDigits(hash.getLeastSignificantBits());
  }
}
