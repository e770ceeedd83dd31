package dev.ferry.preview;

import java.util.List;

/**
 * JSON, or a record of JSON on each line.
 *
 * @param encoding the name of the character encoding
 * @param shape what it is made of, on one line, such as {@code {"name": text, "items": [3 × {…}]}};
 *     of NDJSON the shape of the first record
 * @param lines its beginning, one value a line and indented; of NDJSON one record a line
 * @param whole whether {@code lines} are all of it
 * @param records how many values there are: 1, but for NDJSON
 * @param depth how deep what was read is nested: 0 for a bare value
 */
public record Json(
    About about,
    String encoding,
    String shape,
    List<Line> lines,
    boolean whole,
    Count records,
    int depth,
    String problem)
    implements Preview {
  /** Takes copies. */
  public Json {
    lines = List.copyOf(lines);
  }

  /** Whether it is a record a line. */
  public boolean hasRecords() {
    return about.mediaType().equals(Nature.NDJSON.mediaType());
  }

  /** What a piece of a line is. */
  public enum Role {
    /** Braces, brackets, colons, commas. */
    MARK,
    /** The name of a member, in its quotes. */
    NAME,
    /** A text, in its quotes. */
    TEXT,
    NUMBER,
    /** true, false or null. */
    WORD,
    /** Stands for something left out. */
    CUT
  }

  /**
   * Some characters of a line.
   *
   * @param text as it stands in the file, escapes included
   */
  public record Piece(Role role, String text) {}

  /**
   * A line.
   *
   * @param indent how many levels it stands inwards
   */
  public record Line(int indent, List<Piece> pieces) {
    /** Takes copies. */
    public Line {
      pieces = List.copyOf(pieces);
    }

    /** The line without its indent. */
    public String text() {
      StringBuilder text = new StringBuilder();
      pieces.forEach(piece -> text.append(piece.text()));
      return text.toString();
    }
  }
}
