package dev.ferry.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Keyboard;
import com.microsoft.playwright.Page;
import dev.ferry.browser.GuestWindow.Device;
import dev.ferry.page.guest.LinkOptions;
import dev.ferry.transfer.Approver.Answer;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The guests' page for people who do not see it, or have no mouse, or a small screen. */
@ExtendWith(Chromium.Given.class)
@Timeout(300)
class GuestAccessibilityTest {
  private static final int MOST_TABS = 40;

  @TempDir private Path folder;
  private PagedPeer ann;
  private Path notes;
  private URI link;

  @BeforeEach
  void open() throws IOException {
    ann = PagedPeer.asking(folder, "ann");
    Path trip = Files.createDirectories(folder.resolve("trip"));
    notes = Files.writeString(trip.resolve("notes.txt"), "up at six\n");
    link = link(LinkOptions.download(trip).withUpload(true).withLife(Duration.ofHours(1)));
  }

  @AfterEach
  void close() {
    ann.close();
  }

  private URI link(LinkOptions options) throws IOException {
    return GuestWindow.url(ann.guests(), ann.guests().create(options));
  }

  @Test
  void noScreenHasAFindingThatMatters(Chromium chromium) throws Exception {
    Axe axe = Axe.load();
    URI locked = link(LinkOptions.download(notes).withPin("271828"));
    for (Device device : Device.values()) {
      try (GuestWindow guest = GuestWindow.open(chromium, link, device)) {
        guest.button("Open trip").click();
        assertThat(guest.link("Download notes.txt")).isVisible();
        look(guest, axe, device + ": a folder");
        guest.button("A text").click();
        guest.chooses("Choose files", notes);
        guest.upload("notes.txt").waitFor();
        look(guest, axe, device + ": what is sent and waits, and a text");
        ann.answers(new Answer.Decline("no room"));
        assertThat(guest.upload("notes.txt")).containsText("Not accepted: no room");
        look(guest, axe, device + ": declined");

        guest.page().navigate(locked.toString());
        guest.page().getByLabel("PIN").fill("0000");
        guest.button("Open").click();
        assertThat(guest.page().getByText("The PIN is wrong")).isVisible();
        look(guest, axe, device + ": a wrong PIN");
        guest.page().navigate(link.resolve("/g/nothing").toString());
        assertThat(guest.heading("This link opens nothing")).isVisible();
        look(guest, axe, device + ": a wrong link");
      }
      ann.guests().revoke(locked.getPath().substring("/g/".length()));
      locked = link(LinkOptions.download(notes).withPin("271828"));
    }
  }

  private static void look(GuestWindow guest, Axe axe, String where) {
    assertThat(axe.findings(guest.page(), guest.devTools())).describedAs(where).isEmpty();
    assertThat(guest.fits()).describedAs(where + " fits into the width").isTrue();
  }

  @Test
  void aGuestGetsAndSendsWithTheKeyboardAlone(Chromium chromium) throws Exception {
    try (GuestWindow guest = GuestWindow.open(chromium, link, Device.LAPTOP)) {
      Page page = guest.page();
      Keyboard keyboard = page.keyboard();
      guest.button("Open trip").waitFor();
      tabTo(page, "Open trip");
      assertThat(page.evaluate("getComputedStyle(document.activeElement).outlineStyle"))
          .isEqualTo("solid");
      keyboard.press("Enter");
      guest.link("Download notes.txt").waitFor();
      tabTo(page, "Download notes.txt");
      Download download = page.waitForDownload(() -> keyboard.press("Enter"));
      assertThat(download.path()).hasSameBinaryContentAs(notes);

      tabTo(page, "Choose files");
      page.waitForFileChooser(() -> keyboard.press("Enter")).setFiles(notes);
      ann.answers(new Answer.All(null));
      assertThat(guest.upload("notes.txt")).containsText("Arrived: 1 file, 10 B");
      tabTo(page, "A text");
      keyboard.press("Enter");
      tabTo(page, "Text");
      keyboard.type("see you at eight");
      tabTo(page, "Send text");
      keyboard.press("Enter");
      ann.answers(new Answer.All(null));
      assertThat(guest.upload("a text")).containsText("Arrived");
    }
    assertThat(ann.inbox().resolve("notes.txt")).hasSameBinaryContentAs(notes);
  }

  private static void tabTo(Page page, String name) {
    for (int i = 0; i < MOST_TABS; i++) {
      page.keyboard().press("Tab");
      if (focused(page).contains(name)) {
        return;
      }
    }
    throw new AssertionError("no way by keyboard to " + name);
  }

  /** All that names what has the focus. */
  private static List<?> focused(Page page) {
    return (List<?>)
        page.evaluate(
            """
            () => {
              const it = document.activeElement;
              return [it.getAttribute('aria-label'), it.textContent, it.labels?.[0]?.textContent]
                  .map((name) => (name ?? '').trim());
            }
            """);
  }
}
