package dev.ferry.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import dev.ferry.browser.OwnerWindow.Look;
import dev.ferry.peer.SendOptions;
import dev.ferry.transfer.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What others offer, as the owner sees and answers it. */
@ExtendWith(Chromium.Given.class)
@Timeout(300)
class OwnerOffersTest {
  @TempDir private Path folder;
  private PagedPeer ann;
  private PagedPeer bob;

  @BeforeEach
  void open() throws IOException {
    ann = PagedPeer.asking(folder, "ann");
    bob = PagedPeer.asking(folder, "bob");
  }

  @AfterEach
  void close() {
    bob.close();
    ann.close();
  }

  @Test
  void anOfferIsLookedIntoAndSomeOfItLandsInAFolderMadeForIt(Chromium chromium) throws Exception {
    try (OwnerWindow window = OwnerWindow.open(chromium, ann, Look.DESKTOP)) {
      PagedPeer.Sending sending = bob.sends(ann, Holiday.make(folder));

      assertThat(window.heading("bob wants to send you holiday")).isVisible();
      assertThat(window.page()).hasTitle("(1) Transfers · ann · Ferry");
      assertThat(window.page().getByText("5 files")).isVisible();
      assertThat(window.page().locator("ferry-offer-looks table")).containsText("Ann");
      assertThat(window.page().locator("ferry-offer-looks img")).isVisible();

      window.button("Choose what to take…").click();
      window.button("Look into holiday").click();
      window.button("Look into tickets").click();
      window.page().locator(".tree").getByText("people.csv").click();
      window.page().locator(".tree").getByText("old.json").click();
      assertThat(tick(window, "holiday")).isChecked(mixed());
      assertThat(tick(window, "people.csv")).not().isChecked();

      saveIn(window, "journeys");
      window.button("Accept what is ticked").click();

      assertThat(sending.end()).isInstanceOf(Outcome.Completed.class);
      assertThat(window.card("holiday, from bob")).containsText("Done");
      assertThat(window.page().getByText("waits for you")).hasCount(0);
      window.button("Details of holiday").click();
      Locator arrived = window.page().locator("ferry-arrived");
      assertThat(arrived).containsText(folder.resolve("journeys").toString());
      window.button("Look into holiday/notes.txt").click();
      assertThat(arrived.locator("pre")).containsText("the ferry leaves at eight");
    }
    Path landed = folder.resolve("journeys/holiday");
    assertThat(landed.resolve("notes.txt"))
        .hasSameTextualContentAs(folder.resolve("holiday/notes.txt"));
    assertThat(landed.resolve("tickets/ticket.json")).exists();
    assertThat(landed.resolve("people.csv")).doesNotExist();
    assertThat(landed.resolve("tickets/old.json")).doesNotExist();
    assertThat(ann.inbox()).isEmptyDirectory();
  }

  private static LocatorAssertions.IsCheckedOptions mixed() {
    return new LocatorAssertions.IsCheckedOptions().setIndeterminate(true);
  }

  private static Locator tick(OwnerWindow window, String name) {
    return window
        .page()
        .locator(".tree .leaf", new Page.LocatorOptions().setHasText(name))
        .first()
        .locator("input");
  }

  private void saveIn(OwnerWindow window, String name) {
    window.button("Change…").click();
    window.field("Folder").fill(folder.toString());
    window.button("Go").click();
    window.button("New folder").click();
    window.field("Name of the new folder").fill(name);
    window.button("Make").click();
    window.button("Choose “" + name + "”").click();
  }

  @Test
  void aMessageDoesNotHideTheFilesThatComeWithIt(Chromium chromium) throws Exception {
    try (OwnerWindow window = OwnerWindow.open(chromium, ann, Look.DESKTOP)) {
      SendOptions both = SendOptions.of(ann.address(), Holiday.make(folder));
      bob.sends(both.withText("see you at eight"));

      assertThat(window.page().getByText("see you at eight")).isVisible();
      assertThat(window.page().getByText("5 files")).isVisible();
      assertThat(window.button("Choose what to take…")).isVisible();
      assertThat(window.button("Take it")).hasCount(0);
      assertThat(window.page().locator("ferry-announcer [role=alert]"))
          .hasText("bob wants to send you holiday and a message");
    }
  }

  @Test
  void replacingWasChosenForTheFolderThatWasShownAndForNoOther(Chromium chromium) throws Exception {
    Path holiday = Holiday.make(folder);
    Path journeys = folder.resolve("journeys");
    Path mine = Files.createDirectories(journeys.resolve("holiday")).resolve("notes.txt");
    Files.writeString(mine, "my diary, which was not shown");
    Path old = Files.createDirectories(ann.inbox().resolve("holiday")).resolve("notes.txt");
    Files.writeString(old, "old");
    try (OwnerWindow window = OwnerWindow.open(chromium, ann, Look.DESKTOP)) {
      PagedPeer.Sending sending = bob.sends(ann, holiday);
      window.page().locator("ferry-offer select").selectOption("update");
      window.button("Change…").click();
      window.field("Folder").fill(journeys.toString());
      window.button("Go").click();
      window.button("Choose “journeys”").click();
      assertThat(window.page().locator("ferry-offer select")).hasCount(0);
      window.button("Accept all").click();
      assertThat(sending.end()).isInstanceOf(Outcome.Completed.class);
    }
    assertThat(mine).hasContent("my diary, which was not shown");
  }

  @Test
  void anOfferThatMovesUpIsNotAcceptedByAClickThatWasMeantForTheOneBefore(Chromium chromium)
      throws Exception {
    try (OwnerWindow window = OwnerWindow.open(chromium, ann, Look.DESKTOP)) {
      bob.sends(ann, Holiday.make(folder));
      window.button("Accept all").waitFor();
      assertThat(window.button("Accept all")).isEnabled();
      // What a browser does within the time in which nothing is accepted, however slow a test is.
      Object accepted =
          window
              .page()
              .evaluate(
                  """
                  async () => {
                    const { store } = await import('/web/owner/state.js');
                    const card = document.querySelector('ferry-offer');
                    card.settled = store.settled = performance.now();
                    await card.updateComplete;
                    card.querySelector('button.primary').click();
                    await card.updateComplete;
                    return card.busy;
                  }
                  """);
      assertThat(accepted).isEqualTo("");
      assertThat(window.page().locator("ferry-offer")).hasCount(1);
      assertThat(window.button("Accept all")).isEnabled();
    }
  }

  @Test
  void aDeclinedOfferIsGoneHereAndSaidThere(Chromium chromium) throws Exception {
    try (OwnerWindow window = OwnerWindow.open(chromium, ann, Look.PHONE_DARK)) {
      PagedPeer.Sending sending = bob.sends(ann, Holiday.make(folder));
      window.button("Decline").click();

      assertThat(sending.end()).isInstanceOf(Outcome.Declined.class);
      assertThat(window.page().getByText("waits for you")).hasCount(0);
      assertThat(window.card("holiday, from bob")).containsText("Declined");
    }
    assertThat(ann.inbox()).isEmptyDirectory();
  }

  @Test
  void whoIsRememberedAtAnOfferIsTrustedFromThenOn(Chromium chromium) throws Exception {
    try (OwnerWindow window = OwnerWindow.open(chromium, ann, Look.TABLET)) {
      PagedPeer.Sending sending = bob.sends(ann, Holiday.make(folder));
      window.field("Remember bob as trusted").check();
      window.button("Accept all").click();

      assertThat(sending.end()).isInstanceOf(Outcome.Completed.class);
      window.go("Settings");
      assertThat(window.page().locator("ferry-met")).containsText("trusted");
      window.go("History");
      window.field("Search in the history").fill("holiday");
      assertThat(window.page().locator("ferry-past")).hasCount(1);
      window.button("Details of holiday").click();
      assertThat(window.page().locator("ferry-past")).containsText("Took");
      window.field("Search in the history").fill("nothing is called so");
      assertThat(window.page().getByText("Nothing found")).isVisible();
    }
    assertThat(ann.inbox().resolve("holiday/people.csv")).exists();
  }
}
