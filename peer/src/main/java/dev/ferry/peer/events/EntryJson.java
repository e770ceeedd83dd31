package dev.ferry.peer.events;

import dev.ferry.manifest.Entry;
import dev.ferry.manifest.FileEntry;
import dev.ferry.manifest.FolderEntry;
import dev.ferry.manifest.LinkEntry;
import java.time.Instant;

/** An entry of what is shared, as the fields of the event {@code file} in docs/events.md. */
public final class EntryJson {
  private EntryJson() {}

  /** Puts the fields of {@code entry}; returns {@code event}. */
  public static JsonLine put(JsonLine event, Entry entry) {
    event
        .put("path", entry.path().toString())
        .put("kind", kind(entry))
        .put("modified", Instant.ofEpochSecond(0, entry.modifiedNanos()).toString());
    return switch (entry) {
      case FileEntry found ->
          event.put("bytes", found.size()).put("mode", Integer.toOctalString(found.mode()));
      case FolderEntry found -> event.put("mode", Integer.toOctalString(found.mode()));
      case LinkEntry found -> event.put("target", found.target());
    };
  }

  private static String kind(Entry entry) {
    return switch (entry) {
      case FileEntry _ -> "file";
      case FolderEntry _ -> "folder";
      case LinkEntry _ -> "link";
    };
  }
}
