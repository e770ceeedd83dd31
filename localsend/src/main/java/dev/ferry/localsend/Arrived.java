package dev.ferry.localsend;

import dev.ferry.manifest.Entry;
import dev.ferry.manifest.FileEntry;
import dev.ferry.manifest.Manifest;
import java.io.IOException;

/**
 * How much of a manifest the device has.
 *
 * @param files how many of its files
 * @param bytes their sizes added up
 */
record Arrived(long files, long bytes) {
  /** Counts. Walks the manifest. */
  static Arrived of(Manifest manifest, DeliveredFile delivered) throws IOException {
    long files = 0;
    long bytes = 0;
    try (Manifest.Cursor cursor = manifest.walk()) {
      for (Entry entry = cursor.next(); entry != null; entry = cursor.next()) {
        if (entry instanceof FileEntry file && delivered.hasFile(cursor.index())) {
          files++;
          bytes += file.size();
        }
      }
    }
    return new Arrived(files, bytes);
  }
}
