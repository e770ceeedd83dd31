package dev.ferry.preview;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Reads the beginning of a text. */
final class TextReader {
  private TextReader() {}

  /**
   * The text in {@code source}.
   *
   * @param problem why it is no more than a text, if it was meant to be; else empty
   */
  static Text read(
      Source source, Nature nature, Encoding encoding, PreviewLimits limits, String problem)
      throws IOException {
    Lines lines = new Lines(encoding.reader(source), limits.chars());
    List<String> first = new ArrayList<>();
    long count = 0;
    while (first.size() < limits.rows()) {
      String line = lines.next();
      if (line == null) {
        break;
      }
      first.add(line);
      count++;
    }
    count += lines.countRest();
    return new Text(
        nature.about(source), encoding.name(), first, Count.reckoned(count, source), problem);
  }
}
