package dev.ferry.preview;

import java.util.List;

/**
 * Values separated by a delimiter, in rows.
 *
 * @param encoding the name of the character encoding
 * @param delimiter what separates the values
 * @param header whether the first line names the columns
 * @param columns the first columns, at most as many as the limits say
 * @param allColumns how many columns the widest row seen has
 * @param rows the first rows without the header; each with as many values as {@code columns} or
 *     fewer, each value shortened
 * @param allRows how many rows there are without the header
 */
public record Table(
    About about,
    String encoding,
    char delimiter,
    boolean header,
    List<Column> columns,
    int allColumns,
    List<List<String>> rows,
    Count allRows,
    String problem)
    implements Preview {
  /** Takes copies. */
  public Table {
    columns = List.copyOf(columns);
    rows = rows.stream().map(List::copyOf).toList();
  }
}
