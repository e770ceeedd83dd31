package dev.ferry.testkit;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A terminal's screen as an SVG picture: what {@code tmux capture-pane -e -p} tells, in a quiet
 * frame with a title. Blocks and lines are drawn as shapes, so that they meet whatever font there
 * is. For one thread.
 */
public final class ScreenPicture {
  private static final int CELL = 10;
  private static final int ROW = 20;
  private static final int MARGIN = 18;
  private static final int BAR = 38;
  private static final String PAPER = "#1b1e25";
  private static final String INK = "#d7dae0";
  private static final String FAINT = "\" opacity=\".25";
  private static final String LEVELS = " \u2581\u2582\u2583\u2584\u2585\u2586\u2587\u2588";
  private static final Pattern SEQUENCE = Pattern.compile("\u001b\\[([0-9;:]*)m|\u000e|\u000f");
  private static final String[] COLOURS = {
    "#3b4048", "#e06c75", "#98c379", "#e5c07b", "#61afef", "#c678dd", "#56b6c2", "#c8ccd4",
    "#6b7280", "#ff7b86", "#b5e08c", "#ffd98a", "#82c4ff", "#dd9bf0", "#7fd7e2", "#ffffff"
  };

  private final StringBuilder shapes = new StringBuilder();
  private final StringBuilder texts = new StringBuilder();
  private Look look = Look.PLAIN;

  private ScreenPicture() {}

  /** How a character looks; null for the usual colour. */
  private record Look(String ink, String paper, boolean bold, boolean faint, boolean inverse) {
    static final Look PLAIN = new Look(INK, PAPER, false, false, false);

    String front() {
      return inverse ? paper : ink;
    }

    String back() {
      return inverse ? ink : paper;
    }
  }

  /** The picture of a screen. */
  public static String of(String title, String screen) {
    ScreenPicture picture = new ScreenPicture();
    List<String> rows = new ArrayList<>(screen.lines().toList());
    while (!rows.isEmpty() && plain(rows.getLast()).isBlank()) {
      rows.removeLast();
    }
    int columns = 40;
    for (int row = 0; row < rows.size(); row++) {
      columns = Math.max(columns, picture.draw(rows.get(row), row));
    }
    return picture.framed(title, columns, rows.size());
  }

  private static String plain(String row) {
    return SEQUENCE.matcher(row).replaceAll("");
  }

  private int draw(String text, int row) {
    Matcher sequence = SEQUENCE.matcher(text);
    int column = 0;
    int from = 0;
    while (sequence.find()) {
      column = draw(text.substring(from, sequence.start()), row, column);
      if (sequence.group(1) != null) {
        obey(sequence.group(1));
      }
      from = sequence.end();
    }
    return draw(text.substring(from), row, column);
  }

  private int draw(String run, int row, int begin) {
    int column = begin;
    int wordAt = begin;
    StringBuilder word = new StringBuilder();
    for (int i = 0, c; i < run.length(); i += Character.charCount(c)) {
      c = run.codePointAt(i);
      int width = isWide(c) ? 2 : 1;
      boolean shape = shape(c, column, row);
      if (shape || width == 2 || c == ' ') {
        put(word, wordAt, column, row);
        if (width == 2) {
          put(word.append(Character.toString(c)), column, column + 2, row);
        }
        wordAt = column + width;
      } else {
        word.appendCodePoint(c);
      }
      column += width;
    }
    put(word, wordAt, column, row);
    back(begin, column, row);
    return column;
  }

  private static boolean isWide(int c) {
    return (c >= 0x1100 && c <= 0x115f)
        || (c >= 0x2e80 && c <= 0xffdc && c < 0xd7a4)
        || (c >= 0xf900 && c <= 0xfaff)
        || (c >= 0xff00 && c <= 0xff60)
        || c >= 0x1f300;
  }

  private void back(int begin, int end, int row) {
    if (!look.back().equals(PAPER) && end > begin) {
      shapes.insert(0, rect(begin * CELL, row * ROW, (end - begin) * CELL, ROW, look.back()));
    }
  }

  /** Draws blocks and lines; false of all else. */
  private boolean shape(int c, int column, int row) {
    int x = column * CELL;
    int y = row * ROW;
    int level = LEVELS.indexOf(c);
    if (level > 0) {
      int height = Math.round(ROW * level / 8f);
      shapes.append(rect(x, y + ROW - height, CELL, height, look.front()));
      return true;
    }
    switch (c) {
      case '\u2580' -> shapes.append(rect(x, y, CELL, ROW / 2, look.front()));
      case '\u2591' -> shapes.append(rect(x, y, CELL, ROW, look.front() + FAINT));
      case '\u2500' -> shapes.append(rect(x, y + ROW / 2, CELL, 1, look.front()));
      case '\u2502' -> shapes.append(rect(x + CELL / 2, y, 1, ROW, look.front()));
      case '\u2514' ->
          shapes
              .append(rect(x + CELL / 2, y, 1, ROW / 2, look.front()))
              .append(rect(x + CELL / 2, y + ROW / 2, CELL / 2, 1, look.front()));
      default -> {
        return false;
      }
    }
    return true;
  }

  private static String rect(int x, int y, int width, int height, String colour) {
    return String.format(
        Locale.ROOT,
        "<rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" fill=\"%s\"/>\n",
        x,
        y,
        width,
        height,
        colour);
  }

  /** A word has its columns whatever the font is. */
  private void put(StringBuilder word, int begin, int end, int row) {
    if (!word.isEmpty()) {
      texts.append(
          String.format(
              Locale.ROOT,
              "<text x=\"%d\" y=\"%d\" textLength=\"%d\" lengthAdjust=\"spacingAndGlyphs\""
                  + " fill=\"%s\"%s%s>%s</text>\n",
              begin * CELL,
              row * ROW + ROW - 5,
              (end - begin) * CELL,
              look.front(),
              look.bold() ? " font-weight=\"bold\"" : "",
              look.faint() ? " opacity=\".6\"" : "",
              escaped(word.toString())));
      word.setLength(0);
    }
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }

  private void obey(String codes) {
    String[] words = codes.isEmpty() ? new String[] {"0"} : codes.split("[;:]", -1);
    for (int i = 0; i < words.length; i++) {
      int code = words[i].isEmpty() ? 0 : Integer.parseInt(words[i]);
      if (code == 38 || code == 48) {
        boolean palette = words[i + 1].equals("5");
        String colour =
            palette
                ? palette(Integer.parseInt(words[i + 2]))
                : hex(number(words, i + 2), number(words, i + 3), number(words, i + 4));
        look = code == 38 ? ink(colour) : paper(colour);
        i += palette ? 2 : 4;
      } else {
        obey(code);
      }
    }
  }

  private void obey(int code) {
    Look was = look;
    look =
        switch (code) {
          case 0 -> Look.PLAIN;
          case 1 -> new Look(was.ink, was.paper, true, was.faint, was.inverse);
          case 2 -> new Look(was.ink, was.paper, was.bold, true, was.inverse);
          case 7 -> new Look(was.ink, was.paper, was.bold, was.faint, true);
          case 22 -> new Look(was.ink, was.paper, false, false, was.inverse);
          case 27 -> new Look(was.ink, was.paper, was.bold, was.faint, false);
          case 39 -> ink(INK);
          case 49 -> paper(PAPER);
          default -> {
            if (code >= 30 && code <= 37) {
              yield ink(COLOURS[code - 30]);
            } else if (code >= 90 && code <= 97) {
              yield ink(COLOURS[code - 82]);
            } else if (code >= 40 && code <= 47) {
              yield paper(COLOURS[code - 40]);
            }
            yield code >= 100 && code <= 107 ? paper(COLOURS[code - 92]) : was;
          }
        };
  }

  private Look ink(String colour) {
    return new Look(colour, look.paper, look.bold, look.faint, look.inverse);
  }

  private Look paper(String colour) {
    return new Look(look.ink, colour, look.bold, look.faint, look.inverse);
  }

  private static int number(String[] words, int index) {
    return Integer.parseInt(words[index]);
  }

  private static String hex(int red, int green, int blue) {
    return String.format(Locale.ROOT, "#%02x%02x%02x", red, green, blue);
  }

  /** The 256 colours of xterm: sixteen, a cube of six steps, and greys. */
  private static String palette(int number) {
    if (number < 16) {
      return COLOURS[number];
    }
    if (number >= 232) {
      int grey = 8 + 10 * (number - 232);
      return hex(grey, grey, grey);
    }
    int cube = number - 16;
    return hex(step(cube / 36), step(cube / 6 % 6), step(cube % 6));
  }

  private static int step(int number) {
    return number == 0 ? 0 : 55 + 40 * number;
  }

  private String framed(String title, int columns, int rows) {
    int width = columns * CELL + 2 * MARGIN;
    int height = rows * ROW + BAR + 2 * MARGIN;
    return """
    <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %1$d %2$d" width="%1$d" height="%2$d"
         font-family="'DejaVu Sans Mono', Menlo, Consolas, 'Liberation Mono', monospace" font-size="16" xml:space="preserve">
    <rect x=".5" y=".5" width="%3$d" height="%4$d" rx="9" fill="%5$s" stroke="#3b4048"/>
    <path d="M.5 %6$dh%3$d" stroke="#2d323b"/>
    <text x="%7$d" y="25" fill="#8b93a1" font-size="14" text-anchor="middle">%8$s</text>
    <g transform="translate(%9$d %10$d)" shape-rendering="crispEdges">
    %11$s</g>
    <g transform="translate(%9$d %10$d)">
    %12$s</g>
    </svg>
    """
        .formatted(
            width,
            height,
            width - 1,
            height - 1,
            PAPER,
            BAR,
            width / 2,
            escaped(title),
            MARGIN,
            BAR + MARGIN,
            shapes,
            texts);
  }
}
