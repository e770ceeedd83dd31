package dev.ferry.payload;

import dev.ferry.manifest.BadPathException;
import dev.ferry.manifest.Entry;
import dev.ferry.manifest.FileEntry;
import dev.ferry.manifest.FolderEntry;
import dev.ferry.manifest.Islands;
import dev.ferry.manifest.LinkEntry;
import dev.ferry.manifest.RelativePath;
import dev.ferry.platform.Extent;
import dev.ferry.platform.FileStamp;
import dev.ferry.platform.Platform;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A real tree to send, made by a test, and the manifest of it. */
public final class SourceTree {
  private final Path root;
  private int clock = 1_000;

  /** A tree below {@code root}, which exists. */
  public SourceTree(Path root) {
    this.root = root;
  }

  /** Where it lies. */
  public Path root() {
    return root;
  }

  /** Adds a file of random bytes. */
  public SourceTree file(String path, int size, Random random) throws IOException {
    byte[] bytes = new byte[size];
    random.nextBytes(bytes);
    return file(path, bytes);
  }

  /** Adds a file, or gives it new contents; each gets a time of its own, long ago. */
  public SourceTree file(String path, byte[] bytes) throws IOException {
    Path file = root.resolve(path);
    Files.createDirectories(file.getParent());
    Files.write(file, bytes);
    age(file);
    return this;
  }

  /** Adds a sparse file with random bytes in {@code parts}. */
  public SourceTree sparse(String path, long size, Random random, long... parts)
      throws IOException {
    Path file = root.resolve(path);
    Files.createDirectories(file.getParent());
    try (RandomAccessFile out = new RandomAccessFile(file.toFile(), "rw")) {
      out.setLength(size);
      for (int i = 0; i < parts.length; i += 2) {
        byte[] bytes = new byte[(int) (parts[i + 1] - parts[i])];
        random.nextBytes(bytes);
        out.seek(parts[i]);
        out.write(bytes);
      }
    }
    age(file);
    return this;
  }

  /** Adds an empty folder. */
  public SourceTree folder(String path) throws IOException {
    Files.createDirectories(root.resolve(path));
    return this;
  }

  /** Adds a link. */
  public SourceTree link(String path, String target) throws IOException {
    Path link = root.resolve(path);
    Files.createDirectories(link.getParent());
    Files.createSymbolicLink(link, Path.of(target));
    return this;
  }

  private void age(Path file) throws IOException {
    long nanos = 1_700_000_000_123_456_789L + 1_000_000_007L * clock++;
    Files.setLastModifiedTime(file, FileTime.from(nanos, TimeUnit.NANOSECONDS));
  }

  /** What the tree looks like now. */
  public ListManifest manifest() throws IOException {
    return new ListManifest(entries());
  }

  /** The entries of {@link #manifest}. */
  public List<Entry> entries() throws IOException {
    List<Entry> entries = new ArrayList<>();
    try (Stream<Path> paths = Files.walk(root)) {
      for (Path path : (Iterable<Path>) paths.filter(p -> !p.equals(root))::iterator) {
        entries.add(entryOf(path));
      }
    }
    entries.sort((a, b) -> a.path().compareTo(b.path()));
    return entries;
  }

  private Entry entryOf(Path path) throws IOException {
    RelativePath name = pathOf(root.relativize(path).toString());
    FileStamp stamp = Platform.current().stamp(path, false);
    return switch (stamp.kind()) {
      case FOLDER -> new FolderEntry(name, stamp.modifiedNanos(), stamp.mode() & 0777);
      case LINK ->
          new LinkEntry(name, Files.readSymbolicLink(path).toString(), stamp.modifiedNanos());
      default ->
          new FileEntry(
              name,
              stamp.size(),
              stamp.modifiedNanos(),
              stamp.mode() & 0777,
              islandsOf(path, stamp),
              null);
    };
  }

  private static Islands islandsOf(Path path, FileStamp stamp) throws IOException {
    if (stamp.allocatedBytes() >= stamp.size()) {
      return Islands.WHOLE;
    }
    List<Islands.Part> parts = new ArrayList<>();
    for (Extent extent : Platform.current().islands(path, Islands.MAX_PARTS)) {
      parts.add(new Islands.Part(extent.from(), extent.to()));
    }
    return Islands.of(parts);
  }

  /** A path, where a test knows that it is one. */
  public static RelativePath pathOf(String text) {
    try {
      return RelativePath.parse(text);
    } catch (BadPathException e) {
      throw new IllegalArgumentException(e);
    }
  }

  /** Opens the tree's files. */
  public PayloadFiles files() {
    return file -> Platform.current().openForReading(root.resolve(file.path().toString()), false);
  }

  /** The whole payload, read file by file. */
  public byte[] payload(PayloadLayout layout) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (var cursor = layout.manifest().walk()) {
      for (Entry entry = cursor.next(); entry != null; entry = cursor.next()) {
        if (entry instanceof FileEntry file && layout.accepted().contains(cursor.index())) {
          out.writeBytes(Files.readAllBytes(root.resolve(file.path().toString())));
        }
      }
    }
    return out.toByteArray();
  }
}
