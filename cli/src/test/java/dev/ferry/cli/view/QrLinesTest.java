package dev.ferry.cli.view;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.zxing.BinaryBitmap;
import com.google.zxing.DecodeHintType;
import com.google.zxing.MultiFormatReader;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.ReaderException;
import com.google.zxing.common.GlobalHistogramBinarizer;
import dev.ferry.cli.show.Columns;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Codes are read back from the characters that a terminal would show. */
class QrLinesTest {
  private static final String LINK =
      "https://192.168.1.20:53317/ferry/v1/shares/k3jz5c2u#"
          + "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";
  private static final int DOT = 8;

  @ParameterizedTest
  @ValueSource(strings = {"192.168.1.20:53317", "[fd00::2]:53317", LINK})
  void whatACameraReadsIsTheText(String text) throws ReaderException {
    for (int background : new int[] {0x000000, 0xffffff, 0x002b36}) {
      List<String> coloured = QrLines.of(text, 120, true).orElseThrow();
      assertThat(read(coloured, 0x000000, 0xffffff, background)).isEqualTo(text);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"192.168.1.20:53317", LINK})
  void withoutColoursItIsReadOnADarkTerminalAndAsANegativeOnALightOne(String text)
      throws ReaderException {
    List<String> plain = QrLines.of(text, 120, false).orElseThrow();
    assertThat(plain).noneMatch(line -> line.contains("\u001b"));
    assertThat(read(plain, 0xcccccc, 0x101010, 0x101010)).isEqualTo(text);
    assertThat(read(plain, 0x101010, 0xffffff, 0xffffff)).isEqualTo(text);
  }

  @Test
  void noCodeIsShownWhereItWouldBeBroken() {
    int columns = QrLines.columns(LINK);
    assertThat(QrLines.of(LINK, columns, true)).isPresent();
    assertThat(QrLines.of(LINK, columns - 1, true)).isEmpty();
    assertThat(columns).as("fits the usual terminal").isLessThanOrEqualTo(80);
    assertThat(QrLines.of(LINK, columns, false).orElseThrow())
        .allMatch(line -> Columns.of(line) == columns);
  }

  /** Paints the characters as a terminal does, into a picture with its background around. */
  private static String read(List<String> lines, int ink, int paper, int around)
      throws ReaderException {
    List<String> text =
        lines.stream().map(line -> line.replaceAll("\u001b\\[[0-9;]*m", "")).toList();
    int width = (text.getFirst().length() + 4) * DOT;
    int height = (2 * text.size() + 4) * DOT;
    int[] pixels = new int[width * height];
    Arrays.fill(pixels, around);
    for (int row = 0; row < text.size(); row++) {
      for (int column = 0; column < text.get(row).length(); column++) {
        char shown = text.get(row).charAt(column);
        boolean top = shown == '\u2588' || shown == '\u2580';
        boolean bottom = shown == '\u2588' || shown == '\u2584';
        fill(pixels, width, column + 2, 2 * row + 2, top ? ink : paper);
        fill(pixels, width, column + 2, 2 * row + 3, bottom ? ink : paper);
      }
    }
    RGBLuminanceSource source = new RGBLuminanceSource(width, height, pixels);
    BinaryBitmap picture = new BinaryBitmap(new GlobalHistogramBinarizer(source));
    return new MultiFormatReader()
        .decode(picture, Map.of(DecodeHintType.ALSO_INVERTED, true))
        .getText();
  }

  private static void fill(int[] pixels, int width, int column, int row, int colour) {
    for (int y = row * DOT; y < (row + 1) * DOT; y++) {
      Arrays.fill(pixels, y * width + column * DOT, y * width + (column + 1) * DOT, colour);
    }
  }
}
