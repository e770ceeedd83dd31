package dev.ferry.preview;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.ferry.manifest.FileKind;
import java.util.Map;

/**
 * Which of the many formats that are zip archives one is: OpenDocument and EPUB say it in their
 * first entry, the others in their names and in what their first entries are called.
 */
final class ZipNature {
  private static final Map<String, Nature> OFFICE =
      Map.of(
          "docx", document("wordprocessingml.document", "Word document"),
          "xlsx", document("spreadsheetml.sheet", "Excel workbook"),
          "pptx", document("presentationml.presentation", "PowerPoint presentation"));
  private static final Map<String, Nature> DECLARED =
      Map.of(
          "application/vnd.oasis.opendocument.text",
          open("text", "OpenDocument text"),
          "application/vnd.oasis.opendocument.spreadsheet",
          open("spreadsheet", "OpenDocument spreadsheet"),
          "application/vnd.oasis.opendocument.presentation",
          open("presentation", "OpenDocument presentation"),
          "application/epub+zip",
          new Nature(FileKind.DOCUMENT, "application/epub+zip", "EPUB book"));
  private static final int MIMETYPE_AT = 30;

  private ZipNature() {}

  /** What the zip archive in {@code source} is. */
  static Nature of(Source source) {
    String head = new String(source.head(), ISO_8859_1);
    for (Map.Entry<String, Nature> declared : DECLARED.entrySet()) {
      if (head.startsWith("mimetype" + declared.getKey(), MIMETYPE_AT)) {
        return declared.getValue();
      }
    }
    Nature office = OFFICE.get(source.extension());
    if (office != null && head.contains("[Content_Types].xml")) {
      return office;
    }
    boolean isJava = source.extension().equals("jar") || source.extension().equals("war");
    return isJava || head.startsWith("META-INF/", MIMETYPE_AT) ? Nature.JAR : Nature.ZIP;
  }

  private static Nature document(String type, String format) {
    return new Nature(
        FileKind.DOCUMENT, "application/vnd.openxmlformats-officedocument." + type, format);
  }

  private static Nature open(String type, String format) {
    return new Nature(FileKind.DOCUMENT, "application/vnd.oasis.opendocument." + type, format);
  }
}
