package dev.ferry.preview;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.imageio.ImageIO;

/** Small files of each kind, made here. */
final class Samples {
  private Samples() {}

  /** One of each, by name. */
  static Map<String, byte[]> all() {
    Map<String, byte[]> all = new LinkedHashMap<>();
    all.put("a.png", picture("png", 40, 30));
    all.put("a.jpg", picture("jpg", 40, 30));
    all.put("a.gif", picture("gif", 40, 30));
    all.put("a.bmp", picture("bmp", 40, 30));
    all.put("a.webp", WEBP.clone());
    all.put("held.jpg", held(picture("jpg", 40, 30), 6));
    all.put("a.csv", "id,name,score\n1,Ann,2.5\n2,\"Bob, B.\",3\n".getBytes(UTF_8));
    all.put(
        "a.json", "{\"name\":\"Ferry\",\"items\":[{\"a\":1},{\"a\":[true,null]}]}".getBytes(UTF_8));
    all.put("a.ndjson", "{\"a\":1}\n{\"a\":2}\n{\"a\":[3]}\n".getBytes(UTF_8));
    all.put("a.txt", "one\ntwo \u00e9\n\u001b[31mthree\n".getBytes(UTF_8));
    all.put("a.zip", zip(Map.of("a/b.txt", "hello", "c.bin", "x".repeat(2000))));
    all.put("a.tar", tar(Map.of("a/b.txt", "hello", "c.bin", "x".repeat(2000))));
    all.put("a.tar.gz", gzip(tar(Map.of("a/b.txt", "hello", "c.bin", "x".repeat(2000)))));
    all.put("a.txt.gz", gzip("hello".getBytes(UTF_8)));
    all.put("a.pdf", "%PDF-1.7\n%\u00e2\u00e3\n1 0 obj".getBytes(UTF_8));
    return all;
  }

  /** The sample of this name. */
  static byte[] of(String name) {
    return requireNonNull(all().get(name));
  }

  /** A picture: red to the left, blue to the right, green below. */
  static BufferedImage image(int width, int height) {
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        boolean below = y >= height / 2;
        image.setRGB(x, y, below ? 0x00ff00 : x < width / 2 ? 0xff0000 : 0x0000ff);
      }
    }
    return image;
  }

  static byte[] picture(String format, int width, int height) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      ImageIO.write(image(width, height), format, bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /** The JPEG with an Exif segment that says how the camera was held. */
  static byte[] held(byte[] jpeg, int orientation) {
    ByteBuffer exif = ByteBuffer.allocate(36);
    exif.putShort((short) 0xffe1).putShort((short) 34).put("Exif\0\0".getBytes(UTF_8));
    exif.put("MM\0*".getBytes(UTF_8)).putInt(8).putShort((short) 1);
    exif.putShort((short) 0x0112).putShort((short) 3).putInt(1).putShort((short) orientation);
    exif.putShort((short) 0).putInt(0);
    byte[] held = new byte[jpeg.length + 36];
    System.arraycopy(jpeg, 0, held, 0, 2);
    System.arraycopy(exif.array(), 0, held, 2, 36);
    System.arraycopy(jpeg, 2, held, 38, jpeg.length - 2);
    return held;
  }

  static byte[] zip(Map<String, String> files) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream out = new ZipOutputStream(bytes)) {
      for (Map.Entry<String, String> file : files.entrySet()) {
        ZipEntry entry = new ZipEntry(file.getKey());
        entry.setTimeLocal(java.time.LocalDateTime.of(2025, 11, 20, 12, 30));
        out.putNextEntry(entry);
        out.write(file.getValue().getBytes(UTF_8));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  static byte[] tar(Map<String, String> files) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    files.forEach((name, text) -> {
      bytes.writeBytes(tarHeader(name, text.length(), '0'));
      bytes.writeBytes(text.getBytes(UTF_8));
      bytes.writeBytes(new byte[(512 - text.length() % 512) % 512]);
    });
    bytes.writeBytes(new byte[1024]);
    return bytes.toByteArray();
  }

  static byte[] tarHeader(String name, long size, char type) {
    byte[] header = new byte[512];
    put(header, 0, name);
    put(header, 100, "0000644");
    put(header, 124, String.format("%011o", size));
    put(header, 136, String.format("%011o", 1_763_640_000L));
    header[156] = (byte) type;
    put(header, 257, "ustar\00000");
    put(header, 148, "        ");
    int sum = 0;
    for (byte b : header) {
      sum += b & 0xff;
    }
    put(header, 148, String.format("%06o", sum) + "\0 ");
    return header;
  }

  private static void put(byte[] header, int at, String text) {
    byte[] bytes = text.getBytes(UTF_8);
    System.arraycopy(bytes, 0, header, at, bytes.length);
  }

  static byte[] gzip(byte[] contents) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
      out.write(contents);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /** A lossless WebP of one red pixel; the JDK writes none (RFC 9649). */
  private static final byte[] WEBP =
      java.util.HexFormat.of()
          .parseHex("524946461a000000574542505650384c0d0000002f00000010071011118888fe0700");
}
