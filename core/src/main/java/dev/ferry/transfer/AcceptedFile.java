package dev.ferry.transfer;

import dev.ferry.manifest.EntrySet;
import dev.ferry.manifest.EntrySet.Run;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;

/** The accepted entries of an outgoing transfer in a file: one run {@code from-to} a line. */
final class AcceptedFile {
  private AcceptedFile() {}

  static void write(Path file, EntrySet accepted) throws IOException {
    Path fresh = file.resolveSibling(file.getFileName() + ".new");
    try (BufferedWriter out = Files.newBufferedWriter(fresh)) {
      for (Run run : accepted.runs()) {
        out.write(run.from() + "-" + run.to() + "\n");
      }
    }
    Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING);
  }

  static EntrySet read(Path file) throws IOException {
    List<Run> runs = new ArrayList<>();
    try (var lines = Files.newBufferedReader(file)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        int dash = line.indexOf('-');
        runs.add(
            new Run(
                Long.parseLong(line, 0, dash, 10),
                Long.parseLong(line, dash + 1, line.length(), 10)));
      }
    } catch (RuntimeException e) {
      throw new IOException("the list of accepted entries is damaged: " + file, e);
    }
    return EntrySet.ofRuns(runs);
  }
}
