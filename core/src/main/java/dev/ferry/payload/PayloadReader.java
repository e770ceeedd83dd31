package dev.ferry.payload;

import dev.ferry.platform.FileStamp;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Reads ranges of a payload from the files it is made of, and hashes its chunks on the way.
 *
 * <p>Of each file it reads one version, the one that the manifest describes: device, inode, size
 * and times are compared when a part of it is opened, when that part is read, and with what other
 * ranges saw. A file that fails is {@linkplain Withdrawals taken back} by name, zeros take the
 * place of what was not read, and the rest goes on. Thread-safe: many lanes read at once.
 */
public final class PayloadReader {
  /** The most bytes a sink gets at once, filled across small files. */
  public static final int BUFFER = 256 * 1024;

  private final PayloadLayout layout;
  private final PayloadFiles files;
  private final Withdrawals withdrawals;
  private final StageMeter meter;

  /** What files looked like that more than one range has a part of, by their index. */
  private final Map<Long, FileStamp> seen = new ConcurrentHashMap<>();

  private final ChangeTimes changeTimes;

  /**
   * A reader of one payload.
   *
   * @param withdrawals what was taken back before, and where more is added
   * @param meter is told the time for {@link StageMeter.Stage#DISK_READ} and {@link
   *     StageMeter.Stage#HASH}; the time in the sink is the sink's own
   */
  public PayloadReader(
      PayloadLayout layout, PayloadFiles files, Withdrawals withdrawals, StageMeter meter) {
    this(layout, files, withdrawals, meter, new ChangeTimes((border, changedNanos) -> {}));
  }

  /** As the other constructor; {@code changeTimes} may know of processes before this one. */
  public PayloadReader(
      PayloadLayout layout,
      PayloadFiles files,
      Withdrawals withdrawals,
      StageMeter meter,
      ChangeTimes changeTimes) {
    this.layout = layout;
    this.files = files;
    this.withdrawals = withdrawals;
    this.meter = meter;
    this.changeTimes = changeTimes;
  }

  /**
   * Pushes the bytes [from, to) into {@code sink} and the hash of each chunk that ends in them into
   * {@code hashes}, before its last bytes are pushed. If {@code from} lies inside such a chunk, the
   * chunk's beginning is read and hashed too, but not pushed. Blocks on the disk and in the sink.
   *
   * @throws IOException what the sinks throw, or if the manifest cannot be read; never because of a
   *     source
   */
  public void read(long from, long to, ByteSink sink, HashSink hashes) throws IOException {
    ReadPass pass = new ReadPass(layout.length(), from, to, sink, hashes, meter);
    try (SpanCursor spans = layout.spans(pass.start(), to)) {
      for (Span span = spans.next(); span != null; span = spans.next()) {
        if (withdrawals.contains(span.entry())) {
          pass.zeros(span.length());
        } else {
          new SourceSpan(span, files, withdrawals, seen, changeTimes).readInto(pass);
        }
      }
    }
    pass.flush();
  }
}
