package dev.ferry.preview;

import dev.ferry.manifest.FileKind;

/**
 * What a file is.
 *
 * @param mediaType its media type
 * @param format in words for people
 */
record Nature(FileKind kind, String mediaType, String format) {
  static final Nature PNG = new Nature(FileKind.PICTURE, "image/png", "PNG picture");
  static final Nature JPEG = new Nature(FileKind.PICTURE, "image/jpeg", "JPEG picture");
  static final Nature GIF = new Nature(FileKind.PICTURE, "image/gif", "GIF picture");
  static final Nature BMP = new Nature(FileKind.PICTURE, "image/bmp", "BMP picture");
  static final Nature WEBP = new Nature(FileKind.PICTURE, "image/webp", "WebP picture");
  static final Nature ZIP = new Nature(FileKind.ARCHIVE, "application/zip", "zip archive");
  static final Nature JAR =
      new Nature(FileKind.ARCHIVE, "application/java-archive", "Java archive");
  static final Nature TAR = new Nature(FileKind.ARCHIVE, "application/x-tar", "tar archive");
  static final Nature GZIP = new Nature(FileKind.ARCHIVE, "application/gzip", "gzip file");
  static final Nature TAR_GZ =
      new Nature(FileKind.ARCHIVE, "application/gzip", "tar archive, gzipped");
  static final Nature CSV = new Nature(FileKind.CSV, "text/csv", "CSV table");
  static final Nature TSV = new Nature(FileKind.CSV, "text/tab-separated-values", "TSV table");
  static final Nature JSON = new Nature(FileKind.JSON, "application/json", "JSON");
  static final Nature NDJSON = new Nature(FileKind.JSON, "application/x-ndjson", "NDJSON");
  static final Nature TEXT = new Nature(FileKind.TEXT, "text/plain", "text");
  static final Nature EMPTY = new Nature(FileKind.OTHER, "application/x-empty", "empty file");
  static final Nature UNKNOWN =
      new Nature(FileKind.OTHER, "application/octet-stream", "data of an unknown kind");

  /** The same for a file of this size. */
  About about(long bytes) {
    return new About(kind, mediaType, format, bytes);
  }

  About about(Source source) {
    return about(source.size());
  }
}
