package dev.ferry.page.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.ferry.json.Fields;
import dev.ferry.json.StrictJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The examples of docs/page-api.md. */
final class ApiDocument {
  private ApiDocument() {}

  /** The lines of the example of this name. */
  static List<String> lines(String name) throws IOException {
    String text = Files.readString(Path.of("../docs/page-api.md"));
    Matcher matcher =
        Pattern.compile("<!-- example: " + name + " -->\n```json\n(.*?)\n```", Pattern.DOTALL)
            .matcher(text);
    if (!matcher.find()) {
      throw new IOException("the document has no example " + name);
    }
    return matcher.group(1).lines().toList();
  }

  /** The one line of the example of this name. */
  static String line(String name) throws IOException {
    return lines(name).getFirst();
  }

  /** The same, read. */
  static Fields fields(String name) throws IOException {
    return StrictJson.parseBody(line(name).getBytes(UTF_8));
  }
}
