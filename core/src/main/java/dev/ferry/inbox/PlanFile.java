package dev.ferry.inbox;

import dev.ferry.manifest.EntrySet;
import dev.ferry.manifest.Manifest;
import dev.ferry.platform.HeldFile;
import dev.ferry.platform.HeldFolder;
import dev.ferry.platform.OpenMode;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.BitSet;
import java.util.List;
import java.util.zip.CRC32C;

/**
 * A plan in a file of staging: magic, CRC32C of the rest, policy, number of entries, a byte of
 * facts for each entry, a byte for each telling whether it was accepted.
 */
final class PlanFile {
  private static final long MAGIC = 0x4645525259504c31L; // "FERRYPL1"
  private static final int HEADER = 8 + 4 + 4 + 4;

  private PlanFile() {}

  /** Writes and forces a plan. */
  static void write(HeldFolder folder, String name, Plan plan) throws IOException {
    int entries = plan.facts().length;
    ByteBuffer out = ByteBuffer.allocate(HEADER + 2 * entries);
    out.putLong(MAGIC).putInt(0).putInt(codeOf(plan.policy())).putInt(entries).put(plan.facts());
    for (int i = 0; i < entries; i++) {
      out.put((byte) (plan.accepted().contains(i) ? 1 : 0));
    }
    out.putInt(8, crc(out.array()));
    try (HeldFile file = folder.openFile(name, OpenMode.CREATE_NEW)) {
      file.write(out.array(), 0, out.capacity(), 0);
      file.force();
    }
  }

  /** Reads the plan of a manifest. */
  static Plan read(HeldFolder folder, String name, Manifest manifest) throws IOException {
    int entries = Math.toIntExact(manifest.entries());
    byte[] bytes = new byte[HEADER + 2 * entries];
    try (HeldFile file = folder.openFile(name, OpenMode.READ)) {
      if (file.size() != bytes.length || file.read(bytes, 0, bytes.length, 0) < bytes.length) {
        throw new EOFException("the plan of a transfer has not the length of its manifest");
      }
    }
    ByteBuffer in = ByteBuffer.wrap(bytes);
    boolean sound = in.getLong() == MAGIC && in.getInt() == crc(bytes);
    ClashPolicy policy = policyOf(in.getInt());
    if (!sound || in.getInt() != entries) {
      throw new IOException("the plan of a transfer is damaged");
    }
    byte[] facts = new byte[entries];
    in.get(facts);
    BitSet accepted = new BitSet(entries);
    for (int i = 0; i < entries; i++) {
      accepted.set(i, in.get() != 0);
    }
    return new Plan(manifest, facts, EntrySet.of(accepted), policy, -1, List.of());
  }

  private static int codeOf(ClashPolicy policy) {
    return switch (policy) {
      case KEEP_BOTH -> 0;
      case UPDATE -> 1;
      case SKIP -> 2;
      case FAIL -> 3;
    };
  }

  private static ClashPolicy policyOf(int code) throws IOException {
    return switch (code) {
      case 0 -> ClashPolicy.KEEP_BOTH;
      case 1 -> ClashPolicy.UPDATE;
      case 2 -> ClashPolicy.SKIP;
      case 3 -> ClashPolicy.FAIL;
      default -> throw new IOException("the plan of a transfer is damaged");
    };
  }

  private static int crc(byte[] bytes) {
    CRC32C crc = new CRC32C();
    crc.update(bytes, 12, bytes.length - 12);
    return (int) crc.getValue();
  }
}
