package dev.ferry.manifest;

import dev.ferry.manifest.ManifestFormat.Footer;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A manifest in a file, as {@link ManifestWriter} leaves it. In memory are 16 bytes for every 512
 * entries; each cursor holds one block besides. Checksums notice a file that was cut or damaged:
 * opening fails, or walking over the damaged block does.
 *
 * <p>Thread-safe. Interrupting a thread that reads makes that read fail and no other one.
 */
public final class ManifestFile implements Manifest {
  private final Path file;
  private final Footer footer;
  private final long[] blockStarts;
  private final long[] firstEntries;
  private final Object lock = new Object();
  private FileChannel channel;
  private boolean closed;

  private ManifestFile(
      Path file, FileChannel channel, Footer footer, long[] blockStarts, long[] firstEntries) {
    this.file = file;
    this.channel = channel;
    this.footer = footer;
    this.blockStarts = blockStarts;
    this.firstEntries = firstEntries;
  }

  /**
   * Opens the manifest in {@code file}. Blocks on disk.
   *
   * @throws IOException if it cannot be read, is no manifest, was cut short or is damaged
   */
  public static ManifestFile open(Path file) throws IOException {
    FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
    try {
      return open(file, channel);
    } catch (IOException | RuntimeException e) {
      try (channel) {
        throw e;
      }
    }
  }

  private static ManifestFile open(Path file, FileChannel channel) throws IOException {
    long length = channel.size();
    if (length < ManifestFormat.HEADER_BYTES + ManifestFormat.FOOTER_BYTES) {
      throw new IOException("the manifest is cut short or damaged");
    }
    ManifestFormat.checkHeader(ByteBuffer.wrap(read(channel, 0, ManifestFormat.HEADER_BYTES)));
    byte[] end = read(channel, length - ManifestFormat.FOOTER_BYTES, ManifestFormat.FOOTER_BYTES);
    Footer footer = Footer.decode(ByteBuffer.wrap(end), length);
    byte[] index = read(channel, footer.indexStart(), Math.toIntExact(footer.indexBytes()));
    if (ManifestFormat.crc(index, 0, index.length) != footer.indexSum()) {
      throw new IOException("the manifest's index is damaged");
    }
    ByteBuffer table = ByteBuffer.wrap(index);
    long[] blockStarts = new long[footer.blocks() + 1];
    long[] firstEntries = new long[footer.blocks() + 1];
    for (int i = 0; i < footer.blocks(); i++) {
      blockStarts[i] = table.getLong();
      firstEntries[i] = table.getLong();
    }
    blockStarts[footer.blocks()] = footer.indexStart();
    firstEntries[footer.blocks()] = footer.entries();
    return new ManifestFile(file, channel, footer, blockStarts, firstEntries);
  }

  @Override
  public long entries() {
    return footer.entries();
  }

  @Override
  public long files() {
    return footer.files();
  }

  @Override
  public long bytes() {
    return footer.bytes();
  }

  @Override
  public Cursor walkFrom(long index) throws IOException {
    if (index < 0 || index > entries()) {
      throw new IndexOutOfBoundsException("no entry " + index + " of " + entries());
    }
    BlockCursor cursor = new BlockCursor(blockOf(index));
    cursor.skipTo(index);
    return cursor;
  }

  @Override
  public long seek(RelativePath path) throws IOException {
    int low = 0;
    int high = footer.blocks();
    while (low < high) {
      int middle = (low + high) >>> 1;
      Entry first = decoder(middle).next();
      if (first.path().compareTo(path) <= 0) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low == 0 ? 0 : seekWithin(low - 1, path);
  }

  private long seekWithin(int block, RelativePath path) throws IOException {
    EntryDecoder decoder = decoder(block);
    long index = firstEntries[block];
    while (index < firstEntries[block + 1] && decoder.next().path().compareTo(path) < 0) {
      index++;
    }
    return index;
  }

  @Override
  public void close() throws IOException {
    synchronized (lock) {
      closed = true;
      channel.close();
    }
  }

  private int blockOf(long index) {
    int found = Arrays.binarySearch(firstEntries, index);
    return found >= 0 ? found : -found - 2;
  }

  /** The entries of one block, checked against its sum. */
  private EntryDecoder decoder(int block) throws IOException {
    long start = blockStarts[block];
    long length = blockStarts[block + 1] - start;
    if (length < ManifestFormat.BLOCK_HEADER_BYTES || length > ManifestFormat.MAX_BLOCK_BYTES) {
      throw new IOException("the manifest's index is damaged");
    }
    byte[] bytes = readShared(start, (int) length);
    ByteBuffer header = ByteBuffer.wrap(bytes);
    int from = ManifestFormat.BLOCK_HEADER_BYTES;
    int payload = bytes.length - from;
    if (header.getInt() != payload || header.getInt() != ManifestFormat.crc(bytes, from, payload)) {
      throw new IOException("the manifest is damaged at byte " + start);
    }
    return new EntryDecoder(bytes, from, bytes.length);
  }

  /**
   * Reads through the channel all cursors share, and through a new one if an interrupt closed it.
   */
  private byte[] readShared(long position, int length) throws IOException {
    while (true) {
      FileChannel current = current();
      try {
        return read(current, position, length);
      } catch (ClosedByInterruptException e) {
        throw e;
      } catch (ClosedChannelException e) {
        reopen(e);
      }
    }
  }

  private FileChannel current() {
    synchronized (lock) {
      return channel;
    }
  }

  private void reopen(ClosedChannelException cause) throws IOException {
    synchronized (lock) {
      if (closed) {
        throw cause;
      }
      if (!channel.isOpen()) {
        channel = FileChannel.open(file, StandardOpenOption.READ);
      }
    }
  }

  private static byte[] read(FileChannel channel, long position, int length) throws IOException {
    byte[] bytes = new byte[length];
    ByteBuffer into = ByteBuffer.wrap(bytes);
    while (into.hasRemaining()) {
      if (channel.read(into, position + into.position()) < 0) {
        throw new IOException("the manifest is cut short");
      }
    }
    return bytes;
  }

  private final class BlockCursor implements Cursor {
    private int block;
    private long next;
    private @Nullable EntryDecoder entries;

    BlockCursor(int block) {
      this.block = block;
      this.next = firstEntries[block];
    }

    void skipTo(long index) throws IOException {
      while (next < index) {
        current().skip();
        next++;
      }
    }

    @Override
    public @Nullable Entry next() throws IOException {
      if (next == footer.entries()) {
        return null;
      }
      Entry entry = current().next();
      next++;
      return entry;
    }

    @Override
    public long index() {
      return next - 1;
    }

    @Override
    public void close() {
      block = -1;
      entries = null;
    }

    private EntryDecoder current() throws IOException {
      if (block < 0) {
        throw new IOException("the cursor is closed");
      }
      EntryDecoder current = entries;
      if (current == null) {
        current = decoder(block);
      } else if (next == firstEntries[block + 1]) {
        current = decoder(++block);
      }
      entries = current;
      return current;
    }
  }
}
