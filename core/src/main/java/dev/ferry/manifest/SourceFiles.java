package dev.ferry.manifest;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.ferry.platform.HeldFile;
import dev.ferry.platform.Platform;
import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where on this machine the entries of a manifest are. Immutable and thread-safe; can be kept in a
 * small file, so that a transfer goes on after a restart.
 *
 * <p>The file has one line for each: its format, the link policy, each root (its name, a space, its
 * path as a file: URI; both percent-encoded, so that any name survives), and {@code end}.
 */
public final class SourceFiles {
  private static final String FORMAT = "ferry-sources 1";
  private static final String END = "end";

  /** Far more than any command line can name. */
  private static final long MAX_FILE_BYTES = 64 << 20;

  private final Map<String, Path> roots;
  private final LinkPolicy links;

  private SourceFiles(Map<String, Path> roots, LinkPolicy links) {
    this.roots = Collections.unmodifiableMap(roots);
    this.links = links;
  }

  /**
   * The files below {@code roots}, whose names must differ.
   *
   * @param links what the scanner did with links: if it followed them, so does {@link #open}
   */
  public static SourceFiles of(List<SourceRoot> roots, LinkPolicy links) {
    Map<String, Path> paths = new LinkedHashMap<>();
    for (SourceRoot root : roots) {
      if (paths.put(root.name(), root.path()) != null) {
        throw new IllegalArgumentException("two roots with one name");
      }
    }
    return new SourceFiles(paths, links);
  }

  /** The roots, in the order in which they were given. */
  public List<SourceRoot> roots() {
    return roots.entrySet().stream().map(e -> new SourceRoot(e.getValue(), e.getKey())).toList();
  }

  /** What happens to links below the roots. */
  public LinkPolicy links() {
    return links;
  }

  /**
   * Where the entry with this path is, whether or not it exists.
   *
   * @throws NoSuchFileException if the path is in none of the roots
   */
  public Path pathOf(RelativePath path) throws NoSuchFileException {
    Path root = rootOf(path);
    return path.depth() == 1 ? root : root.resolve(belowRoot(path));
  }

  private Path rootOf(RelativePath path) throws NoSuchFileException {
    @Nullable Path folder = roots.get(path.root());
    if (folder == null) {
      throw new NoSuchFileException(path.toString());
    }
    return folder;
  }

  private static String belowRoot(RelativePath path) {
    return path.toString().substring(path.root().length() + 1);
  }

  /**
   * Opens the file behind an entry for reading; the caller closes it. Blocks on disk. Says nothing
   * about whether it still is what the entry says. Unless links are followed by wish, none is, also
   * if it came after the scan.
   */
  public HeldFile open(FileEntry entry) throws IOException {
    RelativePath path = entry.path();
    boolean follow = links == LinkPolicy.FOLLOW;
    return follow || path.depth() == 1
        ? Platform.current().openForReading(pathOf(path), follow)
        : Platform.current().openBeneath(rootOf(path), belowRoot(path));
  }

  /** Keeps this in a new file, forced to disk. Blocks. */
  public void write(Path file) throws IOException {
    StringBuilder text = new StringBuilder();
    text.append(FORMAT).append('\n').append(links).append('\n');
    roots.forEach((name, path) ->
        text.append(URLEncoder.encode(name, UTF_8)).append(' ').append(path.toUri()).append('\n'));
    ByteBuffer bytes = UTF_8.encode(text.append(END).append('\n').toString());
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      channel.force(true);
    }
  }

  /**
   * What {@link #write} kept. Blocks.
   *
   * @throws IOException if it cannot be read, was cut short or is something else
   */
  public static SourceFiles read(Path file) throws IOException {
    if (Files.size(file) > MAX_FILE_BYTES) {
      throw damaged(null);
    }
    List<String> lines = List.of(Files.readString(file, UTF_8).split("\n", -1));
    int end = lines.size() - 2;
    if (end < 2
        || !lines.getFirst().equals(FORMAT)
        || !lines.get(end).equals(END)
        || !lines.getLast().isEmpty()) {
      throw damaged(null);
    }
    try {
      List<SourceRoot> roots = new ArrayList<>();
      for (String line : lines.subList(2, end)) {
        String[] parts = line.split(" ", 2);
        roots.add(
            new SourceRoot(Path.of(URI.create(parts[1])), URLDecoder.decode(parts[0], UTF_8)));
      }
      return of(roots, LinkPolicy.valueOf(lines.get(1)));
    } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
      throw damaged(e);
    }
  }

  private static IOException damaged(@Nullable Exception cause) {
    return new IOException("the list of sources is damaged", cause);
  }
}
