package dev.ferry.platform;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Tells a full disk and a lost one from other failures by the only thing java.nio keeps of them:
 * the system's text, as Linux, macOS and Windows word it in English.
 */
final class PortableErrors {
  private static final List<String> NO_SPACE =
      List.of("no space left", "quota exceeded", "not enough space", "disk is full");
  private static final List<String> GONE =
      List.of(
          "read-only file system",
          "stale file handle",
          "stale nfs file handle",
          "no such device",
          "device not configured",
          "transport endpoint is not connected",
          "the device is not ready",
          "the media is write protected");

  private PortableErrors() {}

  /** Returns {@code e}, or the more telling exception for the same failure. */
  static IOException explain(IOException e, @Nullable String file) {
    if (e instanceof NoSpaceException || e instanceof StorageGoneException) {
      return e;
    }
    @Nullable String reason = e instanceof FileSystemException f ? f.getReason() : e.getMessage();
    if (reason == null) {
      return e;
    }
    String text = reason.toLowerCase(Locale.ROOT);
    if (NO_SPACE.stream().anyMatch(text::contains)) {
      return because(e, new NoSpaceException(file, reason));
    }
    if (GONE.stream().anyMatch(text::contains)) {
      return because(e, new StorageGoneException(file, reason));
    }
    return e;
  }

  private static IOException because(IOException cause, IOException e) {
    e.initCause(cause);
    return e;
  }
}
