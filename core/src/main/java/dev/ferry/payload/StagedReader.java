package dev.ferry.payload;

import dev.ferry.manifest.RelativePath;
import dev.ferry.platform.HeldFile;
import dev.ferry.platform.OpenMode;
import java.io.EOFException;
import java.io.IOException;
import java.util.Arrays;

/** Reads back what was staged. Thread-safe; blocks on the disk. */
public final class StagedReader {
  private final PayloadLayout layout;
  private final StagedFiles files;

  /** A reader of one payload's staged files. */
  public StagedReader(PayloadLayout layout, StagedFiles files) {
    this.layout = layout;
    this.files = files;
  }

  /**
   * Pushes the bytes [from, to) into {@code sink}, in pieces of at most {@link
   * PayloadReader#BUFFER}.
   *
   * @throws java.nio.file.NoSuchFileException if a file was never written
   * @throws EOFException if a file ends before data that the range needs
   */
  public void read(long from, long to, ByteSink sink) throws IOException {
    byte[] buffer = new byte[(int) Math.min(PayloadReader.BUFFER, to - from)];
    try (SpanCursor spans = layout.spans(from, to)) {
      for (Span span = spans.next(); span != null; span = spans.next()) {
        RelativePath path = files.names().of(span.entry(), span.file());
        try (HeldFile file = files.root().openFile(path.toString(), OpenMode.READ)) {
          readSpan(file, span, buffer, sink);
        }
      }
    }
  }

  private static void readSpan(HeldFile file, Span span, byte[] buffer, ByteSink sink)
      throws IOException {
    for (long done = 0; done < span.length(); ) {
      int count = (int) Math.min(buffer.length, span.length() - done);
      long offset = span.fileOffset() + done;
      int read = Math.max(0, file.read(buffer, 0, count, offset));
      if (read < count) {
        padHoles(span, offset, buffer, read, count);
      }
      sink.accept(buffer, 0, count);
      done += count;
    }
  }

  /** Holes that no data follows yet are not there: the file ends before them. */
  private static void padHoles(Span span, long offset, byte[] buffer, int from, int to)
      throws IOException {
    for (int at = from; at < to; ) {
      if (IslandMap.isData(span.file(), offset + at)) {
        throw new EOFException(span.file().path() + " is shorter than it was");
      }
      at = (int) Math.min(to, IslandMap.runEnd(span.file(), offset + at) - offset);
    }
    Arrays.fill(buffer, from, to, (byte) 0);
  }
}
