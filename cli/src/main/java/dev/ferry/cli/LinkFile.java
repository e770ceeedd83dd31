package dev.ferry.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/**
 * The option of commands that take a peer or a link, for a link that nobody shall see among the
 * arguments of this process.
 */
final class LinkFile {
  private static final String STANDARD_INPUT = "-";

  @Option(
      names = "--link-file",
      paramLabel = "FILE",
      order = 4,
      description =
          "A file whose first line is the link, - for standard input: arguments can be seen by all"
              + " users of a machine.")
  private @Nullable String file;

  /**
   * The peer or link: the one in the file, else the first of {@code words}. Blocks on the file.
   *
   * @throws dev.ferry.transfer.TransferException if there is neither
   */
  String peer(List<String> words) throws IOException {
    if (file != null) {
      return firstLine(file);
    }
    if (words.isEmpty()) {
      throw Ending.usage("say from where: HOST[:PORT], a link, or --link-file FILE");
    }
    return words.getFirst();
  }

  /** What of {@code words} is not the peer. */
  List<String> paths(List<String> words) {
    return file != null || words.isEmpty() ? words : words.subList(1, words.size());
  }

  private static String firstLine(String name) throws IOException {
    try (Reader reader =
            name.equals(STANDARD_INPUT)
                ? new InputStreamReader(System.in, StandardCharsets.UTF_8)
                : Files.newBufferedReader(Path.of(name));
        BufferedReader lines = new BufferedReader(reader)) {
      String line = lines.readLine();
      if (line == null || !line.strip().startsWith("https://")) {
        throw Ending.usage("the first line of --link-file is no link; links begin with https://");
      }
      return line.strip();
    }
  }
}
