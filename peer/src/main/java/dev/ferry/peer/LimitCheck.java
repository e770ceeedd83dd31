package dev.ferry.peer;

import dev.ferry.peer.Finding.Topic;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;

/** How many files and connections the system lets this process have open, where it tells. */
final class LimitCheck implements Callable<List<Finding>> {
  private static final Path LIMITS = Path.of("/proc/self/limits");
  private static final String OPEN_FILES = "Max open files";

  /** The connections that a listener takes at most, and as many files. */
  private static final long ENOUGH = 4096;

  @Override
  public List<Finding> call() throws IOException {
    if (!Files.isReadable(LIMITS)) {
      return List.of();
    }
    for (String line : Files.readAllLines(LIMITS)) {
      if (line.startsWith(OPEN_FILES)) {
        return List.of(finding(line.substring(OPEN_FILES.length()).strip().split("\\s+", -1)[0]));
      }
    }
    return List.of();
  }

  private static Finding finding(String soft) {
    if (!soft.chars().allMatch(Character::isDigit)) {
      return Finding.ok(Topic.LIMITS, "as many open files as wanted");
    }
    long files = Long.parseLong(soft);
    Finding finding =
        files >= ENOUGH
            ? Finding.ok(Topic.LIMITS, files + " open files are allowed")
            : Finding.note(
                Topic.LIMITS,
                "only " + files + " open files are allowed: too few for many senders at once",
                "run ulimit -n 65536 before Ferry");
    return finding.with("openFiles", files);
  }
}
