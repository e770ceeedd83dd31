package dev.ferry.inbox;

import dev.ferry.platform.HeldFile;
import dev.ferry.platform.HeldFolder;
import dev.ferry.platform.OpenMode;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Keeps the report of a publication in its staging. */
final class ReportFile {
  private static final String NAME = "report";

  private ReportFile() {}

  /** Writes and forces a report in place of an earlier one. */
  static void write(HeldFolder folder, PublishReport report) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    out.writeLong(report.files());
    out.writeLong(report.bytes());
    out.writeLong(report.same());
    out.writeLong(report.skipped());
    out.writeLong(report.beside());
    writeAll(out, report.besideNames());
    out.writeLong(report.withdrawn());
    out.writeLong(report.refused());
    writeAll(out, report.refusals());
    writeAll(out, report.names());
    folder.delete(NAME);
    try (HeldFile file = folder.openFile(NAME, OpenMode.CREATE_NEW)) {
      file.write(bytes.toByteArray(), 0, bytes.size(), 0);
      file.force();
    }
    folder.force();
  }

  /** Reads the report that was written. */
  static PublishReport read(HeldFolder folder) throws IOException {
    try (HeldFile file = folder.openFile(NAME, OpenMode.READ)) {
      byte[] bytes = new byte[Math.toIntExact(file.size())];
      file.read(bytes, 0, bytes.length, 0);
      DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes));
      return new PublishReport(
          in.readLong(),
          in.readLong(),
          in.readLong(),
          in.readLong(),
          in.readLong(),
          readAll(in),
          in.readLong(),
          in.readLong(),
          readAll(in),
          // A Ferry before this one wrote none.
          in.available() > 0 ? readAll(in) : List.of());
    }
  }

  private static void writeAll(DataOutputStream out, List<String> texts) throws IOException {
    out.writeInt(texts.size());
    for (String text : texts) {
      out.writeUTF(text);
    }
  }

  private static List<String> readAll(DataInputStream in) throws IOException {
    List<String> texts = new ArrayList<>();
    for (int left = in.readInt(); left > 0; left--) {
      texts.add(in.readUTF());
    }
    return texts;
  }
}
