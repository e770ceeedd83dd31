package dev.ferry.inbox;

import dev.ferry.platform.FileStamp;
import dev.ferry.platform.HeldFile;
import dev.ferry.platform.HeldFolder;
import dev.ferry.platform.OpenMode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The append-only file that tells what a transfer holds, and how far its publication has come. A
 * record that was cut off or damaged, and what follows it, does not count. Thread-safe; blocks on
 * the disk.
 */
final class Journal implements AutoCloseable {
  private static final int READ_SLOTS = 8192;

  private final HeldFile file;
  private long slots;

  private Journal(HeldFile file, long slots) {
    this.file = file;
    this.slots = slots;
  }

  /** Makes a new journal and forces it. */
  static Journal create(HeldFolder folder, String name, JournalFormat.Header header)
      throws IOException {
    HeldFile file = folder.openFile(name, OpenMode.CREATE_NEW);
    try {
      file.write(header.encode(), 0, JournalFormat.SLOT, 0);
      file.force();
      return new Journal(file, 1);
    } catch (IOException | RuntimeException e) {
      try (file) {
        throw e;
      }
    }
  }

  /** Whether there is a journal with at least its header, which is forced before all else. */
  static boolean wasBegun(HeldFolder folder, String name) throws IOException {
    FileStamp stamp = folder.stampOf(name);
    if (stamp == null || stamp.size() != JournalFormat.SLOT) {
      return stamp != null && stamp.size() > JournalFormat.SLOT;
    }
    byte[] header = new byte[JournalFormat.SLOT];
    try (HeldFile file = folder.openFile(name, OpenMode.READ)) {
      file.read(header, 0, header.length, 0);
    }
    return JournalFormat.Header.decode(header, 0) != null;
  }

  /**
   * What a journal tells when it is opened again.
   *
   * @param journal ready for more
   * @param header its first slot
   * @param records all that count, in order
   * @param forced how many of them are surely on the disk with what they tell
   */
  record Reopened(
      Journal journal, JournalFormat.Header header, List<JournalRecord> records, int forced) {}

  /** Opens a journal, cuts off what does not count, and reads the rest. */
  static Reopened open(HeldFolder folder, String name) throws IOException {
    HeldFile file = folder.openFile(name, OpenMode.WRITE);
    try {
      byte[] bytes = readAll(file);
      JournalFormat.Header header = header(bytes);
      if (header == null) {
        throw new IOException("the journal of a transfer is damaged");
      }
      List<JournalRecord> records = new ArrayList<>();
      List<Integer> slotOf = new ArrayList<>();
      int slot = 1;
      long forcedSlots = 1;
      for (JournalRecord record = JournalFormat.decode(bytes, slot, slot);
          record != null;
          record = JournalFormat.decode(bytes, slot, slot)) {
        records.add(record);
        slotOf.add(slot);
        if (record instanceof JournalRecord.Forced mark) {
          forcedSlots = Math.max(forcedSlots, mark.records());
        }
        slot += JournalFormat.slotsOf(record);
      }
      file.setLength((long) slot * JournalFormat.SLOT);
      int forced = 0;
      while (forced < slotOf.size() && slotOf.get(forced) < forcedSlots) {
        forced++;
      }
      return new Reopened(new Journal(file, slot), header, records, forced);
    } catch (IOException | RuntimeException e) {
      try (file) {
        throw e;
      }
    }
  }

  private static JournalFormat.@Nullable Header header(byte[] bytes) {
    return bytes.length < JournalFormat.SLOT ? null : JournalFormat.Header.decode(bytes, 0);
  }

  /**
   * What a journal tells that somebody else may have open.
   *
   * @param header its first slot
   * @param records all that are sound, in order
   */
  record Peeked(JournalFormat.Header header, List<JournalRecord> records) {}

  /** Reads a journal and changes nothing; empty if it was never begun. */
  static Optional<Peeked> peek(HeldFolder folder, String name) throws IOException {
    byte[] bytes;
    try (HeldFile file = folder.openFile(name, OpenMode.READ)) {
      bytes = readAll(file);
    }
    JournalFormat.Header header = header(bytes);
    if (header == null) {
      return Optional.empty();
    }
    List<JournalRecord> records = new ArrayList<>();
    int slot = 1;
    for (JournalRecord record = JournalFormat.decode(bytes, slot, slot);
        record != null;
        record = JournalFormat.decode(bytes, slot, slot)) {
      records.add(record);
      slot += JournalFormat.slotsOf(record);
    }
    return Optional.of(new Peeked(header, records));
  }

  private static byte[] readAll(HeldFile file) throws IOException {
    long size = file.size();
    byte[] bytes = new byte[Math.toIntExact(size / JournalFormat.SLOT * JournalFormat.SLOT)];
    int step = READ_SLOTS * JournalFormat.SLOT;
    for (int at = 0; at < bytes.length; at += step) {
      file.read(bytes, at, Math.min(step, bytes.length - at), at);
    }
    return bytes;
  }

  /**
   * Appends a record. If this throws, the record does not count.
   *
   * @return the number of its slot
   */
  long append(JournalRecord record) throws IOException {
    return append(List.of(record));
  }

  /**
   * Appends records in one write. If this throws, none of them counts.
   *
   * @return the number of the first slot
   */
  synchronized long append(List<? extends JournalRecord> records) throws IOException {
    long first = slots;
    long next = first;
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (JournalRecord record : records) {
      byte[] bytes = JournalFormat.encode(record, next);
      all.writeBytes(bytes);
      next += bytes.length / JournalFormat.SLOT;
    }
    file.write(all.toByteArray(), 0, all.size(), first * JournalFormat.SLOT);
    slots = next;
    return first;
  }

  /** How many slots are filled; what a {@link JournalRecord.Forced} record states. */
  synchronized long slots() {
    return slots;
  }

  /** Forces all records to the disk. */
  void force() throws IOException {
    file.force();
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
