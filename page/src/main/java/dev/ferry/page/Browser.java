package dev.ferry.page;

import dev.ferry.store.AtomicFile;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The person's browser. Everybody on a machine sees the words that a program is started with, and
 * links to the page are secrets: the browser is given a file that only its owner can read, which
 * leads on to the link.
 */
public final class Browser {
  private static final String FILE = "page.html";

  /** Variables that name a screen where there is one. */
  private static final List<String> SCREENS = List.of("DISPLAY", "WAYLAND_DISPLAY");

  private Browser() {}

  /**
   * Asks the system to open a link, if there is a screen. Does not wait for the browser.
   *
   * @param home holds the file that leads on
   * @return whether something was asked to
   */
  public static boolean open(Path home, URI link) {
    Optional<List<String>> opener = opener();
    if (opener.isEmpty()) {
      return false;
    }
    try {
      Path file = home.resolve(FILE);
      AtomicFile.write(file, leadingOnTo(link).getBytes(StandardCharsets.UTF_8));
      return start(opener.get(), file);
    } catch (IOException e) {
      // The link is told, so that it can be opened by hand.
      return false;
    }
  }

  /** Whether there is a screen, and so perhaps a browser. */
  public static boolean isThere() {
    return opener().isPresent();
  }

  private static Optional<List<String>> opener() {
    return opener(System.getProperty("os.name", "").toLowerCase(Locale.ROOT), System.getenv());
  }

  private static boolean start(List<String> opener, Path file) throws IOException {
    List<String> words = new ArrayList<>(opener);
    words.add(file.toUri().toString());
    new ProcessBuilder(words)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .redirectError(ProcessBuilder.Redirect.DISCARD)
        .start()
        .getOutputStream()
        .close();
    return true;
  }

  /** What opens a file on a system; empty if there is no screen. */
  static Optional<List<String>> opener(String system, Map<String, String> environment) {
    if (system.startsWith("mac")) {
      return Optional.of(List.of("open"));
    }
    if (system.startsWith("windows")) {
      return Optional.of(List.of("rundll32", "url.dll,FileProtocolHandler"));
    }
    boolean screen =
        SCREENS.stream().anyMatch(name -> !environment.getOrDefault(name, "").isEmpty());
    return screen ? Optional.of(List.of("xdg-open")) : Optional.empty();
  }

  /** A page without any script; the link has no character that means something in HTML. */
  static String leadingOnTo(URI link) {
    return """
    <!doctype html>
    <meta charset="utf-8">
    <meta name="referrer" content="no-referrer">
    <meta http-equiv="refresh" content="0; url=%s">
    <title>Ferry</title>
    <p><a href="%s">Ferry's page</a>
    """
        .formatted(link, link);
  }
}
