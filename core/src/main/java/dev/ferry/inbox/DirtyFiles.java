package dev.ferry.inbox;

import dev.ferry.manifest.Entry;
import dev.ferry.manifest.FileEntry;
import dev.ferry.manifest.FolderEntry;
import dev.ferry.manifest.LinkEntry;
import dev.ferry.manifest.Manifest;
import dev.ferry.manifest.RelativePath;
import dev.ferry.payload.StagedFiles;
import dev.ferry.platform.HeldFile;
import dev.ferry.platform.HeldFolder;
import dev.ferry.platform.OpenMode;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.util.BitSet;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The staged files that were written and not forced to the disk yet. Thread-safe. */
final class DirtyFiles {
  /**
   * Up to so many files are forced one by one; more of them by one call for the whole file system,
   * which also writes what others left in it.
   */
  private static final int FEW = 64;

  private final Manifest manifest;
  private final StagedFiles files;
  private BitSet dirty = new BitSet();

  DirtyFiles(Manifest manifest, StagedFiles files) {
    this.manifest = manifest;
    this.files = files;
  }

  /** Notes that the file of an entry was written. */
  synchronized void add(long entry) {
    dirty.set(Math.toIntExact(entry));
  }

  private synchronized BitSet take() {
    BitSet taken = dirty;
    dirty = new BitSet();
    return taken;
  }

  private synchronized void putBack(BitSet taken) {
    dirty.or(taken);
  }

  /**
   * Forces what was noted before this call, contents and names. What is written meanwhile stays
   * noted. If it fails, everything does.
   */
  void force() throws IOException {
    BitSet taken = take();
    boolean done = false;
    try {
      force(taken);
      done = true;
    } finally {
      if (!done) {
        putBack(taken);
      }
    }
  }

  private void force(BitSet entries) throws IOException {
    if (entries.cardinality() > FEW && files.root().syncFileSystem()) {
      return;
    }
    try {
      forceEach(entries);
    } catch (AccessDeniedException e) {
      // A file whose final mode does not let its owner read it.
      if (!files.root().syncFileSystem()) {
        throw e;
      }
    }
  }

  private void forceEach(BitSet entries) throws IOException {
    Set<RelativePath> folders = new LinkedHashSet<>();
    for (int from = entries.nextSetBit(0); from >= 0; ) {
      int to = entries.nextClearBit(from);
      try (Manifest.Cursor cursor = manifest.walkFrom(from)) {
        for (int index = from; index < to; index++) {
          Entry entry = cursor.next();
          if (entry == null) {
            throw new IOException("the manifest has fewer entries than its plan");
          }
          force(entry, files.names().of(index, entry), folders);
        }
      }
      from = entries.nextSetBit(to);
    }
    for (RelativePath folder : folders) {
      forceFolder(folder);
    }
    if (!entries.isEmpty()) {
      files.root().force();
    }
  }

  private void force(Entry entry, RelativePath path, Set<RelativePath> folders) throws IOException {
    switch (entry) {
      case FileEntry file -> forceFile(path);
      case FolderEntry folder -> folders.add(path);
      case LinkEntry link -> {}
    }
    @Nullable RelativePath parent = path.parent();
    while (parent != null && folders.add(parent)) {
      parent = parent.parent();
    }
  }

  private void forceFolder(RelativePath folder) throws IOException {
    try {
      files.root().force(folder.toString());
    } catch (NoSuchFileException e) {
      // Folders are not staged if staged files have numbers for names.
    }
  }

  private void forceFile(RelativePath path) throws IOException {
    HeldFolder root = files.root();
    try (HeldFile file = root.openFile(path.toString(), OpenMode.READ)) {
      file.force();
    } catch (NoSuchFileException e) {
      // Taken back by the sender and deleted since.
    }
  }
}
