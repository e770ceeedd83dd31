package dev.ferry.page.zip;

import dev.ferry.manifest.Entry;
import dev.ferry.manifest.FileEntry;
import dev.ferry.manifest.RelativePath;
import dev.ferry.transfer.Problem;
import dev.ferry.transfer.Share;
import dev.ferry.transfer.TransferException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A share, or a folder of it, as a zip that is made while it is sent; its length is known before.
 * Files are not packed: most that are worth sending are already, and so the network is what limits
 * it. Links are left out. Thread-safe; blocks on the disk.
 */
public final class SharedZip {
  /** Of each file four bytes are kept until the end. */
  static final int MOST_FILES = 1_000_000;

  private static final int MOST_ENTRIES = 65_535;

  private final Share share;
  private final @Nullable RelativePath folder;
  private final long length;

  private SharedZip(Share share, @Nullable RelativePath folder) throws IOException {
    this.share = share;
    this.folder = folder;
    ZipOutput counted = ZipOutput.counting();
    writeTo(counted);
    this.length = counted.length();
  }

  /**
   * The zip of everything in {@code share}, or only of what lies in {@code folder}.
   *
   * @throws TransferException with {@link Problem#NOT_FOUND} if there is no such folder; with
   *     {@link Problem#BAD_REQUEST} if there are too many files for one zip
   */
  public static SharedZip of(Share share, @Nullable RelativePath folder) throws IOException {
    return new SharedZip(share, folder);
  }

  /** How many bytes it has. */
  public long length() {
    return length;
  }

  /** What it is called. */
  public String name() {
    return (folder == null ? share.title() : folder.name()) + ".zip";
  }

  /**
   * Writes it.
   *
   * @throws IOException if {@code out} takes no more, or a file is not what was shared any more: a
   *     zip that was begun cannot go on without it
   */
  public void sendTo(OutputStream out) throws IOException {
    writeTo(new ZipOutput(out));
  }

  private void writeTo(ZipOutput out) throws IOException {
    Checksums checksums = new Checksums();
    share.list(folder, entry -> writeEntry(out, entry, checksums));
    long listAt = out.length();
    Central central = new Central(out, checksums);
    share.list(folder, central::add);
    end(out, central.entries, listAt);
  }

  private void writeEntry(ZipOutput out, Entry entry, Checksums checksums) throws IOException {
    ZipRecord record = ZipRecord.of(entry).orElse(null);
    if (record != null) {
      out.write(record.local());
      if (entry instanceof FileEntry file) {
        int crc = out.contents(record, contents -> send(file, contents));
        checksums.add(crc);
        out.write(record.descriptor(crc));
      }
    }
  }

  private void send(FileEntry file, OutputStream out) throws IOException {
    try (Share.SharedFile shared = share.file(file.path())) {
      shared.sendTo(out, 0, file.size());
    }
  }

  /** The list of all entries, in the order they were written. */
  private static final class Central {
    private final ZipOutput out;
    private final Checksums checksums;
    private long offset;
    private long entries;

    Central(ZipOutput out, Checksums checksums) {
      this.out = out;
      this.checksums = checksums;
    }

    void add(Entry entry) throws IOException {
      ZipRecord record = ZipRecord.of(entry).orElse(null);
      if (record != null) {
        int crc = record.folder() ? 0 : checksums.next();
        out.write(record.central(crc, offset));
        long descriptor = record.folder() ? 0 : record.descriptor(crc).length;
        offset += record.local().length + record.packed() + descriptor;
        entries++;
      }
    }
  }

  /** The checksums of the files, in order. */
  private static final class Checksums {
    private int[] values = new int[64];
    private int count;
    private int read;

    void add(int crc) throws TransferException {
      if (count == MOST_FILES) {
        throw new TransferException(
            Problem.BAD_REQUEST,
            "these are too many files for one zip; get the folders one by one");
      }
      if (count == values.length) {
        values = Arrays.copyOf(values, 2 * count);
      }
      values[count++] = crc;
    }

    int next() {
      return values[read++];
    }
  }

  /** APPNOTE 4.3.14 to 4.3.16. */
  private static void end(ZipOutput out, long entries, long listAt) throws IOException {
    long listLength = out.length() - listAt;
    if (entries >= MOST_ENTRIES || listAt + listLength >= ZipRecord.IN_ZIP64) {
      byte[] bytes = new byte[56 + 20];
      ByteBuffer large = ZipRecord.into(bytes);
      long endAt = out.length();
      large.putInt(0x06064b50).putLong(44).putShort((short) 45).putShort((short) 45);
      large.putInt(0).putInt(0).putLong(entries).putLong(entries).putLong(listLength);
      large.putLong(listAt).putInt(0x07064b50).putInt(0).putLong(endAt).putInt(1);
      out.write(bytes);
    }
    byte[] last = new byte[22];
    ByteBuffer end = ZipRecord.into(last);
    short count = (short) Math.min(entries, MOST_ENTRIES);
    end.putInt(0x06054b50).putInt(0).putShort(count).putShort(count);
    end.putInt((int) Math.min(listLength, ZipRecord.IN_ZIP64));
    end.putInt((int) Math.min(listAt, ZipRecord.IN_ZIP64)).putShort((short) 0);
    out.write(last);
  }
}
