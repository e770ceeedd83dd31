package dev.ferry.inbox;

import dev.ferry.payload.ChunkHash;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * How journal records are written: in slots of 32 bytes, big endian.
 *
 * <pre>
 *   0      1            6        9       12               20               28
 *   | type | chunk (40) | from   | to    | first (64)     | second (64)    | CRC32C |
 * </pre>
 *
 * The checksum covers the slot's number and its 28 other bytes, so no slot passes for another. A
 * reason of text follows its record in slots of type {@link #TEXT}, 27 bytes each; the parts that a
 * {@link #DROP} keeps follow it in slots of their own, and their number is its first field.
 */
final class JournalFormat {
  static final int SLOT = 32;

  private static final int SUM = SLOT - 4;
  private static final int TEXT_BYTES = SUM - 1;

  private static final byte HEADER = 'F';
  private static final byte HELD = 1;
  private static final byte PART = 2;
  private static final byte FORGET = 3;
  private static final byte FORCED = 4;
  private static final byte WITHDRAW = 5;
  private static final byte TEXT = 6;
  private static final byte PUBLISHING = 7;
  private static final byte NAMING = 8;
  private static final byte MAKING = 9;
  private static final byte LOOSENING = 10;
  private static final byte PUBLISHED = 11;
  private static final byte COMPLETING = 12;
  private static final byte SETTLING = 13;
  private static final byte DROP = 14;

  /** "Ferry": five bytes where other slots have a chunk. */
  private static final long MAGIC = 0x4665727279L;

  private static final int VERSION = 1;

  private JournalFormat() {}

  /**
   * The first slot of a journal.
   *
   * @param length of the payload
   * @param entries of the manifest
   * @param flat whether staged files are called by number
   */
  record Header(long length, long entries, boolean flat) {
    byte[] encode() {
      return seal(slot(HEADER, MAGIC, VERSION, flat ? 1 : 0, length, entries), 0);
    }

    /** The header in a slot, or null if it is none. */
    static @Nullable Header decode(byte[] bytes, int offset) {
      if (!isSound(bytes, offset, 0) || bytes[offset] != HEADER) {
        return null;
      }
      Slot slot = Slot.of(bytes, offset);
      return slot.chunk() == MAGIC && slot.from() == VERSION
          ? new Header(slot.first(), slot.second(), slot.to() == 1)
          : null;
    }
  }

  private record Slot(byte type, long chunk, int from, int to, long first, long second) {
    static Slot of(byte[] bytes, int offset) {
      ByteBuffer in = ByteBuffer.wrap(bytes, offset, SLOT);
      long head = in.getLong();
      int middle = in.getInt();
      return new Slot(
          (byte) (head >>> 56),
          head >>> 16 & 0xff_ffff_ffffL,
          (int) (head & 0xffff) << 8 | middle >>> 24,
          middle & 0xff_ffff,
          in.getLong(),
          in.getLong());
    }

    ChunkHash hash() {
      return new ChunkHash(first, second);
    }
  }

  /** The slots of a record whose first one has the given number. */
  static byte[] encode(JournalRecord record, long number) {
    return switch (record) {
      case JournalRecord.Held(long chunk, ChunkHash hash) ->
          seal(slot(HELD, chunk, 0, 0, hash.high(), hash.low()), number);
      case JournalRecord.Part(long chunk, int from, int to, ChunkHash hash) ->
          seal(slot(PART, chunk, from, to, hash.high(), hash.low()), number);
      case JournalRecord.Forget(long chunk) -> seal(slot(FORGET, chunk, 0, 0, 0, 0), number);
      case JournalRecord.Drop drop -> encodeDrop(drop, number);
      case JournalRecord.Forced(long records) -> seal(slot(FORCED, 0, 0, 0, records, 0), number);
      case JournalRecord.Withdraw(long entry, String reason) ->
          encodeWithText(WITHDRAW, entry, reason, number);
      case JournalRecord.Settling(String reason) -> encodeWithText(SETTLING, 0, reason, number);
      case JournalRecord.Completing() -> seal(slot(COMPLETING, 0, 0, 0, 0, 0), number);
      case JournalRecord.Publishing() -> seal(slot(PUBLISHING, 0, 0, 0, 0, 0), number);
      case JournalRecord.Naming(long entry, int n) -> seal(slot(NAMING, 0, 0, 0, entry, n), number);
      case JournalRecord.Making(long entry) -> seal(slot(MAKING, 0, 0, 0, entry, 0), number);
      case JournalRecord.Loosening(long entry, int mode) ->
          seal(slot(LOOSENING, 0, 0, 0, entry, mode), number);
      case JournalRecord.Published() -> seal(slot(PUBLISHED, 0, 0, 0, 0, 0), number);
    };
  }

  private static byte[] encodeDrop(JournalRecord.Drop drop, long number) {
    int parts = drop.kept().size();
    ByteBuffer out = ByteBuffer.allocate((1 + parts) * SLOT);
    out.put(seal(slot(DROP, drop.chunk(), drop.from(), drop.to(), parts, 0), number));
    for (int i = 0; i < parts; i++) {
      out.put(encode(drop.kept().get(i), number + 1 + i));
    }
    return out.array();
  }

  private static byte[] encodeWithText(byte type, long entry, String reason, long number) {
    byte[] text = reason.getBytes(StandardCharsets.UTF_8);
    int length = Math.min(text.length, JournalRecord.Withdraw.MAX_REASON);
    int slots = 1 + textSlots(length);
    byte[] out = new byte[slots * SLOT];
    System.arraycopy(seal(slot(type, 0, 0, 0, entry, length), number), 0, out, 0, SLOT);
    for (int i = 1; i < slots; i++) {
      byte[] slot = new byte[SLOT];
      slot[0] = TEXT;
      int at = (i - 1) * TEXT_BYTES;
      System.arraycopy(text, at, slot, 1, Math.min(TEXT_BYTES, length - at));
      System.arraycopy(seal(slot, number + i), 0, out, i * SLOT, SLOT);
    }
    return out;
  }

  /**
   * The record that begins in a slot.
   *
   * @param slots the slots of a journal, those that follow included
   * @param at which of them
   * @param number of the slot at {@code at}
   * @return null if there is no whole and sound record
   */
  static @Nullable JournalRecord decode(byte[] slots, int at, long number) {
    int offset = at * SLOT;
    if (offset + SLOT > slots.length || !isSound(slots, offset, number)) {
      return null;
    }
    Slot slot = Slot.of(slots, offset);
    return switch (slot.type()) {
      case HELD -> new JournalRecord.Held(slot.chunk(), slot.hash());
      case PART ->
          slot.from() < slot.to()
              ? new JournalRecord.Part(slot.chunk(), slot.from(), slot.to(), slot.hash())
              : null;
      case FORGET -> new JournalRecord.Forget(slot.chunk());
      case DROP -> decodeDrop(slots, at, number, slot);
      case FORCED -> new JournalRecord.Forced(slot.first());
      case WITHDRAW, SETTLING -> decodeWithText(slots, at, number, slot);
      case COMPLETING -> new JournalRecord.Completing();
      case PUBLISHING -> new JournalRecord.Publishing();
      case NAMING -> new JournalRecord.Naming(slot.first(), (int) slot.second());
      case MAKING -> new JournalRecord.Making(slot.first());
      case LOOSENING -> new JournalRecord.Loosening(slot.first(), (int) slot.second());
      case PUBLISHED -> new JournalRecord.Published();
      default -> null;
    };
  }

  /** How many slots a record takes. */
  static int slotsOf(JournalRecord record) {
    return switch (record) {
      case JournalRecord.Withdraw withdraw -> 1 + textSlots(withdraw.reason());
      case JournalRecord.Settling settling -> 1 + textSlots(settling.reason());
      case JournalRecord.Drop drop -> 1 + drop.kept().size();
      default -> 1;
    };
  }

  private static int textSlots(String reason) {
    int bytes = reason.getBytes(StandardCharsets.UTF_8).length;
    return textSlots(Math.min(bytes, JournalRecord.Withdraw.MAX_REASON));
  }

  private static JournalRecord.@Nullable Drop decodeDrop(
      byte[] slots, int at, long number, Slot slot) {
    List<JournalRecord.Part> kept = new ArrayList<>();
    for (int i = 1; i <= slot.first(); i++) {
      if (!(decode(slots, at + i, number + i) instanceof JournalRecord.Part part)) {
        return null;
      }
      kept.add(part);
    }
    return new JournalRecord.Drop(slot.chunk(), slot.from(), slot.to(), kept);
  }

  private static @Nullable JournalRecord decodeWithText(
      byte[] slots, int at, long number, Slot slot) {
    if (slot.second() < 0 || slot.second() > JournalRecord.Withdraw.MAX_REASON) {
      return null;
    }
    byte[] text = new byte[(int) slot.second()];
    for (int i = 0; i < textSlots(text.length); i++) {
      int offset = (at + 1 + i) * SLOT;
      if (offset + SLOT > slots.length
          || !isSound(slots, offset, number + 1 + i)
          || slots[offset] != TEXT) {
        return null;
      }
      int length = Math.min(TEXT_BYTES, text.length - i * TEXT_BYTES);
      System.arraycopy(slots, offset + 1, text, i * TEXT_BYTES, length);
    }
    String reason = new String(text, StandardCharsets.UTF_8);
    return slot.type() == WITHDRAW
        ? new JournalRecord.Withdraw(slot.first(), reason)
        : new JournalRecord.Settling(reason);
  }

  private static int textSlots(int bytes) {
    return (bytes + TEXT_BYTES - 1) / TEXT_BYTES;
  }

  private static byte[] slot(byte type, long chunk, int from, int to, long first, long second) {
    ByteBuffer out = ByteBuffer.allocate(SLOT);
    out.putLong((long) type << 56 | chunk << 16 | from >>> 8);
    out.putInt(from << 24 | to);
    out.putLong(first).putLong(second);
    return out.array();
  }

  private static byte[] seal(byte[] slot, long number) {
    ByteBuffer.wrap(slot).putInt(SUM, sum(slot, 0, number));
    return slot;
  }

  private static boolean isSound(byte[] bytes, int offset, long number) {
    return ByteBuffer.wrap(bytes).getInt(offset + SUM) == sum(bytes, offset, number);
  }

  private static int sum(byte[] bytes, int offset, long number) {
    CRC32C crc = new CRC32C();
    crc.update(ByteBuffer.allocate(Long.BYTES).putLong(number).flip());
    crc.update(bytes, offset, SUM);
    return (int) crc.getValue();
  }
}
