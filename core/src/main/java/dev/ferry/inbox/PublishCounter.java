package dev.ferry.inbox;

import dev.ferry.manifest.FileEntry;
import dev.ferry.manifest.RelativePath;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Counts what publishing does. */
final class PublishCounter {
  private final List<String> besideNames = new ArrayList<>();
  private final List<String> refusals = new ArrayList<>();
  private final List<String> names = new ArrayList<>();
  private long files;
  private long bytes;
  private long same;
  private long skipped;
  private long beside;
  private long withdrawn;
  private long refused;

  /**
   * A file landed.
   *
   * @param where at the destination; null if that is not known, or not wanted
   */
  void landed(FileEntry file, @Nullable String where) {
    files++;
    bytes += file.size();
    if (where != null && wantsNames()) {
      names.add(where);
    }
  }

  /** Whether it still notes where files land. */
  boolean wantsNames() {
    return names.size() < PublishReport.SAMPLES;
  }

  void same() {
    same++;
  }

  void skipped() {
    skipped++;
  }

  void withdrawn() {
    withdrawn++;
  }

  void refused() {
    refused++;
  }

  void refused(RelativePath path, String reason) {
    refused++;
    if (refusals.size() < PublishReport.SAMPLES) {
      refusals.add(path + ": " + reason);
    }
  }

  /** Something landed under a name with a number. */
  void beside(RelativePath name) {
    beside++;
    if (besideNames.size() < PublishReport.SAMPLES) {
      besideNames.add(name.toString());
    }
  }

  PublishReport report() {
    return new PublishReport(
        files, bytes, same, skipped, beside, besideNames, withdrawn, refused, refusals, names);
  }
}
