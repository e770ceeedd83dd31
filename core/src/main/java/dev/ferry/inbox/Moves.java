package dev.ferry.inbox;

import dev.ferry.payload.PayloadReader;
import dev.ferry.platform.FileStamp;
import dev.ferry.platform.HeldFile;
import dev.ferry.platform.HeldFolder;
import dev.ferry.platform.OpenMode;
import java.io.IOException;
import java.nio.file.AccessDeniedException;

/** Moves out of staging. */
final class Moves {
  private Moves() {}

  /** Moves and never overwrites; into a folder that its owner made read-only, too. */
  static void move(
      HeldFolder from,
      String fromName,
      HeldFolder to,
      String toName,
      LandingFolder into,
      TargetFolders targets)
      throws IOException {
    try {
      from.moveTo(fromName, to, toName);
    } catch (AccessDeniedException e) {
      if (!targets.loosen(into)) {
        throw e;
      }
      from.moveTo(fromName, to, toName);
    }
  }

  /** Replaces a file or link; in a folder that its owner made read-only, too. */
  static void replace(
      HeldFolder from,
      String fromName,
      HeldFolder to,
      String toName,
      LandingFolder into,
      TargetFolders targets)
      throws IOException {
    try {
      from.replaceTo(fromName, to, toName);
    } catch (AccessDeniedException e) {
      if (!targets.loosen(into)) {
        throw e;
      }
      from.replaceTo(fromName, to, toName);
    }
  }

  /**
   * Copies a file or link to another file system under a hidden name, forced, ready to be moved
   * within it.
   */
  static void copy(HeldFolder from, String fromName, FileStamp stamp, HeldFolder to, String toName)
      throws IOException {
    to.delete(toName);
    if (stamp.isLink()) {
      to.makeLink(toName, from.readLink(fromName));
      to.setModeAndTime(toName, 0, stamp.modifiedNanos(), stamp.kind());
      return;
    }
    try (HeldFile in = from.openFile(fromName, OpenMode.READ);
        HeldFile out = to.openFile(toName, OpenMode.CREATE_NEW)) {
      copyData(in, out);
      out.setLength(stamp.size());
      out.setModeAndTime(stamp.mode() & 0777, stamp.modifiedNanos());
      out.force();
    }
  }

  private static void copyData(HeldFile in, HeldFile out) throws IOException {
    byte[] buffer = new byte[PayloadReader.BUFFER];
    for (var data = in.nextData(0); data != null; data = in.nextData(data.to())) {
      for (long at = data.from(); at < data.to(); ) {
        int read = in.read(buffer, 0, (int) Math.min(buffer.length, data.to() - at), at);
        if (read <= 0) {
          return;
        }
        out.write(buffer, 0, read, at);
        at += read;
      }
    }
  }
}
