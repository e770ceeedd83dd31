package dev.ferry.cli;

import dev.ferry.peer.Sharing;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What to type to get a file behind a link where there is no Ferry. The certificate is signed by
 * nobody, which curl lets pass with {@code -k}; the pinned key then makes sure that it is the right
 * one. {@code -f} keeps a refusal out of the file, {@code -C -} goes on where an earlier try ended.
 */
final class CurlHint {
  private CurlHint() {}

  /** Lines for the first file of a share behind {@code link}; none if it has no file. */
  static List<String> lines(Sharing sharing, String link) throws IOException {
    @Nullable String path = sharing.firstFile();
    if (path == null) {
      return List.of();
    }
    String others = sharing.files() == 1 ? "" : "; the path of another file may stand for " + path;
    return List.of(
        "  without Ferry (goes on with a part that is there" + others + "):",
        "  " + command(sharing.publicKeyPin(), link, path));
  }

  /**
   * The command.
   *
   * @param pin what {@code --pinnedpubkey} takes
   * @param link as {@code ferry get} takes it
   * @param path percent-encoded
   */
  static String command(String pin, String link, String path) {
    String url = link.substring(0, link.indexOf('#')) + "/files/" + path;
    return "curl -fk --pinnedpubkey '" + pin + "' -C - -O '" + url + "'";
  }
}
