package dev.ferry.platform;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NotDirectoryException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Everything by java.nio: works everywhere, guards against links but not against races. */
final class PortablePlatform implements Platform {
  /** It has no state, so one is enough. */
  static final Platform SHARED = new PortablePlatform();

  /** Linux makes a new one at every start; other systems have no such file. */
  private static final Path BOOT_ID = Path.of("/proc/sys/kernel/random/boot_id");

  private PortablePlatform() {}

  @Override
  public String name() {
    return "portable";
  }

  @Override
  public HeldFolder hold(Path folder) throws IOException {
    Path real = folder.toRealPath();
    FileStamp stamp = PortableStamps.of(real, false);
    if (!stamp.isFolder()) {
      throw new NotDirectoryException(folder.toString());
    }
    return new PortableFolder(real, stamp);
  }

  @Override
  public HeldFile openForReading(Path file, boolean followLinks) throws IOException {
    FileStamp stamp = PortableStamps.of(file, followLinks);
    if (stamp.isLink()) {
      throw new LinkInTheWayException(file.toString());
    }
    requireFile(stamp.kind(), file);
    Path real = followLinks ? file.toRealPath() : file;
    Set<OpenOption> options = Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);
    return new PortableFile(FileChannel.open(real, options), real);
  }

  @Override
  public HeldFile openBeneath(Path folder, String path) throws IOException {
    FileStamp stamp = PortableStamps.of(folder, false);
    if (!stamp.isFolder()) {
      throw new NotDirectoryException(folder.toString());
    }
    try (HeldFolder held = new PortableFolder(folder, stamp)) {
      return held.openFile(path, OpenMode.READ);
    }
  }

  @Override
  public FileStamp stamp(Path path, boolean followLinks) throws IOException {
    return PortableStamps.of(path, followLinks);
  }

  @Override
  public List<Extent> islands(Path file, int most) throws IOException {
    try (HeldFile open = openForReading(file, true)) {
      return ExtentList.of(open, most);
    }
  }

  @Override
  public @Nullable String bootId() {
    return readBootId();
  }

  /** The kernel's boot id, or null where there is none. */
  static @Nullable String readBootId() {
    try {
      String id = Files.readString(BOOT_ID).strip();
      return id.isEmpty() ? null : id;
    } catch (IOException e) {
      return null;
    }
  }

  /** Throws unless {@code kind} is a regular file. */
  static void requireFile(FileKind kind, Path path) throws FileSystemException {
    if (kind != FileKind.FILE) {
      throw new FileSystemException(path.toString(), null, "Not a regular file");
    }
  }
}
