package dev.ferry.payload;

import dev.ferry.manifest.FileEntry;
import java.io.IOException;
import java.util.Map;

/**
 * Reads whole files, for protocols that know files and no payload: of each the one version that the
 * manifest describes, as {@link PayloadReader} does, but without hashes. A file that fails is
 * {@linkplain Withdrawals taken back} and zeros take the place of what was not read. Thread-safe.
 */
public final class WholeFileReader {
  private final PayloadFiles files;
  private final Withdrawals withdrawals;
  private final StageMeter meter;

  /**
   * A reader of {@code files}.
   *
   * @param withdrawals what was taken back before, and where more is added
   * @param meter is told the time for {@link StageMeter.Stage#DISK_READ}
   */
  public WholeFileReader(PayloadFiles files, Withdrawals withdrawals, StageMeter meter) {
    this.files = files;
    this.withdrawals = withdrawals;
    this.meter = meter;
  }

  /**
   * Pushes a file into {@code sink}. That it is still the one of the manifest is known only when
   * this returns and it was not taken back: until then the last piece must not be let go. Blocks on
   * the disk and in the sink.
   *
   * @param index its index in the manifest
   * @throws IOException what the sink throws; never because of the file
   */
  public void read(long index, FileEntry file, ByteSink sink) throws IOException {
    ReadPass pass = ReadPass.unhashed(file.size(), sink, meter);
    if (withdrawals.contains(index)) {
      pass.zeros(file.size());
    } else if (file.size() > 0) {
      Span whole = new Span(index, file, 0, file.size(), 0);
      ChangeTimes none = new ChangeTimes((border, changedNanos) -> {});
      new SourceSpan(whole, files, withdrawals, Map.of(), none).readInto(pass);
    }
    pass.flush();
  }
}
