package dev.ferry.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BodyTest {
  @ParameterizedTest
  @CsvSource({
    "0, 100, -1",
    "50, 100, 50",
    "100, 100, 100",
    "200, 100, 100",
    "300000, 300000, 262144"
  })
  void aFastConnectionFillsTheBuffer(int comes, long wanted, int read) throws IOException {
    Body body = new Body(new Dribble(comes, 1000, 0));
    assertThat(body.read(wanted)).isEqualTo(read);
  }

  @Test
  void everyByteComesInOrder() throws IOException {
    byte[] sent = new byte[600_000];
    new java.util.Random(1).nextBytes(sent);
    Body body = new Body(new ByteArrayInputStream(sent));
    java.io.ByteArrayOutputStream got = new java.io.ByteArrayOutputStream();
    for (int n = body.read(sent.length); n > 0; n = body.read(sent.length)) {
      got.write(body.buffer(), 0, n);
    }
    assertThat(got.toByteArray()).isEqualTo(sent);
  }

  @Test
  void aSlowConnectionGivesWhatItHasAfterAFractionOfASecond() throws IOException {
    Body body = new Body(new Dribble(1000, 10, 100_000_000));
    int first = body.read(1000);
    assertThat(first).isPositive().isLessThan(200);
  }

  @Test
  void whatCameBeforeAConnectionBrokeIsGivenFirst() throws IOException {
    InputStream broken =
        new InputStream() {
          private int left = 10;

          @Override
          public int read() throws IOException {
            if (left-- > 0) {
              return 7;
            }
            throw new IOException("reset");
          }

          @Override
          public int read(byte[] buffer, int offset, int length) throws IOException {
            buffer[offset] = (byte) read();
            return 1;
          }
        };
    Body body = new Body(broken);
    assertThat(body.read(1000)).isEqualTo(10);
    assertThatThrownBy(() -> body.read(1000))
        .isInstanceOf(BrokenConnectionException.class)
        .hasMessageContaining("reset");
  }

  /** Brings so many bytes, few at a time, each portion after a while. */
  private static final class Dribble extends InputStream {
    private final int portion;
    private final long nanos;
    private int left;

    Dribble(int bytes, int portion, long nanos) {
      this.left = bytes;
      this.portion = portion;
      this.nanos = nanos;
    }

    @Override
    public int read() {
      return left-- > 0 ? 1 : -1;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) {
      long began = System.nanoTime();
      while (System.nanoTime() - began < nanos) {
        Thread.onSpinWait();
      }
      int count = Math.min(Math.min(portion, left), length);
      left -= count;
      return count == 0 ? -1 : count;
    }
  }
}
