package dev.ferry.page.door;

import dev.ferry.identity.Sha256;
import dev.ferry.page.api.StaticFile;
import dev.ferry.page.api.StaticFiles;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** The files beside this program's classes, in {@code dev/ferry/page/web/}. Thread-safe. */
public final class ClasspathFiles implements StaticFiles {
  private static final String ROOT = "/dev/ferry/page/web/";
  private static final Pattern SAFE =
      Pattern.compile("/web/((?:[a-z0-9-]+/)*[a-z0-9-]+\\.[a-z0-9]+)");
  private static final Map<String, String> TYPES =
      Map.of(
          "html", "text/html; charset=utf-8",
          "js", "text/javascript; charset=utf-8",
          "css", "text/css; charset=utf-8",
          "svg", "image/svg+xml",
          "png", "image/png");

  /** Holds nothing. */
  public ClasspathFiles() {}

  @Override
  public Optional<StaticFile> find(String path) {
    var matcher = SAFE.matcher(path.equals("/") ? "/web/index.html" : path);
    return matcher.matches() ? read(matcher.group(1)) : Optional.empty();
  }

  private static Optional<StaticFile> read(String name) {
    String type = TYPES.get(name.substring(name.lastIndexOf('.') + 1));
    try (InputStream in = ClasspathFiles.class.getResourceAsStream(ROOT + name)) {
      if (type == null || in == null) {
        return Optional.empty();
      }
      byte[] bytes = in.readAllBytes();
      String tag = '"' + HexFormat.of().formatHex(Sha256.digest().digest(bytes), 0, 8) + '"';
      return Optional.of(new StaticFile(type, bytes, new byte[0], tag));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public List<String> inlineScripts() {
    return List.of();
  }
}
