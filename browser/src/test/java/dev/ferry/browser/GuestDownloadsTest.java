package dev.ferry.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.options.AriaRole;
import dev.ferry.browser.GuestWindow.Device;
import dev.ferry.identity.DisplayName;
import dev.ferry.page.guest.GuestLink;
import dev.ferry.page.guest.LinkOptions;
import dev.ferry.testkit.CorpusName;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a guest gets by a link, and what is said when a link opens nothing. */
@ExtendWith(Chromium.Given.class)
@Timeout(300)
class GuestDownloadsTest {
  private static final String MARKUP = "<img src=x onerror=alert(1)>";

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

  private URI link(LinkOptions options) throws IOException {
    return GuestWindow.url(ann.guests(), ann.guests().create(options));
  }

  private Path holiday() throws IOException {
    Path holiday = Files.createDirectories(folder.resolve("Holiday on the island"));
    byte[] picture = new byte[700_000];
    new Random(4).nextBytes(picture);
    Files.write(holiday.resolve("harbour.jpg"), picture);
    Files.writeString(holiday.resolve("notes.txt"), "the ferry leaves at eight\n");
    Files.writeString(
        holiday.resolve(
            "Minutes of the meeting about the new landing stage, with all remarks of the harbour"
                + " master, the second version as it was agreed upon in November.odt"),
        "long");
    Path tickets = Files.createDirectories(holiday.resolve("tickets"));
    Files.writeString(tickets.resolve("there.txt"), "pier 7\n");
    Files.writeString(tickets.resolve("back.txt"), "pier 2\n");
    return holiday;
  }

  @ParameterizedTest
  @EnumSource(names = {"LAPTOP", "PHONE"})
  void aGuestLooksIntoFoldersAndGetsOneFileAFolderAndAll(Device device, Chromium chromium)
      throws Exception {
    Path holiday = holiday();
    URI link = link(LinkOptions.download(holiday).withUpload(true).withLife(Duration.ofDays(1)));
    try (GuestWindow guest = GuestWindow.open(chromium, link, device)) {
      assertThat(guest.page()).hasTitle("Holiday on the island – Ferry");
      assertThat(guest.page().getByText("ann shares with you")).isVisible();
      assertThat(guest.page().getByText("5 files, 700 kB")).isVisible();
      assertThat(guest.page().locator("footer")).containsText("Not encrypted (plain HTTP)");
      guest.picture("shares-" + device);

      guest.button("Open Holiday on the island").click();
      guest.picture("folder-" + device);
      assertThat(guest.downloads("Download harbour.jpg"))
          .hasSameBinaryContentAs(holiday.resolve("harbour.jpg"));
      guest.button("Open tickets").click();
      assertThat(guest.page().locator("guest-files .list li")).hasCount(2);
      assertThat(names(guest.downloads("Download folder as a zip")))
          .containsExactly(
              "Holiday on the island/tickets/back.txt", "Holiday on the island/tickets/there.txt");
      guest.button("All").click();
      assertThat(names(guest.downloads("Download all as a zip")))
          .contains("Holiday on the island/notes.txt", "Holiday on the island/tickets/there.txt")
          .hasSize(5);
    }
  }

  /** Of the files in a zip. */
  private static List<String> names(Path file) throws IOException {
    try (ZipFile zip = new ZipFile(file.toFile())) {
      return zip.stream().filter(entry -> !entry.isDirectory()).map(Object::toString).toList();
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"LAPTOP", "PHONE_DARK"})
  void onlyTheRightPinShowsWhatALinkOpens(Device device, Chromium chromium) throws Exception {
    Path note = Files.writeString(folder.resolve("plans.txt"), "secret");
    try (GuestWindow guest =
        GuestWindow.open(chromium, link(LinkOptions.download(note).withPin("271828")), device)) {
      assertThat(guest.page().getByText("A PIN opens this link")).isVisible();
      assertThat(guest.page().locator("body")).not().containsText("plans");
      guest.page().getByLabel("PIN").fill("000000");
      guest.button("Open").click();
      assertThat(guest.page().getByRole(AriaRole.ALERT)).containsText("PIN");
      guest.picture("pin-" + device);
      assertThat(guest.page().locator("body")).not().containsText("plans");

      guest.page().getByLabel("PIN").fill("271828");
      guest.page().keyboard().press("Enter");
      assertThat(guest.downloads("Download plans.txt")).hasContent("secret");
      guest.page().reload();
      assertThat(guest.link("Download plans.txt")).isVisible();
      guest.picture("one-file-" + device);
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"LAPTOP", "PHONE_DARK"})
  void aLinkThatOpensNothingSaysSoAndWhatToDo(Device device, Chromium chromium) throws Exception {
    URI open = link(LinkOptions.forUploads());
    URI wrong = open.resolve("/g/abcdefgh234567abcdefgh2345");
    link(LinkOptions.forUploads());
    GuestLink brief = ann.guests().create(LinkOptions.forUploads().withLife(Duration.ofMillis(1)));
    try (GuestWindow guest = GuestWindow.open(chromium, wrong, device)) {
      assertThat(guest.heading("This link opens nothing")).isVisible();
      assertThat(guest.page().getByRole(AriaRole.ALERT))
          .containsText("Ask whoever sent it for a new one");
      guest.picture("wrong-" + device);

      assertThat(status(guest.page().reload())).isEqualTo(404);
      assertThat(status(guest.page().navigate(open.resolve("/g/" + brief.id()).toString())))
          .isEqualTo(410);
      assertThat(guest.heading("This link has expired")).isVisible();

      guest.page().navigate(open.toString());
      assertThat(guest.heading("Send to ann")).isVisible();
      ann.guests().revoke(open.getPath().substring("/g/".length()));
      guest.page().reload();
      assertThat(guest.heading("This link opens nothing")).isVisible();
      assertThat(guest.page()).hasTitle("This link opens nothing – Ferry");
    }
  }

  private static int status(@Nullable Response answer) {
    return Objects.requireNonNull(answer).status();
  }

  @Test
  void overHttpsThePageSaysWhatThatIsWorth(Chromium chromium) throws Exception {
    Path note = Files.writeString(folder.resolve("plans.txt"), "secret");
    URI link =
        GuestWindow.url(
            ann.encryptedGuests(), ann.encryptedGuests().create(LinkOptions.download(note)));
    assertThat(link).hasScheme("https");
    try (GuestWindow guest = GuestWindow.open(chromium, link, Device.PHONE)) {
      assertThat(guest.page().locator("footer"))
          .containsText("Encrypted (HTTPS), by a certificate that ann made itself");
      assertThat(guest.page().locator("body")).not().containsText("Not encrypted");
      assertThat(guest.downloads("Download plans.txt")).hasContent("secret");
      guest.picture("https");
    }
  }

  @Test
  void everyNameOfTheCorpusIsTextAndRunsNothing(Chromium chromium) throws Exception {
    Path tree = Files.createDirectories(folder.resolve("tree " + MARKUP));
    List<String> names =
        CorpusName.legal().stream().map(CorpusName::name).filter(OneFile::isName).toList();
    assertThat(names).hasSizeGreaterThan(50);
    for (String name : names) {
      OneFile.make(tree, name);
    }
    try (GuestWindow guest =
        GuestWindow.open(chromium, link(LinkOptions.download(tree)), Device.PHONE)) {
      assertThat(guest.page().locator("guest-files .list li")).hasCount(1);
      assertThat(visible(guest)).contains(MARKUP).matches(GuestDownloadsTest::isHarmless);
      guest.button("Open tree " + MARKUP).click();
      assertThat(guest.page().locator("guest-files .list li")).hasCount(names.size());
      assertThat(visible(guest)).contains(MARKUP).matches(GuestDownloadsTest::isHarmless);
      assertThat(guest.fits()).isTrue();
      guest.picture("names");

      // Each row leads to its own file, whatever it is called.
      for (Object row : rows(guest.page())) {
        assertThat(row).isEqualTo(true);
      }
    }
  }

  private static List<?> rows(Page page) {
    return (List<?>)
        page.evaluate(
            """
            () => Promise.all([...document.querySelectorAll('guest-files .list a')]
                .map((a) => fetch(a.href).then((it) => it.text()).then((text) => text === 'x')))
            """);
  }

  private static String visible(GuestWindow guest) {
    return (String) guest.page().evaluate("document.body.innerText");
  }

  private static boolean isHarmless(String text) {
    return text.lines().allMatch(line -> DisplayName.escapeLines(line).equals(line));
  }
}
