package dev.ferry.preview;

import java.awt.Dimension;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Iterator;
import java.util.Optional;
import java.util.Set;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.ImageTypeSpecifier;
import net.coobird.thumbnailator.util.exif.ExifFilterUtils;
import net.coobird.thumbnailator.util.exif.Orientation;
import org.jspecify.annotations.Nullable;

/**
 * Makes pictures small. The header's dimensions are looked at before anything is decoded; large
 * pictures are decoded with pixels left out; what a broken or incomplete file gives is kept.
 */
final class PictureReader {
  private static final Set<Nature> DECODED =
      Set.of(Nature.PNG, Nature.JPEG, Nature.GIF, Nature.BMP, Nature.WEBP);

  /** Files that are larger are not looked into. */
  private static final long MOST_BYTES = 256 << 20;

  /** Pixels that are kept on the way to the thumbnail, at most; four bytes each. */
  private static final int KEPT_PIXELS = 4_000_000;

  /** Pixels across or down, at most: decoders make room for whole rows unasked. */
  private static final int LONGEST_SIDE = 1 << 17;

  /** What a decoder may have that holds the whole picture, as a part of what others may. */
  private static final int WHOLE = 4;

  private static final int BMP_SIZE_AT = 34;

  private final Source source;
  private final Nature nature;
  private final PreviewLimits limits;

  private PictureReader(Source source, Nature nature, PreviewLimits limits) {
    this.source = source;
    this.nature = nature;
    this.limits = limits;
  }

  /** The picture in {@code source}. */
  static Picture read(Source source, Nature nature, PreviewLimits limits) throws IOException {
    return new PictureReader(source, nature, limits).read();
  }

  private Picture read() throws IOException {
    Iterator<ImageReader> readers = ImageIO.getImageReadersByMIMEType(nature.mediaType());
    if (!isDecoded(nature) || !readers.hasNext()) {
      return unseen(0, 0, nature.format() + "s are not shown here");
    }
    source.allow(Math.min(MOST_BYTES, source.size() * 4));
    ImageReader reader = readers.next();
    try (PictureBytes bytes = new PictureBytes(source)) {
      reader.setInput(bytes, false, true);
      return read(reader);
    } catch (InterruptedIOException e) {
      return unseen(0, 0, "it takes too long to decode");
    } catch (OutOfMemoryError e) {
      return unseen(0, 0, "it takes too much memory to decode");
    } catch (IOException | RuntimeException e) {
      // Decoders throw all sorts of exceptions at broken files; the disk was read before without.
      return unseen(0, 0, "it is damaged, and cannot be decoded");
    } finally {
      reader.dispose();
    }
  }

  private static boolean isDecoded(Nature nature) {
    return DECODED.contains(nature);
  }

  private Picture read(ImageReader reader) throws IOException {
    int width = reader.getWidth(0);
    int height = reader.getHeight(0);
    JpegFacts facts =
        nature.equals(Nature.JPEG) ? JpegFacts.of(source.head()) : new JpegFacts(1, false);
    Dimension upright =
        facts.orientation() > 4 ? new Dimension(height, width) : new Dimension(width, height);
    String obstacle = obstacle(width, height, facts);
    if (!obstacle.isEmpty()) {
      return unseen(upright.width, upright.height, obstacle);
    }
    Decoded decoded = decode(reader, width, height);
    Optional<Thumbnail> thumbnail =
        decoded.image == null
            ? Optional.empty()
            : Optional.of(small(decoded.image, facts.orientation(), upright));
    return new Picture(
        nature.about(source), upright.width, upright.height, thumbnail, decoded.problem);
  }

  private String obstacle(int width, int height, JpegFacts facts) {
    boolean isWhole =
        nature.equals(Nature.WEBP) || nature.equals(Nature.GIF) || facts.progressive();
    long most = isWhole ? limits.pixels() / WHOLE : limits.pixels();
    if (width <= 0 || height <= 0) {
      return "it is damaged: it has no size";
    }
    if ((long) width * height > most) {
      return "it has more pixels than are decoded here";
    }
    if (Math.max(width, height) > LONGEST_SIDE) {
      return "it has more pixels in a row than are decoded here";
    }
    if (source.size() > MOST_BYTES) {
      return "the file is larger than is decoded here";
    }
    return nature.equals(Nature.BMP) && bmpSize() > source.size()
        ? "it is damaged: it claims to be larger than the file"
        : "";
  }

  /** What a compressed BMP says about its data, for which the decoder makes room unasked. */
  private long bmpSize() {
    ByteBuffer head = ByteBuffer.wrap(source.head()).order(ByteOrder.LITTLE_ENDIAN);
    boolean compressed = head.limit() >= BMP_SIZE_AT + 4 && head.get(14) > 12 && head.get(30) != 0;
    return compressed ? head.getInt(BMP_SIZE_AT) & 0xffffffffL : 0;
  }

  /** What a decoder gave. */
  private record Decoded(@Nullable BufferedImage image, String problem) {}

  /** Decodes into an image of our own, so that what there is remains when the decoder fails. */
  private Decoded decode(ImageReader reader, int width, int height) throws IOException {
    Iterator<ImageTypeSpecifier> types = reader.getImageTypes(0);
    if (types == null || !types.hasNext()) {
      return new Decoded(null, "its colours are of a kind that is not decoded here");
    }
    int step = step(width, height);
    ImageReadParam parameters = reader.getDefaultReadParam();
    parameters.setSourceSubsampling(step, step, 0, 0);
    BufferedImage image = types.next().createBufferedImage(kept(width, step), kept(height, step));
    parameters.setDestination(image);
    try {
      reader.read(0, parameters);
      return new Decoded(image, "");
    } catch (InterruptedIOException e) {
      return new Decoded(image, "it takes too long to decode; this is as far as it went");
    } catch (IOException | RuntimeException e) {
      return new Decoded(image, "it is damaged or not complete; this is what can be decoded");
    }
  }

  private static int step(int width, int height) {
    int step = 1;
    while ((long) kept(width, step) * kept(height, step) > KEPT_PIXELS) {
      step++;
    }
    return step;
  }

  private static int kept(int pixels, int step) {
    return (pixels + step - 1) / step;
  }

  private Thumbnail small(BufferedImage image, int orientation, Dimension upright) {
    double scale =
        Math.min(
            1,
            Math.min(
                (double) limits.thumbnailWidth() / upright.width,
                (double) limits.thumbnailHeight() / upright.height));
    int width = Math.max(1, (int) Math.round(upright.width * scale));
    int height = Math.max(1, (int) Math.round(upright.height * scale));
    boolean turned = orientation > 4;
    BufferedImage scaled =
        Thumbnail.scaled(image, turned ? height : width, turned ? width : height);
    return Thumbnail.of(
        ExifFilterUtils.getFilterForOrientation(Orientation.typeOf(orientation)).apply(scaled));
  }

  private Picture unseen(int width, int height, String problem) {
    return new Picture(nature.about(source), width, height, Optional.empty(), problem);
  }
}
