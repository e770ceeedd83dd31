package dev.ferry.page.zip;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.ferry.inbox.WindowsNames;
import dev.ferry.manifest.Entry;
import dev.ferry.manifest.FileEntry;
import dev.ferry.manifest.FolderEntry;
import dev.ferry.manifest.LinkEntry;
import dev.ferry.manifest.RelativePath;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * One file or folder of a zip in the three forms it has there (PKWARE's APPNOTE 6.3.10, sections
 * 4.3.7, 4.3.9 and 4.3.12), with zip64 where a number does not fit into 32 bits. Names are UTF-8
 * and such that Windows can hold them: a backslash would lead into another folder there.
 *
 * <p>Contents are deflated in blocks that are stored as they are: unlike plainly stored ones, they
 * can be read to their end by programs that read a zip as it comes, though what they add up to is
 * said behind them.
 *
 * @param name as it stands in the zip; of a folder it ends in a slash
 * @param folder whether it has no contents
 * @param size bytes of the contents
 * @param modifiedSeconds since the epoch
 * @param mode POSIX permission bits and kind
 */
record ZipRecord(String name, boolean folder, long size, long modifiedSeconds, int mode) {
  /** The longest block that deflate stores. */
  static final int BLOCK = 65_535;

  /** Bytes before each block: whether it is the last, its length, its length inverted. */
  static final int BLOCK_HEAD = 5;

  /** What a field of 32 bits says whose number stands in the zip64 field. */
  static final long IN_ZIP64 = 0xFFFF_FFFFL;

  private static final int LOCAL_HEAD = 30;
  private static final int CENTRAL_HEAD = 46;
  private static final int TIME_FIELD = 9;
  private static final int VERSION = 45;
  private static final int MADE_ON_UNIX = 3 << 8;
  private static final int UTF8_NAMES = 0x0800;
  private static final int SUMS_BEHIND = 0x0008;
  private static final int DEFLATED = 8;
  private static final int STORED = 0;
  private static final int FOLDER_OF_DOS = 0x10;
  private static final int FILE_KIND = 0100000;
  private static final int FOLDER_KIND = 040000;
  private static final int USUAL_FILE = 0644;
  private static final int USUAL_FOLDER = 0755;
  private static final long NANOS = 1_000_000_000L;
  private static final Pattern LOOKS_ESCAPED = Pattern.compile("%(?=[0-9A-Fa-f]{2})");

  /** What an entry of a manifest is in a zip; empty for links, which could lead anywhere. */
  static Optional<ZipRecord> of(Entry entry) {
    return switch (entry) {
      case FileEntry file ->
          Optional.of(
              new ZipRecord(
                  name(file.path(), ""),
                  false,
                  file.size(),
                  Math.floorDiv(file.modifiedNanos(), NANOS),
                  FILE_KIND | (file.mode() == 0 ? USUAL_FILE : file.mode())));
      case FolderEntry folder ->
          Optional.of(
              new ZipRecord(
                  name(folder.path(), "/"),
                  true,
                  0,
                  Math.floorDiv(folder.modifiedNanos(), NANOS),
                  FOLDER_KIND | (folder.mode() == 0 ? USUAL_FOLDER : folder.mode())));
      case LinkEntry _ -> Optional.empty();
    };
  }

  private static String name(RelativePath path, String end) {
    return path.segments().stream().map(ZipRecord::name).collect(Collectors.joining("/")) + end;
  }

  /** Names that differ do so in the zip, too: what looks escaped already is escaped itself. */
  private static String name(String segment) {
    return WindowsNames.escape(LOOKS_ESCAPED.matcher(segment).replaceAll("%25"));
  }

  /** Bytes that the contents take in the zip. */
  long packed() {
    return folder ? 0 : size + BLOCK_HEAD * Math.max(1, Math.ceilDiv(size, (long) BLOCK));
  }

  /** Whether its sizes stand in a zip64 field. */
  boolean large() {
    return packed() >= IN_ZIP64;
  }

  /** What stands before the contents. */
  byte[] local() {
    int zip64 = large() ? 20 : 0;
    byte[] encoded = name.getBytes(UTF_8);
    byte[] bytes = new byte[LOCAL_HEAD + encoded.length + TIME_FIELD + zip64];
    ByteBuffer out = into(bytes);
    out.putInt(0x04034b50).putShort((short) VERSION);
    putMethodAndTime(out);
    int sizes = large() ? -1 : 0;
    out.putInt(0).putInt(sizes).putInt(sizes);
    out.putShort((short) encoded.length).putShort((short) (TIME_FIELD + zip64)).put(encoded);
    putTimeField(out);
    if (large()) {
      out.putShort((short) 1).putShort((short) 16).putLong(0).putLong(0);
    }
    return bytes;
  }

  /** What stands behind the contents of a file. */
  byte[] descriptor(int crc) {
    byte[] bytes = new byte[large() ? 24 : 16];
    ByteBuffer out = into(bytes);
    out.putInt(0x08074b50).putInt(crc);
    if (large()) {
      out.putLong(packed()).putLong(size);
    } else {
      out.putInt((int) packed()).putInt((int) size);
    }
    return bytes;
  }

  /**
   * What stands in the list at the end of the zip.
   *
   * @param offset where {@link #local} began
   */
  byte[] central(int crc, long offset) {
    boolean far = offset >= IN_ZIP64;
    int numbers = (large() ? 16 : 0) + (far ? 8 : 0);
    int zip64 = numbers == 0 ? 0 : 4 + numbers;
    byte[] encoded = name.getBytes(UTF_8);
    byte[] bytes = new byte[CENTRAL_HEAD + encoded.length + TIME_FIELD + zip64];
    ByteBuffer out = into(bytes);
    out.putInt(0x02014b50).putShort((short) (MADE_ON_UNIX | VERSION)).putShort((short) VERSION);
    putMethodAndTime(out);
    out.putInt(crc).putInt(large() ? -1 : (int) packed()).putInt(large() ? -1 : (int) size);
    out.putShort((short) encoded.length).putShort((short) (TIME_FIELD + zip64)).putShort((short) 0);
    out.putShort((short) 0).putShort((short) 0).putInt(mode << 16 | (folder ? FOLDER_OF_DOS : 0));
    out.putInt(far ? -1 : (int) offset).put(encoded);
    putTimeField(out);
    if (numbers > 0) {
      out.putShort((short) 1).putShort((short) numbers);
      if (large()) {
        out.putLong(size).putLong(packed());
      }
      if (far) {
        out.putLong(offset);
      }
    }
    return bytes;
  }

  private void putMethodAndTime(ByteBuffer out) {
    out.putShort((short) (UTF8_NAMES | (folder ? 0 : SUMS_BEHIND)));
    out.putShort((short) (folder ? STORED : DEFLATED));
    LocalDateTime time = LocalDateTime.ofEpochSecond(modifiedSeconds, 0, ZoneOffset.UTC);
    int year = Math.clamp(time.getYear(), 1980, 2107);
    out.putShort((short) (time.getHour() << 11 | time.getMinute() << 5 | time.getSecond() / 2));
    out.putShort((short) ((year - 1980) << 9 | time.getMonthValue() << 5 | time.getDayOfMonth()));
  }

  /** Info-ZIP's field 0x5455: the time to the second and without a time zone. */
  private void putTimeField(ByteBuffer out) {
    out.putShort((short) 0x5455).putShort((short) (TIME_FIELD - 4)).put((byte) 1);
    out.putInt(Math.clamp(modifiedSeconds, Integer.MIN_VALUE, Integer.MAX_VALUE));
  }

  /** Writes into {@code bytes} as zips have their numbers. */
  static ByteBuffer into(byte[] bytes) {
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }
}
