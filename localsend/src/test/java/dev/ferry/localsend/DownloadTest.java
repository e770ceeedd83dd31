package dev.ferry.localsend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ferry.identity.Standing;
import dev.ferry.json.Fields;
import dev.ferry.json.StrictJson;
import dev.ferry.testkit.RawConnection;
import dev.ferry.transfer.Share;
import dev.ferry.transfer.ShareAccess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Apps and browsers pull what is shared. */
@Timeout(60)
class DownloadTest extends AskedDevice {
  private Share share(ShareAccess access, String name, String content) throws Exception {
    Path tree = folder.resolve("tree-" + UUID.randomUUID());
    Path sub = Files.createDirectories(tree.resolve("sub"));
    Files.writeString(sub.resolve(name), content);
    Share share = Shares.of(UUID.randomUUID().toString(), access, folder.resolve("state"), tree);
    device.catalog().add(share);
    return share;
  }

  private Fields prepared(RawConnection.Message answer) throws IOException {
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    return StrictJson.parseBody(answer.body());
  }

  private static String only(Fields prepared) throws IOException {
    assertThat(prepared.object("files").names()).hasSize(1);
    return prepared.object("files").names().getFirst();
  }

  private static String download(Fields prepared, String file) throws IOException {
    return "/api/localsend/v2/download?sessionId=" + prepared.text("sessionId") + "&fileId=" + file;
  }

  @Test
  void whatIsSharedWithEverybodyIsListedAndSent() throws Exception {
    share(new ShareAccess.Open(), "a <b>.txt", "hello");

    Fields prepared = prepared(phone.post("prepare-download", ""));
    String id = only(prepared);
    Fields file = prepared.object("files").object(id);
    assertThat(prepared.object("info").text("alias")).isEqualTo("Study");
    assertThat(file.text("fileName")).endsWith("/sub/a <b>.txt");
    assertThat(file.count("size")).isEqualTo(5);
    assertThat(file.text("fileType")).isEqualTo("text/plain");
    assertThat(file.object("metadata").text("modified")).contains("T").endsWith("Z");

    RawConnection.Message answer = phone.get(download(prepared, id));
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.header("Content-Length")).isEqualTo("5");
    assertThat(answer.header("Content-Disposition")).startsWith("attachment;");
    assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
    assertThat(answer.header("Content-Security-Policy")).contains("default-src 'none'", "sandbox");
    assertThat(answer.text()).isEqualTo("hello");
  }

  @Test
  void aDownloadCanBeGoneOnWith() throws Exception {
    share(new ShareAccess.Open(), "a", "0123456789");
    Fields prepared = prepared(phone.post("prepare-download", ""));
    String head = "GET " + download(prepared, only(prepared)) + " HTTP/1.1\r\nhost: a\r\nrange: ";

    RawConnection.Message part = phone.request(head + "bytes=4-5\r\n\r\n", new byte[0]);
    assertThat(part.status()).isEqualTo(206);
    assertThat(part.header("Content-Range")).isEqualTo("bytes 4-5/10");
    assertThat(part.text()).isEqualTo("45");
    assertThat(phone.request(head + "bytes=8-\r\n\r\n", new byte[0]).text()).isEqualTo("89");
    assertRefused(phone.request(head + "bytes=10-\r\n\r\n", new byte[0]), 416);
  }

  @Test
  void aSharesPinIsAskedForAndItsFilesAreHiddenUntilThen() throws Exception {
    ShareAccess.Pin pin = ShareAccess.Pin.random();
    share(pin, "secret", "s");

    assertRefused(phone.post("prepare-download", ""), 401);
    assertRefused(phone.post("prepare-download?pin=wrong1", ""), 401);
    Fields prepared = prepared(phone.post("prepare-download?pin=" + pin.digits(), ""));
    assertThat(phone.get(download(prepared, only(prepared))).text()).isEqualTo("s");
    assertThat(
            prepared(phone.post("prepare-download?sessionId=" + prepared.text("sessionId"), ""))
                .text("sessionId"))
        .as("a session need not give it again")
        .isEqualTo(prepared.text("sessionId"));
    for (int i = 0; i < 3; i++) {
      assertRefused(phone.post("prepare-download?pin=wrong2", ""), 401);
    }
    assertRefused(phone.post("prepare-download?pin=" + pin.digits(), ""), 429);
  }

  @Test
  void whatIsForTrustedDevicesOrForALinkIsForNobodyElse() throws Exception {
    share(new ShareAccess.Trusted(), "trusted", "t");
    share(new ShareAccess.Link(), "linked", "l");

    assertRefused(phone.post("prepare-download", ""), 403);
    device.standing(Standing.TRUSTED);
    Fields prepared = prepared(phone.post("prepare-download", ""));
    String path = download(prepared, only(prepared));
    assertThat(phone.get(path).text()).isEqualTo("t");
    device.standing(Standing.KNOWN);
    assertRefused(phone.get(path), 404);
    assertRefused(new Phone(device.address(), ORANGE.hidden()).post("prepare-download", ""), 403);
  }

  @Test
  void aSessionIsNotGuessedNorUsedByOthers() throws Exception {
    share(new ShareAccess.Open(), "a", "a");
    Fields prepared = prepared(phone.post("prepare-download", ""));
    String right = download(prepared, only(prepared));

    assertRefused(new Phone(device.address(), PEAR).get(right), 403);
    assertRefused(phone.get(right.replace(prepared.text("sessionId"), "x")), 403);
    assertRefused(phone.get("/api/localsend/v2/download"), 403);
    for (String file : new String[] {"", "x", "0-99999", "9-0", "0-0", "-1-0", "0-1x"}) {
      assertRefused(phone.get(download(prepared, file)), 404);
    }
  }

  @Test
  void whatIsSharedNoMoreIsNotSent() throws Exception {
    Share share = share(new ShareAccess.Open(), "a", "a");
    Fields prepared = prepared(phone.post("prepare-download", ""));
    device.catalog().remove(share);

    assertRefused(phone.get(download(prepared, only(prepared))), 404);
    assertRefused(phone.post("prepare-download", ""), 403);
  }

  @Test
  void aBrowserGetsAPageWithoutScripts() throws Exception {
    share(new ShareAccess.Open(), "<script>alert(1)\u202etxt", "page");
    Phone browser = new Phone(device.address(), ORANGE.hidden());

    RawConnection.Message page = browser.get("/");

    assertThat(page.status()).isEqualTo(200);
    assertThat(page.header("Content-Type")).isEqualTo("text/html; charset=utf-8");
    assertThat(page.header("Content-Security-Policy")).startsWith("default-src 'none'");
    assertThat(page.text()).doesNotContain("<script", "\u202e").contains("&lt;script&gt;");
    Matcher link = Pattern.compile("href=\"([^\"]+)\"").matcher(page.text());
    assertThat(link.find()).isTrue();
    assertThat(browser.get(link.group(1).replace("&amp;", "&")).text()).isEqualTo("page");
  }

  @Test
  void thePageAsksForAPinInAForm() throws Exception {
    ShareAccess.Pin pin = ShareAccess.Pin.random();
    share(pin, "secret", "s");
    Phone browser = new Phone(device.address(), ORANGE.hidden());

    assertThat(browser.get("/").status()).isEqualTo(401);
    assertThat(browser.get("/").text()).contains("<form method=\"post\"").doesNotContain("secret");
    assertThat(form(browser, "pin=%3Cwrong").text()).contains("<form").doesNotContain("secret");
    assertThat(form(browser, "pin=" + pin.digits()).text()).contains("secret");
    assertThat(form(browser, "x".repeat(2000)).status()).isEqualTo(413);
  }

  @Test
  void aPinThatTricklesIsCutOff() throws Exception {
    share(ShareAccess.Pin.random(), "secret", "x");
    try (RawConnection connection = phone.connect()) {
      connection.send("POST / HTTP/1.1\r\nhost: a\r\ncontent-length: 1000\r\n\r\npin=");
      long began = System.nanoTime();
      assertThat(connection.isClosedByPeer()).isTrue();
      assertThat(System.nanoTime() - began).isLessThan(10_000_000_000L);
    }
  }

  private static RawConnection.Message form(Phone browser, String body) throws IOException {
    return browser.request(
        "POST / HTTP/1.1\r\nhost: a\r\ncontent-length: " + body.length() + "\r\n\r\n",
        body.getBytes(java.nio.charset.StandardCharsets.UTF_8));
  }

  @Test
  void aPageWithNothingSharedSaysSo() throws Exception {
    assertThat(phone.get("/").status()).isEqualTo(404);
    assertThat(phone.get("/").text()).contains("Nothing is shared with you at the moment.");
  }
}
