package dev.ferry.direct;

import dev.ferry.manifest.Entry;
import dev.ferry.manifest.EntrySink;
import dev.ferry.manifest.FileEntry;
import java.io.IOException;

/**
 * Writes the entries of a manifest as lines, each as it comes, and the line that ends them:
 *
 * <pre>
 * {"end":{"entries":n,"files":n,"bytes":n}}
 * </pre>
 *
 * Not thread-safe.
 */
final class EntryWriter implements EntrySink {
  /** Entries may come slowly; what is written is on its way after this time at the latest. */
  private static final long FLUSH_NANOS = 500_000_000L;

  private final LineWriter out;
  private long entries;
  private long files;
  private long bytes;
  private long flushed;

  /** Entries go to {@code out}; the first one at once. */
  EntryWriter(LineWriter out) {
    this.out = out;
    this.flushed = System.nanoTime() - FLUSH_NANOS;
  }

  @Override
  public void accept(Entry entry) throws IOException {
    out.write(json -> EntryLine.write(json, entry));
    entries++;
    if (entry instanceof FileEntry file) {
      files++;
      bytes += file.size();
    }
    long now = System.nanoTime();
    if (now - flushed >= FLUSH_NANOS) {
      out.flush();
      flushed = now;
    }
  }

  /** Writes the last line. */
  void end() throws IOException {
    out.write(json -> {
      json.beginObject();
      json.name("end");
      json.beginObject();
      json.name("entries");
      json.value(entries);
      json.name("files");
      json.value(files);
      json.name("bytes");
      json.value(bytes);
      json.endObject();
      json.endObject();
    });
  }
}
