package dev.ferry.manifest;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The names in one folder, in the order in which a manifest has them.
 *
 * @param names those that are valid UTF-8
 * @param others those that are not, with U+FFFD for what could not be read
 */
record FolderListing(List<String> names, List<String> others) {
  /** Lists a folder. Blocks on disk. */
  static FolderListing of(Path folder) throws IOException {
    List<String> names = new ArrayList<>();
    List<String> others = new ArrayList<>();
    boolean surrogates = false;
    try (DirectoryStream<Path> stream = Files.newDirectoryStream(folder)) {
      for (Path path : stream) {
        Path last = path.getFileName();
        String name = last.toString();
        (name.indexOf('\ufffd') < 0 || PathText.isExact(last) ? names : others).add(name);
        surrogates |= hasSurrogates(name);
      }
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
    String[] sorted = names.toArray(String[]::new);
    if (surrogates) {
      Arrays.sort(sorted, RelativePath::compareText);
    } else {
      Arrays.sort(sorted);
    }
    return new FolderListing(Arrays.asList(sorted), others);
  }

  /** Only then the order of UTF-16, which compares faster, is not that of code points. */
  private static boolean hasSurrogates(String name) {
    for (int i = 0; i < name.length(); i++) {
      if (Character.isSurrogate(name.charAt(i))) {
        return true;
      }
    }
    return false;
  }
}
