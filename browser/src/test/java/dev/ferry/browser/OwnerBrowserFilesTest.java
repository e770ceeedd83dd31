package dev.ferry.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import dev.ferry.browser.OwnerWindow.Look;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What only the browser has: files that are dropped, chosen in its own dialogs, or pasted. */
@ExtendWith(Chromium.Given.class)
@Timeout(300)
class OwnerBrowserFilesTest {
  @TempDir private Path folder;
  private PagedPeer ann;
  private PagedPeer bob;

  @BeforeEach
  void open() throws IOException {
    ann = PagedPeer.asking(folder, "ann");
    bob = PagedPeer.open(folder, "bob");
  }

  @AfterEach
  void close() {
    bob.close();
    ann.close();
  }

  private Path journey() throws IOException {
    Path deep = Files.createDirectories(folder.resolve("journey/tickets"));
    Files.writeString(deep.resolve("ticket.txt"), "pier 7");
    Files.writeString(folder.resolve("journey/notes.txt"), "leaves at eight");
    Files.createFile(folder.resolve("journey/empty.txt"));
    return folder.resolve("journey");
  }

  private void assertThatTheJourneyArrived() {
    Path arrived = folder.resolve("bob-inbox/journey");
    assertThat(arrived.resolve("tickets/ticket.txt")).hasContent("pier 7");
    assertThat(arrived.resolve("notes.txt")).hasContent("leaves at eight");
    assertThat(arrived.resolve("empty.txt")).isEmptyFile();
  }

  @Test
  void aFolderIsDroppedOnSomebodyWhoIsNear(Chromium chromium) throws Exception {
    Path journey = journey();
    try (OwnerWindow window = OwnerWindow.open(chromium, ann, Look.DESKTOP)) {
      Locator near = window.buttonBeginning("Send to bob");
      near.waitFor();
      window.drag(near, journey, journey.resolve("notes.txt"));

      assertThat(window.heading("Send to bob")).isVisible();
      assertThat(window.page().locator(".chosen")).containsText("journey/tickets/ticket.txt");
      window.button("Try the connection").click();
      assertThat(window.page().locator("ferry-way")).containsText("answers in");
      window.button("Send").click();
      assertThat(window.page().getByText("Done", exactly())).hasCount(1);
    }
    assertThatTheJourneyArrived();
    assertThat(bob.inbox().resolve("notes.txt")).hasContent("leaves at eight");
  }

  @Test
  void filesAFolderAndAPictureAreChosenDroppedAndPastedOnAPhone(Chromium chromium)
      throws Exception {
    Path picked = folder.resolve("picked.bin");
    byte[] bytes = new byte[20 << 20];
    new Random(6).nextBytes(bytes);
    Files.write(picked, bytes);
    Path journey = journey();
    try (OwnerWindow window = OwnerWindow.open(chromium, ann, Look.PHONE)) {
      Page page = window.page();
      window.buttonBeginning("Send to bob").click();
      page.waitForFileChooser(() -> window.button("Files…").click()).setFiles(picked);
      page.waitForFileChooser(() -> window.button("Folder…").click()).setFiles(journey);
      assertThat(page.getByText("journey/tickets/ticket.txt")).isVisible();
      put(page.locator(".things"), "drop", "dropped.txt", "text/plain");
      put(page.locator("#message"), "paste", "image.png", "image/png");
      assertThat(page.getByText("dropped.txt")).isVisible();
      assertThat(page.locator(".chosen")).containsText("pasted ");
      assertThat(window.fits()).isTrue();
      window.button("Send").click();

      assertThat(page.getByText("Done", exactly())).hasCount(1);
    }
    assertThatTheJourneyArrived();
    assertThat(bob.inbox().resolve("picked.bin")).hasBinaryContent(bytes);
    assertThat(bob.inbox().resolve("dropped.txt")).hasContent("given by hand");
    try (var all = Files.list(bob.inbox())) {
      assertThat(all.map(path -> path.getFileName().toString()))
          .anyMatch(name -> name.matches("pasted .+\\.png"));
    }
  }

  @Test
  void anUploadThatFailedIsNotBegunAnewWhileThePeerHasTrouble(Chromium chromium) throws Exception {
    Path picked = Files.writeString(folder.resolve("picked.txt"), "picked");
    AtomicInteger begun = new AtomicInteger();
    try (OwnerWindow window = OwnerWindow.open(chromium, ann, Look.DESKTOP)) {
      Page page = window.page();
      page.onRequest(request -> {
        if (request.url().endsWith("/api/v1/uploads")) {
          begun.incrementAndGet();
        }
      });
      window.buttonBeginning("Send to an address").click();
      page.locator("#address").fill("127.0.0.1:1");
      page.waitForFileChooser(() -> window.button("Files…").click()).setFiles(picked);
      window.button("Send").click();
      window.button("Try again").waitFor();
      Route.FulfillOptions trouble = new Route.FulfillOptions().setStatus(503);
      page.route("**/api/v1/uploads/*/missing", route -> route.fulfill(trouble));
      window.button("Try again").click();

      assertThat(page.locator("ferry-upload [role=alert]")).containsText("503");
      assertThat(begun).hasValue(1);
    }
  }

  /** Gives a file that is nowhere on the disk, as another program would. */
  private static void put(Locator place, String how, String name, String type) {
    place.evaluate(
        """
        (place, [how, name, type]) => {
          const carried = new DataTransfer();
          carried.items.add(new File(['given by hand'], name, {type}));
          const told = {bubbles: true, cancelable: true};
          place.dispatchEvent(how === 'drop'
              ? new DragEvent('drop', {dataTransfer: carried, ...told})
              : new ClipboardEvent('paste', {clipboardData: carried, ...told}));
        }
        """,
        List.of(how, name, type));
  }

  private static Page.GetByTextOptions exactly() {
    return new Page.GetByTextOptions().setExact(true);
  }
}
