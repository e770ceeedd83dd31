package dev.ferry.store;

import io.avaje.json.JsonException;
import io.avaje.jsonb.JsonType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.util.Optional;

/** Reads and writes one kind of record as JSON. Thread-safe. */
final class StateFile<T> {
  private final JsonType<T> type;

  StateFile(Class<T> type) {
    this.type = StoredJson.json().type(type);
  }

  /**
   * What is in {@code file}; empty if there is no such file.
   *
   * @throws StoreException if it is damaged
   */
  Optional<T> read(Path file) throws IOException {
    byte[] content;
    try {
      content = Files.readAllBytes(file);
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
    try {
      T state = type.fromJson(content);
      Fields.required(state);
      return Optional.of(state);
    } catch (JsonException | IllegalArgumentException | DateTimeException e) {
      throw new StoreException(file + " is damaged: delete it to give up what it is about.", e);
    }
  }

  void write(Path file, T state) throws IOException {
    AtomicFile.write(file, type.toJsonBytes(state));
  }
}
