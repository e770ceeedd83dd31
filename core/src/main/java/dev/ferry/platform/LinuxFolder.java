package dev.ferry.platform;

import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NotLinkException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A folder by its descriptor; the kernel keeps every path below it and off links. */
final class LinuxFolder implements HeldFolder {
  private static final int PRIVATE_FILE = 0600;
  private static final int NO_WAITING = Kernel.O_NONBLOCK | Kernel.O_NOCTTY;
  private static final int FOLDER = Kernel.O_RDONLY | Kernel.O_DIRECTORY;

  private final LinuxTools tools;
  private final ScratchPool pool;
  private final Descriptor descriptor;
  private final Path path;

  /** Takes over {@code fd}. */
  LinuxFolder(LinuxTools tools, int fd, Path path) {
    this.tools = tools;
    this.pool = tools.scratches();
    this.descriptor = new Descriptor(fd);
    this.path = path;
  }

  @Override
  public Path path() {
    return path;
  }

  @Override
  public HeldFile openFile(String file, OpenMode mode) throws IOException {
    try (Spot spot = Spot.direct(pool, descriptor, file)) {
      int fd =
          switch (mode) {
            case READ -> existing(spot, Kernel.O_RDONLY, file);
            case WRITE -> existing(spot, Kernel.O_RDWR, file);
            case WRITE_CREATE -> newOrExisting(spot, file);
            case CREATE_NEW -> (int) written(create(spot), file);
          };
      return new LinuxFile(tools, fd, path, file);
    }
  }

  private int existing(Spot spot, int flags, String file) throws IOException {
    int fd = (int) read(spot.open(flags | NO_WAITING, 0), file);
    if (Kernel.kindOf(spot.scratch(), fd) != FileKind.FILE) {
      Kernel.close(spot.scratch(), fd);
      throw new FileSystemException(shown(file), null, "Not a regular file");
    }
    return fd;
  }

  private int newOrExisting(Spot spot, String file) throws IOException {
    int fd = create(spot);
    return fd == -Errno.EEXIST ? existing(spot, Kernel.O_RDWR, file) : (int) written(fd, file);
  }

  private static int create(Spot spot) {
    return spot.open(Kernel.O_RDWR | Kernel.O_CREAT | Kernel.O_EXCL, PRIVATE_FILE);
  }

  @Override
  public boolean makeFolder(String folder, int mode) throws IOException {
    PathRules.requireMode(mode);
    try (Spot spot = Spot.inParent(pool, descriptor, folder)) {
      long made = spot.makeFolder(mode);
      if (made == -Errno.EEXIST
          && spot.stat(false) == 0
          && spot.scratch().kind() == FileKind.FOLDER) {
        return false;
      }
      written(made, folder);
      return true;
    }
  }

  @Override
  public boolean makeFolders(String folder, int mode) throws IOException {
    PathRules.requireBelow(folder);
    for (int slash = folder.indexOf('/'); slash >= 0; slash = folder.indexOf('/', slash + 1)) {
      try {
        makeFolder(folder.substring(0, slash), mode);
      } catch (FileAlreadyExistsException e) {
        break; // no folder: the call below says what else it is
      }
    }
    return makeFolder(folder, mode);
  }

  @Override
  public void makeLink(String link, String target) throws IOException {
    PathRules.requireTarget(target);
    Scratch text = pool.take();
    try (Spot spot = Spot.inParent(pool, descriptor, link)) {
      text.setPath(target);
      written(spot.makeLink(text), link);
    } finally {
      pool.give(text);
    }
  }

  @Override
  public String readLink(String link) throws IOException {
    try (Spot spot = Spot.inParent(pool, descriptor, link)) {
      int length = spot.readLink();
      if (length == -Errno.EINVAL) {
        throw new NotLinkException(shown(link));
      }
      read(length, link);
      @Nullable String target = LinuxListing.text(spot.scratch().bulkMemory(), 0, length);
      if (target == null) {
        throw new FileSystemException(shown(link), null, "Its target is not valid UTF-8");
      }
      return target;
    }
  }

  @Override
  public @Nullable FileStamp stampOf(String file) throws IOException {
    try (Spot spot = Spot.inParent(pool, descriptor, file)) {
      long found = spot.stat(false);
      if (isNothing(found) && !isGone(spot.scratch())) {
        return null;
      }
      read(found, file);
      return spot.scratch().stamp();
    }
  }

  @Override
  public FileStamp stamp() throws IOException {
    try (Spot spot = Spot.itself(pool, descriptor)) {
      read(spot.stat(false), ".");
      return spot.scratch().stamp();
    }
  }

  @Override
  public List<FolderItem> list() throws IOException {
    try (Spot spot = Spot.itself(pool, descriptor)) {
      return list(spot, ".");
    }
  }

  @Override
  public List<FolderItem> list(String folder) throws IOException {
    try (Spot spot = Spot.direct(pool, descriptor, folder)) {
      return list(spot, folder);
    }
  }

  private List<FolderItem> list(Spot spot, String folder) throws IOException {
    int fd = (int) read(spot.open(FOLDER, 0), folder);
    LinuxListing listing = new LinuxListing(spot.scratch(), fd);
    try {
      read(listing.read(), folder);
    } finally {
      Kernel.close(spot.scratch(), fd);
    }
    return listing.items();
  }

  @Override
  public void setModeAndTime(String file, int mode, long modifiedNanos, FileKind kind)
      throws IOException {
    PathRules.requireMode(mode);
    try (Spot spot = Spot.inParent(pool, descriptor, file)) {
      written(LinuxModes.set(spot, mode, modifiedNanos, kind), file);
    }
  }

  @Override
  public boolean delete(String file) throws IOException {
    try (Spot spot = Spot.inParent(pool, descriptor, file)) {
      long deleted = spot.delete();
      if (isNothing(deleted) && !isGone(spot.scratch())) {
        return false;
      }
      written(deleted, file);
      return true;
    }
  }

  @Override
  public boolean deleteTree(String file) throws IOException {
    return TreeDeletion.delete(this, file);
  }

  @Override
  public void moveTo(String from, HeldFolder target, String to) throws IOException {
    LinuxFolder folder = linux(target);
    try (Spot source = Spot.inParent(pool, descriptor, from);
        Spot destination = Spot.inParent(pool, folder.descriptor, to)) {
      moved(LinuxMoves.move(source, destination), source, from, folder, to);
    }
  }

  @Override
  public void replaceTo(String from, HeldFolder target, String to) throws IOException {
    LinuxFolder folder = linux(target);
    try (Spot source = Spot.inParent(pool, descriptor, from);
        Spot destination = Spot.inParent(pool, folder.descriptor, to)) {
      moved(LinuxMoves.replace(source, destination), source, from, folder, to);
    }
  }

  /** Names the side that a move failed on: the source if it is missing, else the target. */
  private void moved(long result, Spot source, String from, LinuxFolder folder, String to)
      throws IOException {
    if (result < 0) {
      if (source.error() != 0 || source.stat(false) < 0) {
        throw failure(result, from, true);
      }
      throw folder.failure(result, to, true);
    }
  }

  private static LinuxFolder linux(HeldFolder folder) {
    if (folder instanceof LinuxFolder same) {
      return same;
    }
    throw new IllegalArgumentException("a folder of another platform");
  }

  @Override
  public void force() throws IOException {
    try (Spot spot = Spot.itself(pool, descriptor)) {
      force(spot, ".");
    }
  }

  @Override
  public void force(String folder) throws IOException {
    try (Spot spot = Spot.direct(pool, descriptor, folder)) {
      force(spot, folder);
    }
  }

  private void force(Spot spot, String folder) throws IOException {
    int fd = (int) read(spot.open(FOLDER, 0), folder);
    Scratch s = spot.scratch();
    long forced = tools.waits().result(() -> Kernel.fsync(s, fd));
    Kernel.close(spot.scratch(), fd);
    if (forced != -Errno.EINVAL && forced != -Errno.EOPNOTSUPP) {
      written(forced, folder);
    }
  }

  @Override
  public boolean syncFileSystem() throws IOException {
    try (Spot spot = Spot.itself(pool, descriptor)) {
      long synced = tools.waits().result(() -> Kernel.syncfs(spot.scratch(), spot.folder()));
      if (synced == -Errno.ENOSYS) {
        return false;
      }
      written(synced, ".");
      return true;
    }
  }

  @Override
  public Space space() throws IOException {
    try (Spot spot = Spot.itself(pool, descriptor)) {
      read(Kernel.fstatfs(spot.scratch(), spot.folder()), ".");
      return spot.scratch().space();
    }
  }

  @Override
  public HeldFolder descend(String folder) throws IOException {
    try (Spot spot = Spot.direct(pool, descriptor, folder)) {
      int fd = (int) read(spot.open(FOLDER, 0), folder);
      return new LinuxFolder(tools, fd, path.resolve(folder));
    }
  }

  @Override
  public void close() {
    Scratch s = pool.take();
    descriptor.close(s);
    pool.give(s);
  }

  /** Whether a result says that the name, or a folder on the way to it, does not exist. */
  private static boolean isNothing(long result) {
    return result == -Errno.ENOENT || result == -Errno.ENOTDIR;
  }

  /** Whether the held folder itself was deleted: then everything below it seems to be missing. */
  private boolean isGone(Scratch s) throws ClosedChannelException {
    int fd = descriptor.acquire();
    long found = Kernel.statx(s, fd);
    descriptor.release(s);
    return found < 0 || s.links() == 0;
  }

  private long read(long result, String file) throws IOException {
    if (result < 0) {
      throw failure(result, file, false);
    }
    return result;
  }

  private long written(long result, String file) throws IOException {
    if (result < 0) {
      throw failure(result, file, true);
    }
    return result;
  }

  private IOException failure(long result, String file, boolean writing)
      throws ClosedChannelException {
    if (result == -Errno.ENOENT) {
      Scratch s = pool.take();
      try {
        if (isGone(s)) {
          return new StorageGoneException(shown(file), "The folder was deleted");
        }
      } finally {
        pool.give(s);
      }
    }
    return writing ? Errno.writing(result, shown(file)) : Errno.reading(result, shown(file));
  }

  private String shown(String file) {
    return path + "/" + file;
  }
}
