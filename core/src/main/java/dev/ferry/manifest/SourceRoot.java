package dev.ferry.manifest;

import dev.ferry.platform.FileStamp;
import dev.ferry.platform.Platform;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A file or folder of this machine that is sent or shared, and the name it has in the manifest.
 *
 * @param path absolute, without links: it stays the same when the working directory changes or a
 *     link is turned elsewhere
 * @param name the first segment of all its entries
 */
public record SourceRoot(Path path, String name) {
  /** What {@code /} is called: it has no name of its own. */
  private static final String NAME_OF_THE_ROOT = "root";

  /** Refuses what is no absolute path, or no segment. */
  public SourceRoot {
    if (!path.isAbsolute()) {
      throw new IllegalArgumentException("not absolute: " + path);
    }
    if (!isSegment(name)) {
      throw new IllegalArgumentException("not a name for a root");
    }
  }

  /**
   * The roots that a person named, each under its own name; of several with one name the later ones
   * are numbered: {@code photos}, {@code photos (2)}. A link that is named means what it leads to,
   * under the link's name. Blocks on disk.
   *
   * @throws SourceException if one does not exist, cannot be read, is neither file nor folder, or
   *     has a path that is not valid UTF-8
   */
  public static List<SourceRoot> of(List<Path> named) throws SourceException {
    List<SourceRoot> roots = new ArrayList<>();
    Set<String> taken = new HashSet<>();
    for (Path path : named) {
      Path real = realPath(path);
      check(path, real);
      String name = nameOf(path, real);
      String free = name;
      for (int n = 2; !taken.add(free); n++) {
        free = NameSuffix.numbered(name, n);
      }
      roots.add(new SourceRoot(real, free));
    }
    return List.copyOf(roots);
  }

  /** What it looks like now, if it still is something to send. */
  FileStamp stamp() throws SourceException {
    return check(path, path);
  }

  private static Path realPath(Path named) throws SourceException {
    try {
      return named.toRealPath();
    } catch (IOException e) {
      throw explain(named, e);
    }
  }

  private static FileStamp check(Path named, Path real) throws SourceException {
    if (!PathText.isExact(real)) {
      throw new SourceException(named, "has a name that is not valid UTF-8, or lies below one");
    }
    FileStamp stamp;
    try {
      stamp = Platform.current().stamp(real, false);
    } catch (IOException e) {
      throw explain(named, e);
    }
    if (!stamp.isFile() && !stamp.isFolder()) {
      throw new SourceException(named, "is not a file or folder but a FIFO, a socket or a device");
    }
    if (!Files.isReadable(real)) {
      throw new SourceException(named, "cannot be read: permission denied");
    }
    return stamp;
  }

  static SourceException explain(Path named, IOException e) {
    return switch (e) {
      case NoSuchFileException missing -> new SourceException(named, "does not exist", missing);
      case AccessDeniedException denied ->
          new SourceException(named, "cannot be read: permission denied", denied);
      default -> new SourceException(named, "cannot be read: " + e.getMessage(), e);
    };
  }

  private static String nameOf(Path named, Path real) throws SourceException {
    String name = last(named);
    if (!isSegment(name)) {
      name = real.getFileName() == null ? NAME_OF_THE_ROOT : last(real);
    }
    if (!isSegment(name)) {
      throw new SourceException(named, "has a name that is too long");
    }
    return name;
  }

  private static String last(Path path) {
    @Nullable Path name = path.getFileName();
    return name == null ? "" : name.toString();
  }

  private static boolean isSegment(String name) {
    try {
      return RelativePath.of(List.of(name)).depth() == 1;
    } catch (BadPathException e) {
      return false;
    }
  }
}
