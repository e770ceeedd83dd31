package dev.ferry.page.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.ferry.transfer.Problem;
import io.nayuki.qrcodegen.DataTooLongException;
import io.nayuki.qrcodegen.QrCode;
import java.io.IOException;

/**
 * Draws a text as a QR code (ISO/IEC 18004), black on white whatever the page's colours are, as
 * cameras want it. Thread-safe.
 */
final class QrCall {
  private static final int LONGEST = 2_000;

  /** What the standard demands to be light on every side, in modules. */
  private static final int QUIET_ZONE = 4;

  private QrCall() {}

  static void answer(ApiCall call) throws IOException {
    String text = call.query("text");
    if (text == null || text.length() > LONGEST) {
      throw new ProblemException(
          Problem.BAD_REQUEST, "text should have 1 to " + LONGEST + " characters");
    }
    QrCode code;
    try {
      code = QrCode.encodeText(text, QrCode.Ecc.MEDIUM);
    } catch (DataTooLongException e) {
      throw new ProblemException(Problem.BAD_REQUEST, "the text does not fit into a code");
    }
    call.exchange().send(200, "image/svg+xml", svg(code).getBytes(UTF_8));
  }

  static String svg(QrCode code) {
    int side = code.size + 2 * QUIET_ZONE;
    StringBuilder path = new StringBuilder();
    for (int y = 0; y < code.size; y++) {
      for (int x = 0; x < code.size; x++) {
        if (code.getModule(x, y)) {
          path.append('M').append(x + QUIET_ZONE).append(',').append(y + QUIET_ZONE);
          path.append("h1v1h-1z");
        }
      }
    }
    return "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 "
        + side
        + " "
        + side
        + "\" shape-rendering=\"crispEdges\"><path fill=\"#fff\" d=\"M0,0h"
        + side
        + "v"
        + side
        + "h-"
        + side
        + "z\"/><path d=\""
        + path
        + "\"/></svg>";
  }
}
