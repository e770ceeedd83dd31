package dev.ferry.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Keyboard;
import dev.ferry.browser.OwnerWindow.Look;
import dev.ferry.peer.PeerAddress;
import dev.ferry.peer.ShareOptions;
import dev.ferry.transfer.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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
    Axe axe = Axe.load();
    bob.shares(ShareOptions.of(ShareOptions.Access.PIN, folder.resolve("people.csv")));
    for (Look look : List.of(Look.DESKTOP, Look.PHONE_DARK)) {
      try (OwnerWindow window = OwnerWindow.open(chromium, ann, look)) {
        Screens screens = new Screens(window, axe, look);
        offerAndEnd(screens);
        sending(screens);
        pages(screens);
        sharing(screens);
      }
    }
    away(chromium, axe);
  }

  private void offerAndEnd(Screens screens) throws Exception {
    OwnerWindow window = screens.window;
    PagedPeer.Sending sending = bob.sends(ann, folder.resolve("people.csv"));
    window.button("Choose what to take…").click();
    window.button("Look into people.csv").click();
    window.page().locator("ferry-offer-tree table").waitFor();
    screens.look("an offer");
    window.button("Accept all").click();
    assertThat(sending.end()).isInstanceOf(Outcome.Completed.class);
    window.buttonBeginning("Details of people.csv").click();
    window.page().locator("ferry-arrived").waitFor();
    screens.look("what ended");
  }

  private void sending(Screens screens) {
    OwnerWindow window = screens.window;
    window.buttonBeginning("Send to bob").click();
    window.page().getByText("Options").click();
    screens.look("sending");
    window.buttonBeginning("From this machine's disk").click();
    window.page().locator("ferry-chooser .files").waitFor();
    screens.look("choosing");
    screens.leave(2);
    openShares(window, bob.address());
    window.page().locator("#pin").waitFor();
    screens.look("a PIN is asked for");
    screens.leave(2);
  }

  private static void openShares(OwnerWindow window, PeerAddress of) {
    window.go("Shares");
    window.buttonBeginning("Open an address").click();
    window.field("Address, name or link").fill(of.toString());
    window.button("Open").click();
  }

  private static void pages(Screens screens) {
    OwnerWindow window = screens.window;
    window.go("History");
    window.page().locator("ferry-past button").first().click();
    window.page().locator("ferry-past .details").first().waitFor();
    screens.look("History");
    window.go("Settings");
    window.button("Forget bob").click();
    screens.look("Forget?");
    screens.leave(1);
    screens.look("Settings");
  }

  private void sharing(Screens screens) {
    OwnerWindow window = screens.window;
    window.go("Shares");
    screens.look("Shares");
    window.buttonBeginning("Share something").click();
    screens.look("sharing");
    screens.leave(1);
    window.buttonBeginning("New link").click();
    screens.look("a new link");
    window.buttonBeginning("Choose").click();
    window.choose(folder, "people.csv");
    window.button("Open the link").click();
    window.buttonBeginning("QR code of the link").click();
    window.page().locator("ferry-guest-link img").first().waitFor();
    screens.look("a link");
    window.button("End the link to people.csv").click();
    window.button("End it").click();
    assertThat(window.button("End the link to people.csv")).hasCount(0);
  }

  /** Ends the peer. */
  private void away(Chromium chromium, Axe axe) throws IOException {
    int port = ann.pagePort();
    try (OwnerWindow window = OwnerWindow.open(chromium, ann, Look.TABLET)) {
      Screens screens = new Screens(window, axe, Look.TABLET);
      screens.look("somebody is near");
      ann.close();
      window.page().getByText("Ferry does not answer").waitFor();
      screens.look("no answer");
      ann = PagedPeer.asking(folder, "ann", port);
      window.page().getByText("This page needs a fresh link").waitFor();
      screens.look("a fresh link");
    }
  }

  /** What is seen in a window, looked at one after the other. */
  private record Screens(OwnerWindow window, Axe axe, Look look) {
    void look(String what) {
      String where = look + ": " + what;
      List<String> found = axe.findings(window.page(), window.devTools());
      assertThat(found).describedAs(where).isEmpty();
      assertThat(window.fits()).describedAs(where + " fits into the width").isTrue();
    }

    /** Closes so many dialogs. */
    void leave(int dialogs) {
      for (int i = 0; i < dialogs; i++) {
        window.page().keyboard().press("Escape");
      }
      assertThat(window.page().locator("dialog[open]")).hasCount(0);
    }
  }

  @Test
  void anOfferIsAcceptedWithTheKeyboardAloneAndTold(Chromium chromium) throws Exception {
    try (OwnerWindow window = OwnerWindow.open(chromium, ann, Look.DESKTOP)) {
      PagedPeer.Sending sending = bob.sends(ann, folder.resolve("people.csv"));
      assertThat(window.page().locator("ferry-announcer [role=alert]"))
          .hasText("bob wants to send you people.csv");
      assertThat(window.button("Accept all")).isEnabled();
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

  @Test
  void aFileOfThisMachineIsSentWithTheKeyboardAlone(Chromium chromium) throws Exception {
    try (PagedPeer cleo = PagedPeer.open(folder, "cleo");
        OwnerWindow window = OwnerWindow.open(chromium, ann, Look.DESKTOP)) {
      Keyboard keyboard = window.page().keyboard();
      window.buttonBeginning("Send to cleo").waitFor();
      tabTo(window, "Send to cleo");
      keyboard.press("Enter");
      window.heading("Send to cleo").waitFor();
      tabTo(window, "From this machine's disk…");
      keyboard.press("Enter");
      window.page().locator("ferry-chooser .files").waitFor();
      tabTo(window, "Folder");
      keyboard.press("Control+A");
      keyboard.type(folder.toString());
      keyboard.press("Enter");
      window.field("Choose people.csv").waitFor();
      tabTo(window, "Choose people.csv");
      keyboard.press("Space");
      tabTo(window, "Choose 1");
      keyboard.press("Enter");
      assertThat(window.page().locator(".chosen")).containsText("people.csv");
      tabTo(window, "Send");
      keyboard.press("Enter");

      assertThat(window.card("people.csv, to cleo")).containsText("Done");
      assertThat(cleo.inbox().resolve("people.csv")).exists();
    }
  }

  private static void tabTo(OwnerWindow window, String name) {
    Keyboard keyboard = window.page().keyboard();
    for (int i = 0; i < MOST_TABS; i++) {
      keyboard.press("Tab");
      String now = focused(window);
      if (now.equals(name) || now.startsWith(name + "\n")) {
        return;
      }
    }
    throw new AssertionError("no way by keyboard to " + name);
  }

  /** What a person who listens hears of what has the focus. */
  private static String focused(OwnerWindow window) {
    return (String)
        window
            .page()
            .evaluate(
                "(document.activeElement.ariaLabel ?? document.activeElement.textContent).trim()");
  }

  private static String outline(OwnerWindow window) {
    return (String) window.page().evaluate("getComputedStyle(document.activeElement).outlineStyle");
  }
}
