package dev.ferry.store;

import io.avaje.json.JsonException;
import io.avaje.jsonb.JsonType;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lines of the history that are not in the database yet: one JSON object a line. Appending to it
 * takes a millisecond, opening SQLite a quarter of a second. The caller holds the history's lock.
 */
final class HistorySpool {
  private static final Set<OpenOption> APPEND =
      Set.of(StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  private static final Logger LOG = LoggerFactory.getLogger(HistorySpool.class);

  private final Path file;
  private final JsonType<HistoryEntry> json = StoredJson.json().type(HistoryEntry.class);

  HistorySpool(Path file) {
    this.file = file;
  }

  /** Appends a line and returns the file's size then. */
  long append(HistoryEntry entry) throws IOException {
    // Begins with a line feed, too: a line that a kill cut short must not swallow this one.
    byte[] line = ("\n" + json.toJson(entry) + "\n").getBytes(StandardCharsets.UTF_8);
    try (FileChannel channel = FileChannel.open(file, APPEND, OwnerOnly.fileMode(file))) {
      ByteBuffer left = ByteBuffer.wrap(line);
      while (left.hasRemaining()) {
        channel.write(left);
      }
      return channel.size();
    }
  }

  /** All lines, oldest first; one that cannot be read is logged and left out. */
  List<HistoryEntry> read() throws IOException {
    List<HistoryEntry> entries = new ArrayList<>();
    String text;
    try {
      text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
    } catch (NoSuchFileException e) {
      return entries;
    }
    for (String line : text.split("\n", -1)) {
      if (!line.isBlank()) {
        addLine(line, entries);
      }
    }
    return entries;
  }

  private void addLine(String line, List<HistoryEntry> entries) {
    try {
      HistoryEntry entry = json.fromJson(line);
      Fields.required(entry);
      entries.add(entry);
    } catch (JsonException | IllegalArgumentException | DateTimeException e) {
      LOG.warn("A line of {} is damaged and left out.", file);
    }
  }

  /** Forgets all lines: they are in the database now. */
  void clear() throws IOException {
    Files.deleteIfExists(file);
  }
}
