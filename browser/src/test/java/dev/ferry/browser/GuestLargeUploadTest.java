package dev.ferry.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.assertions.LocatorAssertions;
import dev.ferry.browser.GuestWindow.Device;
import dev.ferry.browser.OwnerWindow.Look;
import dev.ferry.testkit.FerryProcess;
import dev.ferry.testkit.Program;
import dev.ferry.testkit.Requires;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A file that fits into no memory goes from a guest's browser into the inbox of {@code up}. */
@ExtendWith(Chromium.Given.class)
@Timeout(600)
class GuestLargeUploadTest {
  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final long GIBI = 1L << 30;
  private static final long SIZE = 3 * GIBI;

  /** Far less than the file, far more than either needs; in KiB, as Linux tells. */
  private static final long MOST_OF_A_PROCESS = 512 << 10;

  private static final String MARK = "the last bytes";

  @TempDir private Path folder;

  @Test
  void threeGibibytesGoThroughWithLittleMemoryOnBothSides(Chromium chromium) throws Exception {
    Requires.linux("memory of an upload through the page");
    Requires.check(
        Files.getFileStore(folder).getUsableSpace() > 8 * GIBI,
        "an upload of 3 GiB through the page",
        "8 GiB of free disk");
    Path film = film();
    try (FerryProcess up = up()) {
      URI owner = URI.create(up.awaitOutput("http://127\\.0\\.0\\.1:\\d+/#t=\\S+$", LIMIT).group());
      try (GuestWindow guest = GuestWindow.open(chromium, link(owner), Device.LAPTOP)) {
        guest.chooses("Choose files", film);
        try (OwnerWindow window = OwnerWindow.open(chromium, owner, Look.DESKTOP)) {
          window.button("Accept all").click();
        }
        long began = System.nanoTime();
        assertThat(guest.upload("film.mp4"))
            .containsText(
                "Arrived: 1 file, 3.22 GB",
                new LocatorAssertions.ContainsTextOptions().setTimeout(300_000));
        System.out.printf(
            "3 GiB through the guests' page: %.1f s%n", (System.nanoTime() - began) / 1e9);
        Map<String, Long> memory = memory(chromium);
        memory.put("up", most(up.pid()));
        System.out.println("most memory of each process in KiB: " + memory);
        assertThat(memory).containsKeys("renderer", "browser");
        assertThat(memory.values()).allMatch(used -> used < MOST_OF_A_PROCESS);
      }
    }
    try (RandomAccessFile arrived =
        new RandomAccessFile(folder.resolve("inbox/film.mp4").toFile(), "r")) {
      assertThat(arrived.length()).isEqualTo(SIZE);
      byte[] end = new byte[MARK.length()];
      arrived.seek(SIZE - MARK.length());
      arrived.readFully(end);
      assertThat(end).asString().isEqualTo(MARK);
    }
  }

  private Path film() throws IOException {
    Path film = folder.resolve("film.mp4");
    try (RandomAccessFile file = new RandomAccessFile(film.toFile(), "rw")) {
      file.setLength(SIZE - MARK.length());
      file.seek(SIZE - MARK.length());
      file.writeBytes(MARK);
    }
    return film;
  }

  private FerryProcess up() throws IOException {
    Path home = Files.createDirectories(folder.resolve("home"));
    Files.writeString(
        home.resolve("settings.conf"), "inbox = " + folder.resolve("inbox") + "\nport = 0\n");
    return FerryProcess.start(
        Program.java("dev.ferry.cli.Main", "-Xmx192m"),
        "--home",
        home.toString(),
        "--name",
        "ann",
        "up",
        "--no-open",
        "--no-announce");
  }

  /** Made by a script of the owner. */
  private URI link(URI owner) throws Exception {
    try (HttpClient client = HttpClient.newHttpClient()) {
      HttpRequest request =
          HttpRequest.newBuilder(
                  URI.create("http://127.0.0.1:" + owner.getPort() + "/api/v1/links"))
              .header(
                  "Authorization",
                  "Bearer " + Files.readString(folder.resolve("home/api-token")).strip())
              .header("Ferry", "1")
              .header("Content-Type", "application/json")
              .POST(BodyPublishers.ofString("{\"upload\":true}"))
              .build();
      String answer = client.send(request, BodyHandlers.ofString()).body();
      JsonArray urls = JsonParser.parseString(answer).getAsJsonObject().getAsJsonArray("urls");
      return URI.create(urls.get(0).getAsString());
    }
  }

  /** The most that a process of the browser has ever had, for each kind of them. */
  private static Map<String, Long> memory(Chromium chromium) throws IOException {
    CDPSession tools = chromium.browser().newBrowserCDPSession();
    JsonObject told = tools.send("SystemInfo.getProcessInfo");
    Map<String, Long> memory = new TreeMap<>();
    for (JsonElement one : told.getAsJsonArray("processInfo")) {
      JsonObject process = one.getAsJsonObject();
      long used = most(process.get("id").getAsLong());
      memory.merge(process.get("type").getAsString(), used, Math::max);
    }
    tools.detach();
    return memory;
  }

  /** In KiB; 0 if the process is gone. */
  private static long most(long process) throws IOException {
    Path status = Path.of("/proc/" + process + "/status");
    if (Files.notExists(status)) {
      return 0;
    }
    return Files.readAllLines(status).stream()
        .filter(line -> line.startsWith("VmHWM:"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
        .sum();
  }
}
