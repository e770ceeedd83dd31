package dev.ferry.manifest;

import dev.ferry.manifest.Skipped.Reason;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.function.Consumer;

/** Finds out why something could not be looked at, and tells it. */
final class SkipReport {
  private final Consumer<Skipped> skipped;

  SkipReport(Consumer<Skipped> skipped) {
    this.skipped = skipped;
  }

  void add(String where, Reason reason) {
    skipped.accept(new Skipped(where, reason));
  }

  void add(RelativePath where, Path path, IOException e) {
    add(where.toString(), reason(path, e));
  }

  private static Reason reason(Path path, IOException e) {
    return switch (e) {
      case AccessDeniedException _ -> Reason.UNREADABLE;
      case NoSuchFileException _ -> Files.isSymbolicLink(path) ? Reason.DANGLING : Reason.VANISHED;
      case NotDirectoryException _ -> Reason.VANISHED;
      default -> reasonByPath(path);
    };
  }

  private static Reason reasonByPath(Path path) {
    if (Utf8.length(path.toString()) >= RelativePath.MAX_BYTES) {
      return Reason.PATH_TOO_LONG;
    }
    // Java has no exception of its own for a link to itself; only following gets here with a link.
    return Files.isSymbolicLink(path) ? Reason.LOOP : Reason.UNREADABLE;
  }
}
