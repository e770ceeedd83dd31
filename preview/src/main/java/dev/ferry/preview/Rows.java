package dev.ferry.preview;

import de.siegmar.fastcsv.reader.AbstractBaseCsvCallbackHandler;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.io.Reader;
import java.util.ArrayList;
import java.util.List;

/**
 * Takes the rows of a table from their reader, and of each only what is shown: a line of a million
 * commas takes no memory. Not thread-safe.
 */
final class Rows extends AbstractBaseCsvCallbackHandler<Rows.Row> {
  /** What one value may take before the file is held for something else. */
  private static final int MOST_CHARS_OF_VALUE = 4 << 20;

  private final int mostColumns;
  private final int mostChars;
  private List<String> values = new ArrayList<>();

  /**
   * A row.
   *
   * @param width how many values it has
   * @param values the first of them, each shortened
   */
  record Row(int width, List<String> values) {}

  private Rows(int mostColumns, int mostChars) {
    this.mostColumns = mostColumns;
    this.mostChars = mostChars;
  }

  /** A reader of rows that takes what programs write, not only what RFC 4180 says. */
  static CsvReader<Row> of(Reader reader, char delimiter, int mostColumns, int mostChars) {
    return CsvReader.builder()
        .fieldSeparator(delimiter)
        .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
        .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
        .trimWhitespacesAroundQuotes(true)
        .allowUnclosedQuote(true)
        .skipEmptyLines(true)
        .maxBufferSize(MOST_CHARS_OF_VALUE)
        .build(new Rows(mostColumns, mostChars), reader);
  }

  @Override
  protected void handleBegin(long line) {
    values = new ArrayList<>();
  }

  @Override
  protected void handleField(int index, char[] buffer, int offset, int length, boolean quoted) {
    if (index < mostColumns) {
      values.add(Words.cut(new String(buffer, offset, Math.min(length, mostChars + 1)), mostChars));
    }
  }

  @Override
  protected Row buildRecord() {
    return new Row(getFieldCount(), values);
  }
}
