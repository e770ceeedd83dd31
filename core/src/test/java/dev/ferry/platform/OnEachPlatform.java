package dev.ferry.platform;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;

/** A folder that is held, and the platform that holds it. */
abstract class OnEachPlatform {
  final Platform platform;
  final Path dir;
  final HeldFolder folder;

  /** Its subclasses are run once on each platform, with a folder of their own. */
  OnEachPlatform(Platform platform, Path dir) throws IOException {
    this.platform = platform;
    this.dir = dir;
    this.folder = platform.hold(dir);
  }

  @AfterEach
  void letGo() {
    folder.close();
  }

  FileStamp stampOf(String path) throws IOException {
    return requireNonNull(folder.stampOf(path));
  }
}
