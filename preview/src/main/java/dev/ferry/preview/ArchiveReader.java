package dev.ferry.preview;

import dev.ferry.preview.Listing.Entry;
import dev.ferry.preview.Listing.EntryKind;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Instant;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/** Lists archives. Of a compressed one no more is unpacked than the limits let be read. */
final class ArchiveReader {
  private static final int BLOCK = 512;

  /** Deflate makes things 1032 times smaller at best: from such a file less than 4 GiB come. */
  private static final long SIZE_IS_SURE = 4_000_000;

  private ArchiveReader() {}

  /** What a tar archive holds. */
  static Listing tar(Source source, PreviewLimits limits) throws IOException {
    TarReader tar = new TarReader(limits);
    try {
      tar.read(new Jumping(source));
    } catch (EOFException e) {
      return tar.listing(Nature.TAR.about(source), false);
    }
    return tar.listing(Nature.TAR.about(source), source.isExhausted());
  }

  /** What a gzip file holds: the entries of a tar archive, or one file. */
  static Listing gzip(Source source, PreviewLimits limits) throws IOException {
    byte[] start = new byte[BLOCK];
    boolean isTar;
    try {
      Unpacking probe = new Unpacking(source, limits.bytes());
      isTar = probe.readFully(start) && TarReader.isHeader(start);
    } catch (ZipException | EOFException e) {
      return single(source, "it is damaged");
    }
    return isTar ? tarGz(source, limits) : single(source, "");
  }

  private static Listing tarGz(Source source, PreviewLimits limits) throws IOException {
    TarReader tar = new TarReader(limits);
    Unpacking unpacking = new Unpacking(source, limits.bytes());
    boolean damaged = false;
    try {
      tar.read(unpacking);
    } catch (ZipException | EOFException e) {
      damaged = !source.isExhausted();
    }
    boolean stopped = !damaged && (source.isExhausted() || unpacking.isExhausted());
    return tar.listing(Nature.TAR_GZ.about(source), stopped);
  }

  /** The name is in the header, if anywhere (RFC 1952); the size at the end, modulo 4 GiB. */
  private static Listing single(Source source, String problem) throws IOException {
    byte[] head = source.head();
    Entry entry = new Entry(name(source, head), EntryKind.FILE, size(source), time(head));
    return new Listing(
        Nature.GZIP.about(source),
        List.of(entry),
        Count.exact(1),
        entry.bytes() < 0 ? Count.atLeast(0) : Count.exact(entry.bytes()),
        problem);
  }

  private static String name(Source source, byte[] head) {
    int at = 10;
    boolean hasExtra = head.length > at + 2 && (head[3] & 4) != 0;
    if (hasExtra) {
      at += 2 + (head[10] & 0xff) + ((head[11] & 0xff) << 8);
    }
    StringBuilder name = new StringBuilder();
    if (head.length > 3 && (head[3] & 8) != 0) {
      for (int i = at; i < head.length && head[i] != 0 && name.length() < 255; i++) {
        name.append((char) (head[i] & 0xff));
      }
    }
    if (name.isEmpty()) {
      return source.extension().equals("gz")
          ? source.name().substring(0, source.name().length() - 3)
          : source.name();
    }
    return name.toString();
  }

  private static @Nullable Instant time(byte[] head) {
    if (head.length < 8) {
      return null;
    }
    long seconds = little(head, 4);
    return seconds == 0 ? null : Instant.ofEpochSecond(seconds);
  }

  /**
   * What the end says may be less than it is, for what is larger than 4 GiB: then it is unknown.
   */
  private static long size(Source source) throws IOException {
    byte[] end = new byte[4];
    boolean small = source.size() > 18 && source.size() < SIZE_IS_SURE;
    return small && source.readAt(source.size() - 4, end, 0, 4) == 4 ? little(end, 0) : -1;
  }

  private static long little(byte[] bytes, int at) {
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getInt(at) & 0xffffffffL;
  }

  /** Passes over contents without reading them. */
  private static final class Jumping implements TarReader.Skipping {
    private final Source source;
    private long position;

    Jumping(Source source) {
      this.source = source;
    }

    @Override
    public boolean readFully(byte[] target) throws IOException {
      if (position < 0 || position >= source.size()) {
        return false;
      }
      int read = source.readAt(position, target, 0, target.length);
      position += target.length;
      return read == target.length;
    }

    @Override
    public void skip(long bytes) {
      position = position + bytes < 0 ? Long.MAX_VALUE : position + bytes;
    }
  }

  /** Unpacks so many bytes and no more. */
  private static final class Unpacking implements TarReader.Skipping {
    private final InputStream in;
    private long left;
    private boolean exhausted;

    Unpacking(Source source, long most) throws IOException {
      this.in = new Parts(source.from(0));
      this.left = most;
    }

    boolean isExhausted() {
      return exhausted;
    }

    @Override
    public boolean readFully(byte[] target) throws IOException {
      if (left < target.length) {
        exhausted = true;
        return false;
      }
      left -= target.length;
      return in.readNBytes(target, 0, target.length) == target.length;
    }

    @Override
    public void skip(long bytes) throws IOException {
      if (bytes > left) {
        exhausted = true;
        left = 0;
        return;
      }
      left -= bytes;
      in.skipNBytes(bytes);
    }
  }

  /** The JDK's reader calls itself for every part without contents, of which there may be many. */
  private static final class Parts extends GZIPInputStream {
    private static final int MOST_EMPTY = 100;

    private int empty;

    Parts(InputStream in) throws IOException {
      super(in, 16 << 10);
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
      if (empty > MOST_EMPTY) {
        throw new ZipException("too many empty parts follow each other");
      }
      empty++;
      try {
        return super.read(target, offset, length);
      } finally {
        empty--;
      }
    }
  }
}
