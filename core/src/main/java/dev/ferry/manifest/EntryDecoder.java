package dev.ferry.manifest;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Turns the bytes of one block back into entries. Whatever the bytes are, it returns checked
 * entries or throws an IOException. Layout: {@link ManifestFormat}.
 */
final class EntryDecoder {
  private final byte[] block;
  private final int end;
  private final byte[] path = new byte[RelativePath.MAX_BYTES];
  private int at;
  private int pathLength;
  private long modifiedNanos;

  /** Reads entries from {@code block[start, end)}. */
  EntryDecoder(byte[] block, int start, int end) {
    this.block = block;
    this.at = start;
    this.end = end;
  }

  Entry next() throws IOException {
    try {
      return decode();
    } catch (BadPathException | IllegalArgumentException | IndexOutOfBoundsException e) {
      throw damaged(e);
    }
  }

  /** Passes over an entry, faster than {@link #next}. */
  void skip() throws IOException {
    try {
      int head = readHead();
      switch (head & ManifestFormat.KIND_MASK) {
        case ManifestFormat.KIND_FOLDER -> varint();
        case ManifestFormat.KIND_LINK -> advance(length());
        case ManifestFormat.KIND_FILE -> {
          varint();
          varint();
          advance((head & ManifestFormat.HASH_BIT) == 0 ? 0 : FileEntry.HASH_DIGITS / 2);
          int parts = (head & ManifestFormat.ISLANDS_BIT) == 0 ? 0 : length();
          for (int i = 0; i < 2 * parts; i++) {
            varint();
          }
        }
        default -> throw damaged(null);
      }
    } catch (IndexOutOfBoundsException e) {
      throw damaged(e);
    }
  }

  private Entry decode() throws IOException, BadPathException {
    int head = readHead();
    RelativePath where = RelativePath.parse(new String(path, 0, pathLength, UTF_8));
    return switch (head & ManifestFormat.KIND_MASK) {
      case ManifestFormat.KIND_FOLDER -> new FolderEntry(where, modifiedNanos, mode());
      case ManifestFormat.KIND_LINK -> new LinkEntry(where, text(), modifiedNanos);
      case ManifestFormat.KIND_FILE -> file(where, head);
      default -> throw damaged(null);
    };
  }

  private FileEntry file(RelativePath where, int head) throws IOException {
    int mode = mode();
    long size = varint();
    @Nullable String hash = (head & ManifestFormat.HASH_BIT) == 0 ? null : hash();
    Islands islands = (head & ManifestFormat.ISLANDS_BIT) == 0 ? Islands.WHOLE : islands();
    return new FileEntry(where, size, modifiedNanos, mode, islands, hash);
  }

  /** Reads what every entry begins with into the fields; returns its first byte. */
  private int readHead() throws IOException {
    int head = block[at++];
    int shared = length();
    int more = length();
    if (shared > pathLength || more > path.length - shared) {
      throw damaged(null);
    }
    System.arraycopy(block, advance(more), path, shared, more);
    pathLength = shared + more;
    long step = varint();
    modifiedNanos += (step >>> 1) ^ -(step & 1);
    return head;
  }

  private Islands islands() throws IOException {
    int count = length();
    List<Islands.Part> parts = new ArrayList<>(Math.min(count, Islands.MAX_PARTS));
    long last = 0;
    for (int i = 0; i < count; i++) {
      long from = last + varint();
      last = from + varint();
      parts.add(new Islands.Part(from, last));
    }
    return Islands.of(parts);
  }

  private int mode() throws IOException {
    return (int) varint();
  }

  private String text() throws IOException {
    int bytes = length();
    return new String(block, advance(bytes), bytes, UTF_8);
  }

  private String hash() throws IOException {
    int from = advance(FileEntry.HASH_DIGITS / 2);
    return HexFormat.of().formatHex(block, from, at);
  }

  /** Moves past {@code bytes} bytes; returns where they start. */
  private int advance(int bytes) throws IOException {
    if (bytes > end - at) {
      throw damaged(null);
    }
    at += bytes;
    return at - bytes;
  }

  /** A number of things that still have to come, each at least one byte. */
  private int length() throws IOException {
    long length = varint();
    if (length < 0 || length > Math.max(end - at, RelativePath.MAX_BYTES)) {
      throw damaged(null);
    }
    return (int) length;
  }

  private long varint() throws IOException {
    long value = 0;
    for (int shift = 0; shift < 64; shift += 7) {
      byte b = block[at++];
      value |= (long) (b & 0x7f) << shift;
      if (b >= 0) {
        return value;
      }
    }
    throw damaged(null);
  }

  private static IOException damaged(@Nullable Exception cause) {
    return new IOException("the manifest is damaged", cause);
  }
}
