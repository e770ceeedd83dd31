package dev.ferry.manifest;

import java.nio.file.Path;

/**
 * A program of its own, so that its heap can be small: writes a manifest of a million entries and
 * walks it.
 */
final class MillionEntries {
  static final int FOLDERS = 1000;
  static final int FILES_EACH = 999;

  private MillionEntries() {}

  public static void main(String[] args) throws Exception {
    Path file = Path.of(args[0]);
    long start = System.nanoTime();
    try (Manifest manifest = write(file)) {
      long written = System.nanoTime();
      long walked = walk(manifest);
      long end = System.nanoTime();
      System.out.printf(
          "%d entries, %d bytes of payload, written in %d ms, walked in %d ms%n",
          walked, manifest.bytes(), (written - start) / 1_000_000, (end - written) / 1_000_000);
    }
  }

  private static Manifest write(Path file) throws Exception {
    try (ManifestWriter writer = ManifestWriter.create(file, ManifestLimits.DEFAULT)) {
      for (int f = 0; f < FOLDERS; f++) {
        RelativePath folder = RelativePath.parse("a tree with a name/folder-%06d".formatted(f));
        long time = 1_760_000_000_123_456_789L + f;
        writer.add(new FolderEntry(folder, time, 0755));
        for (int i = 0; i < FILES_EACH; i++) {
          RelativePath path = folder.resolve("some file of it " + (100_000 + i) + ".txt");
          writer.add(new FileEntry(path, i, time + i * 1_000_000L, 0644));
        }
      }
      return writer.finish();
    }
  }

  private static long walk(Manifest manifest) throws Exception {
    long count = 0;
    try (Manifest.Cursor cursor = manifest.walk()) {
      while (cursor.next() != null) {
        count++;
      }
    }
    return count;
  }
}
