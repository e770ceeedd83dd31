package dev.ferry.page.files;

/** A file for browsers, in memory. Immutable as long as nobody writes into its bytes. */
final class StaticFile {
  private final String type;
  private final byte[] bytes;
  private final byte[] gzip;
  private final String tag;

  /**
   * A file.
   *
   * @param type its media type, with the charset of texts
   * @param bytes it as it is
   * @param gzip it packed; empty if that is not worth it
   * @param tag an ETag, with its quotes
   */
  StaticFile(String type, byte[] bytes, byte[] gzip, String tag) {
    this.type = type;
    this.bytes = bytes;
    this.gzip = gzip;
    this.tag = tag;
  }

  /** Its media type, with the charset of texts. */
  String type() {
    return type;
  }

  /** Its bytes, not to be changed. */
  byte[] bytes() {
    return bytes;
  }

  /** Its bytes packed, not to be changed; empty if that is not worth it. */
  byte[] gzip() {
    return gzip;
  }

  /** Its ETag, with the quotes. */
  String tag() {
    return tag;
  }
}
