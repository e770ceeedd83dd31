package dev.ferry.transfer;

import dev.ferry.manifest.Entry;
import dev.ferry.manifest.Manifest;
import dev.ferry.payload.Withdrawn;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/**
 * The files that a sender took back, for the process that follows it: index and reason, a line
 * each. Zeros were sent in their place, so whoever forgot one would have the receiver publish
 * zeros; a line is therefore on disk before the first of them leaves. Thread-safe.
 */
final class WithdrawnFile {
  private final Path file;

  WithdrawnFile(Path file) {
    this.file = file;
  }

  /** Adds one, durably. */
  synchronized void add(Withdrawn withdrawn) throws IOException {
    // The line end comes first: what a crash cut off before must not become a part of this line.
    String line = "\n" + withdrawn.index() + " " + withdrawn.reason().replaceAll("\\R", " ");
    ByteBuffer bytes = ByteBuffer.wrap(line.getBytes(StandardCharsets.UTF_8));
    try (FileChannel out =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
      while (bytes.hasRemaining()) {
        out.write(bytes);
      }
      out.force(true);
    }
  }

  /** What was added before, with its paths in {@code manifest}. */
  List<Withdrawn> read(Manifest manifest) throws IOException {
    List<Withdrawn> all = new ArrayList<>();
    if (!Files.exists(file)) {
      return all;
    }
    String text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
    for (String line : text.lines().toList()) {
      int blank = line.indexOf(' ');
      long index = blank < 0 ? -1 : parse(line.substring(0, blank));
      if (index >= 0 && index < manifest.entries()) {
        all.add(new Withdrawn(index, pathOf(manifest, index), line.substring(blank + 1)));
      }
    }
    return all;
  }

  private static long parse(String digits) {
    return digits.matches("\\d{1,18}") ? Long.parseLong(digits) : -1;
  }

  private static String pathOf(Manifest manifest, long index) throws IOException {
    try (Manifest.Cursor cursor = manifest.walkFrom(index)) {
      Entry entry = cursor.next();
      return entry == null ? "" : entry.path().toString();
    }
  }
}
