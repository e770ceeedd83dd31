package dev.ferry.cli;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ferry.cli.examples.ExampleLan;
import dev.ferry.cli.reference.CommandPage;
import dev.ferry.store.History;
import dev.ferry.store.HistoryEntry;
import dev.ferry.store.Home;
import dev.ferry.testkit.FerryProcess;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Executes every example that the help and the manual pages show, as it stands, between two
 * machines. What each needs, and does, is said here; one of which nothing is said fails. Those that
 * would get into each other's way follow each other, the others run at the same time: most wait.
 */
@Timeout(300)
final class ExamplesTest {
  private static final Pattern IN_THE_WELCOME =
      Pattern.compile("(?m) {2,}(ferry [a-z].*?)(?= {3}|$)");

  /** Executed by DemoTest. */
  private static final Set<String> ELSEWHERE = Set.of("ferry demo");

  private static final String ID = "k3jz5c2uaaaaaaaaaaaaaaaaaa";

  @TempDir private static Path folder;
  private static ExampleLan lan;
  private static final ExecutorService LANES = Executors.newVirtualThreadPerTaskExecutor();
  private static final Map<String, Future<?>> RUNNING = new HashMap<>();

  /** What is done with an example, at a place where nothing happened yet. */
  private interface Trial {
    void of(String example, ExampleLan.Place place) throws Exception;
  }

  /** What must not happen twice at once. */
  private enum Lane {
    /** Has the port of this machine, or stays until Ctrl-C. */
    LISTENS("receive|share|up|page"),
    /** Brings things into the inbox of nas. */
    SENDS("send|resume|transfers"),
    /** Asks nas, or whoever is near. */
    ASKS("ls|get|download|peers|ping|trust|forget"),
    /** Needs nobody. */
    ALONE(".*");

    private final Pattern words;

    Lane(String words) {
      this.words = Pattern.compile("(?:.*\\| )?ferry (?:" + words + ")(?: .*)?");
    }

    static Lane of(String example) {
      return Arrays.stream(values())
          .filter(lane -> lane == ALONE || lane.words.matcher(example).matches())
          .findFirst()
          .orElseThrow();
    }
  }

  private static final Map<String, Trial> TRIALS =
      Map.ofEntries(
          entry("ferry up", listens("http://127\\.0\\.0\\.1:\\d+/#t=")),
          entry("ferry up --no-open --accept known", listens("Open the page")),
          entry("ferry page", ExamplesTest::opensThePage),
          entry("ferry page --no-open", ExamplesTest::opensThePage),
          entry("ferry receive", listens("receives into")),
          entry("ferry receive --into inbox", listens("receives into .*/inbox")),
          entry("ferry receive --accept known --pin", listens("PIN \\d{6}")),
          entry("ferry receive --once --accept all --json", ExamplesTest::receivesOnce),
          entry("ferry send photos --to 192.168.1.7", prints("Sent photos to nas: 2 files")),
          entry("ferry send photos notes.txt --to nas", prints("Sent photos and 1 more to nas")),
          entry("ferry send --text 'see you at eight' --to 192.168.1.7", prints("to nas")),
          entry(
              "ferry send photos --to nas --exclude '*.tmp' --limit 20MB/s",
              prints("photos: 1 file, (?s).*Sent photos to nas")),
          entry(
              "tar c src | ferry send - --stdin-name src.tar --to nas",
              (example, place) -> {
                place.run(example);
                assertThat(lan.nasInbox().resolve("src.tar")).isNotEmptyFile();
              }),
          entry("ferry share photos --pin", listens("PIN \\d{6}")),
          entry("ferry share photos --link --qr", listens("ferry get 'https://192.168.1.5:")),
          entry("ferry share photos notes.txt --public --limit 5MB/s", listens("EVERYBODY")),
          entry("ferry ls nas", prints("photos/")),
          entry("ferry ls 192.168.1.7 photos", prints("photos/a.jpg")),
          entry("ferry get nas photos --into pics", brings("pics/photos/a.jpg")),
          entry(
              "ferry get 192.168.1.7 photos/a.jpg notes.txt",
              (example, place) -> {
                place.run(example);
                assertThat(place.file("a.jpg")).isNotEmptyFile();
              }),
          entry(
              "ferry download 192.168.1.7 53317 notes.txt",
              prints("(Received|Got) notes.txt from nas")),
          entry("ferry download 192.168.1.7 53317 a.jpg --into pics", brings("pics/a.jpg")),
          entry("ferry show photos/a.jpg", prints("JPEG picture.*64")),
          entry("ferry show people.csv --rows 5", prints("Ann")),
          entry("ferry show --as json notes.txt", prints("hello")),
          entry("ferry resume", resumes()),
          entry("ferry resume --limit 5MB/s --wait 30s", resumes()),
          entry("ferry transfers", afterAnInterruption("big.bin")),
          entry("ferry transfers --json", afterAnInterruption("\"title\":\"big.bin\"")),
          entry("ferry history --last 5", withHistory("photos")),
          entry("ferry history photos", withHistory("photos")),
          entry(
              "ferry history k3jz5c2u",
              withHistory("photos to nas at 192.168.1.7:53317(?s).*k3jz5c2u")),
          entry("ferry peers", finds("nas +program, Ferry +(192\\.168\\.1|10\\.97\\.0)\\.[27]")),
          entry("ferry peers --scan", finds("nas +program, Ferry")),
          entry("ferry peers --known", prints("nas, trusted, at")),
          entry("ferry ping nas", prints("(?s)nas.*/s")),
          entry("ferry ping 192.168.1.7 --for 0s", prints("nas")),
          entry("ferry trust nas", prints("nas")),
          entry("ferry forget nas", prints("Forgotten: nas")),
          entry("ferry identity --qr", prints("192\\.168\\.1\\.5|10\\.97\\.0\\.1")),
          entry("ferry identity --set-name kitchen", prints("name +kitchen")),
          entry("ferry doctor", ExamplesTest::examines),
          entry(
              "source <(ferry completion bash)",
              (example, place) ->
                  assertThat(place.run(example + "; complete -p ferry"))
                      .contains("-F _ferry ferry")),
          entry("ferry completion zsh > ~/.zfunc/_ferry", writes(".zfunc/_ferry")),
          entry(
              "ferry completion fish > ~/.config/fish/completions/ferry.fish",
              writes(".config/fish/completions/ferry.fish")),
          entry("ferry man send | man -l -", prints("ferry-send")),
          entry(
              "ferry man --into ~/.local/share/man/man1", writes(".local/share/man/man1/ferry.1")),
          entry("ferry help send", prints("Usage: ferry send")));

  @BeforeAll
  static void makeTheNetwork() throws Exception {
    lan = ExampleLan.in(folder);
    Map<Lane, List<String>> lanes = examples().collect(Collectors.groupingBy(Lane::of));
    for (List<String> lane : lanes.values()) {
      List<FutureTask<Void>> tasks = new ArrayList<>();
      for (String example : lane) {
        FutureTask<Void> task = new FutureTask<>(() -> execute(example));
        RUNNING.put(example, task);
        tasks.add(task);
      }
      Future<?> started = LANES.submit(() -> tasks.forEach(FutureTask::run));
      assertThat(started.isCancelled()).isFalse();
    }
  }

  @AfterAll
  static void endTheNetwork() {
    LANES.shutdownNow();
    if (lan != null) {
      lan.close();
    }
  }

  static Stream<String> examples() {
    return Stream.concat(
            IN_THE_WELCOME.matcher(Welcome.text()).results().map(found -> found.group(1)),
            pages().stream().flatMap(page -> page.examples().stream()))
        .filter(example -> !ELSEWHERE.contains(typed(example)))
        .distinct();
  }

  private static List<CommandPage> pages() {
    PrintStream nowhere =
        new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8);
    return Pages.all(
        Main.commandLine(
            new FerryCommand(
                new ProcessSurroundings(
                    InputStream.nullInputStream(),
                    nowhere,
                    nowhere,
                    new Terminals(false, false, null, false)))));
  }

  /** What is typed of an example, without the word that explains it. */
  private static String typed(String example) {
    return example.replaceFirst(" +#.*", "");
  }

  @ParameterizedTest
  @MethodSource("examples")
  void exampleDoesWhatItShows(String example) throws Exception {
    try {
      Objects.requireNonNull(RUNNING.get(example)).get();
    } catch (ExecutionException e) {
      throw new AssertionError(example + ": " + e.getCause(), e.getCause());
    }
  }

  private static Void execute(String example) throws Exception {
    Trial trial = TRIALS.get(typed(example));
    if (trial == null) {
      throw new AssertionError("nothing is said here of this example");
    }
    trial.of(example, lan.place());
    return null;
  }

  @Test
  void everyCommandShowsAnExampleInItsHelpAndTheWelcomeShowsThreeOfThem() {
    assertThat(pages())
        .allSatisfy(page -> assertThat(page.examples()).as(page.word()).isNotEmpty());
    assertThat(IN_THE_WELCOME.matcher(Welcome.text()).results()).hasSize(3);
    assertThat(TRIALS.keySet())
        .containsExactlyInAnyOrderElementsOf(examples().map(ExamplesTest::typed).toList());
  }

  @Test
  void examplesFitIntoEightyColumnsOfTheHelp() {
    assertThat(examples()).allSatisfy(example -> assertThat(example).hasSizeLessThan(78));
  }

  private static Trial prints(String expression) {
    return (example, place) ->
        assertThat(place.run(example)).containsPattern(expression).doesNotContain("Exception");
  }

  /** A network of namespaces may have what it calls a problem, and that is 1. */
  private static void examines(String example, ExampleLan.Place place) {
    try (FerryProcess process = place.start(example)) {
      process.endInput();
      assertThat(process.exitCode(ExampleLan.LIMIT)).isIn(0, 1);
      assertThat(process.output()).isNotEmpty();
      assertThat(process.errors()).noneMatch(line -> line.contains("Exception"));
    }
  }

  private static Trial brings(String file) {
    return (example, place) -> {
      place.run(example);
      assertThat(place.file(file)).isNotEmptyFile();
    };
  }

  private static Trial writes(String file) {
    return (example, place) -> {
      Files.createDirectories(place.file(file).getParent());
      place.run(example);
      assertThat(place.file(file)).isNotEmptyFile();
    };
  }

  /** For what goes on until Ctrl-C. */
  private static Trial listens(String expression) {
    return (example, place) -> {
      try (FerryProcess process = place.start(example)) {
        process.awaitOutput(expression, ExampleLan.LIMIT);
        process.interrupt();
        process.assertExit(0, ExampleLan.LIMIT);
      }
    };
  }

  private static void opensThePage(String example, ExampleLan.Place place) throws Exception {
    try (FerryProcess up = place.start("ferry up --no-open")) {
      up.awaitOutput("#t=", ExampleLan.LIMIT);
      assertThat(place.run(example)).containsPattern("http://127\\.0\\.0\\.1:\\d+/#t=");
      up.interrupt();
      up.assertExit(0, ExampleLan.LIMIT);
    }
  }

  private static void receivesOnce(String example, ExampleLan.Place place) throws Exception {
    try (FerryProcess process = place.start(example)) {
      process.awaitOutput("\"event\":\"listening\"", ExampleLan.LIMIT);
      lan.atNas("send notes.txt --to 192.168.1.5");
      process.assertExit(0, ExampleLan.LIMIT);
    }
    assertThat(place.inbox().resolve("notes.txt")).isNotEmptyFile();
  }

  /** Whoever is too busy to answer one look around answers another. */
  private static Trial finds(String expression) {
    return (example, place) ->
        await()
            .atMost(ExampleLan.LIMIT)
            .pollInterval(Duration.ZERO)
            .pollDelay(Duration.ZERO)
            .untilAsserted(() -> assertThat(place.run(example)).containsPattern(expression));
  }

  private static Trial afterAnInterruption(String expression) {
    return (example, place) -> {
      interruptASend(place);
      assertThat(place.run(example)).containsPattern(expression);
    };
  }

  private static Trial resumes() {
    return (example, place) -> {
      interruptASend(place);
      assertThat(place.run(example)).contains("Sent big.bin to nas");
    };
  }

  private static void interruptASend(ExampleLan.Place place) throws Exception {
    Files.write(place.file("big.bin"), new byte[6 << 20]);
    try (FerryProcess send =
        place.start("ferry send big.bin --limit 2MB/s --to 192.168.1.7 --json")) {
      send.awaitOutput("\"event\":\"progress\"", ExampleLan.LIMIT);
      send.interrupt();
      send.assertExit(5, ExampleLan.LIMIT);
    }
  }

  private static Trial withHistory(String expression) {
    return (example, place) -> {
      Instant began = Instant.parse("2025-11-20T08:00:00Z");
      History.in(Home.at(place.home()))
          .record(
              new HistoryEntry(
                  ID,
                  HistoryEntry.SENT,
                  "nas",
                  "",
                  "192.168.1.7:53317",
                  "photos",
                  "photos/a.jpg",
                  null,
                  2,
                  5000,
                  began,
                  began.plusSeconds(3),
                  HistoryEntry.COMPLETED,
                  "",
                  1600,
                  0,
                  "",
                  null,
                  "direct"));
      assertThat(place.run(example)).containsPattern(expression);
    };
  }
}
