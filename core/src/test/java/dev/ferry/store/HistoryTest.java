package dev.ferry.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ferry.testkit.CorpusName;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HistoryTest {
  private static final Instant START = Instant.parse("2026-01-02T03:04:05.678Z");

  @TempDir Path folder;

  private History history;

  @BeforeEach
  void open() throws Exception {
    history = History.in(Home.at(folder));
  }

  @Test
  void homeWithoutHistoryHasNoneAndMakesNoFile() throws Exception {
    assertThat(history.query(HistoryQuery.newest(10))).isEmpty();
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void recordedTransferIsGivenBackWithEveryField() throws Exception {
    HistoryEntry plain = HistoryProgram.entry(1, START);
    HistoryEntry full =
        new HistoryEntry(
            HistoryProgram.id(2),
            "received",
            "b\u00f6b",
            "a".repeat(64),
            "[::1]:53317",
            "t",
            "one\ntwo",
            "a long text\n".repeat(5_000),
            Long.MAX_VALUE,
            1L << 60,
            START,
            START.plusSeconds(9),
            "no-space",
            "The disk is full.",
            7,
            8,
            "/inbox",
            new HistoryDetails(
                Map.of("picture", 3L),
                12,
                3,
                1,
                2,
                4,
                100,
                List.of(5L, 0L, 7L),
                Map.of("network", 9L),
                Map.of()),
            "localsend");
    history.record(plain);
    history.record(full);

    assertThat(history.query(HistoryQuery.newest(10))).containsExactly(full, plain);
  }

  @Test
  void recordingOpensNoDatabase() throws Exception {
    history.record(HistoryProgram.entry(1, START));

    assertThat(folder.resolve(History.FILE)).doesNotExist();
  }

  @Test
  void everyNameOfTheCorpusIsKeptAndFoundAgain() throws Exception {
    List<CorpusName> corpus = CorpusName.legal();
    for (int i = 0; i < corpus.size(); i++) {
      history.record(titled(i, corpus.get(i).name()));
    }
    List<HistoryEntry> all = history.query(HistoryQuery.newest(1000));

    assertThat(all)
        .extracting(HistoryEntry::title)
        .containsExactlyInAnyOrderElementsOf(corpus.stream().map(CorpusName::name).toList());
    for (CorpusName name : corpus) {
      assertThat(history.query(new HistoryQuery(name.name(), 1000, 0)))
          .describedAs(name.toString())
          .extracting(HistoryEntry::title)
          .contains(name.name());
    }
  }

  @Test
  void resumedTransferReplacesItsLineAndTheOtherDirectionKeepsItsOwn() throws Exception {
    HistoryEntry interrupted = ending(1, "interrupted");
    HistoryEntry completed = ending(1, "completed");
    history.record(interrupted);
    assertThat(history.query(HistoryQuery.newest(10))).containsExactly(interrupted);
    history.record(completed);

    assertThat(history.query(HistoryQuery.newest(10))).containsExactly(completed);
  }

  @Test
  void newestComeFirstWithinLimitAndSkip() throws Exception {
    for (int i = 0; i < 10; i++) {
      history.record(HistoryProgram.entry(i, START.plusSeconds(i)));
    }
    assertThat(history.query(HistoryQuery.newest(3)))
        .extracting(HistoryEntry::id)
        .containsExactly(HistoryProgram.id(9), HistoryProgram.id(8), HistoryProgram.id(7));
    assertThat(history.query(new HistoryQuery("", 2, 9)))
        .extracting(HistoryEntry::id)
        .containsExactly(HistoryProgram.id(0));
    assertThat(history.query(HistoryQuery.newest(0))).isEmpty();
  }

  @Test
  void searchLooksAtNamesPeersAndBeginningsOfIds() throws Exception {
    HistoryEntry umlaut = titled(1, "\u00dcbersicht 100%_x.pdf");
    HistoryEntry other = titled(2, "photos");
    history.record(umlaut);
    history.record(other);

    assertThat(found("\u00fcBERSICHT")).containsExactly(umlaut);
    assertThat(found("100%_X")).containsExactly(umlaut);
    assertThat(found("100%x")).isEmpty();
    assertThat(found("PHOTO")).containsExactly(other);
    assertThat(found("peer of 2")).containsExactly(other);
    assertThat(found(other.id().substring(0, 26))).containsExactly(other);
    assertThat(found("' OR 1=1 --")).isEmpty();
  }

  @Test
  void filesAreForTheirOwnerOnly() throws Exception {
    history.record(HistoryProgram.entry(1, START));
    assertThat(modeOf(History.SPOOL)).isEqualTo("rw-------");
    assertThat(history.query(HistoryQuery.newest(1))).hasSize(1);
    assertThat(modeOf(History.FILE)).isEqualTo("rw-------");
    assertThat(folder.resolve(History.SPOOL)).doesNotExist();
  }

  @Test
  void lineThatAKillCutShortIsLeftOutAndHidesNoOther() throws Exception {
    history.record(HistoryProgram.entry(1, START));
    history.record(HistoryProgram.entry(2, START));
    Path spool = folder.resolve(History.SPOOL);
    byte[] whole = Files.readAllBytes(spool);
    Files.write(spool, Arrays.copyOf(whole, whole.length - 30));
    history.record(HistoryProgram.entry(3, START));

    assertThat(history.query(HistoryQuery.newest(10)))
        .extracting(HistoryEntry::id)
        .containsExactlyInAnyOrder(HistoryProgram.id(1), HistoryProgram.id(3));
  }

  @Test
  void spoolThatNobodyAsksForIsMovedIntoTheDatabaseByItself() throws Exception {
    Files.write(
        folder.resolve(History.SPOOL), "\n".repeat(1 << 20).getBytes(StandardCharsets.US_ASCII));
    history.record(HistoryProgram.entry(1, START));

    assertThat(folder.resolve(History.SPOOL)).doesNotExist();
    assertThat(folder.resolve(History.FILE)).exists();
    assertThat(history.query(HistoryQuery.newest(10))).hasSize(1);
  }

  @Test
  void threadsThatRecordAndAskAtOnceLoseNothing() throws Exception {
    List<Future<?>> all = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 60; i++) {
        int number = i;
        all.add(
            threads.submit(() -> {
              History own = History.in(Home.at(folder));
              own.record(HistoryProgram.entry(number, START));
              return number % 6 == 0 ? own.query(HistoryQuery.newest(5)) : null;
            }));
      }
    }
    for (Future<?> one : all) {
      one.get();
    }
    assertThat(history.query(HistoryQuery.newest(100))).hasSize(60);
  }

  @Test
  void processesThatRecordAndAskAtOnceLoseNothing() throws Exception {
    List<Process> processes = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      processes.add(
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-XX:TieredStopAtLevel=1",
                  "--enable-native-access=ALL-UNNAMED",
                  "-cp",
                  System.getProperty("java.class.path"),
                  HistoryProgram.class.getName(),
                  folder.toString(),
                  String.valueOf(i * 20),
                  "20")
              .inheritIO()
              .start());
    }
    for (Process process : processes) {
      assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
      assertThat(process.exitValue()).isZero();
    }
    assertThat(history.query(HistoryQuery.newest(100))).hasSize(60);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a?b", "a#b c", "a%20b", "a;b'\"", "\u00e4\u4e2d"})
  void homeMayHaveAnyName(String name) throws Exception {
    Home home = Home.at(folder.resolve(name));
    History here = History.in(home);
    here.record(HistoryProgram.entry(1, START));

    assertThat(here.query(HistoryQuery.newest(10))).hasSize(1);
    assertThat(home.file(History.FILE)).exists();
    assertThat(folder).isDirectoryNotContaining(path -> !path.equals(folder.resolve(name)));
  }

  @Test
  void damagedDatabaseIsToldAndTheNewLinesAreKept() throws Exception {
    Files.writeString(
        folder.resolve(History.FILE), "this is no database, but long enough".repeat(99));
    history.record(HistoryProgram.entry(1, START));

    assertThatThrownBy(() -> history.query(HistoryQuery.newest(1)))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("history.db");
    assertThat(folder.resolve(History.SPOOL)).exists();
  }

  /** What Ferry made before there was a protocol to be told. */
  @Test
  void databaseOfTheFirstVersionKeepsItsLines() throws Exception {
    try (Connection raw =
            DriverManager.getConnection("jdbc:sqlite:" + folder.resolve(History.FILE));
        Statement statement = raw.createStatement()) {
      statement.execute(
          """
          CREATE TABLE transfers (
            id TEXT NOT NULL, direction TEXT NOT NULL, peer TEXT NOT NULL,
            fingerprint TEXT NOT NULL, address TEXT NOT NULL, title TEXT NOT NULL,
            names TEXT NOT NULL, text TEXT, files INTEGER NOT NULL, bytes INTEGER NOT NULL,
            started INTEGER NOT NULL, ended INTEGER NOT NULL, outcome TEXT NOT NULL,
            message TEXT NOT NULL, bytes_per_second INTEGER NOT NULL, resent INTEGER NOT NULL,
            stages TEXT NOT NULL, destination TEXT NOT NULL, found TEXT NOT NULL,
            PRIMARY KEY (id, direction))\
          """);
      statement.execute("CREATE INDEX transfers_by_end ON transfers (ended)");
      statement.execute(
          "INSERT INTO transfers VALUES ('"
              + HistoryProgram.id(1)
              + "', 'sent', 'ann', '', 'a:1', 'old', '', NULL, 1, 2, 3, 4, 'completed', '', 5, 6,"
              + " '', '', 'old')");
      statement.execute("PRAGMA user_version = 1");
    }
    HistoryEntry fresh = HistoryProgram.entry(2, START);
    history.record(fresh);

    for (int twice = 0; twice < 2; twice++) {
      List<HistoryEntry> all = history.query(HistoryQuery.newest(10));
      assertThat(all).hasSize(2).first().isEqualTo(fresh);
      assertThat(all.getLast().title()).isEqualTo("old");
      assertThat(all.getLast().bytes()).isEqualTo(2);
      assertThat(all.getLast().protocol()).isEmpty();
      assertThat(all.getLast().details()).isNull();
    }
  }

  @Test
  void lineOfTheSpoolWithoutAProtocolIsKept() throws Exception {
    HistoryEntry entry = HistoryProgram.entry(1, START);
    history.record(entry);
    Path spool = folder.resolve(History.SPOOL);
    String before = Files.readString(spool);
    assertThat(before).contains(",\"protocol\":\"direct\"");
    Files.writeString(spool, before.replace(",\"protocol\":\"direct\"", ""));

    assertThat(history.query(HistoryQuery.newest(10)))
        .singleElement()
        .satisfies(kept -> assertThat(kept.protocol()).isEmpty());
  }

  @Test
  void databaseOfANewerVersionIsRefused() throws Exception {
    history.record(HistoryProgram.entry(1, START));
    assertThat(history.query(HistoryQuery.newest(1))).hasSize(1);
    try (Connection raw =
            DriverManager.getConnection("jdbc:sqlite:" + folder.resolve(History.FILE));
        Statement statement = raw.createStatement()) {
      statement.execute("PRAGMA user_version = 4");
    }
    assertThatThrownBy(() -> history.query(HistoryQuery.newest(1)))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("newer version");
  }

  @Test
  void garbageInTheSpoolIsNoTransfer() throws Exception {
    Files.writeString(
        folder.resolve(History.SPOOL),
        "null\n[]\n{}\n{\"id\":\"../x\"}\nxyz\n",
        StandardOpenOption.CREATE);

    assertThat(history.query(HistoryQuery.newest(10))).isEmpty();
  }

  private static HistoryEntry titled(int number, String title) {
    return like(HistoryProgram.entry(number, START), title, HistoryEntry.COMPLETED);
  }

  private static HistoryEntry ending(int number, String outcome) {
    return like(HistoryProgram.entry(number, START), "title", outcome);
  }

  private static HistoryEntry like(HistoryEntry entry, String title, String outcome) {
    return new HistoryEntry(
        entry.id(),
        entry.direction(),
        entry.peer(),
        entry.fingerprint(),
        entry.address(),
        title,
        entry.names(),
        entry.text(),
        entry.files(),
        entry.bytes(),
        entry.started(),
        entry.ended(),
        outcome,
        entry.message(),
        entry.bytesPerSecond(),
        entry.resent(),
        entry.destination(),
        entry.details(),
        entry.protocol());
  }

  private List<HistoryEntry> found(String search) throws Exception {
    return history.query(new HistoryQuery(search, 10, 0));
  }

  private String modeOf(String name) throws Exception {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve(name)));
  }
}
