package dev.ferry.preview;

/**
 * What a file is.
 *
 * @param mediaType its media type
 * @param format in words for people
 */
record Nature(Kind kind, String mediaType, String format) {
  static final Nature PNG = new Nature(Kind.PICTURE, "image/png", "PNG picture");
  static final Nature JPEG = new Nature(Kind.PICTURE, "image/jpeg", "JPEG picture");
  static final Nature GIF = new Nature(Kind.PICTURE, "image/gif", "GIF picture");
  static final Nature BMP = new Nature(Kind.PICTURE, "image/bmp", "BMP picture");
  static final Nature WEBP = new Nature(Kind.PICTURE, "image/webp", "WebP picture");
  static final Nature ZIP = new Nature(Kind.ARCHIVE, "application/zip", "zip archive");
  static final Nature JAR = new Nature(Kind.ARCHIVE, "application/java-archive", "Java archive");
  static final Nature TAR = new Nature(Kind.ARCHIVE, "application/x-tar", "tar archive");
  static final Nature GZIP = new Nature(Kind.ARCHIVE, "application/gzip", "gzip file");
  static final Nature TAR_GZ = new Nature(Kind.ARCHIVE, "application/gzip", "tar archive, gzipped");
  static final Nature CSV = new Nature(Kind.CSV, "text/csv", "CSV table");
  static final Nature TSV = new Nature(Kind.CSV, "text/tab-separated-values", "TSV table");
  static final Nature JSON = new Nature(Kind.JSON, "application/json", "JSON");
  static final Nature NDJSON = new Nature(Kind.NDJSON, "application/x-ndjson", "NDJSON");
  static final Nature TEXT = new Nature(Kind.TEXT, "text/plain", "text");
  static final Nature EMPTY = new Nature(Kind.EMPTY, "application/x-empty", "empty file");
  static final Nature UNKNOWN =
      new Nature(Kind.OTHER, "application/octet-stream", "data of an unknown kind");

  /** The same for a file of this size. */
  About about(long bytes) {
    return new About(kind, mediaType, format, bytes);
  }

  About about(Source source) {
    return about(source.size());
  }
}
