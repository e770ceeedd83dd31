package dev.ferry.direct;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.ferry.json.MalformedException;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LineReaderTest {
  /** Gives at most {@code most} bytes at a time, as a network does. */
  static InputStream inPieces(byte[] bytes, int most) {
    return new ByteArrayInputStream(bytes) {
      @Override
      public synchronized int read(byte[] buffer, int offset, int length) {
        return super.read(buffer, offset, Math.min(length, most));
      }
    };
  }

  private static String lineOf(int bytes) {
    return "{\"a\":\"" + "x".repeat(bytes - 8) + "\"}";
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 7, 4096, 8191, 8192, 8193, 1 << 20})
  void readsLinesHoweverTheyArrive(int most) throws Exception {
    StringBuilder text = new StringBuilder();
    for (int size : new int[] {8, 9, 8191, 8192, 8193, 16_384, 20_000, 8}) {
      text.append(lineOf(size)).append('\n');
    }
    LineReader reader = new LineReader(inPieces(text.toString().getBytes(UTF_8), most));

    for (int size : new int[] {8, 9, 8191, 8192, 8193, 16_384, 20_000, 8}) {
      assertThat(reader.require().text("a")).hasSize(size - 8);
    }
    assertThat(reader.next()).isNull();
    assertThat(reader.next()).isNull();
    assertThat(reader.lines()).isEqualTo(8);
  }

  @Test
  void takesTheLongestLineAndRefusesALongerOne() throws Exception {
    byte[] longest = (lineOf(LineReader.MAX_LINE) + "\n").getBytes(UTF_8);
    byte[] longer = (lineOf(LineReader.MAX_LINE + 1) + "\n").getBytes(UTF_8);

    assertThat(new LineReader(inPieces(longest, 1000)).require().text("a"))
        .hasSize(LineReader.MAX_LINE - 8);
    assertThatExceptionOfType(MalformedException.class)
        .isThrownBy(() -> new LineReader(inPieces(longer, 1000)).next())
        .withMessageContaining("longer");
  }

  @Test
  void refusesAnEndlessLineBeforeItFillsTheMemory() {
    InputStream endless =
        new InputStream() {
          @Override
          public int read() {
            return 'x';
          }

          @Override
          public int read(byte[] buffer, int offset, int length) {
            java.util.Arrays.fill(buffer, offset, offset + length, (byte) 'x');
            return length;
          }
        };

    assertThatExceptionOfType(MalformedException.class)
        .isThrownBy(() -> new LineReader(endless).next());
  }

  @Test
  void tellsAnEndInsideOfALineFromAnEndBetweenLines() throws Exception {
    byte[] two = "{\"a\":1}\n{\"b\":2}\n".getBytes(UTF_8);

    for (int length = 0; length < two.length; length++) {
      LineReader reader = new LineReader(new ByteArrayInputStream(two, 0, length));
      if (length == 0 || length == 8) {
        assertThat(readAll(reader)).isEqualTo(length == 0 ? 0 : 1);
      } else {
        assertThatExceptionOfType(EOFException.class).isThrownBy(() -> readAll(reader));
      }
    }
  }

  private static int readAll(LineReader reader) throws IOException {
    int lines = 0;
    while (reader.next() != null) {
      lines++;
    }
    return lines;
  }

  @Test
  void namesTheLineThatIsWrong() {
    byte[] text = "{\"a\":1}\n{\"b\":2}\n{oops}\n".getBytes(UTF_8);

    assertThatExceptionOfType(MalformedException.class)
        .isThrownBy(() -> readAll(new LineReader(new ByteArrayInputStream(text))))
        .withMessageStartingWith("line 3: ");
  }
}
