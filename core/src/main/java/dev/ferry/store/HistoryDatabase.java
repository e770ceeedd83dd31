package dev.ferry.store;

import io.avaje.json.JsonException;
import io.avaje.jsonb.JsonType;
import io.avaje.jsonb.Jsonb;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * The history as an SQLite database, open while this object is. For one thread, and for one process
 * at a time: whoever opens it holds the history's lock until it is closed.
 */
final class HistoryDatabase implements AutoCloseable {
  private static final Map<String, String> PRAGMAS =
      Map.of("journal_mode", "WAL", "synchronous", "NORMAL", "busy_timeout", "10000");

  /** The tables as they were in the first version. */
  private static final String CREATE =
      """
      CREATE TABLE transfers (
        id TEXT NOT NULL, direction TEXT NOT NULL, peer TEXT NOT NULL, fingerprint TEXT NOT NULL,
        address TEXT NOT NULL, title TEXT NOT NULL, names TEXT NOT NULL, text TEXT,
        files INTEGER NOT NULL, bytes INTEGER NOT NULL, started INTEGER NOT NULL,
        ended INTEGER NOT NULL, outcome TEXT NOT NULL, message TEXT NOT NULL,
        bytes_per_second INTEGER NOT NULL, resent INTEGER NOT NULL, stages TEXT NOT NULL,
        destination TEXT NOT NULL, found TEXT NOT NULL,
        PRIMARY KEY (id, direction))\
      """;

  /**
   * What makes each version out of the one before it, from an empty file on. Only ever added to: a
   * new column is a new step, with a default for the lines that are there, and a place in {@link
   * #COLUMNS}, {@link #bind} and {@link #entryOf}.
   */
  private static final List<List<String>> STEPS =
      List.of(
          List.of(CREATE, "CREATE INDEX transfers_by_end ON transfers (ended)"),
          List.of("ALTER TABLE transfers ADD COLUMN protocol TEXT NOT NULL DEFAULT ''"),
          // Nothing was ever kept in that column.
          List.of("ALTER TABLE transfers RENAME COLUMN stages TO details"));

  /** An older program refuses a newer file. */
  private static final int VERSION = STEPS.size();

  private static final String COLUMNS =
      "id, direction, peer, fingerprint, address, title, names, text, files, bytes, started, ended,"
          + " outcome, message, bytes_per_second, resent, details, destination, protocol";

  private static final String PUT =
      "INSERT OR REPLACE INTO transfers ("
          + COLUMNS
          + ", found) VALUES (?"
          + ",?".repeat(COLUMNS.split(",", -1).length)
          + ")";

  private static final String QUERY =
      "SELECT "
          + COLUMNS
          + " FROM transfers WHERE ? = '' OR instr(found, ?) > 0"
          + " OR instr(id, ?) = 1 OR instr(fingerprint, ?) = 1"
          + " ORDER BY ended DESC, id LIMIT ? OFFSET ?";

  private static final JsonType<HistoryDetails> DETAILS =
      Jsonb.instance().type(HistoryDetails.class);

  private final Path file;
  private final Connection connection;

  private HistoryDatabase(Path file, Connection connection) {
    this.file = file;
    this.connection = connection;
  }

  /**
   * Opens it, and makes it if it is missing.
   *
   * @throws StoreException if it is damaged or a newer version's
   */
  static HistoryDatabase open(Path file) throws IOException {
    makePrivate(file);
    Connection connection = null;
    try {
      Properties pragmas = new Properties();
      pragmas.putAll(PRAGMAS);
      // As a URI, because the driver takes what follows a question mark in a plain path for
      // pragmas.
      connection = DriverManager.getConnection("jdbc:sqlite:" + file.toUri(), pragmas);
      HistoryDatabase database = new HistoryDatabase(file, connection);
      database.upgrade();
      return database;
    } catch (SQLException | IOException e) {
      close(connection, e);
      throw e instanceof IOException known ? known : broken(file, e);
    }
  }

  /** SQLite would make the file for everybody to read; its companions get the file's mode. */
  private static void makePrivate(Path file) throws IOException {
    try {
      Files.createFile(file, OwnerOnly.fileMode(file));
    } catch (FileAlreadyExistsException e) {
      // As it should be, from the second time on.
    }
  }

  private static void close(@Nullable Connection connection, Exception e) {
    if (connection != null) {
      try {
        connection.close();
      } catch (SQLException closing) {
        e.addSuppressed(closing);
      }
    }
  }

  private static StoreException broken(Path file, Exception e) {
    return new StoreException(
        "The history in " + file + " cannot be used (" + e.getMessage() + "): move it away.", e);
  }

  private void upgrade() throws SQLException, IOException {
    int version = version();
    if (version > VERSION) {
      throw new StoreException(file + " was written by a newer version of Ferry: update this one.");
    }
    if (version == VERSION) {
      return;
    }
    try (Statement statement = connection.createStatement()) {
      // Taken at once, so that of two who find an empty file the second waits and looks again.
      statement.execute("BEGIN IMMEDIATE");
      for (List<String> step : STEPS.subList(version(), VERSION)) {
        for (String change : step) {
          statement.execute(change);
        }
      }
      statement.execute("PRAGMA user_version = " + VERSION);
      statement.execute("COMMIT");
    }
  }

  private int version() throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("PRAGMA user_version")) {
      return row.getInt(1);
    }
  }

  /** Puts all of them in, or, when it fails, none. */
  void put(List<HistoryEntry> entries) throws StoreException {
    try (PreparedStatement statement = connection.prepareStatement(PUT)) {
      connection.setAutoCommit(false);
      for (HistoryEntry entry : entries) {
        bind(statement, entry);
        statement.executeUpdate();
      }
      connection.commit();
      connection.setAutoCommit(true);
    } catch (SQLException e) {
      throw broken(file, e);
    }
  }

  private static void bind(PreparedStatement statement, HistoryEntry entry) throws SQLException {
    int i = 1;
    statement.setString(i++, entry.id());
    statement.setString(i++, entry.direction());
    statement.setString(i++, entry.peer());
    statement.setString(i++, entry.fingerprint());
    statement.setString(i++, entry.address());
    statement.setString(i++, entry.title());
    statement.setString(i++, entry.names());
    statement.setString(i++, entry.text());
    statement.setLong(i++, entry.files());
    statement.setLong(i++, entry.bytes());
    statement.setLong(i++, entry.started().toEpochMilli());
    statement.setLong(i++, entry.ended().toEpochMilli());
    statement.setString(i++, entry.outcome());
    statement.setString(i++, entry.message());
    statement.setLong(i++, entry.bytesPerSecond());
    statement.setLong(i++, entry.resent());
    statement.setString(i++, entry.details() == null ? "" : DETAILS.toJson(entry.details()));
    statement.setString(i++, entry.destination());
    statement.setString(i++, entry.protocol());
    statement.setString(i, foundBy(entry));
  }

  /** What a search looks into. In lower case by Java: SQLite knows the case of ASCII only. */
  private static String foundBy(HistoryEntry entry) {
    return fold(
        String.join(
            "\n",
            entry.title(),
            entry.names(),
            entry.text() == null ? "" : entry.text(),
            entry.message(),
            entry.peer(),
            entry.outcome(),
            entry.destination()));
  }

  private static String fold(String text) {
    return text.toLowerCase(Locale.ROOT);
  }

  List<HistoryEntry> query(HistoryQuery query) throws StoreException {
    try (PreparedStatement statement = connection.prepareStatement(QUERY)) {
      String search = fold(query.search());
      for (int i = 1; i <= 4; i++) {
        statement.setString(i, search);
      }
      statement.setInt(5, query.limit());
      statement.setInt(6, query.skip());
      List<HistoryEntry> entries = new ArrayList<>();
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          entries.add(entryOf(row));
        }
      }
      return entries;
    } catch (SQLException e) {
      throw broken(file, e);
    }
  }

  private static HistoryEntry entryOf(ResultSet row) throws SQLException {
    return new HistoryEntry(
        row.getString("id"),
        row.getString("direction"),
        row.getString("peer"),
        row.getString("fingerprint"),
        row.getString("address"),
        row.getString("title"),
        row.getString("names"),
        row.getString("text"),
        row.getLong("files"),
        row.getLong("bytes"),
        Instant.ofEpochMilli(row.getLong("started")),
        Instant.ofEpochMilli(row.getLong("ended")),
        row.getString("outcome"),
        row.getString("message"),
        row.getLong("bytes_per_second"),
        row.getLong("resent"),
        row.getString("destination"),
        detailsOf(row.getString("details")),
        row.getString("protocol"));
  }

  private static @Nullable HistoryDetails detailsOf(String text) {
    try {
      return text.isEmpty() ? null : DETAILS.fromJson(text);
    } catch (JsonException | IllegalArgumentException e) {
      // The line itself is worth more than what was measured.
      return null;
    }
  }

  @Override
  public void close() throws StoreException {
    try {
      connection.close();
    } catch (SQLException e) {
      throw broken(file, e);
    }
  }
}
