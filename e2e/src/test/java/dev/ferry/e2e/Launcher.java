package dev.ferry.e2e;

import dev.ferry.testkit.FerryProcess;
import dev.ferry.testkit.Program;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** The program under test is the one a person starts: {@code ./ferry} of this clone. */
final class Launcher {

  /** Long enough to build the program, if nobody has since the sources changed. */
  private static final Duration BUILD = Duration.ofMinutes(10);

  private static final Program PROGRAM = find();

  private Launcher() {}

  /** The launcher, ready to start at once. */
  static Program program() {
    return PROGRAM;
  }

  /** The folder of this clone. */
  static Path home() {
    Path folder = Path.of("").toAbsolutePath();
    while (folder != null && !Files.isExecutable(folder.resolve("ferry"))) {
      folder = folder.getParent();
    }
    if (folder == null) {
      throw new IllegalStateException("no ./ferry here or above");
    }
    return folder;
  }

  private static Program find() {
    Program program = Program.executable(home().resolve("ferry"));
    FerryProcess.Finished version = FerryProcess.run(program, BUILD, "--version");
    if (version.exitCode() != 0) {
      throw new IllegalStateException(version.text());
    }
    return program;
  }
}
