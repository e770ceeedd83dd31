package dev.ferry.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import dev.ferry.browser.OwnerWindow.Look;
import dev.ferry.transfer.Outcome;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What the owner may change, and when it counts. */
@ExtendWith(Chromium.Given.class)
@Timeout(300)
class OwnerSettingsTest {
  private static Page.LocatorOptions named(String name) {
    return new Page.LocatorOptions().setHasText(name);
  }

  @Test
  void settingsAreKeptAndWhoIsLetInCountsAtOnce(Chromium chromium, @TempDir Path folder)
      throws Exception {
    Files.writeString(folder.resolve("notes.txt"), "leaves at eight");
    try (PagedPeer ann = PagedPeer.asking(folder, "ann");
        PagedPeer bob = PagedPeer.asking(folder, "bob");
        OwnerWindow window = OwnerWindow.open(chromium, ann, Look.PHONE_DARK)) {
      window.go("Settings");
      window.field("Name of this machine").fill("ann's desk");
      window.button("Choose…").click();
      window.field("Folder").fill(folder.toString());
      window.button("Go").click();
      window.button("New folder").click();
      window.field("Name of the new folder").fill("arrivals");
      window.button("Make").click();
      window.button("Choose “arrivals”").click();
      window.field("Let everybody in, but for changed peers").check();
      window.button("Save").click();
      assertThat(window.page().getByText("Saved.")).isVisible();
      assertThat(window.page().locator("ferry-listeners")).containsText(ann.address().toString());
      assertThat(window.fits()).isTrue();

      assertThat(bob.sends(ann, folder.resolve("notes.txt")).end())
          .isInstanceOf(Outcome.Completed.class);
      window.go("Transfers");
      assertThat(window.card("notes.txt, from bob")).containsText("Done");
      window.go("Settings");
      window.button("Trust bob").click();
      window.button("They are the same: trust").click();
      assertThat(window.page().locator("ferry-met .badge.good")).hasText("trusted");
      window.go("Transfers");
      assertThat(window.page().locator("ferry-near-peer", named("bob"))).containsText("trusted");
    }
    assertThat(folder.resolve("ann/settings.conf"))
        .content()
        .contains("alias = ann's desk", "inbox = " + folder.resolve("arrivals"), "accept = all");
    assertThat(folder.resolve("ann-inbox/notes.txt")).exists();
  }
}
