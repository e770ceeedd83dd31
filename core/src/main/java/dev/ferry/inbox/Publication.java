package dev.ferry.inbox;

import dev.ferry.manifest.EntrySet;
import dev.ferry.payload.Chunk;
import dev.ferry.payload.FilePlace;
import dev.ferry.payload.PayloadLayout;
import java.io.IOException;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The last part of a staging's way: what is staged gets its final form, is forced to the disk, and
 * lands under its final names. Can be run again after it stopped anywhere. For one thread.
 */
final class Publication {
  private static final String GONE = "it is gone from the disk";

  private final StagingFolder folder;
  private final PayloadLayout layout;
  private final StagingProgress progress;
  private final Reception reception;
  private final Withdrawal withdrawal;
  private final PublishLog log;

  Publication(
      StagingFolder folder,
      StagingProgress progress,
      Reception reception,
      Withdrawal withdrawal,
      PublishLog log) {
    this.folder = folder;
    this.layout = folder.layout();
    this.progress = progress;
    this.reception = reception;
    this.withdrawal = withdrawal;
    this.log = log;
  }

  /** As {@link Staging#publish}, when nobody writes any more. */
  PublishReport run() throws IOException {
    if (progress.phase() == Staging.Phase.PUBLISHED) {
      return ReportFile.read(folder.folder());
    }
    boolean resumed = progress.phase() == Staging.Phase.PUBLISHING;
    if (!resumed) {
      complete();
    }
    PublishReport report =
        new Landing(folder.inbox(), folder.files(), folder.plan(), layout, withdrawal, log, resumed)
            .land();
    ReportFile.write(folder.folder(), report);
    progress.published();
    return report;
  }

  /** Gives staged files their final form, on the disk too: from then on they only move. */
  private void complete() throws IOException {
    progress.beginCompleting();
    if (progress.isSettled()) {
      // The disk may have failed since, and taken something that was counted.
      withdrawal.withdraw(new Shortfall(layout, reception.missing(), null).find(), GONE);
    }
    SortedSet<Long> lost = completeFiles();
    while (!lost.isEmpty() && progress.isSettled()) {
      for (long index : lost) {
        withdrawal.withdraw(index, GONE);
      }
      lost = completeFiles();
    }
    if (!lost.isEmpty()) {
      Set<Long> chunks = chunksOf(lost);
      forget(chunks);
      throw new StagedDataLostException(chunks.size());
    }
    forceAll();
    progress.beginPublishing();
  }

  private SortedSet<Long> completeFiles() throws IOException {
    return new Completion(folder.files(), layout, withdrawal).run();
  }

  private Set<Long> chunksOf(SortedSet<Long> entries) throws IOException {
    Set<Long> chunks = new TreeSet<>();
    for (long index : entries) {
      FilePlace place = layout.rangeOf(index);
      for (long chunk = Chunk.of(place.from()); Chunk.start(chunk) < place.to(); chunk++) {
        chunks.add(chunk);
      }
    }
    return chunks;
  }

  private void forget(Set<Long> chunks) throws IOException {
    folder.reopenFiles();
    for (long chunk : chunks) {
      reception.forget(chunk);
    }
  }

  private void forceAll() throws IOException {
    DirtyFiles all = new DirtyFiles(folder.manifest(), folder.files());
    for (EntrySet.Run run : layout.accepted().runs()) {
      for (long index = run.from(); index < run.to(); index++) {
        all.add(index);
      }
    }
    try {
      reception.checkpointer().checkpoint(all);
    } catch (IOException e) {
      folder.reopenFiles();
      throw e;
    }
  }
}
