package dev.ferry.preview;

import dev.ferry.manifest.FileKind;
import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Makes previews of files: the contents decide what a file is, and its name where they do not. */
public final class Previewer {
  private Previewer() {}

  /**
   * A preview of {@code file}. Blocks on disk and computes, both within {@code limits}.
   *
   * @throws IOException if it cannot be opened or read, or is no regular file; never because of
   *     what it holds
   */
  public static Preview of(Path file, PreviewLimits limits) throws IOException {
    return of(file, limits, null);
  }

  /** The same, taking a text for CSV, JSON or plain text if {@code as} is one of these. */
  public static Preview of(Path file, PreviewLimits limits, @Nullable FileKind as)
      throws IOException {
    if (!Files.isRegularFile(file)) {
      // A pipe or a device would be waited for.
      Files.readAttributes(file, "size");
      throw new FileSystemException(
          file.toString(), null, Files.isDirectory(file) ? "it is a folder" : "it is no file");
    }
    Path name = file.getFileName();
    try (SeekableByteChannel channel = Files.newByteChannel(file, StandardOpenOption.READ)) {
      return of(name == null ? "" : name.toString(), channel, limits, as);
    }
  }

  /**
   * A preview of what {@code channel} gives; leaves it open.
   *
   * @param name the file's name, for its end
   * @throws IOException only from the channel
   */
  public static Preview of(String name, SeekableByteChannel channel, PreviewLimits limits)
      throws IOException {
    return of(name, channel, limits, null);
  }

  /** The same, taking a text for CSV, JSON or plain text if {@code as} is one of these. */
  public static Preview of(
      String name, SeekableByteChannel channel, PreviewLimits limits, @Nullable FileKind as)
      throws IOException {
    Source source = new Source(name, channel, limits);
    byte[] head = source.head();
    if (head.length == 0) {
      return new Other(Nature.EMPTY.about(source), "");
    }
    Optional<Nature> magic = Magic.of(head);
    Optional<Encoding> encoding = Encoding.of(head, head.length == source.size());
    if (as != null && Texts.canBe(as) && encoding.isPresent()) {
      return texts(source, encoding.get(), limits).as(as);
    }
    if (magic.isPresent()) {
      return ofNature(source, magic.get(), limits);
    }
    if (TarReader.isHeader(head)) {
      return ArchiveReader.tar(source, limits);
    }
    if (encoding.isPresent()) {
      return texts(source, encoding.get(), limits).guessed();
    }
    return new Other(NameKinds.data(source).about(source), "");
  }

  private static Texts texts(Source source, Encoding encoding, PreviewLimits limits) {
    return new Texts(source, encoding, limits);
  }

  private static Preview ofNature(Source source, Nature nature, PreviewLimits limits)
      throws IOException {
    if (nature.kind() == FileKind.PICTURE) {
      return PictureReader.read(source, nature, limits);
    }
    if (nature.equals(Nature.ZIP)) {
      Nature precise = ZipNature.of(source);
      return precise.kind() == FileKind.ARCHIVE
          ? new ZipReader(source, limits).read(precise)
          : new Other(precise.about(source), "");
    }
    if (nature.equals(Nature.TAR)) {
      return ArchiveReader.tar(source, limits);
    }
    return nature.equals(Nature.GZIP)
        ? ArchiveReader.gzip(source, limits)
        : new Other(nature.about(source), "");
  }
}
