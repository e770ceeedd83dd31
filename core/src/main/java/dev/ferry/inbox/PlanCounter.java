package dev.ferry.inbox;

import dev.ferry.manifest.Entry;
import dev.ferry.manifest.FileEntry;
import dev.ferry.manifest.Islands;
import dev.ferry.manifest.Manifest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Adds up what a plan would do. */
final class PlanCounter {
  private final Plan plan;
  private final List<String> names = new ArrayList<>();
  private final List<String> clashes = new ArrayList<>();
  private String lastRoot = "";
  private long newFiles;
  private long same;
  private long changed;
  private long refused;
  private long wantedFiles;
  private long wantedBytes;
  private long spaceNeeded;

  PlanCounter(Plan plan) {
    this.plan = plan;
  }

  /** Walks the manifest once. */
  PlanSummary summarize() throws IOException {
    Manifest manifest = plan.manifest();
    try (Manifest.Cursor cursor = manifest.walk()) {
      for (Entry entry = cursor.next(); entry != null; entry = cursor.next()) {
        count(entry, cursor.index());
      }
    }
    return new PlanSummary(
        manifest.entries(),
        manifest.files(),
        manifest.bytes(),
        newFiles,
        same,
        changed,
        refused,
        wantedFiles,
        wantedBytes,
        spaceNeeded,
        plan.spaceFree(),
        plan.policy(),
        names,
        clashes,
        plan.refusals());
  }

  private void count(Entry entry, long index) {
    addName(entry.path().root());
    if (!plan.accepted().contains(index)) {
      return;
    }
    Verdict verdict = plan.verdict(index);
    if (verdict == Verdict.REFUSED) {
      refused++;
    } else if (plan.finding(index).isClash() && verdict != Verdict.SAME) {
      changed++;
      if (clashes.size() < PlanSummary.SAMPLES) {
        clashes.add(entry.path().toString());
      }
    }
    if (entry instanceof FileEntry file) {
      countFile(file, verdict);
    }
  }

  private void countFile(FileEntry file, Verdict verdict) {
    if (verdict == Verdict.SAME) {
      same++;
    } else if (verdict.isWanted()) {
      wantedFiles++;
      wantedBytes += file.size();
      spaceNeeded += bytesOnDisk(file);
      newFiles += verdict == Verdict.NEW ? 1 : 0;
    }
  }

  private static long bytesOnDisk(FileEntry file) {
    return file.islands().whole()
        ? file.size()
        : file.islands().parts().stream().mapToLong(PlanCounter::length).sum();
  }

  private static long length(Islands.Part part) {
    return part.to() - part.from();
  }

  private void addName(String root) {
    if (names.size() < PlanSummary.SAMPLES && !root.equals(lastRoot)) {
      names.add(root);
      lastRoot = root;
    }
  }
}
