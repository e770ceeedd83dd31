package dev.ferry.preview;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.NonWritableChannelException;
import java.nio.channels.SeekableByteChannel;
import org.junit.jupiter.api.Test;

/** Files of gigabytes, which exist only as far as they are read. */
class HugeTest {
  private static final long FIVE_GB = 5_000_000_000L;

  @Test
  void aTableOfFiveGigabytesIsShownFromItsFirstMegabytes() throws IOException {
    Endless csv = new Endless("id,name,score\n", "12345678,Some name here,0.125\n");
    Table table = (Table) Previewer.of("big.csv", csv, PreviewLimits.screen());
    assertThat(table.header()).isTrue();
    assertThat(table.rows()).hasSize(20);
    assertThat(table.allRows().precision()).isEqualTo(Count.Precision.ABOUT);
    assertThat(table.allRows().value()).isBetween(160_000_000L, 180_000_000L);
    assertThat(csv.read).isLessThanOrEqualTo(PreviewLimits.screen().bytes());
  }

  @Test
  void jsonTextAndRecordsOfFiveGigabytesAreToo() throws IOException {
    Endless json = new Endless("[", "{\"id\":1,\"name\":\"x\"},\n");
    Json first = (Json) Previewer.of("big.json", json, PreviewLimits.screen());
    assertThat(first.shape()).contains("+ \u00d7 {\"id\": number, \"name\": text}");
    assertThat(first.problem()).isEmpty();
    assertThat(json.read).isLessThanOrEqualTo(PreviewLimits.screen().bytes());
    Endless text = new Endless("", "x".repeat(1 << 20) + "\n");
    Text lines = (Text) Previewer.of("big.log", text, PreviewLimits.screen());
    assertThat(lines.lines().getFirst()).hasSizeLessThan(600);
    assertThat(text.read).isLessThanOrEqualTo(PreviewLimits.screen().bytes());
    Endless records = new Endless("", "{\"id\":1}\n");
    Json json2 = (Json) Previewer.of("big.ndjson", records, PreviewLimits.screen());
    assertThat(json2.records().precision()).isEqualTo(Count.Precision.ABOUT);
  }

  @Test
  void aTableOfOneEndlessLineIsNotHeld() throws IOException {
    Endless csv = new Endless("", "x".repeat(1000));
    Table table = (Table) Previewer.of("big.csv", csv, PreviewLimits.screen());
    assertThat(table.problem()).isNotEmpty();
    assertThat(csv.read).isLessThanOrEqualTo(PreviewLimits.screen().bytes());
  }

  /** A beginning, and then the same again and again. */
  private static final class Endless implements SeekableByteChannel {
    private final byte[] head;
    private final byte[] again;
    private long position;
    private long read;

    Endless(String head, String again) {
      this.head = head.getBytes(UTF_8);
      this.again = again.getBytes(UTF_8);
    }

    @Override
    public int read(ByteBuffer target) {
      int count = 0;
      while (target.hasRemaining() && position < FIVE_GB) {
        long at = position++;
        target.put(
            at < head.length ? head[(int) at] : again[(int) ((at - head.length) % again.length)]);
        count++;
      }
      read += count;
      return count == 0 ? -1 : count;
    }

    @Override
    public long position() {
      return position;
    }

    @Override
    public SeekableByteChannel position(long newPosition) {
      position = newPosition;
      return this;
    }

    @Override
    public long size() {
      return FIVE_GB;
    }

    @Override
    public int write(ByteBuffer source) {
      throw new NonWritableChannelException();
    }

    @Override
    public SeekableByteChannel truncate(long size) {
      throw new NonWritableChannelException();
    }

    @Override
    public boolean isOpen() {
      return true;
    }

    @Override
    public void close() {}
  }
}
