package dev.ferry.preview;

import dev.ferry.manifest.FileKind;
import java.util.Map;
import java.util.Optional;

/**
 * What a name's end says about a file. It counts only where the contents leave a choice: between
 * texts, and for data without a signature.
 */
final class NameKinds {
  private static final Map<String, Nature> TEXTS =
      Map.ofEntries(
          text("html", "text/html", "HTML page, as text"),
          text("htm", "text/html", "HTML page, as text"),
          text("svg", "image/svg+xml", "SVG drawing, as text"),
          text("xml", "application/xml", "XML"),
          text("md", "text/markdown", "Markdown"),
          text("yaml", "application/yaml", "YAML"),
          text("yml", "application/yaml", "YAML"),
          text("toml", "application/toml", "TOML"),
          text("log", "text/plain", "log"),
          text("css", "text/css", "style sheet"),
          text("js", "text/javascript", "JavaScript"),
          text("ts", "text/plain", "TypeScript"),
          text("java", "text/plain", "Java source"),
          text("py", "text/plain", "Python source"),
          text("c", "text/plain", "C source"),
          text("h", "text/plain", "C source"),
          text("cpp", "text/plain", "C++ source"),
          text("rs", "text/plain", "Rust source"),
          text("go", "text/plain", "Go source"),
          text("sh", "application/x-sh", "shell script"),
          text("sql", "application/sql", "SQL"),
          text("tex", "text/x-tex", "TeX source"),
          text("eml", "message/rfc822", "mail"),
          text("ics", "text/calendar", "calendar"),
          text("vcf", "text/vcard", "contacts"),
          text("srt", "text/plain", "subtitles"),
          text("txt", "text/plain", "text"));

  private static final Map<String, Nature> DATA =
      Map.ofEntries(
          data("mp3", FileKind.AUDIO, "audio/mpeg", "MP3 audio"),
          data("aac", FileKind.AUDIO, "audio/aac", "AAC audio"),
          data("mpg", FileKind.VIDEO, "video/mpeg", "MPEG video"),
          data("ts", FileKind.VIDEO, "video/mp2t", "MPEG stream"),
          data("m2ts", FileKind.VIDEO, "video/mp2t", "MPEG stream"),
          data("tar", FileKind.ARCHIVE, "application/x-tar", "tar archive"),
          data("dmg", FileKind.ARCHIVE, "application/x-apple-diskimage", "macOS disc image"),
          data("br", FileKind.ARCHIVE, "application/x-brotli", "Brotli file"),
          data("tga", FileKind.PICTURE, "image/x-tga", "TGA picture"),
          data("parquet", FileKind.OTHER, "application/vnd.apache.parquet", "Parquet table"));

  private NameKinds() {}

  /** Which text a file with this extension is; empty if that says nothing. */
  static Optional<Nature> text(String extension) {
    return Optional.ofNullable(TEXTS.get(extension));
  }

  /** What data without a signature is called; programs and such are not believed without one. */
  static Nature data(Source source) {
    Nature named = DATA.get(source.extension());
    return named == null ? Nature.UNKNOWN : named;
  }

  private static Map.Entry<String, Nature> text(String extension, String media, String format) {
    return Map.entry(extension, new Nature(FileKind.TEXT, media, format));
  }

  private static Map.Entry<String, Nature> data(
      String extension, FileKind kind, String media, String format) {
    return Map.entry(extension, new Nature(kind, media, format));
  }
}
