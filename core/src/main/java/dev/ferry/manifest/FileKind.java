package dev.ferry.manifest;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What sort of thing a file is, as a person would say it. Told from its name alone, so it is a
 * guess: whoever has the contents may know better.
 */
public enum FileKind {
  PICTURE(
      "picture",
      "pictures",
      "jpg jpeg jpe png gif bmp webp avif heic heif tif tiff svg ico jxl raw cr2 nef dng psd"),
  VIDEO("video", "videos", "mp4 m4v mkv webm mov avi wmv mpg mpeg 3gp ogv mts flv"),
  AUDIO("sound", "sounds", "mp3 m4a aac flac wav ogg oga opus wma aif aiff mid midi"),
  /** Tables of text: CSV and its relatives. */
  CSV("table", "tables", "csv tsv tab psv"),
  /** One JSON document, or one a line. */
  JSON("JSON file", "JSON files", "json ndjson jsonl geojson jsonld har ipynb webmanifest"),
  TEXT(
      "text",
      "texts",
      "txt text md markdown rst adoc log ini cfg conf properties toml yaml yml xml html htm css tex"
          + " java kt py js mjs ts tsx jsx c h cc cpp hpp cs go rs rb php pl sh bash zsh sql r swift diff patch srt vtt vcf ics"),
  DOCUMENT(
      "document",
      "documents",
      "pdf doc docx odt rtf xls xlsx ods ppt pptx odp epub mobi pages numbers key ps djvu"),
  ARCHIVE(
      "archive",
      "archives",
      "zip jar war tar gz tgz bz2 tbz xz txz zst tzst 7z rar lz4 br cab iso img dmg apk deb rpm whl"),
  PROGRAM(
      "program",
      "programs",
      "exe msi dll so dylib bin run app appimage bat cmd ps1 com scr class wasm"),
  OTHER("file", "files", "");

  /** No extension that is known is longer; a longer one is not looked up. */
  private static final int LONGEST = 8;

  private static final Map<String, FileKind> BY_EXTENSION = byExtension();

  private final String word;
  private final String plural;
  private final String extensions;

  FileKind(String word, String plural, String extensions) {
    this.word = word;
    this.plural = plural;
    this.extensions = extensions;
  }

  private static Map<String, FileKind> byExtension() {
    Map<String, FileKind> kinds = new HashMap<>();
    for (FileKind kind : values()) {
      for (String extension : kind.extensions.split(" ", -1)) {
        kinds.putIfAbsent(extension, kind);
      }
    }
    kinds.remove("");
    return Map.copyOf(kinds);
  }

  /** What a person calls one of them, or {@code count} of them. */
  public String word(long count) {
    return count == 1 ? word : plural;
  }

  /** Its name in options and events, in small letters. */
  public String slug() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The kind with this {@link #slug}, if there is one. */
  public static Optional<FileKind> ofSlug(String slug) {
    for (FileKind kind : values()) {
      if (kind.slug().equals(slug)) {
        return Optional.of(kind);
      }
    }
    return Optional.empty();
  }

  /** The kind that a name or a path suggests; {@link #OTHER} if it suggests none. */
  public static FileKind ofName(String name) {
    int dot = name.lastIndexOf('.');
    if (dot < 0 || name.length() - dot - 1 > LONGEST || name.indexOf('/', dot) >= 0) {
      return OTHER;
    }
    return BY_EXTENSION.getOrDefault(name.substring(dot + 1).toLowerCase(Locale.ROOT), OTHER);
  }
}
