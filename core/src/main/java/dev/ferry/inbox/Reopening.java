package dev.ferry.inbox;

import dev.ferry.manifest.Entry;
import dev.ferry.manifest.FileEntry;
import dev.ferry.manifest.FolderEntry;
import dev.ferry.manifest.LinkEntry;
import dev.ferry.manifest.Manifest;
import dev.ferry.manifest.RelativePath;
import dev.ferry.payload.PayloadLayout;
import dev.ferry.payload.StagedFiles;
import dev.ferry.platform.FileKind;
import java.io.IOException;
import java.nio.file.NoSuchFileException;

/**
 * Takes back the final modes of staged files and folders, some of which do not even let their owner
 * in, so that more can be written.
 */
final class Reopening {
  private static final int FILE = 0600;

  private final StagedFiles files;
  private final PayloadLayout layout;

  Reopening(StagedFiles files, PayloadLayout layout) {
    this.files = files;
    this.layout = layout;
  }

  void run() throws IOException {
    try (Manifest.Cursor cursor = layout.manifest().walk()) {
      for (Entry entry = cursor.next(); entry != null; entry = cursor.next()) {
        RelativePath path = files.names().of(cursor.index(), entry);
        switch (entry) {
          case FolderEntry folder -> open(path, FinalModes.OWNER, FileKind.FOLDER, entry);
          case FileEntry file when layout.accepted().contains(cursor.index()) ->
              open(path, FILE, FileKind.FILE, entry);
          case FileEntry file -> {}
          case LinkEntry link -> {}
        }
      }
    }
  }

  private void open(RelativePath path, int mode, FileKind kind, Entry entry) throws IOException {
    try {
      files.root().setModeAndTime(path.toString(), mode, entry.modifiedNanos(), kind);
    } catch (NoSuchFileException e) {
      // It was never made.
    }
  }
}
