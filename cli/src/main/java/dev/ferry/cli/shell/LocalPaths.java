package dev.ferry.cli.shell;

import dev.ferry.identity.DisplayName;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import org.jline.reader.Candidate;
import org.jline.reader.Completer;
import org.jline.reader.LineReader;
import org.jline.reader.ParsedLine;

/**
 * Completes paths of this machine, but for those that would fool a terminal; alone, what is asked
 * for is a path.
 */
final class LocalPaths implements Completer {
  private static final int MOST = 1000;

  @Override
  public void complete(LineReader reader, ParsedLine line, List<Candidate> candidates) {
    complete(line.word().substring(0, line.wordCursor()), candidates);
  }

  /** Adds what {@code typed} may become. Hidden files only if a dot was typed. */
  void complete(String typed, List<Candidate> candidates) {
    int slash = typed.lastIndexOf('/');
    String folder = typed.substring(0, slash + 1);
    boolean hidden = typed.substring(slash + 1).startsWith(".");
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(place(folder))) {
      for (Path entry : entries) {
        String name = String.valueOf(entry.getFileName());
        boolean shown = hidden || !name.startsWith(".");
        // What was received keeps its name, and the prompt shows it as it is.
        if (candidates.size() < MOST && shown && DisplayName.escape(name).equals(name)) {
          candidates.add(candidate(folder, name, Files.isDirectory(entry)));
        }
      }
    } catch (IOException | DirectoryIteratorException | InvalidPathException e) {
      // Nothing can be completed there.
      return;
    }
  }

  private static Path place(String folder) {
    if (folder.startsWith("~/")) {
      return Path.of(System.getProperty("user.home"), folder.substring(2));
    }
    return Path.of(folder.isEmpty() ? "." : folder);
  }

  /** One that ends with a slash can be gone on with. */
  static Candidate candidate(String folder, String name, boolean isFolder) {
    String end = isFolder ? "/" : "";
    // Neither an option nor the own folder, whoever called it so.
    boolean odd = name.startsWith("-") || name.startsWith("~");
    String before = folder.isEmpty() && odd ? "./" : folder;
    return new Candidate(before + name + end, name + end, null, null, null, null, !isFolder);
  }
}
