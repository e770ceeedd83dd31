package dev.ferry.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Request;
import com.microsoft.playwright.Route;
import dev.ferry.browser.GuestWindow.Device;
import dev.ferry.page.guest.LinkOptions;
import dev.ferry.transfer.Approver.Answer;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a guest sends: how the owner is asked, and what both see of it. */
@ExtendWith(Chromium.Given.class)
@Timeout(300)
class GuestUploadsTest {
  private static final String PAYLOAD = "**/payload/**";

  @TempDir private Path folder;
  private PagedPeer ann;
  private URI link;

  @BeforeEach
  void open() throws IOException {
    ann = PagedPeer.asking(folder, "ann");
    link = GuestWindow.url(ann.guests(), ann.guests().create(LinkOptions.forUploads()));
  }

  @AfterEach
  void close() {
    ann.close();
  }

  private Path file(String name, int size) throws IOException {
    byte[] bytes = new byte[size];
    new Random(size).nextBytes(bytes);
    return Files.write(folder.resolve(name), bytes);
  }

  @ParameterizedTest
  @EnumSource(names = {"LAPTOP", "PHONE"})
  void filesAFolderAndATextArriveOnceTheOwnerHasAcceptedThem(Device device, Chromium chromium)
      throws Exception {
    Path picture = file("harbour.jpg", 3_000_000);
    Path notes = file("notes.txt", 4_000);
    Path trip = folder.resolve("trip");
    Path day = Files.createDirectories(trip.resolve("day one"));
    Files.writeString(day.resolve("plan.txt"), "up at six\n");
    try (OwnerWindow owner = OwnerWindow.open(chromium, ann, OwnerWindow.Look.DESKTOP);
        GuestWindow guest = GuestWindow.open(chromium, link, device)) {
      assertThat(guest.heading("Send to ann")).isVisible();
      guest.picture("send-" + device);
      guest.chooses("Choose files", picture, notes);
      Locator sent = guest.upload("harbour.jpg and 1 more");
      assertThat(sent).containsText("Waiting for the other side to accept");
      guest.picture("waiting-" + device);
      offered(owner, "harbour.jpg and 1 more");
      assertThat(ann.inbox()).isEmptyDirectory();
      owner.button("Accept all").click();
      assertThat(sent).containsText("Arrived: 2 files, 3.00 MB");

      guest.chooses("A folder", trip);
      offered(owner, "trip");
      owner.button("Accept all").click();
      assertThat(guest.upload("trip")).containsText("Arrived: 1 file, 10 B");

      guest.button("A text").click();
      guest.page().getByLabel("Text", labelled()).fill("see you at eight\n<b>bring cake</b>");
      guest.picture("text-" + device);
      guest.button("Send text").click();
      assertThat(owner.page().getByText("<b>bring cake</b>")).isVisible();
      owner.button("Take it").click();
      assertThat(guest.upload("a text")).containsText("Arrived");
      guest.picture("arrived-" + device);
    }
    assertThat(ann.inbox().resolve("harbour.jpg")).hasSameBinaryContentAs(picture);
    assertThat(ann.inbox().resolve("notes.txt")).hasSameBinaryContentAs(notes);
    assertThat(ann.inbox().resolve("trip/day one/plan.txt")).hasContent("up at six\n");
  }

  /** The question about these, and no other, is there. */
  private static void offered(OwnerWindow owner, String title) {
    assertThat(owner.page().locator("article h2"))
        .hasText(Pattern.compile("wants to send you " + title + "$"));
  }

  private static Page.GetByLabelOptions labelled() {
    return new Page.GetByLabelOptions().setExact(true);
  }

  @Test
  void anOwnerTakesAPartOrNothingAndTheGuestIsTold(Chromium chromium) throws Exception {
    Path one = file("one.bin", 9_000);
    Path two = file("two.bin", 5_000);
    try (OwnerWindow owner = OwnerWindow.open(chromium, ann, OwnerWindow.Look.DESKTOP);
        GuestWindow guest = GuestWindow.open(chromium, link, Device.PHONE_DARK)) {
      guest.chooses("Choose files", one, two);
      offered(owner, "one.bin and 1 more");
      owner.button("Choose what to take…").click();
      owner.page().locator(".tree").getByText("one.bin").click();
      owner.button("Accept what is ticked").click();
      assertThat(guest.upload("one.bin and 1 more")).containsText("Arrived: 1 file, 5.00 kB");
      assertThat(guest.upload("one.bin and 1 more")).containsText("1 file was not taken");

      guest.chooses("Choose files", one);
      offered(owner, "one.bin");
      owner.button("Decline").click();
      assertThat(guest.page().locator("guest-sending").first()).containsText("Not accepted");
      guest.picture("declined");
    }
    assertThat(ann.inbox().resolve("one.bin")).doesNotExist();
    assertThat(ann.inbox().resolve("two.bin")).hasSameBinaryContentAs(two);
  }

  @Test
  void anUploadThatWasBrokenOffGoesOnFromWhatHasArrived(Chromium chromium) throws Exception {
    int size = 40 << 20;
    Path large = file("large.bin", size);
    try (GuestWindow guest = GuestWindow.open(chromium, link, Device.PHONE)) {
      // Everything but the first range hangs, until the page is closed.
      guest.page().route(PAYLOAD, GuestUploadsTest::onlyTheFirst);
      guest
          .page()
          .waitForResponse(
              answer -> answer.request().method().equals("PUT"),
              () -> {
                guest.chooses("Choose files", large);
                ann.answers(new Answer.All(null));
              });

      guest.closePageAndComeBack(link);
      assertThat(guest.page().getByText("large.bin is not finished")).isVisible();
      guest.picture("unfinished");
      List<Request> again = new CopyOnWriteArrayList<>();
      guest
          .page()
          .onRequest(request -> {
            if (request.method().equals("PUT")) {
              again.add(request);
            }
          });
      guest.chooses("Choose files", large);
      assertThat(guest.upload("large.bin")).containsText("Arrived: 1 file, 41.9 MB");

      assertThat(again).isNotEmpty();
      assertThat(again.stream().mapToLong(GuestUploadsTest::from).min().getAsLong()).isPositive();
      assertThat(guest.page().getByText("is not finished")).hasCount(0);
    }
    assertThat(ann.inbox().resolve("large.bin")).hasSameBinaryContentAs(large);
  }

  private static void onlyTheFirst(Route route) {
    if (from(route.request()) == 0) {
      route.resume();
    }
  }

  /** Where the range of a request begins. */
  private static long from(Request request) {
    Matcher range = Pattern.compile("bytes (\\d+)-").matcher(request.headerValue("Content-Range"));
    assertThat(range.find()).isTrue();
    return Long.parseLong(range.group(1));
  }

  @Test
  void whatCouldNotBeKeptThereIsNamedAndNotToldAsArrived(Chromium chromium) throws Exception {
    Path one = file("one.bin", 9_000);
    Path two = file("two.bin", 5_000);
    try (GuestWindow guest = GuestWindow.open(chromium, link, Device.PHONE)) {
      guest.page().route("**/done/**", route -> route.fulfill(withdrawn()));
      guest.chooses("Choose files", one, two);
      ann.answers(new Answer.All(null));

      Locator told = guest.upload("one.bin and 1 more").locator("[role=status]");
      assertThat(told).containsText("Not everything arrived: 1 file could not be kept there");
      assertThat(told).containsText("two.bin");
      guest.picture("withdrawn");
    }
  }

  /** What a receiver says that could publish one file of two. */
  private static Route.FulfillOptions withdrawn() {
    String line =
        """
        {"complete":{"files":1,"bytes":9000,"same":0,"withdrawnFiles":1,\
        "withdrawn":[{"index":1,"path":"two.bin","reason":"vanished"}]}}
        """;
    return new Route.FulfillOptions().setContentType("application/x-ndjson").setBody(line);
  }
}
