package dev.ferry.inbox;

import dev.ferry.manifest.EntrySet;
import dev.ferry.manifest.Manifest;
import dev.ferry.platform.HeldFile;
import dev.ferry.platform.HeldFolder;
import dev.ferry.platform.OpenMode;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.zip.CRC32C;

/**
 * A plan in a file of staging: magic, CRC32C of the rest, number of entries, a byte of facts for
 * each entry, a byte for each telling whether it was accepted, the summary.
 */
final class PlanFile {
  private static final long MAGIC = 0x4645525259504c32L; // "FERRYPL2"
  private static final int HEADER = 8 + 4;

  private PlanFile() {}

  /** Writes and forces a plan. */
  static void write(HeldFolder folder, String name, Plan plan) throws IOException {
    byte[] body = encode(plan);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(HEADER + body.length);
    DataOutputStream out = new DataOutputStream(bytes);
    out.writeLong(MAGIC);
    out.writeInt(crc(body, 0));
    out.write(body);
    try (HeldFile file = folder.openFile(name, OpenMode.CREATE_NEW)) {
      file.write(bytes.toByteArray(), 0, bytes.size(), 0);
      file.force();
    }
  }

  private static byte[] encode(Plan plan) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    out.writeInt(plan.facts().length);
    out.write(plan.facts());
    for (int i = 0; i < plan.facts().length; i++) {
      out.writeByte(plan.accepted().contains(i) ? 1 : 0);
    }
    PlanSummary summary = plan.summary();
    out.writeLong(summary.newFiles());
    out.writeLong(summary.same());
    out.writeLong(summary.changed());
    out.writeLong(summary.refused());
    out.writeLong(summary.wantedFiles());
    out.writeLong(summary.wantedBytes());
    out.writeLong(summary.spaceNeeded());
    out.writeLong(summary.spaceFree());
    out.writeByte(codeOf(summary.policy()));
    for (List<String> list : List.of(summary.names(), summary.clashes(), summary.refusals())) {
      out.writeByte(list.size());
      for (String text : list) {
        out.writeUTF(text);
      }
    }
    return bytes.toByteArray();
  }

  /** Reads the plan of a manifest. */
  static Plan read(HeldFolder folder, String name, Manifest manifest) throws IOException {
    byte[] bytes;
    try (HeldFile file = folder.openFile(name, OpenMode.READ)) {
      bytes = new byte[Math.toIntExact(file.size())];
      file.read(bytes, 0, bytes.length, 0);
    }
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
      boolean sound =
          bytes.length > HEADER
              && in.readLong() == MAGIC
              && in.readInt() == crc(bytes, HEADER)
              && in.readInt() == manifest.entries();
      if (!sound) {
        throw new IOException("the plan of a transfer is damaged");
      }
      return decode(in, manifest);
    }
  }

  private static Plan decode(DataInputStream in, Manifest manifest) throws IOException {
    byte[] facts = new byte[Math.toIntExact(manifest.entries())];
    in.readFully(facts);
    BitSet accepted = new BitSet(facts.length);
    for (int i = 0; i < facts.length; i++) {
      accepted.set(i, in.readByte() != 0);
    }
    PlanSummary summary =
        new PlanSummary(
            manifest.entries(),
            manifest.files(),
            manifest.bytes(),
            in.readLong(),
            in.readLong(),
            in.readLong(),
            in.readLong(),
            in.readLong(),
            in.readLong(),
            in.readLong(),
            in.readLong(),
            policyOf(in.readByte()),
            readList(in),
            readList(in),
            readList(in));
    return new Plan(manifest, facts, EntrySet.of(accepted), summary);
  }

  private static List<String> readList(DataInputStream in) throws IOException {
    List<String> list = new ArrayList<>();
    for (int left = in.readByte(); left > 0; left--) {
      list.add(in.readUTF());
    }
    return list;
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

  private static int crc(byte[] bytes, int from) {
    CRC32C crc = new CRC32C();
    crc.update(bytes, from, bytes.length - from);
    return (int) crc.getValue();
  }
}
