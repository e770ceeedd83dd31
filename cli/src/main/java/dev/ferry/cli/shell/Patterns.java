package dev.ferry.cli.shell;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.PatternSyntaxException;

/** Puts the files that a pattern such as {@code *.jpg} means in its place, as a shell does. */
final class Patterns {
  private Patterns() {}

  /** The words with patterns expanded; a pattern that means nothing stays as it is. */
  static List<String> expand(List<Words.Word> words) {
    List<String> all = new ArrayList<>();
    for (Words.Word word : words) {
      List<String> found = word.pattern() ? matches(word.text()) : List.of();
      all.addAll(found.isEmpty() ? List.of(word.text()) : found);
    }
    return List.copyOf(all);
  }

  /** In the last part of the path only, and not of hidden files. */
  private static List<String> matches(String text) {
    int slash = text.lastIndexOf('/');
    String folder = text.substring(0, slash + 1);
    List<String> found = new ArrayList<>();
    try (DirectoryStream<Path> entries =
        Files.newDirectoryStream(
            Path.of(folder.isEmpty() ? "." : folder), text.substring(slash + 1))) {
      for (Path entry : entries) {
        String name = String.valueOf(entry.getFileName());
        if (!name.startsWith(".")) {
          // A file may be called as an option is: what somebody sent, as the sender likes.
          boolean asOption = folder.isEmpty() && name.startsWith("-");
          found.add((asOption ? "./" : folder) + name);
        }
      }
    } catch (IOException
        | DirectoryIteratorException
        | InvalidPathException
        | PatternSyntaxException e) {
      return List.of();
    }
    found.sort(null);
    return found;
  }
}
