package dev.ferry.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import dev.ferry.browser.OwnerWindow.Look;
import dev.ferry.testkit.FerryProcess;
import dev.ferry.testkit.Program;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What the owner sends: files of this machine and of the browser, messages; and how it is seen. */
@ExtendWith(Chromium.Given.class)
@Timeout(300)
class OwnerSendsTest {
  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final int LARGE = 48 << 20;
  private static final int PHONE_WIDTH = 360;
  private static final int PHONE_HEIGHT = 780;

  @TempDir private Path folder;
  private PagedPeer ann;

  @BeforeEach
  void open() throws IOException {
    ann = PagedPeer.asking(folder, "ann");
  }

  @AfterEach
  void close() {
    ann.close();
  }

  private static void address(OwnerWindow window, String to) {
    window.buttonBeginning("Send to an address").click();
    window.page().locator("#address").fill(to);
  }

  private void choose(OwnerWindow window, String name) {
    window.buttonBeginning("From this machine's disk").click();
    window.choose(folder, name);
  }

  @Test
  void aPastedMessageAndAFolderOfTheDiskAreSentToAnAddress(Chromium chromium) throws Exception {
    Path photos = Files.createDirectories(folder.resolve("photos"));
    Files.writeString(photos.resolve("a.txt"), "a");
    try (PagedPeer bob = PagedPeer.open(folder, "bob");
        OwnerWindow window = OwnerWindow.open(chromium, ann, Look.PHONE)) {
      paste(window);
      window.page().locator("#address").fill(bob.address().toString());
      choose(window, "photos");
      window.button("Send").click();

      assertThat(window.card("photos, to bob")).containsText("Done");
      assertThat(window.page().getByRole(AriaRole.ARTICLE)).hasCount(2);
      assertThat(window.page().getByText("Done", exactly())).hasCount(2);
    }
    assertThat(folder.resolve("bob-inbox/photos/a.txt")).hasContent("a");
  }

  private static Page.GetByTextOptions exactly() {
    return new Page.GetByTextOptions().setExact(true);
  }

  private static void paste(OwnerWindow window) {
    window
        .page()
        .evaluate(
            """
            () => {
              const carried = new DataTransfer();
              carried.setData('text/plain', 'see you at eight');
              document.body.dispatchEvent(
                  new ClipboardEvent('paste', {clipboardData: carried, bubbles: true}));
            }
            """);
  }

  @Test
  void aReceiverThatIsKilledIsSeenAndTheRestFollowsWhenItIsBack(Chromium chromium)
      throws Exception {
    Path large = folder.resolve("large.bin");
    byte[] bytes = new byte[LARGE];
    new Random(5).nextBytes(bytes);
    Files.write(large, bytes);
    Path inbox = folder.resolve("bob-inbox");

    FerryProcess bob = receive(0, inbox);
    try (OwnerWindow window = OwnerWindow.open(chromium, ann, Look.DESKTOP_DARK)) {
      String port = bob.awaitOutput("\"port\":(\\d+)", LIMIT).group(1);
      address(window, "127.0.0.1:" + port);
      choose(window, "large.bin");
      window.page().getByText("Options").click();
      window.field("At most, in MB a second").fill("8");
      window.button("Send").click();

      Locator card = window.card("large.bin");
      assertThat(card).containsText(Pattern.compile("[1-9]\\d? % · "));
      window.button("Pause large.bin").click();
      assertThat(window.button("Resume large.bin")).isVisible();
      window.button("Resume large.bin").click();
      assertThat(card).containsText(Pattern.compile("[3-9]\\d % · "));
      window.page().setViewportSize(PHONE_WIDTH, PHONE_HEIGHT);
      bob.kill();
      assertThat(card.locator(".notice.warn")).isVisible();

      assertThat(window.fits()).isTrue();
      bob.close();
      bob = receive(Integer.parseInt(port), inbox);
      assertThat(card).containsText("Done");
      window.button("Details of large.bin").click();
      assertThat(card.locator("ferry-stage-meter").first()).isVisible();
      assertThat(card.locator("ferry-speed-plot path").first()).isVisible();
      assertThat(window.fits()).isTrue();
    } finally {
      bob.close();
    }
    assertThat(inbox.resolve("large.bin")).hasBinaryContent(bytes);
  }

  private FerryProcess receive(int port, Path inbox) {
    Program program =
        Program.java("dev.ferry.cli.Main", "-XX:TieredStopAtLevel=1")
            .with("FERRY_HOME", folder.resolve("bob").toString());
    FerryProcess process =
        FerryProcess.start(
            program,
            "receive",
            "--into",
            inbox.toString(),
            "--port",
            Integer.toString(port),
            "--accept",
            "all",
            "--no-announce",
            "--json");
    process.awaitOutput("\"event\":\"listening\"", LIMIT);
    return process;
  }
}
