package dev.ferry.platform;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What Ferry asks of the operating system beyond what java.nio promises. Thread-safe.
 *
 * <p>Every call here, and every call of the files and folders it opens, blocks on the disk. A
 * virtual thread keeps its carrier while it does, and there are only as many carriers as
 * processors. On Linux, forcing gives the carrier free, and a thread that writes or reads without
 * end lets others have their turn after each 16 MiB; but a disk that is slower than what is written
 * stops each single write for up to 200 ms. Loops that must not delay others belong on platform
 * threads.
 */
public interface Platform {

  /** The best there is for this machine; the same one at every call. */
  static Platform current() {
    return CurrentPlatform.BEST;
  }

  /** The one that needs nothing but java.nio, which every machine has. */
  static Platform portable() {
    return PortablePlatform.SHARED;
  }

  /** Its name, for logs and test reports. */
  String name();

  /**
   * Opens a folder that exists and holds it. Links in {@code folder} itself are followed: it is the
   * choice of this machine's user.
   *
   * @throws java.nio.file.NoSuchFileException if nothing is there
   * @throws java.nio.file.NotDirectoryException if it is not a folder
   */
  HeldFolder hold(Path folder) throws IOException;

  /**
   * Opens a regular file of this machine's user for reading, links in its parents followed. Never
   * waits for the other end of a FIFO.
   *
   * @param followLinks whether the last segment may be a symbolic link
   * @throws LinkInTheWayException if it is one and must not be
   * @throws java.nio.file.FileSystemException if it is not a regular file
   */
  HeldFile openForReading(Path file, boolean followLinks) throws IOException;

  /**
   * Opens a regular file below a folder of this machine's user for reading. No link is followed in
   * {@code path}, and none in the place of the folder; links above it are. Never waits for the
   * other end of a FIFO. Portably, somebody who swaps a folder for a link in the very instant wins.
   *
   * @param path as the paths of a {@link HeldFolder}
   * @throws LinkInTheWayException if a segment is a link
   * @throws java.nio.file.NotDirectoryException if the folder, or a parent, is none, or a link
   * @throws java.nio.file.FileSystemException if it is not a regular file
   */
  HeldFile openBeneath(Path folder, String path) throws IOException;

  /**
   * What a path looks like.
   *
   * @param followLinks whether to look at a link's target rather than at the link
   * @throws java.nio.file.NoSuchFileException if nothing is there, or the link dangles
   */
  FileStamp stamp(Path path, boolean followLinks) throws IOException;

  /**
   * The stretches of a regular file that hold data, in order, not touching each other, everything
   * between them reading as zeros. Links are followed. Empty if it is one hole, or empty; one
   * extent if the platform knows no holes.
   *
   * @param most how many to return at most; extents with the smallest holes between them are
   *     counted as one until they fit
   */
  List<Extent> islands(Path file, int most) throws IOException;

  /**
   * Changes at every start of the operating system; null if unknown. What was written without
   * {@code force} under another id may be lost.
   */
  @Nullable String bootId();
}
