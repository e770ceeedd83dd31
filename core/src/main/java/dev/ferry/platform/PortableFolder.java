package dev.ferry.platform;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileStore;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A folder by its real path; every parent is looked at before anything is done below it. */
final class PortableFolder implements HeldFolder {
  private static final int PRIVATE_FILE = 0600;

  private final Path root;
  private final FileStamp identity;
  private final boolean posix;
  private volatile boolean closed;

  PortableFolder(Path root, FileStamp identity) {
    this.root = root;
    this.identity = identity;
    this.posix = root.getFileSystem().supportedFileAttributeViews().contains("posix");
  }

  @Override
  public Path path() {
    return root;
  }

  @Override
  public HeldFile openFile(String path, OpenMode mode) throws IOException {
    return run(
        path,
        file -> {
          @Nullable FileKind kind = PortableStamps.kindOf(file);
          if (kind != null && mode == OpenMode.CREATE_NEW) {
            throw new FileAlreadyExistsException(file.toString());
          }
          if (kind == FileKind.LINK) {
            throw new LinkInTheWayException(file.toString());
          }
          if (kind != null) {
            PortablePlatform.requireFile(kind, file);
          }
          return new PortableFile(
              FileChannel.open(file, options(mode), attributes(PRIVATE_FILE)), file);
        });
  }

  @Override
  public boolean makeFolder(String path, int mode) throws IOException {
    PathRules.requireMode(mode);
    return run(
        path,
        folder -> {
          try {
            Files.createDirectory(folder, attributes(mode));
            return true;
          } catch (FileAlreadyExistsException e) {
            if (PortableStamps.kindOf(folder) == FileKind.FOLDER) {
              return false;
            }
            throw e;
          }
        });
  }

  @Override
  public boolean makeFolders(String path, int mode) throws IOException {
    PathRules.requireBelow(path);
    for (int slash = path.indexOf('/'); slash >= 0; slash = path.indexOf('/', slash + 1)) {
      makeParent(path.substring(0, slash), mode);
    }
    return makeFolder(path, mode);
  }

  private void makeParent(String path, int mode) throws IOException {
    try {
      makeFolder(path, mode);
    } catch (FileAlreadyExistsException e) {
      Path folder = root.resolve(path);
      requireFolder(folder, PortableStamps.kindOf(folder));
    }
  }

  @Override
  public void makeLink(String path, String target) throws IOException {
    PathRules.requireTarget(target);
    run(path, link -> Files.createSymbolicLink(link, link.getFileSystem().getPath(target)));
  }

  @Override
  public String readLink(String path) throws IOException {
    return run(path, link -> Files.readSymbolicLink(link).toString());
  }

  @Override
  public @Nullable FileStamp stampOf(String path) throws IOException {
    try {
      return run(path, file -> PortableStamps.of(file, false));
    } catch (NoSuchFileException | NotDirectoryException e) {
      return null;
    }
  }

  @Override
  public FileStamp stamp() throws IOException {
    requireHeld();
    return PortableStamps.of(root, false);
  }

  @Override
  public List<FolderItem> list() throws IOException {
    requireHeld();
    return listOf(root);
  }

  @Override
  public List<FolderItem> list(String path) throws IOException {
    return run(path, folder -> listOf(realFolder(folder)));
  }

  private static List<FolderItem> listOf(Path folder) throws IOException {
    List<FolderItem> items = new ArrayList<>();
    try (DirectoryStream<Path> stream = Files.newDirectoryStream(folder)) {
      for (Path path : stream) {
        String name = String.valueOf(path.getFileName());
        // a name that is not UTF-8 comes back as another one: the path would not find it
        @Nullable FileKind kind =
            folder.resolve(name).equals(path) ? PortableStamps.kindOf(path) : null;
        if (kind != null) {
          items.add(new FolderItem(name, kind));
        }
      }
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
    return items;
  }

  @Override
  public void setModeAndTime(String path, int mode, long modifiedNanos, FileKind kind)
      throws IOException {
    PathRules.requireMode(mode);
    run(
        path,
        file -> {
          FileKind found = PortableStamps.of(file, false).kind();
          if (found != kind) {
            throw new FileSystemException(file.toString(), null, "Not a " + kind + ": " + found);
          }
          PortableStamps.set(file, mode, modifiedNanos, kind);
          return file;
        });
  }

  @Override
  public boolean delete(String path) throws IOException {
    try {
      return run(path, Files::deleteIfExists);
    } catch (NoSuchFileException | NotDirectoryException e) {
      return false;
    }
  }

  @Override
  public boolean deleteTree(String path) throws IOException {
    return TreeDeletion.delete(this, path);
  }

  @Override
  public void moveTo(String from, HeldFolder target, String to) throws IOException {
    Path destination = portable(target).beneath(to);
    run(
        from,
        source -> {
          PortableMoves.move(source, destination);
          return destination;
        });
  }

  @Override
  public void replaceTo(String from, HeldFolder target, String to) throws IOException {
    Path destination = portable(target).beneath(to);
    run(
        from,
        source -> {
          PortableMoves.replace(source, destination);
          return destination;
        });
  }

  private static PortableFolder portable(HeldFolder folder) {
    if (folder instanceof PortableFolder same) {
      return same;
    }
    throw new IllegalArgumentException("a folder of another platform");
  }

  @Override
  public void force() throws IOException {
    requireHeld();
    forceNames(root);
  }

  @Override
  public void force(String folder) throws IOException {
    run(folder, path -> forceNames(realFolder(path)));
  }

  private static Path forceNames(Path folder) throws IOException {
    try (FileChannel channel = FileChannel.open(folder, READ)) {
      channel.force(true);
    } catch (AccessDeniedException e) {
      if (folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
        throw e; // Windows opens no folders
      }
    }
    return folder;
  }

  @Override
  public boolean syncFileSystem() throws IOException {
    requireHeld();
    return false;
  }

  @Override
  public Space space() throws IOException {
    requireHeld();
    FileStore store = Files.getFileStore(root);
    return new Space(store.getUsableSpace(), store.getTotalSpace(), Space.UNKNOWN);
  }

  @Override
  public HeldFolder descend(String path) throws IOException {
    return run(
        path, folder -> new PortableFolder(realFolder(folder), PortableStamps.of(folder, false)));
  }

  @Override
  public void close() {
    closed = true;
  }

  /** Checks the whole way to {@code path} and returns it; its last segment may be anything. */
  private Path beneath(String path) throws IOException {
    PathRules.requireBelow(path);
    requireHeld();
    Path at = root;
    int start = 0;
    for (int slash = path.indexOf('/'); slash >= 0; slash = path.indexOf('/', start)) {
      at = realFolder(child(at, path.substring(start, slash)));
      start = slash + 1;
    }
    return child(at, path.substring(start));
  }

  /** One segment deeper; where the system sees more than one segment in it, it is refused. */
  private static Path child(Path parent, String segment) {
    Path child = parent.resolve(segment);
    if (!parent.equals(child.getParent())) {
      throw new InvalidPathException(segment, "not a name on this system");
    }
    return child;
  }

  private static Path realFolder(Path path) throws IOException {
    requireFolder(path, PortableStamps.kindOf(path));
    return path;
  }

  private static void requireFolder(Path path, @Nullable FileKind kind) throws IOException {
    if (kind == null) {
      throw new NoSuchFileException(path.toString());
    }
    if (kind == FileKind.LINK) {
      throw new LinkInTheWayException(path.toString());
    }
    if (kind != FileKind.FOLDER) {
      throw new NotDirectoryException(path.toString());
    }
  }

  /** Throws if this was closed, or if something else is where the folder was. */
  private void requireHeld() throws IOException {
    if (closed) {
      throw new ClosedChannelException();
    }
    @Nullable FileStamp now = PortableStamps.find(root);
    if (now == null || !now.isFolder() || (now.inode() != 0 && !now.isSameFileAs(identity))) {
      throw new StorageGoneException(root.toString(), "The folder is not there any more");
    }
  }

  private <T> T run(String path, Call<T> call) throws IOException {
    Path file = beneath(path);
    try {
      return call.on(file);
    } catch (NoSuchFileException e) {
      requireHeld();
      throw e;
    } catch (IOException e) {
      throw PortableErrors.explain(e, file.toString());
    }
  }

  private static Set<OpenOption> options(OpenMode mode) {
    return switch (mode) {
      case READ -> Set.of(READ, NOFOLLOW_LINKS);
      case WRITE -> Set.of(READ, WRITE, NOFOLLOW_LINKS);
      case WRITE_CREATE -> Set.of(READ, WRITE, CREATE, NOFOLLOW_LINKS);
      case CREATE_NEW -> Set.of(READ, WRITE, CREATE_NEW, NOFOLLOW_LINKS);
    };
  }

  private FileAttribute<?>[] attributes(int mode) {
    return posix
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PortableStamps.permissions(mode))
        }
        : new FileAttribute<?>[0];
  }

  /** What is done with a path whose parents are real folders. */
  @FunctionalInterface
  private interface Call<T> {
    T on(Path path) throws IOException;
  }
}
