package dev.ferry.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ferry.store.Home;
import dev.ferry.store.RunningProcess;
import dev.ferry.testkit.FerryProcess;
import dev.ferry.testkit.Program;
import dev.ferry.transfer.Problem;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The running peer of a home with its page, in real processes. */
@Timeout(300)
class UpCommandTest {
  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final String LINK = "http://127\\.0\\.0\\.1:(\\d+)/#t=(\\S+)$";
  private static final Program FERRY =
      Program.java("dev.ferry.cli.Main", "-XX:TieredStopAtLevel=1")
          .with("DISPLAY", "")
          .with("WAYLAND_DISPLAY", "");

  @TempDir private Path folder;

  @BeforeEach
  void makeHomes() throws IOException {
    for (String name : new String[] {"ann", "bob"}) {
      Path home = Files.createDirectories(folder.resolve(name));
      Path inbox = folder.resolve(name + "-inbox");
      Files.writeString(
          home.resolve("settings.conf"), "inbox = " + inbox + "\nport = 0\naccept = all\n");
    }
    Files.writeString(folder.resolve("note.txt"), "hello");
  }

  private FerryProcess start(Program ferry, String name, String... words) {
    String home = folder.resolve(name).toString();
    return FerryProcess.start(folder, ferry.and("--home", home, "--name", name), words);
  }

  private FerryProcess.Finished run(Program ferry, String name, String... words) {
    try (FerryProcess process = start(ferry, name, words)) {
      process.endInput();
      int code = process.exitCode(LIMIT);
      return new FerryProcess.Finished(code, process.output(), process.errors());
    }
  }

  @Test
  void oneRunsAtATimeReceivesAndGivesLinksToItsPageUntilItIsKilledOrStopped() throws Exception {
    try (FerryProcess up = start(FERRY, "ann", "up")) {
      Matcher first = up.awaitOutput(LINK, LIMIT);
      assertThat(String.join("\n", up.output()))
          .contains("ann is up", "Open the page in a browser")
          .contains("`" + typed("ann", "page") + "` gives another");
      assertThat(exchange(first)).isEqualTo(200);
      assertThat(exchange(first)).as("a token is good once").isEqualTo(403);

      FerryProcess.Finished second = run(FERRY, "ann", "up", "--no-open");
      assertThat(second.exitCode()).isEqualTo(Problem.BUSY.exitCode());
      assertThat(second.text())
          .contains(
              "Ferry runs in this home already (process "
                  + up.pid()
                  + "); `"
                  + typed("ann", "page")
                  + "` opens its page");

      assertThat(exchange(openedInTheBrowser())).isEqualTo(200);

      String port = up.awaitOutput("ferry send FILE --to \\S+?:(\\d+)$", LIMIT).group(1);
      assertThat(run(FERRY, "bob", "send", "note.txt", "--to", "127.0.0.1:" + port).exitCode())
          .isZero();
      assertThat(folder.resolve("ann-inbox/note.txt")).hasContent("hello");
      up.kill();
    }
    FerryProcess.Finished nobody = run(FERRY, "ann", "page");
    assertThat(nobody.exitCode()).isEqualTo(Problem.NOT_FOUND.exitCode());
    assertThat(nobody.text())
        .contains("no Ferry runs in this home; `" + typed("ann", "up") + "` starts one");
    try (FerryProcess again = start(FERRY, "ann", "up", "--no-open", "--json")) {
      again.awaitOutput("\"event\":\"page\",.*\"link\":\"http://127\\.0\\.0\\.1:", LIMIT);
      again.awaitOutput("\"event\":\"listening\".*\"accept\":\"all\"", LIMIT);
      again.interrupt();
      again.assertExit(0, LIMIT);
    }
    assertThat(RunningProcess.in(Home.at(folder.resolve("ann")))).isEmpty();
    assertThat(folder.resolve("ann/run/control.sock")).doesNotExist();
  }

  /** What a hint names: a command of this very home. */
  private String typed(String name, String command) {
    return "ferry --home " + folder.resolve(name) + " --name " + name + " " + command;
  }

  /** A browser is given a file that only its owner can read, and no link. */
  private Matcher openedInTheBrowser() throws Exception {
    Path bin = Files.createDirectories(folder.resolve("bin"));
    Path opener = bin.resolve("xdg-open");
    Path given = folder.resolve("given");
    Files.writeString(
        opener, "#!/bin/sh\necho \"$@\" > " + given + ".tmp; mv " + given + ".tmp " + given + "\n");
    Files.setPosixFilePermissions(opener, PosixFilePermissions.fromString("rwx------"));
    Program withScreen =
        FERRY.with("DISPLAY", ":99").with("PATH", bin + ":" + System.getenv("PATH"));
    FerryProcess.Finished page = run(withScreen, "ann", "page");
    assertThat(page.exitCode()).isZero();
    assertThat(page.text()).contains("The page opens in your browser");
    await().atMost(LIMIT).until(() -> Files.exists(given));
    Path leading = Path.of(URI.create(Files.readString(given).strip()));
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(leading)))
        .isEqualTo("rw-------");
    Matcher link =
        Pattern.compile("url=http://127\\.0\\.0\\.1:(\\d+)/#t=([^\"]+)\"")
            .matcher(Files.readString(leading));
    assertThat(link.find()).isTrue();
    return link;
  }

  private static int exchange(Matcher link) throws Exception {
    String origin = "http://127.0.0.1:" + link.group(1);
    try (HttpClient client = HttpClient.newHttpClient()) {
      HttpRequest request =
          HttpRequest.newBuilder(URI.create(origin + "/api/v1/session"))
              .header("Origin", origin)
              .header("Sec-Fetch-Site", "same-origin")
              .header("Ferry", "1")
              .header("Content-Type", "application/json")
              .POST(HttpRequest.BodyPublishers.ofString("{\"token\":\"" + link.group(2) + "\"}"))
              .build();
      return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
    }
  }

  @Test
  void shellIsTheRunningPeerTooAndHasAPageForWhoeverWantsIt() throws Exception {
    try (FerryProcess shell = start(FERRY, "ann")) {
      shell.type("page --no-open");
      shell.awaitOutput(LINK, LIMIT);
      FerryProcess.Finished page = run(FERRY, "ann", "page", "--no-open");
      assertThat(page.exitCode()).as(page.text()).isZero();
      assertThat(exchange(linkIn(page))).isEqualTo(200);
      shell.type("up");
      shell.type("exit");
      shell.assertExit(2, LIMIT);
      assertThat(String.join("\n", shell.errors()))
          .contains("this shell runs as the peer already; page opens its page");
    }
  }

  private static Matcher linkIn(FerryProcess.Finished page) {
    Matcher link =
        Pattern.compile(LINK, Pattern.MULTILINE).matcher(String.join("\n", page.output()));
    assertThat(link.find()).as(page.text()).isTrue();
    return link;
  }
}
