package dev.ferry.manifest;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/**
 * The file a manifest lives in. All numbers are big-endian; a varint has seven bits a byte, lowest
 * first, the top bit set on all but the last byte.
 *
 * <pre>
 * header   16 bytes   magic "FERRYMAN", u32 version, u32 zero
 * blocks              u32 length, u32 CRC32C, then {@code length} bytes: up to 512 entries, fewer
 *                     once there are 64 KiB of them
 * index    16 bytes   per block: u64 where it starts in the file, u64 its first entry's index
 * footer   64 bytes   u64 entries, u64 files, u64 sum of file sizes, u64 where the index starts,
 *                     u64 length of the whole file, u32 blocks, u32 CRC32C of the index,
 *                     u32 zero, u32 CRC32C of header and the footer so far, magic "NAMYRREF"
 *
 * entry    byte       kind in bits 0-1: 0 file, 1 folder, 2 link; bit 2: content hash follows;
 *                     bit 3: islands follow
 *          varint     bytes of the path that are those of the entry before (0 for a block's first)
 *          varint     how many more bytes the path has, then those, in UTF-8
 *          varint     modified time, zigzag, less that of the entry before (0 for a block's first)
 *   file   varint     mode      varint size       [16 bytes hash]
 *                     [varint parts, then for each: varint gap since the part before, varint length]
 *   folder varint     mode
 *   link   varint     bytes of the target, then those, in UTF-8
 * </pre>
 *
 * A block can be read alone, so an index in memory of 16 bytes a block finds any entry. A file that
 * was cut anywhere has no footer, or one that does not fit.
 */
final class ManifestFormat {
  /** "FERRYMAN". */
  static final long MAGIC = 0x4645_5252_594d_414eL;

  /** The magic again, backwards, at the very end. */
  static final long END_MAGIC = 0x4e41_4d59_5252_4546L;

  static final int VERSION = 1;
  static final int HEADER_BYTES = 16;
  static final int BLOCK_HEADER_BYTES = 8;
  static final int INDEX_ENTRY_BYTES = 16;
  static final int FOOTER_BYTES = 64;

  /** How much of the footer its checksum covers. */
  private static final int SUMMED_FOOTER_BYTES = 52;

  /** A block holds at most this many entries. */
  static final int BLOCK_ENTRIES = 512;

  /** A block is closed once it has this many bytes. */
  static final int BLOCK_BYTES = 64 << 10;

  /** More than any block can have: one entry less than full, and the largest entry there is. */
  static final int MAX_BLOCK_BYTES = 256 << 10;

  static final int KIND_MASK = 0b11;
  static final int KIND_FILE = 0;
  static final int KIND_FOLDER = 1;
  static final int KIND_LINK = 2;
  static final int HASH_BIT = 0b100;
  static final int ISLANDS_BIT = 0b1000;

  /** What the footer says. */
  record Footer(
      long entries,
      long files,
      long bytes,
      long indexStart,
      long fileLength,
      int blocks,
      int indexSum) {
    ByteBuffer encode() {
      ByteBuffer out = ByteBuffer.allocate(FOOTER_BYTES);
      out.putLong(entries).putLong(files).putLong(bytes).putLong(indexStart).putLong(fileLength);
      out.putInt(blocks).putInt(indexSum).putInt(0).putInt(sum(out)).putLong(END_MAGIC);
      return out.flip();
    }

    /** Reads a footer that must be the last bytes of a file of {@code fileLength} bytes. */
    static Footer decode(ByteBuffer in, long fileLength) throws IOException {
      if (in.getLong(FOOTER_BYTES - Long.BYTES) != END_MAGIC) {
        throw new IOException("the manifest is cut short or damaged");
      }
      Footer footer =
          new Footer(
              in.getLong(),
              in.getLong(),
              in.getLong(),
              in.getLong(),
              in.getLong(),
              in.getInt(),
              in.getInt());
      if (in.getInt() != 0
          || in.getInt() != sum(in)
          || footer.fileLength != fileLength
          || footer.indexStart != fileLength - FOOTER_BYTES - footer.indexBytes()) {
        throw new IOException("the manifest is cut short or damaged");
      }
      return footer;
    }

    long indexBytes() {
      return (long) blocks * INDEX_ENTRY_BYTES;
    }

    private static int sum(ByteBuffer footer) {
      CRC32C crc = new CRC32C();
      crc.update(header());
      crc.update(footer.duplicate().clear().limit(SUMMED_FOOTER_BYTES));
      return (int) crc.getValue();
    }
  }

  private ManifestFormat() {}

  static ByteBuffer header() {
    return ByteBuffer.allocate(HEADER_BYTES).putLong(MAGIC).putInt(VERSION).putInt(0).flip();
  }

  static void checkHeader(ByteBuffer header) throws IOException {
    if (header.getLong() != MAGIC) {
      throw new IOException("this is not a manifest");
    }
    int version = header.getInt();
    if (version != VERSION) {
      throw new IOException("the manifest has version " + version + ", known is " + VERSION);
    }
    if (header.getInt() != 0) {
      throw new IOException("the manifest's header is damaged");
    }
  }

  static int crc(byte[] bytes, int from, int length) {
    CRC32C crc = new CRC32C();
    crc.update(bytes, from, length);
    return (int) crc.getValue();
  }
}
