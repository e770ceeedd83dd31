package dev.ferry.testkit;

import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/**
 * Makes trees of files with everything that real ones have. The same seed makes the same tree,
 * times to the nanosecond included. Blocks on the disk; not thread-safe. Ends with {@link #done},
 * which sets the folders' times.
 */
public final class TreeMaker {

  private static final int BUFFER = 1 << 18;
  private static final long OLDEST = Instant.parse("2003-01-01T00:00:00Z").getEpochSecond();
  private static final long NEWEST = Instant.parse("2025-06-01T00:00:00Z").getEpochSecond();

  /** Names that are fine on a Linux disk and that careless programs stumble over. */
  private static final List<String> STRANGE_NAMES =
      List.of(
          "line\nbreak",
          "tab\tand\rreturn",
          " leading and trailing ",
          "-rf",
          "\u001b[31mred",
          "back\\slash",
          "quote'\"`$(id)",
          "\u00e9",
          "e\u0301",
          "中文.txt",
          "😀.png",
          "\u202egpj.exe",
          "zero\u200bwidth",
          "CON",
          "a:b",
          "~",
          "...",
          "%2e%2e",
          ".hidden");

  private final Path root;
  private final SplittableRandom random;

  /** Makes {@code root} itself, with parents, if it is not there. */
  public TreeMaker(Path root, long seed) {
    this.root = root;
    this.random = new SplittableRandom(seed);
    makeFolders(root);
  }

  /** A tree with one of everything and some small files: about 2 MB, under a tenth of a second. */
  public static Path everything(Path root, long seed) {
    return new TreeMaker(root, seed)
        .smallFiles("small", 120)
        .deepPath("deep", 40)
        .strangeNames("strange names")
        .file("empty file", 0)
        .folder("empty folder")
        .folder("empty folders/inside/each other")
        .executable("bin/run.sh")
        .link("bin/latest", "run.sh")
        .link("dangling", "nowhere/to be found")
        .link("to a folder", "small")
        .text("read only", "mode 0400", "r--------")
        .file("medium", 1_000_003)
        .done();
  }

  /**
   * The tree that the benchmarks send: {@code files} files, median 4 KiB, log-normal, largest 256
   * KiB, in 1,000 folders.
   */
  public static Path benchTree(Path root, int files, long seed) {
    TreeMaker maker = new TreeMaker(root, seed);
    for (int i = 0; i < files; i++) {
      String folder = "d%02d/s%d".formatted(i % 100, i / 100 % 10);
      maker.file("%s/f%06d".formatted(folder, i), maker.logNormalSize());
    }
    return maker.done();
  }

  /**
   * {@code files} files, nine of ten empty and the rest a few bytes: a tenth of them in one folder,
   * some 200 levels down, the rest 500 to a folder. Times are those of the making. A million takes
   * some 20 seconds in memory.
   */
  public static Path hugeTree(Path root, int files, long seed) {
    TreeMaker maker = new TreeMaker(root, seed);
    int crowd = files / 10;
    int deep = files / 1000;
    Path folder = maker.inside("crowded");
    for (int i = 0; i < files; i++) {
      if (i == crowd) {
        folder = maker.inside("deep" + "/d".repeat(200));
      } else if (i >= crowd + deep && (i - crowd - deep) % 500 == 0) {
        folder = maker.inside("many/%03d/%02d".formatted(i / 50_000, i / 500 % 100));
      }
      maker.tiny(folder.resolve("f%07d".formatted(i)));
    }
    return root;
  }

  /** A file of {@code size} random bytes. Parents are made. */
  public TreeMaker file(String name, long size) {
    Path file = prepare(name);
    try (FileChannel out = create(file)) {
      fill(out, 0, size);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return stamp(file);
  }

  /** A file with this text, UTF-8, and mode (as in {@code rwxr-xr-x}). */
  public TreeMaker text(String name, String text, String mode) {
    Path file = prepare(name);
    try (OutputStream out = Files.newOutputStream(file)) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return stamp(file);
  }

  /** A shell script that may be executed. */
  public TreeMaker executable(String name) {
    return text(name, "#!/bin/sh\necho " + random.nextInt() + "\n", "rwxr-xr-x");
  }

  /** An empty folder, with its parents. */
  public TreeMaker folder(String name) {
    makeFolders(root.resolve(name));
    return this;
  }

  /** A symbolic link; the target need not exist. */
  public TreeMaker link(String name, String target) {
    Path link = prepare(name);
    try {
      Files.createSymbolicLink(link, Path.of(target));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return stamp(link);
  }

  /** {@code count} small files in a few folders, sizes as in {@link #benchTree}. */
  public TreeMaker smallFiles(String folder, int count) {
    for (int i = 0; i < count; i++) {
      file("%s/%d/file %d.dat".formatted(folder, i % 7, i), logNormalSize());
    }
    return this;
  }

  /** A file below {@code levels} folders. */
  public TreeMaker deepPath(String folder, int levels) {
    StringBuilder path = new StringBuilder(folder);
    for (int i = 0; i < levels; i++) {
      path.append("/level ").append(i);
    }
    return file(path + "/bottom", 1000);
  }

  /**
   * Files and folders whose names hold line breaks, bidi marks, quotes, both forms of é and more.
   */
  public TreeMaker strangeNames(String folder) {
    for (String name : STRANGE_NAMES) {
      file(folder + "/" + name, random.nextInt(1, 3000));
      file(folder + "/in a folder/" + name + "/" + name, random.nextInt(1, 300));
    }
    return this;
  }

  /**
   * A sparse file: {@code size} bytes long, with {@code islandLength} random bytes at each offset.
   */
  public TreeMaker sparse(String name, long size, int islandLength, long... offsets) {
    Path file = prepare(name);
    try (FileChannel out =
        FileChannel.open(
            file,
            StandardOpenOption.CREATE_NEW,
            StandardOpenOption.WRITE,
            StandardOpenOption.SPARSE)) {
      for (long offset : offsets) {
        fill(out, offset, Math.min(islandLength, size - offset));
      }
      if (size > out.size()) {
        setLength(file, size);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return stamp(file);
  }

  /** Sets the folders' times, deepest first, and returns the root. */
  public Path done() {
    try (Stream<Path> all = Files.walk(root)) {
      List<Path> folders =
          all.filter(path -> Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS))
              .sorted(Comparator.reverseOrder())
              .toList();
      folders.forEach(this::stamp);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return root;
  }

  private Path inside(String name) {
    folder(name);
    return root.resolve(name);
  }

  private void tiny(Path file) {
    try (OutputStream out = Files.newOutputStream(file, StandardOpenOption.CREATE_NEW)) {
      if (random.nextInt(10) == 0) {
        byte[] bytes = new byte[random.nextInt(1, 40)];
        random.nextBytes(bytes);
        out.write(bytes);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static FileChannel create(Path file) throws IOException {
    return FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
  }

  private static void setLength(Path file, long size) throws IOException {
    try (var raw = new RandomAccessFile(file.toFile(), "rw")) {
      raw.setLength(size);
    }
  }

  private void fill(FileChannel out, long from, long size) throws IOException {
    byte[] block = new byte[(int) Math.min(size, BUFFER)];
    out.position(from);
    for (long left = size; left > 0; left -= block.length) {
      random.nextBytes(block);
      ByteBuffer bytes = ByteBuffer.wrap(block, 0, (int) Math.min(left, block.length));
      while (bytes.hasRemaining()) {
        out.write(bytes);
      }
    }
  }

  /** Log-normal around 4 KiB, as measured in source trees and home folders. */
  private long logNormalSize() {
    double normal = 0;
    for (int i = 0; i < 12; i++) {
      normal += random.nextDouble();
    }
    return Math.min(1 << 18, (long) Math.exp(8.3 + 1.4 * (normal - 6)));
  }

  private Path prepare(String name) {
    Path path = root.resolve(name);
    makeFolders(Objects.requireNonNull(path.getParent()));
    return path;
  }

  private TreeMaker stamp(Path path) {
    Instant time =
        Instant.ofEpochSecond(random.nextLong(OLDEST, NEWEST), random.nextInt(1_000_000_000));
    try {
      Files.getFileAttributeView(path, BasicFileAttributeView.class, LinkOption.NOFOLLOW_LINKS)
          .setTimes(FileTime.from(time), null, null);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return this;
  }

  private static void makeFolders(Path folder) {
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
