package dev.ferry.platform;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A folder held open, and everything that may be done below it.
 *
 * <p>Paths are relative: segments joined by {@code /}. No segment is ever resolved through a
 * symbolic link, and nothing above the folder is ever reached. A path that is empty, absolute, or
 * has an empty segment, {@code .}, {@code ..}, NUL or a lone surrogate is refused with {@link
 * java.nio.file.InvalidPathException}, whoever checked it before. On Linux the kernel enforces the
 * rest ({@code openat2} with {@code RESOLVE_BENEATH | RESOLVE_NO_SYMLINKS}), and the folder stays
 * the same one when it is renamed. The portable implementation looks at each parent before it acts:
 * somebody who writes to the folder in that very instant can win against it.
 *
 * <p>All methods may be called by any number of threads. Each blocks on the disk (see {@link
 * Platform} for virtual threads). After {@link #close} they throw {@link
 * java.nio.channels.ClosedChannelException}; calls under way meanwhile end as if it were open.
 *
 * <p>Besides what each method names, all throw: {@link LinkInTheWayException} if a segment is a
 * symbolic link, {@link java.nio.file.NotDirectoryException} if a parent is not a folder, {@link
 * java.nio.file.NoSuchFileException} if a parent or the path is missing, {@link
 * java.nio.file.AccessDeniedException}, {@link NoSpaceException} if the disk is full, {@link
 * StorageGoneException} if the held folder or its disk went away, other {@link
 * java.nio.file.FileSystemException}s with the path and what the system said.
 */
public interface HeldFolder extends Closeable {

  /** Where the folder was when it was opened. For messages: it may have moved since. */
  Path path();

  /**
   * Opens a regular file. Never waits for the other end of a FIFO.
   *
   * @throws java.nio.file.FileAlreadyExistsException with {@link OpenMode#CREATE_NEW}, if the name
   *     stands for anything, a dangling link included
   * @throws java.nio.file.FileSystemException if it is not a regular file
   */
  HeldFile openFile(String path, OpenMode mode) throws IOException;

  /**
   * Makes a folder; its parent must exist.
   *
   * @param mode permission bits within 0777; the process's umask takes its share away
   * @return false if a folder was there already; it keeps its mode
   * @throws java.nio.file.FileAlreadyExistsException if the name stands for something else, a link
   *     to a folder included
   */
  boolean makeFolder(String path, int mode) throws IOException;

  /** As {@link #makeFolder}, and every missing parent before it with the same mode. */
  boolean makeFolders(String path, int mode) throws IOException;

  /**
   * Makes a symbolic link. The target is stored as it is, never looked at: whether it may point
   * there is for the caller to decide.
   *
   * @throws java.nio.file.FileAlreadyExistsException if the name stands for anything
   */
  void makeLink(String path, String target) throws IOException;

  /** The target of a symbolic link; {@link java.nio.file.NotLinkException} if it is none. */
  String readLink(String path) throws IOException;

  /** What a path looks like, a link itself and not its target; null if nothing is there. */
  @Nullable FileStamp stampOf(String path) throws IOException;

  /** What the held folder itself looks like. */
  FileStamp stamp() throws IOException;

  /**
   * What lies directly in the held folder, in no order. Names that are not valid UTF-8 are left
   * out: no path can name them.
   */
  List<FolderItem> list() throws IOException;

  /** What lies directly in a folder below, as {@link #list()}. */
  List<FolderItem> list(String path) throws IOException;

  /**
   * Sets permission bits and the time of modification by name; a link's own time, its mode is left
   * alone. What has no mode (FAT, some shares), no time (links on some systems) or another owner
   * keeps what it has, without an error.
   *
   * @param mode within 0777; 0 leaves the mode as it is
   * @param modifiedNanos nanoseconds since the epoch; the file system may round it
   * @param kind what must be there
   * @throws java.nio.file.FileSystemException if something else is there
   */
  void setModeAndTime(String path, int mode, long modifiedNanos, FileKind kind) throws IOException;

  /**
   * Deletes a file, a link itself, or an empty folder.
   *
   * @return false if nothing was there
   * @throws java.nio.file.DirectoryNotEmptyException if it is a folder with something in it
   */
  boolean delete(String path) throws IOException;

  /**
   * Deletes a file, a link itself, or a folder with everything in it; never what a link points at.
   * If it throws, a part is deleted.
   *
   * @return false if nothing was there
   */
  boolean deleteTree(String path) throws IOException;

  /**
   * Moves a file, a link or a folder with everything in it to another name on the same file system,
   * and never overwrites: whatever is there, a dangling link or an empty folder included, stays.
   * Not followed by a {@link #force} of both folders, it may be undone by a power cut. Where the
   * file system cannot do it in one step, files are linked and then unlinked: a crash between the
   * two leaves both names, and the same call again finishes the move.
   *
   * <p>Moving a folder to another parent needs write permission on the folder itself: set a mode
   * without it afterwards.
   *
   * @param target an open folder of the same {@link Platform}, perhaps this one
   * @throws java.nio.file.FileAlreadyExistsException if {@code to} stands for anything
   * @throws java.nio.file.AtomicMoveNotSupportedException if it lies on another file system
   */
  void moveTo(String from, HeldFolder target, String to) throws IOException;

  /**
   * As {@link #moveTo} for a file or a link, but takes the place of a file or link that is there:
   * the name stands for the old or for the new one at every moment.
   *
   * @throws java.nio.file.FileSystemException if one of the two is a folder
   */
  void replaceTo(String from, HeldFolder target, String to) throws IOException;

  /** Forces the names in the held folder to the disk. Does nothing where that is impossible. */
  void force() throws IOException;

  /** Forces the names in a folder below to the disk. Does nothing where that is impossible. */
  void force(String folder) throws IOException;

  /**
   * Forces everything written to the file system of this folder, by anybody, to the disk.
   *
   * @return false if the platform has no such call: force files and folders one by one
   */
  boolean syncFileSystem() throws IOException;

  /** What its file system can still take. */
  Space space() throws IOException;

  /**
   * Holds a folder below. Names in it then need no walk from here, which is faster, and it stays
   * the same folder when it is moved. The caller closes it; it outlives this one.
   */
  HeldFolder descend(String path) throws IOException;

  /** Lets go of the folder; a second call does nothing. */
  @Override
  void close();
}
