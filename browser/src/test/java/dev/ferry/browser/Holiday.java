package dev.ferry.browser;

import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;

/** A folder to send: a text, a table, a picture, and JSON in a folder below. */
final class Holiday {
  private Holiday() {}

  /** Makes it in {@code folder}. */
  static Path make(Path folder) throws IOException {
    Path holiday = Files.createDirectories(folder.resolve("holiday"));
    Files.writeString(holiday.resolve("notes.txt"), "the ferry leaves at eight\n");
    Files.writeString(holiday.resolve("people.csv"), "id;name\n1;Ann\n2;Bob\n");
    drawPier(holiday.resolve("pier.png"));
    Path deep = Files.createDirectories(holiday.resolve("tickets"));
    Files.writeString(deep.resolve("ticket.json"), "{\"pier\": 7, \"seats\": [12, 13]}\n");
    Files.writeString(deep.resolve("old.json"), "{}\n");
    return holiday;
  }

  private static void drawPier(Path file) throws IOException {
    BufferedImage picture = new BufferedImage(480, 300, BufferedImage.TYPE_INT_RGB);
    Graphics2D pen = picture.createGraphics();
    pen.setPaint(new GradientPaint(0, 0, new Color(0xf6d8a8), 0, 190, new Color(0xe89a7b)));
    pen.fillRect(0, 0, 480, 190);
    pen.setPaint(new GradientPaint(0, 190, new Color(0x2f7f8c), 0, 300, new Color(0x0a4450)));
    pen.fillRect(0, 190, 480, 110);
    pen.setColor(new Color(0x203038));
    pen.fillPolygon(new int[] {150, 350, 320, 180}, new int[] {185, 185, 225, 225}, 4);
    pen.fillRect(200, 145, 100, 40);
    pen.fillRect(225, 110, 18, 40);
    pen.dispose();
    ImageIO.write(picture, "png", file.toFile());
  }
}
