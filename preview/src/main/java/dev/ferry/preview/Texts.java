package dev.ferry.preview;

import java.io.IOException;

/** Decides which sort of text a file is, and reads it so. */
final class Texts {
  private static final Nature SCRIPT = new Nature(Kind.TEXT, "text/x-script", "script");

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
  Preview as(Previewer.As as) throws IOException {
    return switch (as) {
      case CSV -> table(delimiter());
      case JSON -> JsonReader.read(source, encoding, limits);
      case NDJSON -> JsonReader.readRecords(source, encoding, limits);
      case PICTURE, TEXT -> text("");
    };
  }

  /** Reads it as what it seems to be. */
  Preview guessed() throws IOException {
    String end = source.extension();
    boolean records = end.equals("ndjson") || end.equals("jsonl");
    if (JsonReader.isRecords(head) || (records && JsonReader.isJson(head))) {
      return JsonReader.readRecords(source, encoding, limits);
    }
    if (JsonReader.isJson(head)) {
      return JsonReader.read(source, encoding, limits);
    }
    if (end.equals("csv") || end.equals("tsv") || end.equals("tab")) {
      return table(delimiter());
    }
    if (end.equals("json") || records) {
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
