package dev.ferry.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import dev.ferry.browser.OwnerWindow.Look;
import dev.ferry.peer.ShareOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What the owner shares, and fetches from others. */
@ExtendWith(Chromium.Given.class)
@Timeout(300)
class OwnerSharesTest {
  private static final int LARGE = 40 << 20;

  @TempDir private Path folder;
  private PagedPeer ann;
  private PagedPeer bob;

  @BeforeEach
  void open() throws IOException {
    ann = PagedPeer.asking(folder, "ann");
    bob = PagedPeer.asking(folder, "bob");
    Files.createDirectories(folder.resolve("photos/2024"));
    Files.writeString(folder.resolve("photos/2024/pier.txt"), "pier");
    Files.writeString(folder.resolve("photos/other.txt"), "other");
  }

  @AfterEach
  void close() {
    bob.close();
    ann.close();
  }

  @Test
  void whatIsSharedWithAPinIsFetchedInPartByWhoKnowsIt(Chromium chromium) throws Exception {
    String pin;
    try (OwnerWindow window = OwnerWindow.open(chromium, ann, Look.PHONE)) {
      window.go("Shares");
      window.buttonBeginning("Share something").click();
      window.buttonBeginning("Choose").click();
      window.choose(folder, "photos");
      window.field("Whoever knows a PIN, which is made up for it").check();
      window.button("Share").click();
      assertThat(window.card("photos")).containsText("2 files, 9 B · for whoever knows the PIN");
      pin = window.card("photos").locator(".pin").textContent();
      assertThat(window.fits()).isTrue();

      try (OwnerWindow bobs = OwnerWindow.open(chromium, bob, Look.DESKTOP)) {
        open(bobs, ann);
        Page page = bobs.page();
        page.locator("#pin").fill("wrong" + pin);
        page.keyboard().press("Enter");
        assertThat(bobs.heading("That was not the PIN")).isVisible();
        page.locator("#pin").fill(pin);
        page.keyboard().press("Enter");
        bobs.button("photos").click();
        bobs.field("Choose 2024").check();
        bobs.button("Fetch 1").click();
        assertThat(bobs.page().getByText("Done", exactly())).isVisible();
      }

      window.button("Stop sharing photos").click();
      window.button("Stop sharing").click();
      assertThat(window.page().getByText("You share nothing")).isVisible();
    }
    assertThat(bob.inbox().resolve("2024/pier.txt")).hasContent("pier");
    assertThat(bob.inbox().resolve("other.txt")).doesNotExist();
  }

  /**
   * By the address: that somebody who is near shares something now, is told to others by and by.
   */
  private static void open(OwnerWindow window, PagedPeer from) {
    window.go("Shares");
    window.buttonBeginning("Open an address").click();
    window.field("Address, name or link").fill(from.address().toString());
    window.button("Open").click();
  }

  private static Page.GetByTextOptions exactly() {
    return new Page.GetByTextOptions().setExact(true);
  }

  @Test
  void aGetThatWasPausedStandsOnceAndGoesOnAlsoAfterAReload(Chromium chromium) throws Exception {
    byte[] bytes = new byte[LARGE];
    new Random(6).nextBytes(bytes);
    Files.write(folder.resolve("large.bin"), bytes);
    bob.shares(ShareOptions.of(ShareOptions.Access.PUBLIC, folder.resolve("large.bin")));
    try (OwnerWindow window = OwnerWindow.open(chromium, ann, Look.DESKTOP)) {
      window.go("Settings");
      window.page().locator("#limit").fill("8");
      open(window, bob);
      window.field("Choose large.bin").check();
      window.button("Fetch 1").click();
      window.button("Pause large.bin").click();
      assertThat(window.button("Resume large.bin")).isVisible();
      assertThat(window.button("Discard large.bin")).isVisible();

      window.page().reload();
      assertThat(window.button("Resume large.bin")).isVisible();
      assertThat(window.page().locator("article.transfer")).hasCount(1);
      window.button("Resume large.bin").click();
      assertThat(window.card("large.bin")).containsText("Done");
      assertThat(window.button("Discard large.bin")).hasCount(0);
    }
    assertThat(ann.inbox().resolve("large.bin")).hasBinaryContent(bytes);
  }
}
