package dev.ferry.browser;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/** Files with the names of the corpus. */
final class OneFile {
  private static final int LONGEST = 255;

  private OneFile() {}

  /** Whether it is the name of one file, as this machine's files can have it. */
  static boolean isName(String name) {
    return !name.contains("/")
        && name.getBytes(StandardCharsets.UTF_8).length <= LONGEST
        && new String(name.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8).equals(name)
        && isPath(name);
  }

  private static boolean isPath(String name) {
    try {
      return Path.of(name).getFileName().toString().equals(name);
    } catch (InvalidPathException e) {
      return false;
    }
  }

  static void make(Path folder, String name) throws IOException {
    Files.writeString(folder.resolve(name), "x");
  }
}
