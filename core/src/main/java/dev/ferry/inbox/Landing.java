package dev.ferry.inbox;

import dev.ferry.inbox.LandingFolder.State;
import dev.ferry.manifest.Entry;
import dev.ferry.manifest.FileEntry;
import dev.ferry.manifest.FolderEntry;
import dev.ferry.manifest.Manifest;
import dev.ferry.manifest.RelativePath;
import dev.ferry.payload.PayloadLayout;
import dev.ferry.payload.StagedFiles;
import dev.ferry.platform.HeldFolder;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Moves completed staged files to their final names. A folder that is new goes in one piece, with
 * everything below it; one that exists is merged into, entry by entry. What is not staged any more
 * has landed before: so it can be run again after it stopped anywhere.
 */
final class Landing implements FolderChain.Visitor<LandingFolder> {
  private final Plan plan;
  private final PayloadLayout layout;
  private final Withdrawal withdrawal;
  private final HeldFolder inbox;
  private final PublishCounter counter = new PublishCounter();
  private final FolderLanding folders;
  private final EntryLanding entries;
  private final TargetFolders targets;

  /**
   * A landing.
   *
   * @param resumed whether an earlier one may have come some way
   */
  Landing(
      HeldFolder inbox,
      StagedFiles files,
      Plan plan,
      PayloadLayout layout,
      Withdrawal withdrawal,
      PublishLog log,
      boolean resumed)
      throws IOException {
    this.inbox = inbox;
    this.plan = plan;
    this.layout = layout;
    this.withdrawal = withdrawal;
    Numbering numbering = new Numbering(layout.manifest(), new DiskNames(inbox));
    targets = new TargetFolders(inbox, numbering, log, counter, resumed);
    folders = new FolderLanding(files, plan.policy(), numbering, targets, log, counter);
    entries = new EntryLanding(files, plan.policy(), numbering, targets, log, counter, resumed);
  }

  /** Lands everything, forces the folders where it landed, and reports. */
  PublishReport land() throws IOException {
    LandingFolder root = new LandingFolder(null, null, -1, null, State.MERGED);
    FolderChain<LandingFolder> chain = new FolderChain<>(root, this);
    try (targets;
        folders;
        entries;
        Manifest.Cursor cursor = layout.manifest().walk()) {
      for (Entry entry = cursor.next(); entry != null; entry = cursor.next()) {
        land(entry, cursor.index(), chain);
      }
      chain.finish();
      targets.forceRest();
    }
    inbox.force();
    return counter.report();
  }

  private void land(Entry entry, long index, FolderChain<LandingFolder> chain) throws IOException {
    boolean wanted = layout.accepted().contains(index);
    if (entry instanceof FolderEntry folder) {
      LandingFolder landing = chain.enter(folder, index);
      if (wanted && landing.state == State.WAITING) {
        targets.make(landing);
      }
    } else if (!wanted) {
      countLeftOut(entry, index);
    } else if (entry instanceof FileEntry && withdrawal.contains(index)) {
      counter.withdrawn();
    } else {
      entries.land(entry, index, chain.parentOf(entry.path()));
    }
    if (!wanted && plan.accepted().contains(index) && plan.verdict(index) == Verdict.REFUSED) {
      counter.refused();
    }
  }

  private void countLeftOut(Entry entry, long index) {
    if (entry instanceof FileEntry && plan.accepted().contains(index)) {
      switch (plan.verdict(index)) {
        case SAME -> counter.same();
        case SKIP -> counter.skipped();
        case NEW, MERGE, BESIDE, REPLACE, REFUSED -> {}
      }
    }
  }

  @Override
  public LandingFolder enter(
      LandingFolder parent, RelativePath path, long index, @Nullable FolderEntry entry)
      throws IOException {
    return folders.enter(parent, path, index, entry);
  }

  @Override
  public void leave(LandingFolder folder) throws IOException {
    targets.leave(folder);
  }
}
