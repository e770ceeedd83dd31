package dev.ferry.manifest;

import java.nio.file.Path;
import java.util.List;

/** A program of its own, so that its heap can be small: scans a tree into a manifest. */
final class ManyFiles {
  private ManyFiles() {}

  public static void main(String[] args) throws Exception {
    Path root = Path.of(args[0]);
    Path file = Path.of(args[1]);
    long start = System.nanoTime();
    long[] first = {0};
    try (ManifestWriter writer = ManifestWriter.create(file, ManifestLimits.DEFAULT)) {
      new SourceScanner(SourceRoot.of(List.of(root)), ScanOptions.EVERYTHING)
          .scan(
              entry -> {
                if (first[0] == 0) {
                  first[0] = System.nanoTime();
                }
                writer.add(entry);
              },
              skipped -> System.out.println(skipped));
      try (Manifest manifest = writer.finish()) {
        long end = System.nanoTime();
        System.out.printf(
            "%d entries, the first after %d ms, all in %d ms: %.0f a second%n",
            manifest.entries(),
            (first[0] - start) / 1_000_000,
            (end - start) / 1_000_000,
            manifest.entries() * 1e9 / (end - start));
      }
    }
  }
}
