package dev.ferry.preview;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import dev.ferry.preview.Rows.Row;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads a table of separated values. Not thread-safe; one for each file. */
final class TableReader {
  private final Source source;
  private final Encoding encoding;
  private final PreviewLimits limits;
  private final Delimiter delimiter;
  private final List<ColumnGuess> guesses = new ArrayList<>();
  private final List<List<String>> rows = new ArrayList<>();
  private @Nullable Row first;
  private @Nullable Row latest;
  private long count;
  private int widest;
  private String problem = "";

  TableReader(Source source, Encoding encoding, PreviewLimits limits, Delimiter delimiter) {
    this.source = source;
    this.encoding = encoding;
    this.limits = limits;
    this.delimiter = delimiter;
  }

  /** Reads the table. */
  Table read(Nature nature) throws IOException {
    try (Reader reader = encoding.reader(source);
        CsvReader<Row> records =
            Rows.of(reader, delimiter.character(), limits.columns(), limits.chars())) {
      readAll(records.iterator());
    } catch (CsvParseException e) {
      problem =
          "line " + (count + (latest == null ? 1 : 2)) + " is no row of a table; it ends there";
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
    takeLatest();
    return table(nature);
  }

  private void readAll(Iterator<Row> records) {
    if (delimiter.isSaid() && records.hasNext()) {
      records.next();
    }
    while (records.hasNext()) {
      Row row = records.next();
      take(latest);
      latest = row;
    }
  }

  /** The last row counts only if it did not end with the budget. */
  private void takeLatest() {
    if (!source.isExhausted() || count == 0) {
      take(latest);
    }
  }

  private void take(@Nullable Row row) {
    if (row == null) {
      return;
    }
    count++;
    widest = Math.max(widest, row.width());
    if (first == null) {
      first = row;
      return;
    }
    guess(row);
    if (rows.size() < limits.rows()) {
      rows.add(row.values());
    }
  }

  private void guess(Row row) {
    for (int i = 0; i < row.values().size(); i++) {
      guess(i).see(row.values().get(i));
    }
  }

  private ColumnGuess guess(int column) {
    while (guesses.size() <= column) {
      guesses.add(new ColumnGuess(delimiter.character()));
    }
    return guesses.get(column);
  }

  private Table table(Nature nature) {
    Row top = first;
    boolean header = top != null && isHeader(top);
    if (top != null && !header) {
      guess(top);
      rows.addFirst(top.values());
    }
    List<List<String>> shown = rows.subList(0, Math.min(rows.size(), limits.rows()));
    return new Table(
        nature.about(source),
        encoding.name(),
        delimiter.character(),
        header,
        columns(header ? top : null),
        widest,
        shown,
        allRows(header),
        problem);
  }

  private Count allRows(boolean header) {
    long seen = count - (header ? 1 : 0);
    return problem.isEmpty() ? Count.reckoned(seen, source) : Count.atLeast(seen);
  }

  private List<Column> columns(@Nullable Row header) {
    List<Column> columns = new ArrayList<>();
    for (int i = 0; i < Math.min(widest, limits.columns()); i++) {
      String name = header == null || i >= header.values().size() ? "" : header.values().get(i);
      columns.add(new Column(name.strip(), guess(i).type()));
    }
    return columns;
  }

  /** Names differ from each other, most are there, and none of them is a number or a date. */
  private boolean isHeader(Row top) {
    List<String> names =
        top.values().stream().map(String::strip).filter(name -> !name.isEmpty()).toList();
    boolean named = names.size() * 4 >= top.values().size() * 3;
    boolean distinct = names.stream().distinct().count() == names.size();
    List<Column.Type> types =
        names.stream().map(name -> ColumnGuess.of(name, delimiter.character())).toList();
    return named
        && distinct
        && types.contains(Column.Type.TEXT)
        && types.stream().allMatch(type -> type == Column.Type.TEXT || type == Column.Type.YES_NO);
  }
}
