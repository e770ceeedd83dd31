package dev.ferry.manifest;

import dev.ferry.manifest.Skipped.Reason;
import dev.ferry.platform.Extent;
import dev.ferry.platform.FileStamp;
import dev.ferry.platform.Platform;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes the entry of a file or link that a scanner found, or reports why there is none. */
final class EntryReader {
  /**
   * Smaller files are sent whole even if they have holes: finding those costs more than it saves.
   */
  private static final long SPARSE_FROM = 64 << 10;

  /** Who may read: if everybody does, there is no need to ask the system whether we do. */
  private static final int READ_BITS = 0444;

  /** How often a file is read again that changes while it is hashed. */
  private static final int HASH_TRIES = 3;

  private final boolean follow;
  private final @Nullable ContentHash hash;
  private final SkipReport skips;

  EntryReader(ScanOptions options, SkipReport skips) {
    this.follow = options.links() == LinkPolicy.FOLLOW;
    this.hash = options.contentHashes() ? new ContentHash() : null;
    this.skips = skips;
  }

  /** The entry of what has this stamp; null if it was reported instead. */
  @Nullable Entry fileOrLink(RelativePath where, Path path, FileStamp stamp) {
    try {
      return switch (stamp.kind()) {
        case FILE ->
            isReadable(path, stamp) ? file(where, path, stamp) : skip(where, Reason.UNREADABLE);
        case LINK -> link(where, path, stamp);
        case OTHER -> skip(where, Reason.SPECIAL);
        case FOLDER -> skip(where, Reason.VANISHED); // it was something else a moment ago
      };
    } catch (IOException e) {
      skips.add(where, path, e);
      return null;
    }
  }

  private @Nullable Entry skip(RelativePath where, Reason reason) {
    skips.add(where.toString(), reason);
    return null;
  }

  private FileEntry file(RelativePath where, Path path, FileStamp found) throws IOException {
    FileStamp stamp = found;
    @Nullable String content = null;
    for (int i = 0; hash != null && content == null && i < HASH_TRIES; i++) {
      String read = hash.of(path, follow);
      FileStamp after = Platform.current().stamp(path, follow);
      content = after.equals(stamp) ? read : null;
      stamp = after;
    }
    int mode = stamp.mode() & Entry.MODE_MASK;
    return new FileEntry(
        where, stamp.size(), stamp.modifiedNanos(), mode, islands(path, stamp), content);
  }

  private @Nullable Entry link(RelativePath where, Path path, FileStamp stamp) throws IOException {
    Path target = Files.readSymbolicLink(path);
    String text = target.toString();
    return LinkEntry.isTarget(text) && PathText.isExact(target)
        ? new LinkEntry(where, text, stamp.modifiedNanos())
        : skip(where, Reason.NOT_UTF8);
  }

  private static Islands islands(Path path, FileStamp stamp) throws IOException {
    long size = stamp.size();
    if (size < SPARSE_FROM || stamp.allocatedBytes() >= size) {
      return Islands.WHOLE;
    }
    List<Extent> extents = Platform.current().islands(path, Islands.MAX_PARTS);
    if (extents.equals(List.of(new Extent(0, size)))) {
      return Islands.WHOLE;
    }
    return Islands.of(
        extents.stream()
            .filter(extent -> extent.from() < size)
            .map(extent -> new Islands.Part(extent.from(), Math.min(extent.to(), size)))
            .toList());
  }

  private static boolean isReadable(Path path, FileStamp stamp) {
    return (stamp.mode() & READ_BITS) == READ_BITS || Files.isReadable(path);
  }
}
