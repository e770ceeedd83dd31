package dev.ferry.manifest;

import dev.ferry.manifest.ManifestException.Reason;
import dev.ferry.manifest.ManifestFormat.Footer;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Writes a manifest into a file, entry by entry, and refuses what is not a manifest: entries must
 * come strictly in the order of their paths, none below a file or a link, all within the limits.
 * Folders above an entry need no entry of their own. Uses a few hundred KB of heap however many
 * entries come, little of it for few, and hardly any once it is finished.
 *
 * <p>Not thread-safe; blocks on disk. A writer that is closed before {@link #finish} leaves no file
 * behind.
 */
public final class ManifestWriter implements AutoCloseable {
  /** Gathers blocks, so that small ones do not cost a write each; as large as it is needed. */
  private static final int BUFFER_BYTES = 256 << 10;

  private static final int FIRST_BUFFER_BYTES = 1 << 10;

  private final Path file;
  private final ManifestLimits limits;
  private final FileChannel channel;
  private EntryEncoder encoder = new EntryEncoder();
  private ByteBuffer out = ByteBuffer.allocate(FIRST_BUFFER_BYTES);
  private long flushed;
  private long[] index = new long[64];
  private int blocks;
  private long blockStart;
  private long entries;
  private long files;
  private long bytes;
  private @Nullable Entry last;
  private boolean finished;

  private ManifestWriter(Path file, ManifestLimits limits, FileChannel channel) {
    this.file = file;
    this.limits = limits;
    this.channel = channel;
    out.put(ManifestFormat.header());
  }

  /**
   * Starts a manifest in a new file that only its owner can read.
   *
   * @throws java.nio.file.FileAlreadyExistsException if there is something at {@code file}
   */
  public static ManifestWriter create(Path file, ManifestLimits limits) throws IOException {
    FileAttribute<?>[] mode =
        file.getFileSystem().supportedFileAttributeViews().contains("posix")
            ? new FileAttribute<?>[] {
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
            }
            : new FileAttribute<?>[0];
    Set<StandardOpenOption> options =
        Set.of(StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW);
    return new ManifestWriter(file, limits, FileChannel.open(file, options, mode));
  }

  /**
   * Appends an entry.
   *
   * @throws ManifestException if the entry breaks a rule; the writer is of no use then
   */
  public void add(Entry entry) throws IOException {
    checkPlace(entry);
    if (entries == limits.maxEntries()) {
      throw new ManifestException(Reason.TOO_MANY_ENTRIES, entry.path());
    }
    if (entry instanceof FileEntry f) {
      if (f.size() > limits.maxTotalBytes() - bytes) {
        throw new ManifestException(Reason.TOO_MANY_BYTES, entry.path());
      }
      files++;
      bytes += f.size();
    }
    encoder.add(entry);
    if (sizeSoFar() > limits.maxManifestBytes()) {
      throw new ManifestException(Reason.TOO_LARGE, entry.path());
    }
    entries++;
    last = entry;
    if (encoder.isFull()) {
      endBlock();
    }
  }

  /** How many entries were added. */
  public long entries() {
    return entries;
  }

  /** How many bytes the manifest would take on disk if it ended here. */
  public long size() {
    return sizeSoFar();
  }

  /** The sizes of all files added up so far, in bytes. */
  public long bytes() {
    return bytes;
  }

  /**
   * Ends the manifest, forces it to disk and opens it. The directory it is in is the caller's to
   * force.
   */
  public Manifest finish() throws IOException {
    if (finished) {
      throw new IllegalStateException("already finished");
    }
    if (!encoder.isEmpty()) {
      endBlock();
    }
    long indexStart = flushed + out.position();
    ByteBuffer table = ByteBuffer.allocate(blocks * ManifestFormat.INDEX_ENTRY_BYTES);
    for (int i = 0; i < 2 * blocks; i++) {
      table.putLong(index[i]);
    }
    int indexSum = ManifestFormat.crc(table.array(), 0, table.capacity());
    long length = indexStart + table.capacity() + ManifestFormat.FOOTER_BYTES;
    flush();
    writeFully(table.flip());
    writeFully(new Footer(entries, files, bytes, indexStart, length, blocks, indexSum).encode());
    channel.force(true);
    channel.close();
    Manifest manifest = ManifestFile.open(file);
    finished = true;
    out = ByteBuffer.allocate(0);
    index = new long[0];
    encoder = new EntryEncoder();
    return manifest;
  }

  /** Lets go of the file; deletes it unless {@link #finish} succeeded. */
  @Override
  public void close() throws IOException {
    channel.close();
    if (!finished) {
      Files.deleteIfExists(file);
    }
  }

  private void checkPlace(Entry entry) throws ManifestException {
    if (last == null) {
      return;
    }
    int order = entry.path().compareTo(last.path());
    if (order <= 0) {
      throw new ManifestException(
          order == 0 ? Reason.DUPLICATE : Reason.OUT_OF_ORDER, entry.path());
    }
    // What is below an entry comes directly after it, so there is no need to look further back.
    if (!(last instanceof FolderEntry) && entry.path().isUnder(last.path())) {
      throw new ManifestException(Reason.BELOW_A_FILE, entry.path());
    }
  }

  private long sizeSoFar() {
    return flushed
        + out.position()
        + ManifestFormat.BLOCK_HEADER_BYTES
        + encoder.length()
        + (blocks + 1L) * ManifestFormat.INDEX_ENTRY_BYTES
        + ManifestFormat.FOOTER_BYTES;
  }

  private void endBlock() throws IOException {
    if (2 * blocks == index.length) {
      index = Arrays.copyOf(index, 2 * index.length);
    }
    index[2 * blocks] = flushed + out.position();
    index[2 * blocks + 1] = blockStart;
    blocks++;
    int length = encoder.length();
    makeRoom(ManifestFormat.BLOCK_HEADER_BYTES + length);
    out.putInt(length).putInt(ManifestFormat.crc(encoder.block(), 0, length));
    out.put(encoder.block(), 0, length);
    encoder.reset();
    blockStart = entries;
  }

  /** Lets the buffer grow as long as it is small, and writes it then. */
  private void makeRoom(int wanted) throws IOException {
    while (out.remaining() < wanted && out.capacity() < BUFFER_BYTES) {
      out = ByteBuffer.allocate(2 * out.capacity()).put(out.flip());
    }
    if (out.remaining() < wanted) {
      flush();
    }
  }

  private void flush() throws IOException {
    out.flip();
    flushed += out.remaining();
    writeFully(out);
    out.clear();
  }

  private void writeFully(ByteBuffer from) throws IOException {
    while (from.hasRemaining()) {
      channel.write(from);
    }
  }
}
