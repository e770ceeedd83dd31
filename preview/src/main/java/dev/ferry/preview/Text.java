package dev.ferry.preview;

import java.util.List;

/**
 * The beginning of a text.
 *
 * @param encoding the name of the character encoding
 * @param lines the first lines without their ends; of a long one the beginning and an ellipsis
 * @param allLines how many lines there are
 */
public record Text(About about, String encoding, List<String> lines, Count allLines, String problem)
    implements Preview {
  /** Takes copies. */
  public Text {
    lines = List.copyOf(lines);
  }
}
