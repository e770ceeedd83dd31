package dev.ferry.store;

import dev.ferry.platform.LockFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * What this home has sent and received, for people to look at. Several processes may use it at
 * once. Thread-safe. Blocks on the disk.
 *
 * <p>It is an SQLite database with a spool before it: recording appends a line to the spool, and
 * whoever asks moves the spool into the database first. So a command that sends a file never waits
 * for a database to open, and a killed process costs at most the line it was writing.
 */
public final class History {
  /** The database in the home. */
  public static final String FILE = "history.db";

  static final String SPOOL = "history.new";

  /** Some thousand lines: then recording moves them itself, as nobody seems to ask. */
  private static final long SPOOL_LIMIT = 1L << 20;

  private final Home home;
  private final Path file;
  private final HistorySpool spool;

  private History(Home home) {
    this.home = home;
    this.file = home.file(FILE);
    this.spool = new HistorySpool(home.file(SPOOL));
  }

  /** That of {@code home}; nothing is opened yet. */
  public static History in(Home home) {
    return new History(home);
  }

  /** Keeps {@code entry}, in place of what was kept about the same transfer and direction. */
  public void record(HistoryEntry entry) throws IOException {
    try (LockFile _ = home.lock(FILE)) {
      if (spool.append(entry) > SPOOL_LIMIT) {
        try (HistoryDatabase database = HistoryDatabase.open(file)) {
          moveSpoolInto(database);
        }
      }
    }
  }

  /**
   * The lines that {@code query} asks for, newest first.
   *
   * @throws StoreException if the database is damaged
   */
  public List<HistoryEntry> query(HistoryQuery query) throws IOException {
    if (!Files.exists(file) && !Files.exists(home.file(SPOOL))) {
      return List.of();
    }
    // Opened and closed under the lock as well: the last one to close a database in WAL mode takes
    // it for itself, and whoever opens it in that moment is refused whatever its timeout.
    try (LockFile _ = home.lock(FILE);
        HistoryDatabase database = HistoryDatabase.open(file)) {
      moveSpoolInto(database);
      return database.query(query);
    }
  }

  /** A kill between the two steps moves the same lines once more, which changes nothing. */
  private void moveSpoolInto(HistoryDatabase database) throws IOException {
    List<HistoryEntry> fresh = spool.read();
    if (!fresh.isEmpty()) {
      database.put(fresh);
    }
    spool.clear();
  }
}
