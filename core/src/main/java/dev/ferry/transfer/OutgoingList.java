package dev.ferry.transfer;

import dev.ferry.manifest.Entry;
import dev.ferry.manifest.EntrySink;
import dev.ferry.manifest.Manifest;
import dev.ferry.manifest.ManifestFile;
import dev.ferry.manifest.ManifestLimits;
import dev.ferry.manifest.ManifestWriter;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The list of what an outgoing transfer offers: found in the tree once, and kept for later calls
 * and later processes. For one thread until it is there.
 */
final class OutgoingList implements Closeable {
  private final Path file;
  private final Outgoing.TreeListing listing;
  private final Tee.Scan told;
  private @Nullable Manifest manifest;

  /** Keeps it in {@code file}; {@code told} hears while the tree is looked at. */
  OutgoingList(Path file, Outgoing.TreeListing listing, Tee.Scan told) {
    this.file = file;
    this.listing = listing;
    this.told = told;
  }

  /** What a process before this one has listed; null if none has, or was killed meanwhile. */
  @Nullable Manifest restore() throws IOException {
    if (Files.exists(file)) {
      try {
        manifest = ManifestFile.open(file);
      } catch (IOException e) {
        // Killed while it was being listed: list again.
        Files.delete(file);
      }
    }
    return manifest;
  }

  /** As {@link Outgoing#list}. */
  void list(EntrySink sink) throws IOException {
    if (manifest == null) {
      listFirst(sink);
      return;
    }
    try (Manifest.Cursor cursor = manifest.walk()) {
      for (Entry entry = cursor.next(); entry != null; entry = cursor.next()) {
        sink.accept(entry);
      }
    }
  }

  private void listFirst(EntrySink sink) throws IOException {
    try (ManifestWriter writer = ManifestWriter.create(file, ManifestLimits.DEFAULT)) {
      Tee tee = new Tee(writer, sink, told);
      listing.list(tee);
      manifest = writer.finish();
      tee.rethrow();
    }
  }

  /** Whether the tree was listed, in this process or one before. */
  boolean isDone() {
    return manifest != null;
  }

  /** Everything that is offered; only once it is listed. */
  Manifest manifest() {
    if (manifest == null) {
      throw new IllegalStateException("not listed yet");
    }
    return manifest;
  }

  @Override
  public void close() throws IOException {
    if (manifest != null) {
      manifest.close();
    }
  }
}
