package dev.ferry.preview;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.CRC32;
import java.util.zip.DeflaterOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that somebody made to do harm to who looks into them. */
class HostileTest {
  @TempDir private Path folder;

  @Test
  void aGzipFileOfVeryManyEmptyPartsDoesNotExhaustTheStack() throws IOException {
    byte[] empty = Samples.gzip(new byte[0]);
    ByteArrayOutputStream gzip = new ByteArrayOutputStream();
    for (int i = 0; i < 500_000; i++) {
      gzip.writeBytes(empty);
    }
    Preview preview = Bytes.preview("a.gz", gzip.toByteArray());
    assertThat(preview.problem()).contains("damaged");
  }

  @Test
  void aTarEntryOfAYearThatNoCalendarHasHasNoTime() throws IOException {
    ByteArrayOutputStream tar = new ByteArrayOutputStream();
    tar.writeBytes(modifiedAt(31_556_889_864_403_199L));
    tar.writeBytes(new byte[1024]);
    Listing listing = (Listing) Bytes.preview("a.tar", tar.toByteArray());
    assertThat(listing.entries()).singleElement().extracting(Listing.Entry::modified).isNull();
  }

  /** The number in binary, as GNU's tar writes those that are too large for octal digits. */
  private static byte[] modifiedAt(long seconds) {
    byte[] header = Samples.tarHeader("a", 0, '0');
    ByteBuffer.wrap(header).put(136, (byte) 0x80).putLong(140, seconds);
    for (int i = 148; i < 156; i++) {
      header[i] = ' ';
    }
    int sum = 0;
    for (byte b : header) {
      sum += b & 0xff;
    }
    byte[] digits = String.format("%06o\0 ", sum).getBytes(ISO_8859_1);
    System.arraycopy(digits, 0, header, 148, digits.length);
    return header;
  }

  @Test
  void aZipWhoseListIsSaidToBeBehindEveryPlaceOfADiskIsDamagedAndNotUnreadable()
      throws IOException {
    ByteBuffer zip = ByteBuffer.allocate(30 + 20 + 22).order(ByteOrder.LITTLE_ENDIAN);
    zip.putInt(0, 0x04034b50);
    zip.putInt(30, 0x07064b50).putLong(38, Long.MAX_VALUE - 3);
    zip.putInt(50, 0x06054b50).putShort(60, (short) 0xffff).putInt(66, 0xffffffff);
    Path file = Files.write(folder.resolve("a.zip"), zip.array());
    Preview preview = Previewer.of(file, PreviewLimits.screen());
    assertThat(preview.problem()).contains("damaged");
  }

  @Test
  void aPictureOfOneEndlessRowIsNotHeld() throws IOException {
    Picture picture = (Picture) Bytes.preview("a.png", png(63_000_000, 1));
    assertThat(picture.thumbnail()).isEmpty();
    assertThat(picture.problem()).contains("more pixels");
  }

  private static byte[] png(int width, int height) throws IOException {
    ByteArrayOutputStream png = new ByteArrayOutputStream();
    png.writeBytes(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'});
    ByteBuffer header = ByteBuffer.allocate(13).putInt(width).putInt(height);
    header.put(new byte[] {16, 6, 0, 0, 0});
    chunk(png, "IHDR", header.array());
    ByteArrayOutputStream data = new ByteArrayOutputStream();
    try (DeflaterOutputStream out = new DeflaterOutputStream(data)) {
      out.write(new byte[1000]);
    }
    chunk(png, "IDAT", data.toByteArray());
    chunk(png, "IEND", new byte[0]);
    return png.toByteArray();
  }

  private static void chunk(ByteArrayOutputStream png, String type, byte[] data) {
    CRC32 crc = new CRC32();
    crc.update(type.getBytes(ISO_8859_1));
    crc.update(data);
    png.writeBytes(ByteBuffer.allocate(4).putInt(data.length).array());
    png.writeBytes(type.getBytes(ISO_8859_1));
    png.writeBytes(data);
    png.writeBytes(ByteBuffer.allocate(4).putInt((int) crc.getValue()).array());
  }
}
