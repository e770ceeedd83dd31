package dev.ferry.localsend;

import dev.ferry.manifest.Entry;
import dev.ferry.manifest.FileEntry;
import dev.ferry.manifest.Manifest;
import dev.ferry.transfer.Share;
import java.io.IOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What one asker may download: the files of the shares that it was let into. A file's id is its
 * share's place in the session and its entry's in the manifest. Immutable.
 */
final class DownloadSession {
  private static final Pattern FILE_ID = Pattern.compile("([0-9]{1,4})-([0-9]{1,9})");

  private final String id = UUID.randomUUID().toString();
  private final Asker asker;
  private final List<Share> shares;
  private final boolean locked;

  /**
   * A session.
   *
   * @param locked whether there is more for those who know its PIN
   */
  DownloadSession(Asker asker, List<Share> shares, boolean locked) {
    this.asker = asker;
    this.shares = List.copyOf(shares);
    this.locked = locked;
  }

  /** Whether there is more for those who know its PIN. */
  boolean locked() {
    return locked;
  }

  /** Unguessable. */
  String id() {
    return id;
  }

  boolean isOf(Asker other) {
    return asker.is(other);
  }

  /** How many files there are. */
  long files() {
    return shares.stream().mapToLong(share -> share.manifest().files()).sum();
  }

  /** The first files, at most {@code most}. Blocks on the disk. */
  List<FileInfo> list(int most) throws IOException {
    List<FileInfo> files = new ArrayList<>();
    for (int i = 0; i < shares.size(); i++) {
      try (Manifest.Cursor cursor = shares.get(i).manifest().walk()) {
        Entry entry = cursor.next();
        while (entry != null && files.size() < most) {
          if (entry instanceof FileEntry file) {
            files.add(info(i + "-" + cursor.index(), file));
          }
          entry = cursor.next();
        }
      }
    }
    return files;
  }

  private static FileInfo info(String id, FileEntry file) {
    String modified =
        DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(
            Instant.ofEpochSecond(0, file.modifiedNanos()).atOffset(ZoneOffset.UTC));
    return new FileInfo(
        id,
        file.path().toString(),
        file.size(),
        MediaTypes.of(file.path().name()),
        null,
        null,
        modified,
        null);
  }

  /**
   * Opens a file, whose share must be on offer still.
   *
   * @param stillOffered the ids of those shares
   */
  Share.SharedFile open(@Nullable String fileId, List<String> stillOffered) throws IOException {
    Matcher matcher = FILE_ID.matcher(fileId == null ? "" : fileId);
    if (!matcher.matches()) {
      throw noFile();
    }
    int number = Integer.parseInt(matcher.group(1));
    long index = Long.parseLong(matcher.group(2));
    if (number >= shares.size() || !stillOffered.contains(shares.get(number).id())) {
      throw noFile();
    }
    Share share = shares.get(number);
    if (index >= share.manifest().entries()) {
      throw noFile();
    }
    try (Manifest.Cursor cursor = share.manifest().walkFrom(index)) {
      if (cursor.next() instanceof FileEntry file) {
        return share.file(file.path());
      }
    }
    throw noFile();
  }

  private static Refusal noFile() {
    return new Refusal(404, "no such file is shared (any more)");
  }
}
