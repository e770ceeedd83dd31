package dev.ferry.platform;

import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.ProviderMismatchException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Linux since 5.6 (openat2) on x86_64 and aarch64, by its system calls. */
final class LinuxPlatform implements Platform {
  private final LinuxTools tools = new LinuxTools();

  private LinuxPlatform() {}

  /**
   * Linux if this is one and lets us call it, else null: sandboxes forbid some calls, and a user
   * may forbid Java native code.
   */
  static @Nullable Platform find() {
    if (!isKnown()) {
      return null;
    }
    try {
      LinuxPlatform platform = new LinuxPlatform();
      platform.hold(Path.of("/")).close();
      return platform;
    } catch (IOException | LinkageError e) {
      return null;
    }
  }

  /** Whether {@link Kernel} has the numbers of this machine; it cannot be loaded elsewhere. */
  private static boolean isKnown() {
    String arch = System.getProperty("os.arch", "");
    return System.getProperty("os.name", "").equals("Linux")
        && (arch.equals("amd64") || arch.equals("aarch64"))
        && ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN;
  }

  @Override
  public String name() {
    return "linux";
  }

  @Override
  public HeldFolder hold(Path folder) throws IOException {
    String path = text(folder);
    try (Spot spot = Spot.anywhere(tools.scratches(), path)) {
      int fd = spot.open(Kernel.O_RDONLY | Kernel.O_DIRECTORY, 0);
      return new LinuxFolder(tools, (int) require(fd, path), folder);
    }
  }

  @Override
  public HeldFile openForReading(Path file, boolean followLinks) throws IOException {
    String path = text(file);
    int flags = Kernel.O_RDONLY | Kernel.O_NONBLOCK | Kernel.O_NOCTTY;
    try (Spot spot = Spot.anywhere(tools.scratches(), path)) {
      int fd = spot.open(followLinks ? flags : flags | Kernel.O_NOFOLLOW, 0);
      require(fd, path);
      if (Kernel.kindOf(spot.scratch(), fd) != FileKind.FILE) {
        Kernel.close(spot.scratch(), fd);
        throw new FileSystemException(path, null, "Not a regular file");
      }
      return new LinuxFile(tools, fd, null, path);
    }
  }

  @Override
  public HeldFile openBeneath(Path folder, String path) throws IOException {
    String root = text(folder);
    try (Spot spot = Spot.anywhere(tools.scratches(), root)) {
      int fd = spot.open(Kernel.O_PATH | Kernel.O_DIRECTORY | Kernel.O_NOFOLLOW, 0);
      try (HeldFolder held = new LinuxFolder(tools, (int) require(fd, root), folder)) {
        return held.openFile(path, OpenMode.READ);
      }
    }
  }

  @Override
  public FileStamp stamp(Path path, boolean followLinks) throws IOException {
    String text = text(path);
    try (Spot spot = Spot.anywhere(tools.scratches(), text)) {
      require(spot.stat(followLinks), text);
      return spot.scratch().stamp();
    }
  }

  @Override
  public List<Extent> islands(Path file, int most) throws IOException {
    try (HeldFile open = openForReading(file, true)) {
      return ExtentList.of(open, most);
    }
  }

  @Override
  public @Nullable String bootId() {
    return PortablePlatform.readBootId();
  }

  private static long require(long result, String path) throws IOException {
    if (result < 0) {
      throw Errno.reading(result, path);
    }
    return result;
  }

  /** The path as the kernel takes it; the working directory is ".". */
  private static String text(Path path) {
    if (!path.getFileSystem().equals(FileSystems.getDefault())) {
      throw new ProviderMismatchException("not a path of this machine");
    }
    String text = path.toString();
    return text.isEmpty() ? "." : text;
  }
}
