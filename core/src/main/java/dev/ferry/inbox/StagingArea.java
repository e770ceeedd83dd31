package dev.ferry.inbox;

import dev.ferry.inbox.JournalFormat.Header;
import dev.ferry.manifest.Entry;
import dev.ferry.manifest.Manifest;
import dev.ferry.manifest.ManifestFile;
import dev.ferry.manifest.ManifestLimits;
import dev.ferry.manifest.ManifestWriter;
import dev.ferry.payload.PayloadLayout;
import dev.ferry.payload.StagedFiles;
import dev.ferry.payload.StagedNames;
import dev.ferry.platform.HeldFile;
import dev.ferry.platform.HeldFolder;
import dev.ferry.platform.LockFile;
import dev.ferry.platform.OpenMode;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The folders of all stagings in an inbox. Each has its lock, a copy of the manifest, the plan, the
 * journal, and the staged files; it is complete once it has a journal.
 */
final class StagingArea {
  static final String FILES = "files";
  static final String JOURNAL = "journal";

  private static final String LOCK = "lock";
  private static final String MANIFEST = "manifest";
  private static final String PLAN = "plan";
  private static final int FOLDER_MODE = 0700;
  private static final int MAX_ID = 64;
  private static final int ATTEMPTS = 10;

  /** Enough for whatever was accepted as a manifest before. */
  private static final ManifestLimits LIMITS =
      new ManifestLimits(Integer.MAX_VALUE, ManifestLimits.MAX_TOTAL_BYTES, Long.MAX_VALUE);

  private final HeldFolder inbox;

  StagingArea(HeldFolder inbox) {
    this.inbox = inbox;
  }

  /** Whether {@code text} can name a staging. */
  static boolean isId(String text) {
    return !text.isEmpty()
        && text.length() <= MAX_ID
        && text.chars().allMatch(c -> c == '-' || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z'));
  }

  /** Makes a new staging. What was begun of it is deleted if that fails. */
  Staging create(String id, Manifest manifest, Plan plan) throws IOException {
    makeFolder(requireId(id));
    boolean done = false;
    try {
      Staging staging = fill(id, manifest, plan);
      done = true;
      return staging;
    } finally {
      if (!done) {
        delete(inbox, id);
      }
    }
  }

  private void makeFolder(String id) throws IOException {
    for (int attempt = 1; ; attempt++) {
      inbox.makeFolder(Inbox.STAGING, FOLDER_MODE);
      try {
        if (!inbox.makeFolder(pathOf(id), FOLDER_MODE)) {
          throw new FileAlreadyExistsException(pathOf(id));
        }
        return;
      } catch (NoSuchFileException e) {
        // The last of the other transfers took the parent away in between.
        if (attempt == ATTEMPTS) {
          throw e;
        }
      }
    }
  }

  private Staging fill(String id, Manifest manifest, Plan plan) throws IOException {
    try (Opening opening = new Opening()) {
      opening.lock(id);
      HeldFolder folder = opening.folder(id);
      Manifest copy = opening.manifest(copy(manifest, onDisk(id, MANIFEST)));
      Plan itsPlan = plan.over(copy);
      PlanFile.write(folder, PLAN, itsPlan);
      folder.makeFolder(FILES, FOLDER_MODE);
      PayloadLayout layout = PayloadLayout.of(copy, itsPlan.wanted());
      boolean flat = mixesUpNames(folder) || new DiskNames(inbox).isRestricted();
      Header header = new Header(layout.length(), copy.entries(), flat);
      Journal journal = opening.journal(Journal.create(folder, JOURNAL, header));
      folder.force();
      inbox.force(Inbox.STAGING);
      inbox.force();
      StagedFiles files = opening.files(folder, flat);
      return opening.done(
          new Staging(
              new StagingFolder(
                  inbox, folder, id, itsPlan, layout, files, journal, opening.lock())));
    }
  }

  /** Opens a staging that is there. */
  Staging open(String id) throws IOException {
    if (inbox.stampOf(pathOf(requireId(id))) == null) {
      throw new NoSuchFileException(pathOf(id));
    }
    try (Opening opening = new Opening()) {
      opening.lock(id);
      HeldFolder folder = opening.folder(id);
      if (!Journal.wasBegun(folder, JOURNAL)) {
        delete(inbox, id);
        throw new NoSuchFileException(pathOf(id), null, "it was never complete");
      }
      Manifest manifest = opening.manifest(ManifestFile.open(onDisk(id, MANIFEST)));
      Plan plan = PlanFile.read(folder, PLAN, manifest);
      PayloadLayout layout = PayloadLayout.of(manifest, plan.wanted());
      Journal.Reopened reopened = Journal.open(folder, JOURNAL);
      Journal journal = opening.journal(reopened.journal());
      Header header = reopened.header();
      if (header.length() != layout.length() || header.entries() != manifest.entries()) {
        throw new IOException("the journal of a transfer is not of its manifest");
      }
      StagedFiles files = opening.files(folder, header.flat());
      Staging staging =
          new Staging(
              new StagingFolder(inbox, folder, id, plan, layout, files, journal, opening.lock()));
      staging.replay(reopened);
      return opening.done(staging);
    }
  }

  private static Manifest copy(Manifest manifest, Path file) throws IOException {
    try (ManifestWriter writer = ManifestWriter.create(file, LIMITS);
        Manifest.Cursor cursor = manifest.walk()) {
      for (Entry entry = cursor.next(); entry != null; entry = cursor.next()) {
        writer.add(entry);
      }
      return writer.finish();
    }
  }

  /**
   * Whether the file system takes two different names for one, as those do that ignore case or
   * forms of Unicode: then two staged files could become one, so they get numbers for names.
   */
  private static boolean mixesUpNames(HeldFolder folder) throws IOException {
    String[][] pairs = {{"probe-a", "PROBE-A"}, {"probe-\u00e9", "probe-e\u0301"}};
    for (String[] pair : pairs) {
      try (HeldFile file = folder.openFile(pair[0], OpenMode.CREATE_NEW)) {
        file.write(new byte[1], 0, 1, 0);
      }
      boolean mixed = folder.stampOf(pair[1]) != null;
      folder.delete(pair[0]);
      if (mixed) {
        return true;
      }
    }
    return false;
  }

  private Path onDisk(String id, String name) {
    return inbox.path().resolve(Inbox.STAGING).resolve(id).resolve(name);
  }

  private static String requireId(String id) {
    if (!isId(id)) {
      throw new IllegalArgumentException("not the id of a staging");
    }
    return id;
  }

  private static String pathOf(String id) {
    return Inbox.STAGING + "/" + id;
  }

  /** Deletes a staging, and the folder of all stagings if it was the last one. */
  static void delete(HeldFolder inbox, String id) throws IOException {
    deleteJournal(inbox, id);
    inbox.deleteTree(pathOf(id));
    Inbox.deleteIfUnused(inbox);
  }

  /** First of all: whatever is left then does not count as a staging any more. */
  static void deleteJournal(HeldFolder inbox, String id) throws IOException {
    try {
      inbox.delete(pathOf(id) + "/" + JOURNAL);
    } catch (NoSuchFileException e) {
      // Not even its folder is there.
    }
  }

  /** Closes what was opened for a staging that did not come about. */
  private final class Opening implements AutoCloseable {
    private final ArrayDeque<AutoCloseable> opened = new ArrayDeque<>();
    private @Nullable LockFile lock;

    void lock(String id) throws IOException {
      Path file = onDisk(id, LOCK);
      lock = add(LockFile.tryTake(file).orElseThrow(() -> inUse(file)));
    }

    private static StagingInUseException inUse(Path file) {
      return new StagingInUseException(String.valueOf(file.getParent()));
    }

    LockFile lock() {
      return Objects.requireNonNull(lock);
    }

    HeldFolder folder(String id) throws IOException {
      return add(inbox.descend(pathOf(id)));
    }

    Manifest manifest(Manifest manifest) {
      return add(manifest);
    }

    Journal journal(Journal journal) {
      return add(journal);
    }

    StagedFiles files(HeldFolder folder, boolean flat) throws IOException {
      HeldFolder files = add(folder.descend(FILES));
      return new StagedFiles(files, flat ? StagedNames.NUMBERS : StagedNames.TREE);
    }

    Staging done(Staging staging) {
      opened.clear();
      return staging;
    }

    private <T extends AutoCloseable> T add(T resource) {
      opened.push(resource);
      return resource;
    }

    @Override
    public void close() throws IOException {
      for (AutoCloseable resource : opened) {
        try {
          resource.close();
        } catch (Exception e) {
          throw new IOException("could not close the staging of a transfer", e);
        }
      }
    }
  }
}
