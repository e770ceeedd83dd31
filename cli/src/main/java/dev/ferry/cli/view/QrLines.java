package dev.ferry.cli.view;

import io.nayuki.qrcodegen.QrCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A text as a QR code (ISO/IEC 18004) for a terminal, two modules above each other in a character.
 * With colours it is black on white whatever the terminal's own are. Without, light modules are
 * drawn and dark ones left out, as is right where the background is dark; on a light one the code
 * is its own negative, which most cameras read too.
 */
public final class QrLines {
  /** What the standard demands to be light on every side, in modules. */
  private static final int QUIET_ZONE = 4;

  /** Black on white of the colour cube: themes change the first sixteen colours, not these. */
  private static final String BLACK_ON_WHITE = "\u001b[38;5;16;48;5;231m";

  private static final String RESET = "\u001b[0m";
  private static final char BOTH = '\u2588';
  private static final char UPPER = '\u2580';
  private static final char LOWER = '\u2584';

  private QrLines() {}

  /**
   * The lines of the code, or nothing if it takes more than {@code columns}.
   *
   * @param colours whether the terminal has at least 256 of them
   */
  public static Optional<List<String>> of(String text, int columns, boolean colours) {
    QrCode code = code(text);
    int side = code.size + 2 * QUIET_ZONE;
    if (side > columns) {
      return Optional.empty();
    }
    List<String> lines = new ArrayList<>();
    for (int y = -QUIET_ZONE; y < code.size + QUIET_ZONE; y += 2) {
      StringBuilder line = new StringBuilder(side);
      for (int x = -QUIET_ZONE; x < code.size + QUIET_ZONE; x++) {
        line.append(pair(drawn(code, x, y, colours), drawn(code, x, y + 1, colours)));
      }
      lines.add(colours ? BLACK_ON_WHITE + line + RESET : line.toString());
    }
    return Optional.of(lines);
  }

  /** How many columns the code of {@code text} takes. */
  public static int columns(String text) {
    return code(text).size + 2 * QUIET_ZONE;
  }

  /** The least redundancy that serves: a screen is clean, and a small code fits more windows. */
  private static QrCode code(String text) {
    return QrCode.encodeText(text, QrCode.Ecc.LOW);
  }

  /** Whether ink is put there: on dark modules if it is black, else on light ones. */
  private static boolean drawn(QrCode code, int x, int y, boolean black) {
    boolean below = y >= code.size + QUIET_ZONE;
    return !below && code.getModule(x, y) == black;
  }

  private static char pair(boolean top, boolean bottom) {
    return top ? bottom ? BOTH : UPPER : bottom ? LOWER : ' ';
  }
}
