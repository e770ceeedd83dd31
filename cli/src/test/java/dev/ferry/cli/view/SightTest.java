package dev.ferry.cli.view;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ferry.cli.view.Sight.Colours;
import dev.ferry.cli.view.Sight.Graphics;
import dev.ferry.preview.Picture;
import dev.ferry.preview.PreviewLimits;
import dev.ferry.preview.Previewer;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SightTest {
  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "xterm-kitty, -, -, TRUE, KITTY",
        "xterm-256color, ghostty, truecolor, TRUE, KITTY",
        "xterm-256color, iTerm.app, -, TRUE, ITERM2",
        "xterm-256color, WezTerm, truecolor, TRUE, ITERM2",
        "foot, -, truecolor, TRUE, SIXEL",
        "mlterm, -, -, SIXTEEN, SIXEL",
        "xterm-256color, -, -, PALETTE, NONE",
        "xterm-256color, -, truecolor, TRUE, NONE",
        "xterm-256color, Apple_Terminal, -, PALETTE, NONE",
        "tmux-256color, -, truecolor, TRUE, NONE",
        "linux, -, -, SIXTEEN, NONE",
        "-, -, -, SIXTEEN, NONE",
      })
  void theEnvironmentTellsWhatATerminalCanShow(
      @Nullable String term,
      @Nullable String program,
      @Nullable String said,
      Colours colours,
      Graphics graphics) {
    Map<String, String> environment = new java.util.HashMap<>();
    if (term != null) {
      environment.put("TERM", term);
    }
    if (program != null) {
      environment.put("TERM_PROGRAM", program);
    }
    if (said != null) {
      environment.put("COLORTERM", said);
    }
    Sight sight = Sight.of(environment, 100, 30);
    assertThat(sight.colours()).isEqualTo(colours);
    assertThat(sight.graphics()).isEqualTo(graphics);
    environment.put("TMUX", "/tmp/tmux");
    assertThat(Sight.of(environment, 100, 30).graphics()).isEqualTo(Graphics.NONE);
  }

  @Test
  void terminalsThatTakePicturesGetThemOnOneLine() throws IOException {
    Picture picture = picture(600, 400);
    String kitty = line(picture, Graphics.KITTY);
    assertThat(kitty).startsWith("\u001b_Ga=T,f=100,q=2,c=60,r=20,m=").endsWith("\u001b\\");
    Matcher chunks = Pattern.compile("\u001b_G[^;]*;([A-Za-z0-9+/=]*)\u001b\\\\").matcher(kitty);
    StringBuilder data = new StringBuilder();
    while (chunks.find()) {
      assertThat(chunks.group(1)).hasSizeLessThanOrEqualTo(4096);
      data.append(chunks.group(1));
    }
    assertThat(Base64.getDecoder().decode(data.toString())).startsWith(0x89, 'P', 'N', 'G');
    assertThat(line(picture, Graphics.ITERM2))
        .startsWith("\u001b]1337;File=inline=1;size=")
        .contains(";width=60;height=20;")
        .endsWith("\u0007");
    assertThat(line(picture, Graphics.SIXEL)).startsWith("\u001bP").endsWith("\u001b\\");
  }

  @Test
  void picturesTakeNoMoreRoomThanThereIs() throws IOException {
    for (int[] size : new int[][] {{3000, 20}, {20, 3000}, {1, 1}, {500, 500}}) {
      for (Colours colours : Colours.values()) {
        Sight sight = new Sight(60, 24, colours, Graphics.NONE);
        List<String> lines = PictureLines.of(picture(size[0], size[1]), sight);
        assertThat(lines).hasSizeBetween(1, 20);
        assertThat(lines)
            .allSatisfy(line ->
                assertThat(line.replaceAll("\u001b\\[[0-9;]*m", "")).hasSizeLessThanOrEqualTo(60));
      }
    }
  }

  private static String line(Picture picture, Graphics graphics) {
    List<String> lines = PictureLines.of(picture, new Sight(60, 24, Colours.TRUE, graphics));
    assertThat(lines).hasSize(1);
    assertThat(lines.getFirst()).doesNotContain("\n");
    return lines.getFirst();
  }

  private Picture picture(int width, int height) throws IOException {
    Path file = folder.resolve(width + "x" + height + ".png");
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    for (int i = 0; i < Math.min(width, height); i++) {
      image.setRGB(i, i, 0xff8000 + i);
    }
    ImageIO.write(image, "png", file.toFile());
    return (Picture) Previewer.of(file, PreviewLimits.screen());
  }
}
