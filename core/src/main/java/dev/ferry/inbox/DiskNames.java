package dev.ferry.inbox;

import dev.ferry.platform.HeldFolder;
import dev.ferry.platform.NoSpaceException;
import dev.ferry.platform.OpenMode;
import dev.ferry.platform.StorageGoneException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import org.jspecify.annotations.Nullable;

/**
 * Names as a disk can hold them. Those made for Windows (NTFS, FAT, exFAT) refuse what Windows
 * cannot name: on these, each character that is refused is written as in URLs, {@code a:b} as
 * {@code a%3Ab}. Whether a disk is one of them is found out by trying, the first time that it
 * matters. Thread-safe.
 */
final class DiskNames {
  private static final String PROBE = "probe:";

  private final HeldFolder folder;
  private @Nullable Boolean restricted;

  /** Of the disk of a folder, in which it makes {@link Inbox#STAGING} for a moment. */
  DiskNames(HeldFolder folder) {
    this.folder = folder;
  }

  /** The name of a manifest as it stands on this disk. May block on the disk. */
  String of(String name) throws IOException {
    String escaped = WindowsNames.escape(name);
    return escaped.equals(name) || !isRestricted() ? name : escaped;
  }

  /** Whether this disk refuses names that others take. */
  synchronized boolean isRestricted() throws IOException {
    if (restricted == null) {
      restricted = Probe.of(folder, PROBE, path -> refuses(folder, path));
    }
    return restricted;
  }

  /** Whether no file can be made under a name. */
  private static boolean refuses(HeldFolder folder, String name) throws IOException {
    try {
      folder.openFile(name, OpenMode.CREATE_NEW).close();
      return false;
    } catch (NoSpaceException
        | StorageGoneException
        | AccessDeniedException
        | NoSuchFileException e) {
      throw e;
    } catch (FileSystemException | InvalidPathException e) {
      return true;
    }
  }
}
