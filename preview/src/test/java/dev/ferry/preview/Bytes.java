package dev.ferry.preview;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;

/** Previews of bytes in memory. */
final class Bytes {
  private Bytes() {}

  static Preview preview(String name, byte[] bytes) throws IOException {
    return Previewer.of(name, ReadChannel.over(bytes), PreviewLimits.screen());
  }

  static Table table(String text) throws IOException {
    return (Table) preview("a.csv", text.getBytes(UTF_8));
  }

  static Json json(String text) throws IOException {
    return (Json) preview("a.json", text.getBytes(UTF_8));
  }

  /** The lines as a person sees them. */
  static String shown(Json json) {
    StringBuilder shown = new StringBuilder();
    for (Json.Line line : json.lines()) {
      shown.append("  ".repeat(line.indent())).append(line.text()).append('\n');
    }
    return shown.toString();
  }
}
