package dev.ferry.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import dev.ferry.browser.OwnerWindow.Look;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What the page says when its peer is away, is another one, or has told too much meanwhile. */
@ExtendWith(Chromium.Given.class)
@Timeout(300)
class OwnerSessionTest {
  @TempDir private Path folder;

  @Test
  void aPeerThatIsStartedAnewAsksForAFreshLink(Chromium chromium) throws Exception {
    PagedPeer ann = PagedPeer.asking(folder, "ann");
    int port = ann.pagePort();
    try (OwnerWindow window = OwnerWindow.open(chromium, ann, Look.PHONE)) {
      Page page = window.page();
      ann.close();
      assertThat(page.getByText("Ferry does not answer")).isVisible();
      assertThat(page.getByText("ferry up")).isVisible();

      ann = PagedPeer.asking(folder, "ann", port);
      assertThat(page.getByText("This page needs a fresh link")).isVisible();
      assertThat(page.getByText("ferry page")).isVisible();
      assertThat(page.getByText("has ended")).hasCount(0);

      try (Page other = page.context().newPage()) {
        other.navigate(ann.link().toString());
        assertThat(window.heading("Transfers")).isVisible();
      }
    } finally {
      ann.close();
    }
  }

  @Test
  void whatWasToldMeanwhileIsReadAnew(Chromium chromium) throws Exception {
    Files.writeString(folder.resolve("notes.txt"), "leaves at eight");
    try (PagedPeer ann = PagedPeer.asking(folder, "ann");
        PagedPeer bob = PagedPeer.asking(folder, "bob");
        OwnerWindow window = OwnerWindow.closed(chromium, ann, Look.DESKTOP)) {
      // As if it came back to a peer that has forgotten what it heard last.
      window
          .page()
          .route(
              url -> url.contains("/api/v1/events?"),
              route -> {
                bob.sends(ann, folder.resolve("notes.txt"));
                route.resume(asking(route, "since=4000000000"));
              });
      window.page().navigate(ann.link().toString());

      assertThat(window.heading("bob wants to send you notes.txt")).isVisible();
      assertThat(window.page().locator(".notice.bad")).hasCount(0);
      window.button("Accept all").click();
      assertThat(window.card("notes.txt, from bob")).containsText("Done");
    }
    assertThat(folder.resolve("ann-inbox/notes.txt")).exists();
  }

  private static Route.ResumeOptions asking(Route route, String since) {
    String url = route.request().url().replaceAll("since=\\d+", since);
    return new Route.ResumeOptions().setUrl(url);
  }
}
