package dev.ferry.manifest;

import java.nio.file.Path;
import java.util.List;

/** A program of its own, so that another user can run it: scans each of its arguments. */
final class ScanProgram {
  private ScanProgram() {}

  public static void main(String[] args) throws Exception {
    for (String root : args) {
      try {
        new SourceScanner(SourceRoot.of(List.of(Path.of(root))), ScanOptions.EVERYTHING)
            .scan(
                entry -> System.out.println(entry.path()),
                skipped -> System.out.println(skipped.path() + ": " + skipped.reason()));
      } catch (SourceException e) {
        System.out.println(e.getMessage());
      }
    }
  }
}
