package dev.ferry.preview;

import java.time.Duration;

/**
 * How much work a preview may be, and how large it may become.
 *
 * @param bytes read from the file, at most
 * @param pixels a picture may have to be decoded at all
 * @param thumbnailWidth pixels across of a thumbnail, at most
 * @param thumbnailHeight pixels down, likewise
 * @param rows of a table, lines of a text, lines of JSON
 * @param columns of a table
 * @param chars of one value of a table, of one line, of one name
 * @param depth to which JSON is shown
 * @param entries of an archive
 * @param time on the clock; looked at whenever something is read
 */
public record PreviewLimits(
    long bytes,
    long pixels,
    int thumbnailWidth,
    int thumbnailHeight,
    int rows,
    int columns,
    int chars,
    int depth,
    int entries,
    Duration time) {

  /** For a person who asked to see a file. */
  public static PreviewLimits screen() {
    return new PreviewLimits(
        16 << 20, 64_000_000, 1024, 1024, 20, 40, 500, 8, 40, Duration.ofSeconds(5));
  }

  /** For a few files of an offer, made for somebody else. */
  public static PreviewLimits offer() {
    return new PreviewLimits(
        1 << 20, 32_000_000, 192, 192, 5, 12, 60, 3, 10, Duration.ofSeconds(2));
  }

  /** The same with another number of rows and lines. */
  public PreviewLimits withRows(int newRows) {
    return new PreviewLimits(
        bytes,
        pixels,
        thumbnailWidth,
        thumbnailHeight,
        newRows,
        columns,
        chars,
        depth,
        entries,
        time);
  }

  /** The same with another number of pixels that may be decoded. */
  public PreviewLimits withPixels(long newPixels) {
    return new PreviewLimits(
        bytes,
        newPixels,
        thumbnailWidth,
        thumbnailHeight,
        rows,
        columns,
        chars,
        depth,
        entries,
        time);
  }

  /** The same with another number of entries. */
  public PreviewLimits withEntries(int newEntries) {
    return new PreviewLimits(
        bytes,
        pixels,
        thumbnailWidth,
        thumbnailHeight,
        rows,
        columns,
        chars,
        depth,
        newEntries,
        time);
  }

  /** The same with another time. */
  public PreviewLimits withTime(Duration newTime) {
    return new PreviewLimits(
        bytes,
        pixels,
        thumbnailWidth,
        thumbnailHeight,
        rows,
        columns,
        chars,
        depth,
        entries,
        newTime);
  }

  /** The same with other bounds for thumbnails, in pixels. */
  public PreviewLimits withThumbnail(int width, int height) {
    return new PreviewLimits(
        bytes, pixels, width, height, rows, columns, chars, depth, entries, time);
  }
}
