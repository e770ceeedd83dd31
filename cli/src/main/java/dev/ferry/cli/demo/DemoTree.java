package dev.ferry.cli.demo;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Makes a folder like those that people have: thousands of small files, deep paths, names in many
 * scripts, links, odd modes, times to the nanosecond, and one large file that does not compress.
 */
final class DemoTree {
  /** The part with the small files. */
  static final String SMALL = "small files";

  private static final int FOLDERS = 60;
  private static final int FILES_EACH = 50;
  private static final int LEVELS = 40;
  private static final int BLOCK = 1 << 20;
  private static final int LARGEST_SMALL = 24_000;
  private static final long OLDEST = Instant.parse("2001-01-01T00:00:00Z").getEpochSecond();
  private static final long NEWEST = Instant.parse("2025-01-01T00:00:00Z").getEpochSecond();

  private static final List<String> NAMES =
      List.of(
          "Gr\u00fc\u00dfe aus K\u00f6ln.txt",
          "Gru\u0308\u00dfe, aber anders kodiert.txt",
          "\u5199\u771f/\u4e2d\u6587\u540d.txt",
          "\u0627\u0644\u0639\u0631\u0628\u064a\u0629.txt",
          "\ud83d\ude00.png",
          "two\nlines.txt",
          " blanks around ",
          "-rf",
          "back\\slash",
          "quote'\"`$(id)",
          "...",
          ".hidden");

  private final Path root;
  private final SplittableRandom random = new SplittableRandom(20_251_101);

  private DemoTree(Path root) {
    this.root = root;
  }

  /**
   * Makes the tree at {@code root}.
   *
   * @param size of the large file
   * @param made is told now and then how much of it there is
   */
  static void make(Path root, long size, LongConsumer made) throws IOException {
    DemoTree tree = new DemoTree(root);
    tree.smallFiles();
    tree.oddThings();
    tree.largeFile(root.resolve("large file.bin"), size, made);
    tree.stampFolders();
  }

  private void smallFiles() throws IOException {
    for (int i = 0; i < FOLDERS; i++) {
      Path folder = Files.createDirectories(root.resolve(SMALL).resolve("folder " + i));
      for (int j = 0; j < FILES_EACH; j++) {
        file(folder.resolve("file " + j + ".dat"), random.nextInt(LARGEST_SMALL));
      }
    }
  }

  private void oddThings() throws IOException {
    Path odd = Files.createDirectories(root.resolve("odd things"));
    for (String name : NAMES) {
      try {
        file(odd.resolve(name), random.nextInt(1, 3_000));
      } catch (InvalidPathException e) {
        // This platform cannot hold such a name, so there is nothing to show about it.
      }
    }
    file(odd.resolve("empty file"), 0);
    Files.createDirectory(odd.resolve("empty folder"));
    StringBuilder deep = new StringBuilder("deep");
    for (int i = 1; i <= LEVELS; i++) {
      deep.append("/level ").append(i);
    }
    file(root.resolve(deep.toString()).resolve("bottom.txt"), 100);
    withMode(file(odd.resolve("run.sh"), 200), "rwxr-xr-x");
    withMode(file(odd.resolve("private"), 300), "rw-------");
    withMode(file(odd.resolve("read only"), 400), "r--r--r--");
    stamp(Files.createSymbolicLink(odd.resolve("link to run.sh"), Path.of("run.sh")));
  }

  private Path file(Path file, int size) throws IOException {
    byte[] bytes = new byte[size];
    random.nextBytes(bytes);
    Files.createDirectories(Objects.requireNonNull(file.getParent()));
    Files.write(file, bytes);
    return stamp(file);
  }

  private void withMode(Path file, String mode) throws IOException {
    if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));
    }
  }

  private void largeFile(Path file, long size, LongConsumer made) throws IOException {
    byte[] block = new byte[BLOCK];
    try (OutputStream out = Files.newOutputStream(file)) {
      for (long left = size; left > 0; left -= block.length) {
        random.nextBytes(block);
        out.write(block, 0, (int) Math.min(left, block.length));
        made.accept(size - left);
      }
    }
    stamp(file);
  }

  private Path stamp(Path path) throws IOException {
    Instant time =
        Instant.ofEpochSecond(random.nextLong(OLDEST, NEWEST), random.nextInt(1_000_000_000));
    Files.getFileAttributeView(path, BasicFileAttributeView.class, LinkOption.NOFOLLOW_LINKS)
        .setTimes(FileTime.from(time), null, null);
    return path;
  }

  /** Bottom-up, since making a file changes the time of its folder. */
  private void stampFolders() throws IOException {
    Files.walkFileTree(
        root,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException failure)
              throws IOException {
            stamp(folder);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
