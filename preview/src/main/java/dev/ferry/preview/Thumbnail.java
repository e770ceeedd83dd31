package dev.ferry.preview;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.SeekableByteChannel;
import java.util.Optional;
import javax.imageio.ImageIO;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import net.coobird.thumbnailator.resizers.Resizers;

/** A small picture, upright, in memory. Immutable. */
public final class Thumbnail {
  private final int width;
  private final int height;
  private final int[] pixels;

  private Thumbnail(int width, int height, int[] pixels) {
    this.width = width;
    this.height = height;
    this.pixels = pixels;
  }

  /** What {@code image} shows. */
  static Thumbnail of(BufferedImage image) {
    int width = image.getWidth();
    int height = image.getHeight();
    return new Thumbnail(width, height, image.getRGB(0, 0, width, height, null, 0, width));
  }

  /**
   * A thumbnail that came from elsewhere.
   *
   * @param png a PNG, not trusted
   * @param most how many pixels it may be across and down, each
   * @return empty if it is no PNG, broken, or too large
   */
  public static Optional<Thumbnail> ofPng(byte[] png, int most) {
    if (!Magic.of(png).equals(Optional.of(Nature.PNG))) {
      // Nobody who says PNG chooses another decoder.
      return Optional.empty();
    }
    PreviewLimits limits =
        PreviewLimits.offer().withPixels((long) most * most).withThumbnail(most, most);
    try (SeekableByteChannel bytes = ReadChannel.over(png)) {
      return Previewer.of("", bytes, limits) instanceof Picture picture
              && picture.about().mediaType().equals(Nature.PNG.mediaType())
              && picture.problem().isEmpty()
              && picture.width() <= most
              && picture.height() <= most
          ? picture.thumbnail()
          : Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Pixels across; at least 1. */
  public int width() {
    return width;
  }

  /** Pixels down; at least 1. */
  public int height() {
    return height;
  }

  /**
   * The colour of a pixel: alpha, red, green, blue, eight bits each, not premultiplied.
   *
   * @param x from the left, from 0 on
   * @param y from the top
   */
  public int argb(int x, int y) {
    return pixels[y * width + x];
  }

  /** As a PNG file. */
  public byte[] png() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
      ImageIO.write(image(), "png", out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /** As an image of its own. */
  public BufferedImage image() {
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_ARGB);
    image.setRGB(0, 0, width, height, pixels, 0, width);
    return image;
  }

  /** The same made to fit exactly, at least one pixel each way. */
  public Thumbnail scaledTo(int newWidth, int newHeight) {
    if (newWidth == width && newHeight == height) {
      return this;
    }
    return of(scaled(image(), newWidth, newHeight));
  }

  static BufferedImage scaled(BufferedImage image, int width, int height) {
    BufferedImage target =
        new BufferedImage(Math.max(1, width), Math.max(1, height), BufferedImage.TYPE_INT_ARGB);
    Resizers resizer =
        width < image.getWidth() && height < image.getHeight()
            ? Resizers.PROGRESSIVE
            : Resizers.BILINEAR;
    resizer.resize(image, target);
    return target;
  }
}
