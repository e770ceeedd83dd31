package dev.ferry.manifest;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** Turns entries into the bytes of one block after the other. Layout: {@link ManifestFormat}. */
final class EntryEncoder {
  /** Blocks grow as they need to: many writers wait for a person's answer with few entries. */
  private static final int FIRST_BYTES = 1 << 10;

  private byte[] block = new byte[FIRST_BYTES];
  private int length;
  private int entries;
  private byte[] path = new byte[0];
  private long modifiedNanos;

  /** The bytes of the block so far; valid up to {@link #length} until the next call. */
  byte[] block() {
    return block;
  }

  int length() {
    return length;
  }

  boolean isEmpty() {
    return entries == 0;
  }

  boolean isFull() {
    return entries == ManifestFormat.BLOCK_ENTRIES || length >= ManifestFormat.BLOCK_BYTES;
  }

  /** Starts the next block. */
  void reset() {
    length = 0;
    entries = 0;
    path = new byte[0];
    modifiedNanos = 0;
  }

  void add(Entry entry) {
    switch (entry) {
      case FileEntry file -> addFile(file);
      case FolderEntry folder -> {
        common(folder, ManifestFormat.KIND_FOLDER);
        varint(folder.mode());
      }
      case LinkEntry link -> {
        common(link, ManifestFormat.KIND_LINK);
        byte[] target = link.target().getBytes(UTF_8);
        varint(target.length);
        bytes(target, 0);
      }
    }
    entries++;
  }

  private void addFile(FileEntry file) {
    @Nullable String hash = file.contentHash();
    boolean sparse = !file.islands().whole();
    common(
        file,
        ManifestFormat.KIND_FILE
            | (hash == null ? 0 : ManifestFormat.HASH_BIT)
            | (sparse ? ManifestFormat.ISLANDS_BIT : 0));
    varint(file.mode());
    varint(file.size());
    if (hash != null) {
      bytes(HexFormat.of().parseHex(hash), 0);
    }
    if (sparse) {
      islands(file.islands());
    }
  }

  private void islands(Islands islands) {
    varint(islands.parts().size());
    long end = 0;
    for (Islands.Part part : islands.parts()) {
      varint(part.from() - end);
      varint(part.to() - part.from());
      end = part.to();
    }
  }

  private void common(Entry entry, int kind) {
    byte[] next = entry.path().toString().getBytes(UTF_8);
    int mismatch = Arrays.mismatch(path, next);
    int shared = mismatch < 0 ? next.length : mismatch;
    room(1);
    block[length++] = (byte) kind;
    varint(shared);
    varint(next.length - shared);
    bytes(next, shared);
    long step = entry.modifiedNanos() - modifiedNanos;
    varint((step << 1) ^ (step >> 63));
    path = next;
    modifiedNanos = entry.modifiedNanos();
  }

  private void varint(long value) {
    room(10);
    long rest = value;
    while ((rest & ~0x7fL) != 0) {
      block[length++] = (byte) (rest | 0x80);
      rest >>>= 7;
    }
    block[length++] = (byte) rest;
  }

  private void bytes(byte[] from, int start) {
    room(from.length - start);
    System.arraycopy(from, start, block, length, from.length - start);
    length += from.length - start;
  }

  private void room(int more) {
    if (block.length - length < more) {
      block = Arrays.copyOf(block, Math.max(block.length * 2, length + more));
    }
  }
}
