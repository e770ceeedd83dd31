package dev.ferry.preview;

import dev.ferry.manifest.FileKind;
import java.io.IOException;

/** Decides which sort of text a file is, and reads it so. */
final class Texts {
  private static final Nature SCRIPT = new Nature(FileKind.TEXT, "text/x-script", "script");

  private final Source source;
  private final Encoding encoding;
  private final PreviewLimits limits;
  private final String head;

  Texts(Source source, Encoding encoding, PreviewLimits limits) {
    this.source = source;
    this.encoding = encoding;
    this.limits = limits;
    this.head = encoding.text(source.head());
  }

  /** Reads it as the caller wants. */
  Preview as(FileKind as) throws IOException {
    return switch (as) {
      case CSV -> table(delimiter());
      case JSON -> json();
      default -> text("");
    };
  }

  /** Whether a text can be read so. */
  static boolean canBe(FileKind kind) {
    return kind == FileKind.CSV || kind == FileKind.JSON || kind == FileKind.TEXT;
  }

  private Preview json() throws IOException {
    return JsonReader.isRecords(head) || isCalledRecords()
        ? JsonReader.readRecords(source, encoding, limits)
        : JsonReader.read(source, encoding, limits);
  }

  private boolean isCalledRecords() {
    return source.extension().equals("ndjson") || source.extension().equals("jsonl");
  }

  /** Reads it as what it seems to be. */
  Preview guessed() throws IOException {
    String end = source.extension();
    if (JsonReader.isRecords(head) || JsonReader.isJson(head)) {
      return json();
    }
    if (end.equals("csv") || end.equals("tsv") || end.equals("tab")) {
      return table(delimiter());
    }
    if (end.equals("json") || isCalledRecords()) {
      if (head.stripLeading().startsWith("{") || head.stripLeading().startsWith("[")) {
        return json();
      }
      return text("it is called " + end + ", but is none");
    }
    Delimiter delimiter = delimiter();
    return NameKinds.text(end).isEmpty() && delimiter.isPlain() ? table(delimiter) : text("");
  }

  private Preview text(String problem) throws IOException {
    Nature nature =
        NameKinds.text(source.extension()).orElse(head.startsWith("#!") ? SCRIPT : Nature.TEXT);
    return TextReader.read(source, nature, encoding, limits, problem);
  }

  private Preview table(Delimiter delimiter) throws IOException {
    Nature nature = delimiter.character() == '\t' ? Nature.TSV : Nature.CSV;
    return new TableReader(source, encoding, limits, delimiter).read(nature);
  }

  private Delimiter delimiter() {
    return Delimiter.in(head, source.head().length == source.size());
  }
}
