package dev.ferry.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import dev.ferry.browser.OwnerWindow.Look;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Links for guests, as the owner opens and ends them. */
@ExtendWith(Chromium.Given.class)
@Timeout(300)
class OwnerLinksTest {
  @Test
  void aLinkIsOpenedWithItsCodeAndPinAndEnded(Chromium chromium, @TempDir Path folder)
      throws Exception {
    Files.writeString(folder.resolve("talk.txt"), "hello");
    try (PagedPeer ann = PagedPeer.asking(folder, "ann");
        OwnerWindow window = OwnerWindow.open(chromium, ann, Look.TABLET)) {
      window.go("Shares");
      window.buttonBeginning("New link").click();
      window.buttonBeginning("Choose").click();
      window.choose(folder, "talk.txt");
      window.field("PIN, if it should have one").fill("271828");
      window.button("Open the link").click();

      assertThat(window.card("talk.txt")).containsText("271828");
      assertThat(window.card("talk.txt")).containsText("1 file, 5 B · 0 downloads");
      window.buttonBeginning("QR code of the link").click();
      Locator code = window.page().locator("ferry-guest-link img.qr").first();
      assertThat(code).isVisible();
      assertThat(code).hasJSProperty("complete", true);
      assertThat(code).not().hasJSProperty("naturalWidth", 0);

      window.button("End the link to talk.txt").click();
      window.button("End it").click();
      assertThat(window.card("talk.txt")).hasCount(0);
    }
    assertThat(folder.resolve("talk.txt")).exists();
  }
}
