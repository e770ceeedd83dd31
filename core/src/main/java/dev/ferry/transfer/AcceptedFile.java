package dev.ferry.transfer;

import dev.ferry.manifest.EntrySet;
import dev.ferry.manifest.EntrySet.Run;
import dev.ferry.store.AtomicFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The accepted entries of an outgoing transfer in a file: one run {@code from-to} a line, then a
 * line {@code end}.
 */
final class AcceptedFile {
  private static final Logger log = LoggerFactory.getLogger(AcceptedFile.class);
  private static final String END = "end";

  private AcceptedFile() {}

  /** Keeps the entries, durably, in place of those kept before. */
  static void write(Path file, EntrySet accepted) throws IOException {
    StringBuilder text = new StringBuilder();
    for (Run run : accepted.runs()) {
      text.append(run.from()).append('-').append(run.to()).append('\n');
    }
    AtomicFile.write(file, text.append(END + "\n").toString().getBytes(StandardCharsets.US_ASCII));
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
    try {
      return Optional.of(parse(Files.readAllLines(file, StandardCharsets.ISO_8859_1), entries));
    } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
      log.info("the list of accepted entries is damaged, and asked for again: {}", file);
      return Optional.empty();
    }
  }

  private static EntrySet parse(List<String> lines, long entries) {
    if (lines.isEmpty() || !lines.getLast().equals(END)) {
      throw new IllegalArgumentException("it is cut off");
    }
    List<Run> runs = new ArrayList<>();
    for (String line : lines.subList(0, lines.size() - 1)) {
      int dash = line.indexOf('-');
      runs.add(
          new Run(
              Long.parseLong(line, 0, dash, 10),
              Long.parseLong(line, dash + 1, line.length(), 10)));
    }
    return EntrySet.ofRuns(runs, entries);
  }
}
