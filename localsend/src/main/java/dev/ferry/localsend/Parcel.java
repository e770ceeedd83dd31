package dev.ferry.localsend;

import dev.ferry.manifest.FileEntry;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One thing that is offered under an id of its own. Immutable. */
sealed interface Parcel {
  /** The text message, which travels as a file where there are files beside it. */
  String MESSAGE_TYPE = "text/plain";

  /** How the device is told of it. */
  FileInfo info();

  /** Its name for people, not escaped. */
  default String name() {
    return info().fileName();
  }

  /** How many bytes it has. */
  default long size() {
    return info().size();
  }

  /** Its id, random, so that nobody else can guess it. */
  default String id() {
    return info().id();
  }

  /**
   * A file of the manifest.
   *
   * @param index where in the manifest it is
   */
  record OfFile(FileInfo info, long index, FileEntry file) implements Parcel {
    /** The file at {@code index}, with its hash if it is known. */
    static OfFile of(long index, FileEntry file, @Nullable String sha256) {
      FileInfo info =
          new FileInfo(
              UUID.randomUUID().toString(),
              file.path().toString(),
              file.size(),
              MediaTypes.of(file.path().name()),
              sha256,
              null,
              rfc3339(file.modifiedNanos()),
              null);
      return new OfFile(info, index, file);
    }

    /** In UTC, with all nine digits if need be; null for years that have no four. */
    private static @Nullable String rfc3339(long nanos) {
      try {
        Instant instant = Instant.EPOCH.plusNanos(nanos);
        String text = instant.toString();
        return text.matches("\\d{4}-.*") ? text : null;
      } catch (DateTimeException e) {
        return null;
      }
    }
  }

  /**
   * The text message.
   *
   * @param text what is sent if the device wants it as a file
   */
  record OfText(FileInfo info, String text) implements Parcel {
    /** The message {@code text}, called {@code name} where it becomes a file. */
    static OfText of(String text, String name) {
      int length = text.getBytes(StandardCharsets.UTF_8).length;
      String id = UUID.randomUUID().toString();
      return new OfText(new FileInfo(id, name, length, MESSAGE_TYPE, null, text, null, null), text);
    }

    /** Writes it whole. */
    void writeTo(OutputStream out) throws IOException {
      out.write(text.getBytes(StandardCharsets.UTF_8));
      out.flush();
    }
  }
}
