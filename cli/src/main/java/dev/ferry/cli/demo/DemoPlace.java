package dev.ferry.cli.demo;

import dev.ferry.cli.show.Units;
import dev.ferry.identity.DisplayName;
import dev.ferry.transfer.Problem;
import dev.ferry.transfer.TransferException;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The folder that a demo plays in: where there is most room, and gone afterwards. */
final class DemoPlace implements AutoCloseable {
  private static final int TIMES = 3;
  private static final long SMALL_THINGS = 200_000_000L;

  private final Path folder;
  private final boolean keep;

  private DemoPlace(Path folder, boolean keep) {
    this.folder = folder;
    this.keep = keep;
  }

  /**
   * Makes a new folder.
   *
   * @param parent where; null for the place with most room among the usual ones
   * @param size of the large file; three times as much must be free
   */
  static DemoPlace make(@Nullable Path parent, long size, boolean keep) throws IOException {
    Path place = parent == null ? roomiest() : Files.createDirectories(parent);
    long needed = Math.addExact(Math.multiplyExact(size, TIMES), SMALL_THINGS);
    long free = Files.getFileStore(place).getUsableSpace();
    if (free < needed) {
      throw new TransferException(
          Problem.NO_SPACE,
          "the demo needs "
              + Units.bytes(needed)
              + " and "
              + DisplayName.escape(place.toString())
              + " has "
              + Units.bytes(free)
              + " free: say --dir for another folder, or a smaller --size");
    }
    return new DemoPlace(Files.createTempDirectory(place, "ferry-demo-"), keep);
  }

  private static Path roomiest() throws IOException {
    return List.of(
            System.getProperty("java.io.tmpdir", "."), System.getProperty("user.home", "."), ".")
        .stream()
        .map(Path::of)
        .filter(place -> Files.isDirectory(place) && Files.isWritable(place))
        .max(Comparator.comparingLong(DemoPlace::free))
        .map(Path::toAbsolutePath)
        .map(Path::normalize)
        .orElseThrow(() ->
            new TransferException(
                Problem.DESTINATION, "there is no folder to write to: say --dir"));
  }

  private static long free(Path place) {
    try {
      return Files.getFileStore(place).getUsableSpace();
    } catch (IOException e) {
      return 0;
    }
  }

  /** Where everything is. */
  Path folder() {
    return folder;
  }

  /** Removes the folder with all that is in it, unless it is kept. */
  @Override
  public void close() throws IOException {
    if (!keep) {
      Files.walkFileTree(folder, new Remover());
    }
  }

  /** Deletes bottom-up, and never follows a link. */
  private static final class Remover extends SimpleFileVisitor<Path> {
    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
      Files.delete(file);
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult postVisitDirectory(Path visited, @Nullable IOException failure)
        throws IOException {
      if (failure != null) {
        throw failure;
      }
      Files.delete(Objects.requireNonNull(visited));
      return FileVisitResult.CONTINUE;
    }
  }
}
