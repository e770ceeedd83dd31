package dev.ferry.direct;

import dev.ferry.json.Fields;
import dev.ferry.json.MalformedException;
import dev.ferry.manifest.Entry;
import dev.ferry.manifest.FileEntry;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Reads what {@link EntryWriter} wrote, and compares the numbers of its last line with what came.
 * Order, doubles and the bounds of a manifest are for whoever collects the entries. Not
 * thread-safe.
 */
final class EntryReader {
  private final LineReader in;
  private long entries;
  private long files;
  private long bytes;
  private boolean ended;

  EntryReader(LineReader in) {
    this.in = in;
  }

  /**
   * The next entry, or null after the last one, when the stream is at its end too.
   *
   * @throws MalformedException if a line is no entry or the end does not fit what came
   */
  @Nullable Entry next() throws IOException {
    if (ended) {
      return null;
    }
    Fields line = in.require();
    try {
      if (line.has("end")) {
        checkEnd(line.object("end"));
        ended = true;
        return null;
      }
      Entry entry = EntryLine.read(line);
      count(entry);
      return entry;
    } catch (MalformedException e) {
      throw new MalformedException("line " + in.lines() + ": " + e.getMessage(), e);
    }
  }

  private void count(Entry entry) throws MalformedException {
    entries++;
    if (entry instanceof FileEntry file) {
      files++;
      bytes += file.size();
      if (bytes < 0) {
        throw new MalformedException("the sizes add up to more than 63 bits");
      }
    }
  }

  private void checkEnd(Fields end) throws IOException {
    if (end.count("entries") != entries
        || end.count("files") != files
        || end.count("bytes") != bytes) {
      throw new MalformedException("\"end\" does not count what came");
    }
    if (in.next() != null) {
      throw new MalformedException("something follows \"end\"");
    }
  }
}
