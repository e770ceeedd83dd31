package dev.ferry.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.CDPSession;
import dev.ferry.browser.OwnerWindow.Look;
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

  @Test
  void theWholePageTravelsInLessThanAHundredKilobytes(Chromium chromium, @TempDir Path folder)
      throws Exception {
    try (PagedPeer ann = PagedPeer.asking(folder, "ann");
        OwnerWindow window = OwnerWindow.open(chromium, ann, Look.DESKTOP)) {
      AtomicLong bytes = new AtomicLong();
      AtomicInteger answers = new AtomicInteger();
      CDPSession tools = window.devTools();
      tools.on(
          "Network.loadingFinished",
          told -> {
            answers.incrementAndGet();
            bytes.addAndGet(told.get("encodedDataLength").getAsLong());
          });
      tools.send("Network.enable");
      tools.send("Network.clearBrowserCache");
      window.page().reload();
      window.heading("Transfers").waitFor();

      System.out.println("first load: " + bytes + " bytes in " + answers + " answers");
      assertThat(answers.get()).isGreaterThan(20);
      assertThat(bytes.get()).isLessThan(MOST);
    }
  }
}
