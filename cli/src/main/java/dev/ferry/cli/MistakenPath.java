package dev.ferry.cli;

import dev.ferry.identity.DisplayName;
import dev.ferry.peer.Peer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/** Notices an address where a path belongs. */
final class MistakenPath {
  private static final Pattern ADDRESS =
      Pattern.compile(
          "localhost|\\d{1,3}(\\.\\d{1,3}){3}(:\\d{1,5})?|\\[[0-9A-Fa-f:.]+](:\\d{1,5})?"
              + "|[0-9A-Fa-f]*:[0-9A-Fa-f:.]*:[0-9A-Fa-f]*|[\\w.-]+:\\d{1,5}");

  private MistakenPath() {}

  /**
   * Refuses a path that does not exist and looks like an address, or is the name of a known peer.
   * Blocks on disk.
   */
  static void check(Peer peer, List<String> paths) throws IOException {
    for (String path : paths) {
      if (!Files.exists(Path.of(path), LinkOption.NOFOLLOW_LINKS) && isAddress(peer, path)) {
        String shown = DisplayName.escape(path);
        throw Ending.usage("there is no file " + shown + " here; did you mean --to " + shown + "?");
      }
    }
  }

  private static boolean isAddress(Peer peer, String path) throws IOException {
    return ADDRESS.matcher(path).matches()
        || peer.known().stream().anyMatch(known -> known.alias().equals(path));
  }
}
