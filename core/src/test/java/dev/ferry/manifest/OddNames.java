package dev.ferry.manifest;

import dev.ferry.testkit.Commands;
import java.nio.file.Path;

/** Makes files whose names Java cannot write down. */
final class OddNames {
  private OddNames() {}

  /**
   * Makes an empty file.
   *
   * @param name as printf takes it: {@code \351} for the byte 0xe9
   */
  static void make(Path folder, String name) {
    Commands.run("sh", "-c", "touch \"$1/$(printf \"$2\")\"", "sh", folder.toString(), name);
  }

  /** Makes a link whose target is {@code target}, as printf takes it. */
  static void link(Path link, String target) {
    Commands.run("sh", "-c", "ln -s \"$(printf \"$2\")\" \"$1\"", "sh", link.toString(), target);
  }
}
