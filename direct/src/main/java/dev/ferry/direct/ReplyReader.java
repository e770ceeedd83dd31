package dev.ferry.direct;

import dev.ferry.json.Fields;
import dev.ferry.json.MalformedException;
import dev.ferry.manifest.EntrySet;
import dev.ferry.manifest.EntrySet.Run;
import dev.ferry.payload.RangeSet;
import dev.ferry.payload.RangeSet.Range;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Reads what {@link ReplyWriter} wrote. */
final class ReplyReader {
  /** The most runs and ranges one reply may have; a payload of 8 TB has as many chunks. */
  static final int MAX_PAIRS = 2_000_000;

  private final LineReader in;
  private final long entries;
  private final Consumer<List<Long>> shown;
  private final List<Run> accepted = new ArrayList<>();
  private final List<Range> missing = new ArrayList<>();

  private ReplyReader(LineReader in, long entries, Consumer<List<Long>> shown) {
    this.in = in;
    this.entries = entries;
    this.shown = shown;
  }

  /**
   * Reads lines up to the one that decides. Blocks; a person may be thinking at the other end, but
   * no single read waits longer than the connection's time limit.
   *
   * @param entries how many entries the manifest has; none beyond them can be accepted
   * @param shown is told which entries previews are wanted of, in numbers that nobody has checked;
   *     must not block
   */
  static Reply read(LineReader in, long entries, Consumer<List<Long>> shown) throws IOException {
    return new ReplyReader(in, entries, shown).read();
  }

  private Reply read() throws IOException {
    while (true) {
      Fields line = in.require();
      Reply reply = reply(line);
      if (reply != null) {
        return reply;
      }
      if (line.has("accepted")) {
        RangeLines.readAccepted(line, accepted);
        checkAccepted();
      } else if (line.has("missing")) {
        RangeLines.readMissing(line, missing);
      } else if (line.has("show")) {
        shown.accept(line.counts("show"));
      }
      if (accepted.size() + missing.size() > MAX_PAIRS) {
        throw new MalformedException("the answer has more than " + MAX_PAIRS + " ranges");
      }
    }
  }

  private void checkAccepted() throws MalformedException {
    if (!accepted.isEmpty() && accepted.getLast().to() > entries) {
      throw new MalformedException("\"accepted\" has entries that were not offered");
    }
  }

  private @Nullable Reply reply(Fields line) throws MalformedException {
    if (line.has("go")) {
      return go(line.object("go"));
    } else if (line.has("declined")) {
      return new Reply.Declined(line.object("declined").text("reason"));
    } else if (line.has("complete")) {
      return new Reply.Complete(ReceiptJson.read(line.object("complete")));
    } else if (line.has("problem")) {
      return new Reply.Refused(ProblemJson.read(line.object("problem")));
    }
    return null;
  }

  private Reply.Go go(Fields go) throws MalformedException {
    long length = go.count("length");
    if (!missing.isEmpty() && missing.getLast().to() > length) {
      throw new MalformedException("\"missing\" reaches beyond the payload");
    }
    return new Reply.Go(
        EntrySet.ofRuns(accepted),
        new RangeSet(missing),
        length,
        go.has("waitsFor") ? ProblemJson.read(go.object("waitsFor")) : null);
  }
}
