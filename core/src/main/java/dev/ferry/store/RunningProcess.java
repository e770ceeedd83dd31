package dev.ferry.store;

import io.avaje.jsonb.Json;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The process that runs as the peer of a home, as it said when it began. It may be gone: whoever
 * reads this finds out by calling at the socket. Immutable.
 *
 * @param process its id
 * @param since when it began
 * @param socket the unix domain socket at which it listens; null if it has none
 */
@Json
public record RunningProcess(long process, Instant since, @Nullable String socket) {
  /** The file in the home. */
  public static final String FILE = "running.json";

  private static final StateFile<RunningProcess> STATE = new StateFile<>(RunningProcess.class);

  /** Refuses missing fields. */
  public RunningProcess {
    Fields.required(since);
  }

  /**
   * What the last one of this home has said; empty if it ended in good order, or there was none.
   */
  public static Optional<RunningProcess> in(Home home) throws IOException {
    return STATE.read(home.file(FILE));
  }

  /** Where it listens, if it does. */
  public Optional<Path> listensAt() {
    return Optional.ofNullable(socket).map(Path::of);
  }

  void tell(Home home) throws IOException {
    STATE.write(home.file(FILE), this);
  }
}
