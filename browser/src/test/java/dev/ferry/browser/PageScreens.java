package dev.ferry.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ScreenshotAnimations;
import dev.ferry.browser.OwnerWindow.Look;
import dev.ferry.peer.AcceptRule;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Draws the pictures of the owner's page for the documentation into the folder {@code
 * ferry.screens}; all there are, also those that nothing shows, with {@code ferry.screens.all}.
 * People live in {@code /home} in them, so it runs as root, where nobody of these names has one.
 */
@ExtendWith(Chromium.Given.class)
@Timeout(600)
class PageScreens {
  private static final Map<Look, String> LOOKS =
      Map.of(
          Look.DESKTOP, "",
          Look.DESKTOP_DARK, "-dark",
          Look.PHONE, "-phone",
          Look.PHONE_DARK, "-phone-dark");

  /** What the documentation shows. */
  private static final Set<String> SHOWN =
      Set.of(
          "offer", "offer-in-part", "transfers-dark", "shares", "send-phone", "offer-phone-dark");

  private static final Path ANN = Path.of("/home/ann");
  private static final Path BOB = Path.of("/home/bob");
  private static final Path NAS = Path.of("/home/nas");
  private static final List<Path> PEOPLE = List.of(ANN, BOB, NAS);
  private static final int FILM = 240;

  private final Path screens = Path.of(System.getProperty("ferry.screens", ""));
  private PagedPeer ann;
  private PagedPeer bob;
  private PagedPeer nas;

  @BeforeEach
  void open() throws IOException {
    for (Path home : PEOPLE) {
      if (Files.exists(home)) {
        throw new IOException(home + " is there already");
      }
    }
    ann = PagedPeer.ofPerson(ANN, "Ann", AcceptRule.ASK);
    bob = PagedPeer.ofPerson(BOB, "Bob's laptop", AcceptRule.ASK);
    nas = PagedPeer.ofPerson(NAS, "nas", AcceptRule.ALL);
    Holiday.make(BOB);
    Holiday.make(ANN);
    Files.createDirectories(ANN.resolve("Videos"));
    byte[] scene = new byte[1_000_000];
    new Random(7).nextBytes(scene);
    try (OutputStream film = Files.newOutputStream(ANN.resolve("Videos/crossing.mp4"))) {
      for (int i = 0; i < FILM; i++) {
        film.write(scene);
      }
    }
  }

  @AfterEach
  void close() throws IOException {
    nas.close();
    bob.close();
    ann.close();
    for (Path home : PEOPLE) {
      delete(home);
    }
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }

  @Test
  void thePageIsDrawn(Chromium chromium) throws Exception {
    bob.shares(BOB.resolve("holiday"));
    for (Look look : List.of(Look.DESKTOP, Look.DESKTOP_DARK, Look.PHONE, Look.PHONE_DARK)) {
      try (OwnerWindow window = OwnerWindow.open(chromium, ann, look)) {
        window.buttonBeginning("Send to Bob's laptop").waitFor();
        window.buttonBeginning("Send to nas").waitFor();
        draw(window, look, "near");
        offer(window, look);
        send(window, look);
        others(window, look);
      }
      delete(ANN.resolve("Downloads/Ferry/holiday"));
    }
  }

  private void offer(OwnerWindow window, Look look) throws Exception {
    PagedPeer.Sending sending = bob.sends(ann, BOB.resolve("holiday"));
    assertThat(window.page().locator("ferry-offer-looks figure")).hasCount(3);
    assertThat(window.button("Accept all")).isEnabled();
    draw(window, look, "offer");
    window.button("Choose what to take…").click();
    window.button("Look into holiday").click();
    window.button("Look into tickets").click();
    window.page().locator(".tree").getByText("people.csv").click();
    window.page().locator(".tree").getByText("old.json").click();
    draw(window, look, "offer-in-part");
    window.button("Accept what is ticked").click();
    sending.end();
  }

  private void send(OwnerWindow window, Look look) {
    window.buttonBeginning("Send to nas").click();
    window.buttonBeginning("From this machine's disk").click();
    window.field("Folder").fill(ANN.toString());
    window.button("Go").click();
    window.field("Choose Videos").waitFor();
    draw(window, look, "choosing");
    window.field("Choose Videos").check();
    window.button("Choose 1").click();
    window.page().locator("#message").fill("The film of the crossing, for the evening.");
    window.page().getByText("Options").click();
    window.field("At most, in MB a second").fill("12");
    draw(window, look, "send");
    window.button("Send").click();
    window.page().getByText("left", new Page.GetByTextOptions().setExact(false)).first().waitFor();
    window.page().locator("ferry-speed-plot path").first().waitFor();
    window.buttonBeginning("Details of holiday").click();
    window.page().locator("ferry-arrived").first().waitFor();
    draw(window, look, "transfers");
    window.button("Pause Videos").click();
    window.button("Resume Videos").waitFor();
    draw(window, look, "paused");
    window.button("Discard Videos").click();
    window.button("Discard").click();
    assertThat(window.button("Discard Videos")).hasCount(0);
  }

  private void others(OwnerWindow window, Look look) {
    window.go("History");
    window.page().locator("ferry-past button").first().click();
    window.page().locator("ferry-past .details").first().waitFor();
    draw(window, look, "history");
    window.go("Settings");
    window.page().locator("ferry-met li").first().waitFor();
    draw(window, look, "settings");
    window.go("Shares");
    draw(window, look, "shares-empty");
    window.buttonBeginning("Share something").click();
    window.buttonBeginning("Choose").click();
    window.choose(ANN, "holiday");
    window.field("Whoever knows a PIN, which is made up for it").check();
    draw(window, look, "sharing");
    window.button("Share").click();
    window.button("Stop sharing holiday").waitFor();
    window.buttonBeginning("New link").click();
    window.buttonBeginning("Choose").click();
    window.choose(ANN, "holiday");
    draw(window, look, "linking");
    window.button("Open the link").click();
    window.buttonBeginning("QR code of the link").click();
    assertThat(window.page().locator("ferry-guest-link img").first())
        .hasJSProperty("complete", true);
    draw(window, look, "shares");
    window.button("End the link to holiday").click();
    window.button("End it").click();
    assertThat(window.button("End the link to holiday")).hasCount(0);
    window.button("Stop sharing holiday").click();
    window.button("Stop sharing").click();
    assertThat(window.button("Stop sharing holiday")).hasCount(0);
  }

  private void draw(OwnerWindow window, Look look, String what) {
    String name = what + LOOKS.get(look);
    if (SHOWN.contains(name) || Boolean.getBoolean("ferry.screens.all")) {
      window
          .page()
          .screenshot(
              new Page.ScreenshotOptions()
                  .setAnimations(ScreenshotAnimations.DISABLED)
                  .setPath(screens.resolve("page-" + name + ".png")));
    }
  }
}
