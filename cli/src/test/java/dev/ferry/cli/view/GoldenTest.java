package dev.ferry.cli.view;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.ferry.cli.Golden;
import dev.ferry.preview.Preview;
import dev.ferry.preview.Previewer;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What each kind of file looks like. */
class GoldenTest {
  private static final int ROWS = 12;

  @TempDir private Path folder;

  static List<String> files() {
    return List.of(
        "people.csv",
        "wide.csv",
        "data.json",
        "log.ndjson",
        "evil.txt",
        "face.png",
        "files.zip",
        "broken.json",
        "sound.mp3");
  }

  @ParameterizedTest
  @MethodSource("files")
  void filesLookAsTheyDidWhenAPersonLookedAtThem(String name) throws IOException {
    Path file = folder.resolve(name);
    make(file, name);
    Golden golden = Golden.in("view");
    for (Golden.Look look : Golden.Look.all().toList()) {
      Sight.Colours colours = look.colours() ? Sight.Colours.PALETTE : Sight.Colours.NONE;
      Sight sight = new Sight(look.columns(), 24, colours, Sight.Graphics.NONE);
      Preview preview =
          Previewer.of(file, PreviewText.limits(sight).withRows(ROWS).withEntries(ROWS));
      List<String> lines = PreviewText.lines(name, preview, sight);
      golden.check(name, look, String.join("\n", lines));
    }
  }

  private static void make(Path file, String name) throws IOException {
    switch (name) {
      case "face.png" -> face(file);
      case "files.zip" -> zip(file);
      default -> Files.write(file, text(name).getBytes(UTF_8));
    }
  }

  private static String text(String name) {
    return switch (name) {
      case "people.csv" -> people();
      case "wide.csv" -> wide();
      case "data.json" ->
          "{\"name\":\"Ferry\",\"version\":3,\"tags\":[\"a\",\"b\"],\"people\":["
              + "{\"id\":1,\"name\":\"J\u00f6rg\",\"at\":{\"city\":\"\u6771\u4eac\",\"geo\":[1.5,2]},\"ok\":true},"
              + "{\"id\":2,\"name\":null,\"at\":{},\"ok\":false}],\"long\":\""
              + "x".repeat(200)
              + "\"}";
      case "log.ndjson" ->
          "{\"t\":1,\"level\":\"info\",\"text\":\"started\"}\n".repeat(30)
              + "{\"t\":2,\"level\":\"warn\"}\n";
      case "evil.txt" ->
          "plain\n\ttabbed\n\u001b[2Jclear \u001b]0;title\u0007\n\u202etfel ot thgir\n"
              + "\u5bbd".repeat(100)
              + "\n"
              + "y".repeat(5000)
              + "\nlast\n";
      case "broken.json" -> "{\"a\": [1, 2,\n 3}, \"b\": 1}";
      case "sound.mp3" -> "ID3\u0003\0\0\0\0\0\0";
      default -> throw new IllegalArgumentException(name);
    };
  }

  private static String people() {
    StringBuilder text = new StringBuilder("id;name;city;joined;score;active;comment\n");
    String[] names = {
      "Ann M\u00fcller", "\u674e\u5c0f\u9f8d", "Jos\u00e9 Garc\u00eda", "\u001b[31mMallory"
    };
    for (int i = 1; i <= 40; i++) {
      text.append(i)
          .append(';')
          .append(names[i % 4])
          .append(';')
          .append(i % 3 == 0 ? "K\u00f6ln" : "Paris");
      text.append(";2025-11-").append(10 + i % 20).append(';').append(i * 7 % 100).append(".5;");
      text.append(i % 2 == 0)
          .append(";\"one,\ntwo; ")
          .append("and so on ".repeat(i % 6))
          .append("\"\n");
    }
    return text.toString();
  }

  private static String wide() {
    StringBuilder text = new StringBuilder();
    for (int row = 0; row < 30; row++) {
      for (int column = 0; column < 50; column++) {
        text.append(column == 0 ? "" : ",")
            .append(row == 0 ? "column " + column : row * column * 1001);
      }
      text.append('\n');
    }
    return text.toString();
  }

  private static void zip(Path file) throws IOException {
    try (OutputStream bytes = Files.newOutputStream(file);
        ZipOutputStream out = new ZipOutputStream(bytes)) {
      for (int i = 0; i < 20; i++) {
        String name =
            i == 3
                ? "../../etc/pass\u001bwd"
                : "folder/file" + i + (i == 5 ? "x".repeat(150) : "") + ".txt";
        ZipEntry entry = new ZipEntry(name);
        entry.setTimeLocal(LocalDateTime.of(2025, 11, 20, 12, 30));
        out.putNextEntry(entry);
        out.write("y".repeat(i * 300).getBytes(UTF_8));
      }
    }
  }

  /** A face before a sky, with a corner that is transparent. */
  private static void face(Path file) throws IOException {
    BufferedImage image = new BufferedImage(48, 32, BufferedImage.TYPE_INT_ARGB);
    for (int y = 0; y < 32; y++) {
      for (int x = 0; x < 48; x++) {
        double far = Math.hypot(x - 24, y - 16);
        boolean eye = Math.abs(y - 12) < 2 && (Math.abs(x - 19) < 2 || Math.abs(x - 29) < 2);
        boolean mouth = y > 17 && Math.abs(Math.hypot(x - 24, y - 15) - 7) < 1;
        int sky = 0xff000080 | ((x * 5) << 16) | ((y * 8) << 8);
        int skin = eye || mouth ? 0xff201010 : 0xffffd840;
        image.setRGB(x, y, x + y < 8 ? 0 : far < 12 ? skin : sky);
      }
    }
    ImageIO.write(image, "png", file.toFile());
  }
}
