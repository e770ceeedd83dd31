package dev.ferry.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.microsoft.playwright.Keyboard;
import dev.ferry.browser.OwnerWindow.Look;
import dev.ferry.testkit.Commands;
import dev.ferry.testkit.FerryProcess;
import dev.ferry.testkit.Program;
import dev.ferry.testkit.Requires;
import dev.ferry.transfer.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The page for people who do not see it, or have no mouse, or a small screen. */
@ExtendWith(Chromium.Given.class)
@Timeout(300)
class AccessibilityTest {
  private static final int MOST_TABS = 80;

  @TempDir private Path folder;
  private PagedPeer ann;
  private PagedPeer bob;

  @BeforeEach
  void open() throws IOException {
    ann = PagedPeer.asking(folder, "ann");
    bob = PagedPeer.asking(folder, "bob");
    Files.writeString(folder.resolve("people.csv"), "id;name\n1;Ann\n");
  }

  @AfterEach
  void close() {
    bob.close();
    ann.close();
  }

  @Test
  void noPageAndNoDialogHasAFindingThatMatters(Chromium chromium) throws Exception {
    String axe = Files.readString(axe());
    for (Look look : List.of(Look.DESKTOP, Look.DESKTOP_DARK, Look.PHONE, Look.PHONE_DARK)) {
      try (OwnerWindow window = OwnerWindow.open(chromium, ann, look)) {
        PagedPeer.Sending sending = bob.sends(ann, folder.resolve("people.csv"));
        window.button("Choose what to take…").click();
        findings(window, axe, look + ": an offer");
        window.button("Decline").click();
        assertThat(sending.end()).isInstanceOf(Outcome.Declined.class);
        window.buttonBeginning("Send to an address").click();
        findings(window, axe, look + ": sending");
        window.buttonBeginning("From this machine's disk").click();
        window.page().locator("ferry-chooser .files").waitFor();
        findings(window, axe, look + ": choosing");
        window.page().keyboard().press("Escape");
        window.page().keyboard().press("Escape");
        for (String page : List.of("History", "Shares", "Settings", "Transfers")) {
          window.go(page);
          window.heading(page).waitFor();
          findings(window, axe, look + ": " + page);
          window.picture(
              page.toLowerCase(Locale.ROOT)
                  + "-"
                  + look.name().toLowerCase(Locale.ROOT).replace('_', '-'));
        }
      }
    }
  }

  private static void findings(OwnerWindow window, String axe, String where) {
    JsonObject script = new JsonObject();
    script.addProperty("expression", axe);
    window.devTools().send("Runtime.evaluate", script);
    Object found =
        window
            .page()
            .evaluate(
                """
                () => axe.run().then((all) => all.violations
                    .filter((one) => one.impact === 'serious' || one.impact === 'critical')
                    .map((one) => one.id + ': ' + one.nodes[0].html))
                """);
    assertThat((List<?>) found).describedAs(where).isEmpty();
    assertThat(window.page().evaluate("document.documentElement.scrollWidth <= innerWidth"))
        .describedAs(where + " fits into the width")
        .isEqualTo(true);
  }

  private static Path axe() {
    Requires.check(Commands.exists("npm"), "what axe-core finds", "npm");
    FerryProcess.Finished script =
        FerryProcess.run(
            Program.executable(checkout().resolve("scripts/axe-core.sh")), Duration.ofMinutes(2));
    Requires.check(script.exitCode() == 0, "what axe-core finds", "the npm package axe-core");
    return Path.of(script.output().getLast());
  }

  private static Path checkout() {
    Path folder = Path.of("").toAbsolutePath();
    while (!Files.isExecutable(folder.resolve("scripts/axe-core.sh"))) {
      folder = Objects.requireNonNull(folder.getParent());
    }
    return folder;
  }

  @Test
  void anOfferIsAcceptedWithTheKeyboardAloneAndTold(Chromium chromium) throws Exception {
    try (OwnerWindow window = OwnerWindow.open(chromium, ann, Look.DESKTOP)) {
      PagedPeer.Sending sending = bob.sends(ann, folder.resolve("people.csv"));
      assertThat(window.page().locator("ferry-announcer [role=alert]"))
          .hasText("bob wants to send you people.csv");
      tabTo(window, "Accept all");
      assertThat(outline(window)).isEqualTo("solid");
      window.page().keyboard().press("Enter");

      assertThat(sending.end()).isInstanceOf(Outcome.Completed.class);
      assertThat(window.page().locator("ferry-announcer [role=status]"))
          .hasText("Done: people.csv from bob");

      tabTo(window, "Send to an address…");
      window.page().keyboard().press("Space");
      assertThat(window.page().locator("dialog[open]")).isVisible();
      window.page().keyboard().press("Escape");
      assertThat(window.page().locator("dialog[open]")).hasCount(0);
      assertThat(focused(window)).isEqualTo("Send to an address…");
    }
  }

  private static void tabTo(OwnerWindow window, String name) {
    Keyboard keyboard = window.page().keyboard();
    for (int i = 0; i < MOST_TABS; i++) {
      keyboard.press("Tab");
      if (focused(window).equals(name)) {
        return;
      }
    }
    throw new AssertionError("no way by keyboard to " + name);
  }

  private static String focused(OwnerWindow window) {
    return (String) window.page().evaluate("document.activeElement.textContent.trim()");
  }

  private static String outline(OwnerWindow window) {
    return (String) window.page().evaluate("getComputedStyle(document.activeElement).outlineStyle");
  }
}
