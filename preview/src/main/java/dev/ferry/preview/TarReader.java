package dev.ferry.preview;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.ferry.preview.Listing.Entry;
import dev.ferry.preview.Listing.EntryKind;
import java.io.EOFException;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Lists a tar archive, header by header (POSIX.1-2017, pax, and GNU's long names), without keeping
 * any contents. Not thread-safe; one for each archive.
 */
final class TarReader {
  private static final int BLOCK = 512;
  private static final int MOST_NAME = 64 << 10;

  /** An archive can name years that no calendar has. */
  private static final long LATEST = Instant.parse("9999-12-31T23:59:59Z").getEpochSecond();

  private final PreviewLimits limits;
  private final List<Entry> entries = new ArrayList<>();
  private long seen;
  private long unpacked;
  private boolean complete;
  private @Nullable String longName;
  private long longSize = -1;

  TarReader(PreviewLimits limits) {
    this.limits = limits;
  }

  /** Reads headers until the end mark, the end of what {@code in} gives, or something else. */
  void read(Skipping in) throws IOException {
    byte[] header = new byte[BLOCK];
    while (in.readFully(header)) {
      if (isZero(header)) {
        complete = true;
        return;
      }
      if (!isHeader(header)) {
        return;
      }
      long size = number(header, 124, 12);
      switch (header[156]) {
        case 'x', 'L' -> extension(in, header[156], size);
        case 'g', 'K' -> in.skip(padded(size));
        default -> entry(in, header, size);
      }
    }
  }

  /** How a reader of tar passes over contents. */
  interface Skipping {
    /** Fills {@code target}; false if there is no more. */
    boolean readFully(byte[] target) throws IOException;

    /** Passes over so many bytes, or to the end. */
    void skip(long bytes) throws IOException;
  }

  /** The listing of what was read. */
  Listing listing(About about, boolean stopped) {
    boolean all = complete && !stopped;
    return new Listing(
        about,
        entries,
        all ? Count.exact(seen) : Count.atLeast(seen),
        all ? Count.exact(unpacked) : Count.atLeast(unpacked),
        all || stopped ? "" : "it ends in the middle, or is damaged");
  }

  private void extension(Skipping in, int type, long size) throws IOException {
    if (size < 0 || size > MOST_NAME) {
      in.skip(padded(size));
      return;
    }
    byte[] text = new byte[(int) padded(size)];
    if (!in.readFully(text)) {
      throw new EOFException();
    }
    String value = new String(text, 0, (int) size, UTF_8);
    if (type == 'L') {
      longName = value.replaceFirst("\0.*", "");
    } else {
      pax(value);
    }
  }

  /** Records of {@code length key=value\n}. */
  private void pax(String records) {
    for (String record : records.split("\n", -1)) {
      int blank = record.indexOf(' ');
      int equals = record.indexOf('=', blank + 1);
      if (blank > 0 && equals > 0) {
        String value = record.substring(equals + 1);
        switch (record.substring(blank + 1, equals)) {
          case "path" -> longName = value;
          case "size" -> longSize = value.matches("[0-9]{1,18}") ? Long.parseLong(value) : -1;
          default -> {}
        }
      }
    }
  }

  private void entry(Skipping in, byte[] header, long headerSize) throws IOException {
    long size = longSize >= 0 ? longSize : headerSize;
    String name = longName == null ? name(header) : longName;
    longName = null;
    longSize = -1;
    seen++;
    EntryKind kind = kind(header[156], name);
    if (kind == EntryKind.FILE) {
      unpacked += size > 0 && unpacked + size > 0 ? size : 0;
    }
    if (entries.size() < limits.entries()) {
      long time = number(header, 136, 12);
      entries.add(
          new Entry(
              Words.cut(name, limits.chars()),
              kind,
              kind == EntryKind.FILE ? size : -1,
              time < 0 || time > LATEST ? null : Instant.ofEpochSecond(time)));
    }
    if (kind == EntryKind.FILE) {
      in.skip(padded(size));
    }
  }

  private static EntryKind kind(int type, String name) {
    return switch (type) {
      case 0, '0', '7', 'S' -> name.endsWith("/") ? EntryKind.FOLDER : EntryKind.FILE;
      case '5' -> EntryKind.FOLDER;
      case '1', '2' -> EntryKind.LINK;
      default -> EntryKind.OTHER;
    };
  }

  private static String name(byte[] header) {
    String name = text(header, 0, 100);
    boolean posix = text(header, 257, 6).equals("ustar");
    String prefix = posix ? text(header, 345, 155) : "";
    return prefix.isEmpty() ? name : prefix + "/" + name;
  }

  private static String text(byte[] header, int offset, int length) {
    int end = offset;
    while (end < offset + length && header[end] != 0) {
      end++;
    }
    return new String(header, offset, end - offset, UTF_8);
  }

  /** Octal digits, or big-endian binary behind a set high bit (GNU); -1 if it is neither. */
  private static long number(byte[] header, int offset, int length) {
    if ((header[offset] & 0x80) != 0) {
      long value = 0;
      for (int i = offset + length - 8; i < offset + length; i++) {
        value = (value << 8) | (header[i] & 0xff);
      }
      return Math.max(-1, value);
    }
    String digits = text(header, offset, length).strip();
    return digits.matches("[0-7]{1,20}") ? Long.parseLong(digits, 8) : digits.isEmpty() ? 0 : -1;
  }

  private static long padded(long size) {
    return size <= 0 ? 0 : (Math.min(size, Long.MAX_VALUE - BLOCK) + BLOCK - 1) / BLOCK * BLOCK;
  }

  /** Whether the sum over its bytes is what the header says. */
  static boolean isHeader(byte[] header) {
    if (header.length < BLOCK) {
      return false;
    }
    long sum = 0;
    for (int i = 0; i < BLOCK; i++) {
      sum += i >= 148 && i < 156 ? ' ' : header[i] & 0xff;
    }
    return number(header, 148, 8) == sum;
  }

  private static boolean isZero(byte[] header) {
    for (byte b : header) {
      if (b != 0) {
        return false;
      }
    }
    return true;
  }
}
