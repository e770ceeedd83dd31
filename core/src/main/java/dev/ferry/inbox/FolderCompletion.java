package dev.ferry.inbox;

import dev.ferry.manifest.Entry;
import dev.ferry.manifest.FolderEntry;
import dev.ferry.manifest.Manifest;
import dev.ferry.manifest.RelativePath;
import dev.ferry.payload.PayloadLayout;
import dev.ferry.platform.FileKind;
import dev.ferry.platform.HeldFolder;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Sets modes and times of staged folders, each after everything below it. */
final class FolderCompletion implements FolderChain.Visitor<FolderCompletion.Place> {
  private final HeldFolder root;
  private final PayloadLayout layout;
  private final long now = TimeUnit.MILLISECONDS.toNanos(System.currentTimeMillis());

  /** A folder on the way; the root has no path. */
  static final class Place {
    private final @Nullable Place parent;
    private final @Nullable RelativePath path;
    private final @Nullable FolderEntry entry;
    private boolean staged;

    Place(@Nullable Place parent, @Nullable RelativePath path, @Nullable FolderEntry entry) {
      this.parent = parent;
      this.path = path;
      this.entry = entry;
    }
  }

  FolderCompletion(HeldFolder root, PayloadLayout layout) {
    this.root = root;
    this.layout = layout;
  }

  void run() throws IOException {
    FolderChain<Place> chain = new FolderChain<>(new Place(null, null, null), this);
    try (Manifest.Cursor cursor = layout.manifest().walk()) {
      for (Entry entry = cursor.next(); entry != null; entry = cursor.next()) {
        Place place =
            entry instanceof FolderEntry folder
                ? chain.enter(folder, cursor.index())
                : chain.parentOf(entry.path());
        place.staged |= layout.accepted().contains(cursor.index());
      }
    }
    chain.finish();
  }

  @Override
  public Place enter(Place parent, RelativePath path, long index, @Nullable FolderEntry entry) {
    return new Place(parent, path, entry);
  }

  @Override
  public void leave(Place place) throws IOException {
    if (!place.staged || place.path == null || place.parent == null) {
      return;
    }
    place.parent.staged = true;
    long time = place.entry == null ? now : place.entry.modifiedNanos();
    try {
      root.setModeAndTime(place.path.toString(), FinalModes.of(place.entry), time, FileKind.FOLDER);
    } catch (NoSuchFileException e) {
      // Everything below was taken back before it was made.
    }
  }
}
