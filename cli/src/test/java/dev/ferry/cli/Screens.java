package dev.ferry.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.ferry.store.History;
import dev.ferry.store.HistoryDetails;
import dev.ferry.store.HistoryEntry;
import dev.ferry.store.Home;
import dev.ferry.testkit.FerryProcess;
import dev.ferry.testkit.NamespaceLan;
import dev.ferry.testkit.NetworkNamespace;
import dev.ferry.testkit.Program;
import dev.ferry.testkit.ScreenPicture;
import dev.ferry.testkit.TmuxTerminal;
import dev.ferry.testkit.TreeMaker;
import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.Polygon;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Draws {@code docs/screens}: the real program on a real terminal, between machines of a network of
 * its own. Not among the tests: run when the pictures are to be drawn anew (CONTRIBUTING.md).
 */
class Screens {
  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final Path PICTURES = Path.of("..", "docs", "screens");

  private final String unique =
      Integer.toString(ThreadLocalRandom.current().nextInt(36 * 36, 36 * 36 * 36), 36);

  /** As long as what is shown for them. */
  private final Path ann = Path.of("/tmp", "f" + unique);

  private final Path ben = Path.of("/tmp", "g" + unique);
  private NamespaceLan lan;

  @BeforeEach
  void furnish() throws IOException {
    lan = NamespaceLan.of(3);
    for (int i = 0; i < 3; i++) {
      lan.machine(i).ip("-6", "addr", "flush", "dev", NetworkNamespace.INTERFACE);
    }
    settle(ann, "Attic");
    settle(ben, "Ben's laptop");
    settle(ben.resolve("kitchen"), "Kitchen");
    Files.createDirectories(PICTURES);
  }

  private static void settle(Path folder, String alias) throws IOException {
    Path home = Home.at(folder.resolve(".ferry")).folder();
    Files.writeString(
        home.resolve("settings.conf"),
        "alias = " + alias + "\ninbox = " + folder.resolve("Downloads") + "\n");
    Files.createFile(home.resolve("shell-history"));
    Files.createDirectories(folder.resolve("Downloads"));
  }

  @AfterEach
  void tidy() {
    lan.close();
    dev.ferry.testkit.Commands.attempt("rm", "-rf", ann.toString(), ben.toString());
  }

  private Program ferry(int machine, Path folder) {
    return lan.machine(machine)
        .inside(Program.java("dev.ferry.cli.Main", "-XX:TieredStopAtLevel=1"))
        .with("FERRY_HOME", folder.resolve(".ferry").toString())
        .with("HOME", folder.toString())
        .with("LANG", "C.UTF-8")
        .with("TERM", "xterm-256color")
        .with("COLORTERM", "truecolor");
  }

  private TmuxTerminal atTerminal(int columns, int rows, String... words) {
    return TmuxTerminal.start(ferry(0, ann), ann, columns, rows, words);
  }

  private void draw(String name, String title, TmuxTerminal terminal) throws IOException {
    String seen =
        terminal
            .colouredScreen()
            .replaceAll("(?s)\\n\\R?EXIT \\d+.*", "\n")
            .replaceAll("Linux \\S+ on", "Linux 6.12 on")
            .replace(ann.toString(), "/home/ann")
            .replace(ben.toString(), "/home/ben");
    Files.writeString(PICTURES.resolve(name + ".svg"), ScreenPicture.of(title, seen));
  }

  @Test
  void theShellWithATransferAndAnOffer() throws Exception {
    new TreeMaker(ann.resolve("Pictures"), 7).file("holiday/film.mp4", 900_000_000L).done();
    fill(ben.resolve("trip"));
    Path kitchen = ben.resolve("kitchen");
    try (FerryProcess _ =
            FerryProcess.start(kitchen, ferry(1, kitchen), "receive", "--accept", "all");
        TmuxTerminal terminal = atTerminal(110, 34)) {
      terminal.await("^ferry>", LIMIT);
      terminal.awaitAnywhere("Kitchen is near", LIMIT);
      terminal.enter("send Pictures/holiday --to Kitchen --limit 30MB/s");
      terminal.await("1[0-9] % ", LIMIT);
      try (FerryProcess _ =
          FerryProcess.start(ben, ferry(2, ben), "send", "trip", "--to", "10.97.0.1")) {
        terminal.awaitAnywhere("accept 2", LIMIT);
        terminal.type("accept 2 guests.csv");
        terminal.await("3[0-9] % ", LIMIT);
        draw("shell", "ferry", terminal);
      }
    }
  }

  @Test
  void arrivalsThatAreShown() throws Exception {
    fill(ben.resolve("trip"));
    try (TmuxTerminal terminal =
        atTerminal(84, 60, "receive", "--accept", "all", "--show", "picture,csv,json")) {
      terminal.await("everybody is let in", LIMIT);
      try (FerryProcess sender =
          FerryProcess.start(ben, ferry(2, ben), "send", "trip", "--to", "10.97.0.1")) {
        sender.assertExit(0, LIMIT);
      }
      terminal.awaitAnywhere(
          "(?s)plan.json  JSON.*lake.png  PNG|lake.png(?s).*plan.json  JSON", LIMIT);
      terminal.await("(?m)^}", LIMIT);
      draw("receive", "ferry receive --accept all --show picture,csv,json", terminal);
    }
  }

  @Test
  void historyOfATransfer() throws Exception {
    History.in(Home.at(ann.resolve(".ferry"))).record(past());
    try (TmuxTerminal terminal = atTerminal(100, 24, "history", "k7mq2xwd")) {
      terminal.exitCode(LIMIT);
      draw("history", "ferry history k7mq2xwd", terminal);
    }
  }

  @Test
  void doctor() throws Exception {
    Path kitchen = ben.resolve("kitchen");
    try (FerryProcess there =
        FerryProcess.start(kitchen, ferry(1, kitchen), "receive", "--accept", "all")) {
      there.awaitOutput("receives into", LIMIT);
      FerryProcess.run(ferry(0, ann), LIMIT, "identity");
      try (TmuxTerminal terminal = atTerminal(100, 50, "doctor")) {
        terminal.exitCode(LIMIT);
        draw("doctor", "ferry doctor", terminal);
      }
    }
  }

  @Test
  void ping() throws Exception {
    Path kitchen = ben.resolve("kitchen");
    try (FerryProcess there =
        FerryProcess.start(kitchen, ferry(1, kitchen), "receive", "--accept", "all")) {
      there.awaitOutput("receives into", LIMIT);
      try (TmuxTerminal terminal = atTerminal(100, 24, "ping", "Kitchen", "--for", "2s")) {
        terminal.exitCode(LIMIT);
        draw("ping", "ferry ping Kitchen", terminal);
      }
    }
  }

  private static void fill(Path folder) throws IOException {
    Files.createDirectories(folder);
    Files.writeString(
        folder.resolve("guests.csv"),
        """
        id,name,city,arrives,nights,paid
        1,Ann Müller,Köln,2026-11-21,3,180.00
        2,Łukasz Wójcik,Kraków,2026-11-22,1,60.50
        3,José García,Madrid,2026-11-21,12,720.00
        4,Zoë Lindqvist,Göteborg,2026-11-24,2,120.00
        """,
        UTF_8);
    Files.writeString(
        folder.resolve("plan.json"),
        """
        {"day": "2026-11-21", "stops": [{"at": "Köln", "km": 0}, {"at": "Aachen", "km": 70.5},
         {"at": "Liège", "km": 118}], "rain": false, "driver": {"name": "Ben", "phone": null}}
        """,
        UTF_8);
    ImageIO.write(lake(), "png", folder.resolve("lake.png").toFile());
  }

  /** An evening at a lake. */
  private static BufferedImage lake() {
    BufferedImage image = new BufferedImage(480, 216, BufferedImage.TYPE_INT_RGB);
    Graphics2D pen = image.createGraphics();
    pen.scale(1, .72);
    pen.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    pen.setPaint(new GradientPaint(0, 0, new Color(0x2b3a67), 0, 180, new Color(0xffb36b)));
    pen.fillRect(0, 0, 480, 180);
    pen.setColor(new Color(0xfff1c1));
    pen.fillOval(300, 100, 56, 56);
    pen.setColor(new Color(0x4a4066));
    pen.fillPolygon(
        new Polygon(
            new int[] {0, 60, 130, 190, 270, 350, 480, 480, 0},
            new int[] {130, 70, 140, 95, 160, 150, 110, 180, 180},
            9));
    pen.setPaint(new GradientPaint(0, 180, new Color(0xe08a5b), 0, 300, new Color(0x1b2745)));
    pen.fillRect(0, 180, 480, 120);
    pen.setColor(new Color(0xffdf9e));
    for (int i = 0; i < 6; i++) {
      pen.fillRoundRect(328 - 26 + i * 4, 188 + i * 15, 52 - i * 8, 4, 4, 4);
    }
    pen.setColor(new Color(0x20182b));
    pen.fillArc(110, 205, 110, 50, 180, 180);
    pen.setColor(new Color(0xf4ead8));
    pen.fillPolygon(new Polygon(new int[] {160, 160, 212}, new int[] {120, 222, 222}, 3));
    pen.fillPolygon(new Polygon(new int[] {154, 154, 122}, new int[] {140, 222, 222}, 3));
    pen.dispose();
    return image;
  }

  private static HistoryEntry past() {
    long second = 1_000_000_000L;
    List<Long> speed =
        IntStream.range(0, 58)
            .mapToObj(i ->
                Math.round(
                    5.1e7
                        * Math.min(1, 0.3 + i / 6.0)
                        * (i > 30 && i < 35 ? 0.1 : 1)
                        * (1 + 0.12 * Math.sin(i * 1.3) + 0.1 * Math.sin(i / 5.0))))
            .toList();
    LocalDateTime began = LocalDateTime.of(2026, 11, 21, 14, 5);
    return new HistoryEntry(
        "k7mq2xwdabcdefgh234567abcd",
        HistoryEntry.RECEIVED,
        "Ben's laptop",
        "0123456789abcdef".repeat(4),
        "192.168.1.20:53317",
        "photos of the summer",
        "photos of the summer",
        null,
        1204,
        2_700_000_000L,
        began.atZone(ZoneId.systemDefault()).toInstant(),
        began.plusSeconds(29).atZone(ZoneId.systemDefault()).toInstant(),
        HistoryEntry.COMPLETED,
        "",
        93_000_000,
        12_000_000,
        "/home/ann/Downloads",
        new HistoryDetails(
            Map.of("picture", 1100L, "video", 104L),
            12_000_000,
            29,
            380_000,
            410_000,
            2_100_000,
            second / 2,
            speed,
            Map.of("disk-read", second, "network", 22 * second),
            Map.of("disk-write", 20 * second, "network", 2 * second)),
        "direct");
  }
}
