package dev.ferry.preview;

import dev.ferry.preview.Listing.Entry;
import dev.ferry.preview.Listing.EntryKind;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Lists a zip archive from its central directory (PKWARE's APPNOTE 6.3, sections 4.3.12 to 4.3.16),
 * which it walks without holding it: nothing is unpacked, so nothing can swell. The JDK's reader
 * holds the whole directory in memory, which a hostile archive may make a gigabyte long.
 */
final class ZipReader {
  private static final int END_LENGTH = 22;
  private static final int MOST_COMMENT = 0xffff;
  private static final int END_SIGN = 0x06054b50;
  private static final int LOCATOR_SIGN = 0x07064b50;
  private static final int LOCATOR_LENGTH = 20;
  private static final int END64_SIGN = 0x06064b50;
  private static final int ENTRY_SIGN = 0x02014b50;
  private static final int ENTRY_LENGTH = 46;
  private static final int UTF8_FLAG = 1 << 11;
  private static final int ENCRYPTED_FLAG = 1;
  private static final int UNIX_LINK = 0xa000;
  private static final int UNIX_TYPE = 0xf000;
  private static final long IN_EXTRA = 0xffffffffL;

  private final Source source;
  private final PreviewLimits limits;
  private final List<Entry> entries = new ArrayList<>();
  private boolean encrypted;
  private long seen;
  private long unpacked;

  ZipReader(Source source, PreviewLimits limits) {
    this.source = source;
    this.limits = limits;
  }

  /** Where the central directory is. */
  private record Directory(long offset, long entries) {}

  /** The archive's listing. */
  Listing read(Nature nature) throws IOException {
    Directory directory = find();
    String problem = "";
    if (directory == null) {
      problem = "its list of contents is missing: the archive is damaged or not complete";
    } else if (!walk(directory)) {
      problem = source.isExhausted() ? "" : "its list of contents is damaged";
    }
    boolean all = directory != null && seen == directory.entries();
    long said = directory == null ? 0 : directory.entries();
    return new Listing(
        nature.about(source),
        entries,
        all ? Count.exact(seen) : source.isExhausted() ? Count.about(said) : Count.atLeast(seen),
        all ? Count.exact(unpacked) : Count.atLeast(unpacked),
        problem.isEmpty() && encrypted ? "its contents are encrypted" : problem);
  }

  private @Nullable Directory find() throws IOException {
    int length = (int) Math.min(source.size(), END_LENGTH + MOST_COMMENT);
    byte[] tail = new byte[length];
    if (source.readAt(source.size() - length, tail, 0, length) != length) {
      return null;
    }
    ByteBuffer end = little(tail);
    for (int at = length - END_LENGTH; at >= 0; at--) {
      if (end.getInt(at) == END_SIGN) {
        long offset = end.getInt(at + 16) & IN_EXTRA;
        int count = end.getShort(at + 10) & 0xffff;
        return offset == IN_EXTRA || count == 0xffff
            ? find64(source.size() - length + at)
            : new Directory(offset, count);
      }
    }
    return null;
  }

  private @Nullable Directory find64(long end) throws IOException {
    byte[] locator = new byte[LOCATOR_LENGTH];
    if (end < LOCATOR_LENGTH
        || source.readAt(end - LOCATOR_LENGTH, locator, 0, LOCATOR_LENGTH) != LOCATOR_LENGTH
        || little(locator).getInt(0) != LOCATOR_SIGN) {
      return null;
    }
    long at = little(locator).getLong(8);
    byte[] record = new byte[56];
    if (at < 0 || source.readAt(at, record, 0, record.length) != record.length) {
      return null;
    }
    ByteBuffer end64 = little(record);
    long offset = end64.getLong(48);
    long count = end64.getLong(32);
    return end64.getInt(0) != END64_SIGN || offset < 0 || count < 0
        ? null
        : new Directory(offset, count);
  }

  /** Whether all went well to the end. */
  private boolean walk(Directory directory) throws IOException {
    if (directory.offset() > source.size()) {
      return false;
    }
    InputStream in = new BufferedInputStream(source.from(directory.offset()));
    byte[] header = new byte[ENTRY_LENGTH];
    while (seen < directory.entries()) {
      if (in.readNBytes(header, 0, ENTRY_LENGTH) != ENTRY_LENGTH
          || little(header).getInt(0) != ENTRY_SIGN
          || !entry(little(header), in)) {
        return false;
      }
    }
    return true;
  }

  private boolean entry(ByteBuffer header, InputStream in) throws IOException {
    byte[] name = in.readNBytes(header.getShort(28) & 0xffff);
    byte[] extra = in.readNBytes(header.getShort(30) & 0xffff);
    int comment = header.getShort(32) & 0xffff;
    if (name.length != (header.getShort(28) & 0xffff)
        || extra.length != (header.getShort(30) & 0xffff)
        || in.skip(comment) < 0) {
      return false;
    }
    seen++;
    int flags = header.getShort(8);
    encrypted |= (flags & ENCRYPTED_FLAG) != 0;
    long size = size(header.getInt(24) & IN_EXTRA, extra);
    unpacked += size > 0 && unpacked + size > 0 ? size : 0;
    if (entries.size() < limits.entries()) {
      entries.add(shown(header, text(name, (flags & UTF8_FLAG) != 0), size));
    }
    return true;
  }

  private Entry shown(ByteBuffer header, String name, long size) {
    boolean unix = header.get(5) == 3;
    boolean link = unix && ((header.getInt(38) >>> 16) & UNIX_TYPE) == UNIX_LINK;
    boolean folder = name.endsWith("/");
    EntryKind kind = folder ? EntryKind.FOLDER : link ? EntryKind.LINK : EntryKind.FILE;
    return new Entry(
        Words.cut(name, limits.chars()),
        kind,
        kind == EntryKind.FILE ? size : -1,
        time(header.getShort(12) & 0xffff, header.getShort(14) & 0xffff));
  }

  /** Sizes from 4 GiB on stand in an extra field of their own (4.5.3). */
  private static long size(long size, byte[] extra) {
    if (size != IN_EXTRA) {
      return size;
    }
    ByteBuffer fields = little(extra);
    while (fields.remaining() >= 4) {
      int id = fields.getShort() & 0xffff;
      int length = fields.getShort() & 0xffff;
      if (id == 1 && length >= 8 && fields.remaining() >= 8) {
        return Math.max(-1, fields.getLong());
      }
      fields.position(Math.min(fields.limit(), fields.position() + length));
    }
    return size;
  }

  /** Old archives do not say how their names are written: UTF-8 if it is that, else as DOS did. */
  private static String text(byte[] name, boolean isUtf8) {
    String text = new String(name, StandardCharsets.UTF_8);
    return isUtf8 || text.indexOf('\ufffd') < 0 ? text : new String(name, dos());
  }

  private static Charset dos() {
    return Charset.isSupported("IBM437") ? Charset.forName("IBM437") : StandardCharsets.ISO_8859_1;
  }

  /** DOS knows no time zones: what it says is the time of the place where it is read. */
  private static @Nullable Instant time(int time, int date) {
    try {
      return LocalDateTime.of(
              1980 + (date >> 9),
              (date >> 5) & 15,
              date & 31,
              time >> 11,
              (time >> 5) & 63,
              Math.min(59, (time & 31) * 2))
          .atZone(ZoneId.systemDefault())
          .toInstant();
    } catch (DateTimeException e) {
      return null;
    }
  }

  private static ByteBuffer little(byte[] bytes) {
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }
}
