package dev.ferry.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import dev.ferry.browser.GuestWindow.Device;
import dev.ferry.browser.OwnerWindow.Look;
import dev.ferry.page.guest.LinkOptions;
import java.net.URI;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** How much travels before the page can be used. */
@ExtendWith(Chromium.Given.class)
@Timeout(300)
class FirstLoadTest {
  private static final long MOST = 100_000;

  @TempDir private Path folder;

  @Test
  void theOwnersPageTravelsInLessThanAHundredKilobytes(Chromium chromium) throws Exception {
    try (PagedPeer ann = PagedPeer.asking(folder, "ann");
        OwnerWindow window = OwnerWindow.open(chromium, ann, Look.DESKTOP)) {
      checkWeight(window.devTools(), window.page(), window.heading("Transfers"));
    }
  }

  @Test
  void theGuestsPageTravelsInLessThanAHundredKilobytes(Chromium chromium) throws Exception {
    try (PagedPeer ann = PagedPeer.asking(folder, "ann")) {
      LinkOptions all = LinkOptions.download(folder).withUpload(true);
      URI link = GuestWindow.url(ann.guests(), ann.guests().create(all));
      try (GuestWindow window = GuestWindow.open(chromium, link, Device.PHONE)) {
        checkWeight(window.devTools(), window.page(), window.heading("Send to ann"));
      }
    }
  }

  private static void checkWeight(CDPSession tools, Page page, Locator last) {
    AtomicLong bytes = new AtomicLong();
    AtomicInteger answers = new AtomicInteger();
    tools.on(
        "Network.loadingFinished",
        told -> {
          answers.incrementAndGet();
          bytes.addAndGet(told.get("encodedDataLength").getAsLong());
        });
    tools.send("Network.enable");
    tools.send("Network.clearBrowserCache");
    page.reload();
    last.waitFor();

    System.out.println("first load: " + bytes + " bytes in " + answers + " answers");
    assertThat(answers.get()).isGreaterThan(20);
    assertThat(bytes.get()).isLessThan(MOST);
  }
}
