package dev.ferry.direct;

import dev.ferry.json.Fields;
import dev.ferry.json.Fields.Note;
import dev.ferry.json.MalformedException;
import dev.ferry.payload.ChunkHash;
import dev.ferry.payload.Withdrawals;
import dev.ferry.payload.Withdrawn;
import dev.ferry.transfer.ChunkHashes;
import dev.ferry.transfer.SenderReport;
import java.io.IOException;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Reads what {@link SealWriter} wrote while it comes; holds one line of hashes at a time. Not
 * thread-safe.
 */
final class SealReader implements ChunkHashes {
  /** The longest reason in characters. */
  static final int MAX_REASON = 1024;

  private static final Pattern HASHES =
      Pattern.compile("([0-9a-f]{" + ChunkHash.HEX_LENGTH + "}){1,256}");

  private final LineReader in;
  private String digits = "";
  private int used;
  private long chunks;
  private SenderReport report = SenderReport.NONE;

  SealReader(LineReader in) {
    this.in = in;
  }

  /**
   * The hash of the next chunk.
   *
   * @throws MalformedException if the sender has no more hashes, or they are out of order
   */
  @Override
  public ChunkHash next() throws IOException {
    if (used == digits.length()) {
      Fields line = in.require();
      if (!line.has("chunk")) {
        throw new MalformedException("the seal ends after chunk " + chunks + ", too early");
      }
      takeHashes(line);
    }
    ChunkHash hash = ChunkHash.ofHex(digits.substring(used, used + ChunkHash.HEX_LENGTH));
    used += ChunkHash.HEX_LENGTH;
    chunks++;
    return hash;
  }

  private void takeHashes(Fields line) throws MalformedException {
    if (line.count("chunk") != chunks) {
      throw new MalformedException("hashes of chunk " + chunks + " are missing");
    }
    String text = line.text("h");
    if (!HASHES.matcher(text).matches()) {
      throw new MalformedException("\"h\" is not 1 to 256 hashes of 32 hex digits");
    }
    digits = text;
    used = 0;
  }

  /**
   * What comes after the last hash: which files are withdrawn, in the order of their indices, still
   * without their paths. However many they are, little memory is used.
   *
   * @param entries how many there are in what the sender counts; no index may reach that
   * @throws MalformedException if there are more hashes, or the end does not count them
   */
  List<Withdrawn> withdrawn(long entries) throws IOException {
    if (used != digits.length()) {
      throw new MalformedException("the seal has hashes of more chunks than there are");
    }
    Withdrawals all = new Withdrawals(withdrawn -> {});
    long last = -1;
    for (Fields line = in.require(); !isEnd(line); line = in.require()) {
      for (Note note : line.notes("withdrawn")) {
        check(note, last, entries);
        last = note.index();
        all.add(new Withdrawn(last, "", note.text()));
      }
    }
    return all.list();
  }

  private static void check(Note note, long last, long entries) throws MalformedException {
    if (note.index() <= last) {
      throw new MalformedException("\"withdrawn\" is not in order");
    }
    if (note.index() >= Math.min(entries, Integer.MAX_VALUE)) {
      throw new MalformedException("\"withdrawn\" has an index outside of the manifest");
    }
    if (note.text().length() > MAX_REASON) {
      throw new MalformedException("a reason is longer than " + MAX_REASON);
    }
  }

  private boolean isEnd(Fields line) throws IOException {
    if (!line.has("end")) {
      return false;
    }
    Fields end = line.object("end");
    if (end.count("chunks") != chunks || in.next() != null) {
      throw new MalformedException("\"end\" does not fit the hashes before it");
    }
    report = SenderReportJson.read(end.optionalObject("sender"));
    return true;
  }

  /** What the sender says of itself; known once {@link #withdrawn} has returned. */
  SenderReport report() {
    return report;
  }
}
