package dev.ferry.cli.show;

import dev.ferry.transfer.SpeedSeries;
import java.util.ArrayList;
import java.util.List;

/**
 * Draws how fast a transfer was over its time: blocks in a few lines, with the highest speed and
 * how long it took. Holds no state.
 */
public final class SpeedPlot {
  private static final String LEVELS = " \u2581\u2582\u2583\u2584\u2585\u2586\u2587\u2588";
  private static final int STEPS = LEVELS.length() - 1;
  private static final int HEIGHT = 4;
  private static final int MOST_COLUMNS = 60;
  private static final int LEAST_COLUMNS = 16;
  private static final int LABEL = 11;

  private SpeedPlot() {}

  /** The lines of the plot, within {@code width} columns; none if too little is known to draw. */
  public static List<String> lines(SpeedSeries series, int width) {
    int room = Math.min(MOST_COLUMNS, width - LABEL - 2);
    if (series.bytes().size() < 2 || room < LEAST_COLUMNS) {
      return List.of();
    }
    double[] speeds = columns(series, Math.min(room, series.bytes().size()));
    double highest = 1;
    for (double speed : speeds) {
      highest = Math.max(highest, speed);
    }
    return drawn(speeds, highest, series);
  }

  private static List<String> drawn(double[] speeds, double highest, SpeedSeries series) {
    List<String> lines = new ArrayList<>();
    for (int row = HEIGHT - 1; row >= 0; row--) {
      String label = row == HEIGHT - 1 ? Units.speed(highest) : row == 0 ? "0" : "";
      StringBuilder line = new StringBuilder(Columns.padLeft(label, LABEL)).append(" \u2502");
      for (double speed : speeds) {
        line.append(LEVELS.charAt(level(speed / highest, row)));
      }
      lines.add(line.toString().stripTrailing());
    }
    String time = Units.duration(series.intervalNanos() * series.bytes().size());
    String axis = "\u2500".repeat(Math.max(1, speeds.length - time.length() - 1));
    lines.add(" ".repeat(LABEL) + " \u2514" + axis + " " + time);
    return lines;
  }

  /** How full a cell of a row is for a share of the highest speed; something is never nothing. */
  private static int level(double share, int row) {
    double filled = share * HEIGHT - row;
    int level = (int) Math.round(Math.clamp(filled, 0, 1) * STEPS);
    return row == 0 && share > 0 ? Math.max(1, level) : level;
  }

  /** Bytes a second in each of so many columns, at most as many as there are intervals. */
  private static double[] columns(SpeedSeries series, int columns) {
    List<Long> bytes = series.bytes();
    double[] speeds = new double[columns];
    for (int i = 0; i < columns; i++) {
      int from = i * bytes.size() / columns;
      int to = (i + 1) * bytes.size() / columns;
      long sum = bytes.subList(from, to).stream().mapToLong(Long::longValue).sum();
      speeds[i] = sum / (series.intervalNanos() / 1e9 * (to - from));
    }
    return speeds;
  }
}
