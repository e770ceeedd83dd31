package dev.ferry.preview;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What separates the values of a table.
 *
 * @param character the separator
 * @param columns how many values most rows have with it
 * @param agreement which part of the rows seen has so many, 0 to 1
 * @param seen how many rows that was reckoned from
 * @param isSaid whether the first line says it, as {@code sep=;}, and is no row
 */
record Delimiter(char character, int columns, double agreement, int seen, boolean isSaid) {
  private static final char[] CANDIDATES = {',', ';', '\t', '|'};
  private static final int ROWS = 100;
  private static final String SAID = "sep=";

  /** The likeliest separator of a table that begins with {@code text}. */
  static Delimiter in(String text, boolean isWhole) {
    if (text.startsWith(SAID) && text.length() > SAID.length() + 1 && text.charAt(5) < ' ') {
      return new Delimiter(text.charAt(4), 2, 1, 1, true);
    }
    Delimiter best = new Delimiter(',', 1, 0, 0, false);
    for (char candidate : CANDIDATES) {
      Delimiter found = measure(candidate, text, isWhole);
      if (found.isBetterThan(best)) {
        best = found;
      }
    }
    return best;
  }

  private boolean isBetterThan(Delimiter other) {
    if (columns > 1 != other.columns > 1) {
      return columns > 1;
    }
    double gain = agreement - other.agreement;
    return gain > 0.05 || (gain > -0.05 && columns > other.columns);
  }

  /** Whether a file without a telling name is taken for a table: all its rows have equal length. */
  boolean isPlain() {
    int least = character == '\t' || character == ';' ? 2 : 3;
    return columns >= least && agreement == 1 && seen >= 3;
  }

  private static Delimiter measure(char candidate, String text, boolean isWhole) {
    List<Integer> widths = new ArrayList<>();
    try (CsvReader<Rows.Row> records = Rows.of(new StringReader(text), candidate, 0, 0)) {
      for (Rows.Row row : records) {
        widths.add(row.width());
        if (widths.size() > ROWS) {
          break;
        }
      }
    } catch (CsvParseException | UncheckedIOException | IOException e) {
      // What was read before it is judged.
      widths.add(0);
    }
    if (widths.size() > ROWS || (!isWhole && widths.size() > 1)) {
      widths.removeLast();
    }
    return judge(candidate, widths);
  }

  private static Delimiter judge(char candidate, List<Integer> widths) {
    Map<Integer, Integer> votes = new HashMap<>();
    widths.forEach(width -> votes.merge(width, 1, Integer::sum));
    int usual = 1;
    int most = 0;
    for (Map.Entry<Integer, Integer> vote : votes.entrySet()) {
      if (vote.getValue() > most) {
        usual = vote.getKey();
        most = vote.getValue();
      }
    }
    double agreement = widths.isEmpty() ? 0 : (double) most / widths.size();
    return new Delimiter(candidate, usual, agreement, widths.size(), false);
  }
}
