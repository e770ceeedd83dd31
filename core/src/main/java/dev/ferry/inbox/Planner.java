package dev.ferry.inbox;

import dev.ferry.manifest.Entry;
import dev.ferry.manifest.EntrySet;
import dev.ferry.manifest.FileEntry;
import dev.ferry.manifest.FolderEntry;
import dev.ferry.manifest.LinkEntry;
import dev.ferry.manifest.Manifest;
import dev.ferry.manifest.RelativePath;
import dev.ferry.platform.FileStamp;
import dev.ferry.platform.HeldFolder;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Compares a manifest with what stands at the destination, in one walk over both. */
final class Planner implements FolderChain.Visitor<Planner.Place> {
  private final Manifest manifest;
  private final SafetyRules rules;
  private final SameFile sameFile;
  private final OpenFolder target;
  private final Numbering numbering;
  private final FileStamp inbox;
  private final List<String> refusals = new ArrayList<>();

  /**
   * Where a folder of the manifest lands.
   *
   * @param path of the folder that is there; null for the inbox itself, and if nothing is
   * @param there whether a folder is there
   * @param belowClash whether it, or a folder above, lands beside what has its name
   * @param refused whether nothing below may land
   */
  record Place(@Nullable RelativePath path, boolean there, boolean belowClash, boolean refused) {}

  Planner(Manifest manifest, HeldFolder inbox, SafetyRules rules, SameFile sameFile)
      throws IOException {
    this.manifest = manifest;
    this.numbering = new Numbering(manifest, new DiskNames(inbox));
    this.rules = rules;
    this.sameFile = sameFile;
    this.target = new OpenFolder(inbox);
    this.inbox = inbox.stamp();
  }

  /** Plans all entries. */
  Plan plan(ClashPolicy policy, long spaceFree) throws IOException {
    byte[] facts = new byte[Math.toIntExact(manifest.entries())];
    FolderChain<Place> chain = new FolderChain<>(new Place(null, true, false, false), this);
    try (target;
        Manifest.Cursor cursor = manifest.walk()) {
      for (Entry entry = cursor.next(); entry != null; entry = cursor.next()) {
        facts[Math.toIntExact(cursor.index())] = judge(entry, chain, cursor.index());
      }
    }
    EntrySet all = EntrySet.all(manifest.entries());
    return new Plan(manifest, facts, all, policy, spaceFree, refusals, sameFile.guessed());
  }

  private byte judge(Entry entry, FolderChain<Place> chain, long index) throws IOException {
    String objection = rules.objection(entry);
    if (objection != null && refusals.size() < PlanSummary.SAMPLES) {
      refusals.add(entry.path() + ": " + objection);
    }
    Place parent = chain.parentOf(entry.path());
    if (entry instanceof FolderEntry folder) {
      return judgeFolder(parent, chain.enter(folder, index));
    }
    if (objection != null || parent.refused()) {
      return Finding.UNSAFE.fact(parent.belowClash());
    }
    return find(entry, parent).fact(parent.belowClash());
  }

  private static byte judgeFolder(Place parent, Place place) {
    if (place.refused()) {
      return Finding.UNSAFE.fact(false);
    }
    if (place.belowClash() && !parent.belowClash()) {
      return Finding.OTHER_KIND.fact(false);
    }
    Finding finding = place.there() ? Finding.FOLDER : Finding.FREE;
    return finding.fact(place.belowClash());
  }

  private Finding find(Entry entry, Place parent) throws IOException {
    if (!parent.there()) {
      return Finding.FREE;
    }
    HeldFolder folder = target.at(parent.path());
    String name = numbering.name(entry.path(), 1);
    FileStamp stamp = folder.stampOf(name);
    if (stamp == null) {
      return Finding.FREE;
    }
    if (isSame(entry, folder, name, stamp)) {
      return Finding.SAME;
    }
    boolean replaceable = stamp.isFile() || stamp.isLink();
    for (int n = numbering.next(entry.path(), 1); ; n = numbering.next(entry.path(), n)) {
      String beside = numbering.name(entry.path(), n);
      FileStamp other = folder.stampOf(beside);
      if (other == null) {
        return replaceable ? Finding.OTHER_FILE : Finding.OTHER_KIND;
      }
      if (isSame(entry, folder, beside, other)) {
        return replaceable ? Finding.SAME_BESIDE : Finding.OTHER_KIND_BESIDE;
      }
    }
  }

  private boolean isSame(Entry entry, HeldFolder folder, String name, FileStamp stamp)
      throws IOException {
    return switch (entry) {
      case FileEntry file -> sameFile.isSame(file, folder, name, stamp);
      case LinkEntry link -> SameFile.isSame(link, folder, name, stamp);
      case FolderEntry ignored -> false;
    };
  }

  @Override
  public Place enter(Place parent, RelativePath path, long index, @Nullable FolderEntry entry)
      throws IOException {
    boolean top = parent.path() == null && path.depth() == 1;
    if (parent.refused() || (top && SafetyRules.isReserved(path.name()))) {
      return new Place(null, false, false, true);
    }
    if (!parent.there()) {
      return new Place(null, false, parent.belowClash(), false);
    }
    HeldFolder folder = target.at(parent.path());
    for (int n = 1; ; n = numbering.next(path, n)) {
      String name = numbering.name(path, n);
      FileStamp stamp = folder.stampOf(name);
      boolean belowClash = parent.belowClash() || n > 1;
      if (stamp == null) {
        return new Place(null, false, belowClash, false);
      }
      if (stamp.isFolder() && !stamp.isSameFileAs(inbox)) {
        return new Place(Paths.below(parent.path(), name), true, belowClash, false);
      }
    }
  }

  @Override
  public void leave(Place place) {}
}
