package dev.ferry.page.files;

import dev.ferry.identity.Sha256;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * The files that the pages are made of: those below {@code dev/ferry/page/web} in this program, and
 * under {@code lib/} the modules of Lit, from their archives on the class path. There is nothing
 * secret in them and nothing of a person's. Thread-safe; each file is read and packed once, when it
 * is asked for first.
 */
public final class Assets {
  private static final String OWN = "dev/ferry/page/web/";
  private static final String ROOT = "/web/";
  private static final String LIBRARIES = "lib/";

  /** No file of ours has another name, so none leads elsewhere. */
  private static final Pattern NAME =
      Pattern.compile("(?:[a-z0-9-]+/)*[a-z0-9-]+\\.(html|css|js|svg)");

  /** Folder below {@code lib/} to the artifact that holds it (group {@code org.webjars.npm}). */
  private static final Map<String, String> ARTIFACTS =
      Map.of(
          "lit-html", "lit-html",
          "lit-element", "lit-element",
          "reactive-element", "lit__reactive-element");

  private static final Map<String, String> TYPES =
      Map.of(
          "html", "text/html; charset=utf-8",
          "css", "text/css; charset=utf-8",
          "js", "text/javascript; charset=utf-8",
          "svg", "image/svg+xml");

  private static final Pattern INLINE =
      Pattern.compile("<script type=\"importmap\">(.*?)</script>", Pattern.DOTALL);

  private final String page;
  private final ClassLoader classPath = Assets.class.getClassLoader();
  private final Map<String, StaticFile> read = new ConcurrentHashMap<>();
  private final Map<String, String> versions = new ConcurrentHashMap<>();

  private Assets(String page) {
    this.page = page;
  }

  /** Those of the owner's page. */
  public static Assets ofOwner() {
    return new Assets("index.html");
  }

  /** Those of the guests' page. */
  public static Assets ofGuests() {
    return new Assets("guest.html");
  }

  /**
   * The file at a path; empty if there is none. Does not block for long.
   *
   * @param path {@code /} for the page, else as the browser asks for it, percent-decoded
   */
  Optional<StaticFile> find(String path) {
    if (path.equals("/")) {
      return file(page);
    }
    return path.startsWith(ROOT) ? file(path.substring(ROOT.length())) : Optional.empty();
  }

  /** The hash of the import map, the only script in the page, for its policy. */
  List<String> inlineScripts() {
    StaticFile file = file(page).orElseThrow(() -> new IllegalStateException(page));
    String text = new String(file.bytes(), StandardCharsets.UTF_8);
    return INLINE.matcher(text).results().map(Assets::sourceExpression).toList();
  }

  private static String sourceExpression(MatchResult script) {
    byte[] hash = Sha256.digest().digest(script.group(1).getBytes(StandardCharsets.UTF_8));
    return "'sha256-" + Base64.getEncoder().encodeToString(hash) + "'";
  }

  private Optional<StaticFile> file(String name) {
    StaticFile known = read.get(name);
    if (known != null) {
      return Optional.of(known);
    }
    Matcher form = NAME.matcher(name);
    byte[] bytes = form.matches() ? bytes(resource(name)) : null;
    String type = bytes == null ? null : TYPES.get(form.group(1));
    if (bytes == null || type == null) {
      return Optional.empty();
    }
    return Optional.of(read.computeIfAbsent(name, _ -> packed(type, bytes)));
  }

  private static StaticFile packed(String type, byte[] bytes) {
    String tag = HexFormat.of().formatHex(Sha256.digest().digest(bytes), 0, 16);
    return new StaticFile(type, bytes, gzip(bytes), '"' + tag + '"');
  }

  private @Nullable String resource(String name) {
    if (!name.startsWith(LIBRARIES)) {
      return OWN + name;
    }
    String inside = name.substring(LIBRARIES.length());
    int slash = inside.indexOf('/');
    String artifact = slash < 0 ? null : ARTIFACTS.get(inside.substring(0, slash));
    return artifact == null
        ? null
        : "META-INF/resources/webjars/"
            + artifact
            + "/"
            + versions.computeIfAbsent(artifact, this::version)
            + inside.substring(slash);
  }

  /** As the archive itself says it: the folders in it carry it in their names. */
  private String version(String artifact) {
    String file = "META-INF/maven/org.webjars.npm/" + artifact + "/pom.properties";
    try (InputStream in = classPath.getResourceAsStream(file)) {
      Properties properties = new Properties();
      if (in != null) {
        properties.load(in);
      }
      return properties.getProperty("version", "");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private byte @Nullable [] bytes(@Nullable String resource) {
    if (resource == null) {
      return null;
    }
    try (InputStream in = classPath.getResourceAsStream(resource)) {
      return in == null ? null : in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] gzip(byte[] bytes) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new BestGzip(out)) {
      gzip.write(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  /** It is done once, so it may take its time. */
  private static final class BestGzip extends GZIPOutputStream {
    BestGzip(OutputStream out) throws IOException {
      super(out);
      def.setLevel(Deflater.BEST_COMPRESSION);
    }
  }
}
