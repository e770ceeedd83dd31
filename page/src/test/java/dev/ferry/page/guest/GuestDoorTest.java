package dev.ferry.page.guest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ferry.testkit.RawConnection;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Who gets through to a guest link, and who does not. */
@Timeout(60)
class GuestDoorTest {
  private static final byte[] NONE = new byte[0];

  @TempDir private Path folder;
  private GuestHost host;
  private LinkOptions options;
  private GuestLink link;

  @BeforeEach
  void open() throws Exception {
    host = new GuestHost(folder);
    Path file = Files.writeString(folder.resolve("note.txt"), "0123456789");
    options = LinkOptions.download(file).withUpload(true);
    link = host.links().create(options);
  }

  @AfterEach
  void close() throws Exception {
    host.close();
  }

  /** What a route is asked with, so that it could do something. */
  private RawConnection.Message ask(GuestRoute route, GuestLink to, String... headers)
      throws IOException {
    return host.ask(method(route), to, rest(route), NONE, headers);
  }

  private static String rest(GuestRoute route) {
    return route
        .template()
        .replace("{id}", "abcdefgh234567abcdefgh2345")
        .replace("{path}", "note.txt");
  }

  private static String method(GuestRoute route) {
    return route.methods().contains("GET") ? "GET" : route.methods().iterator().next();
  }

  private int status(GuestRoute route, GuestLink to, String... headers) throws IOException {
    return ask(route, to, headers).status();
  }

  @ParameterizedTest
  @EnumSource(GuestRoute.class)
  void otherNamesThanThisMachinesAreNotServed(GuestRoute route) throws Exception {
    String path = GuestLinks.ROOT + link.id() + "/" + rest(route);
    for (String name :
        List.of(
            "evil.example:" + host.links().port(),
            "127.0.0.1:" + (host.links().port() + 1),
            "127.0.0.1",
            "127.0.0.1.evil.example:" + host.links().port(),
            "0:" + host.links().port())) {
      assertThat(host.raw(method(route), path, name, NONE).status()).as(name).isEqualTo(421);
    }
    String twice = host.host() + "\r\nHost: evil.example";
    assertThat(host.raw(method(route), path, twice, NONE).status()).isBetween(400, 421);
  }

  @ParameterizedTest
  @EnumSource(GuestRoute.class)
  void otherPagesUseNoRoute(GuestRoute route) throws Exception {
    String own = "Origin: http://" + host.host();
    for (List<String> from :
        List.of(
            List.of("Origin: http://evil.example"),
            List.of("Origin: null"),
            List.of("Origin: https://" + host.host()),
            List.of(own, "Sec-Fetch-Site: cross-site"),
            List.of(own, "Sec-Fetch-Site: same-site"),
            List.of("Sec-Fetch-Site: cross-site"))) {
      String[] headers = headers(from, "Ferry: 1", "Ferry-Guest: " + GuestHost.KEY);
      boolean led =
          route.isEntrance() && !from.getFirst().matches("Origin: (null|.*evil.*|https.*)");
      assertThat(status(route, link, headers)).as(from.toString()).isEqualTo(led ? 200 : 403);
    }
    String[] mine = {
      own, "Sec-Fetch-Site: same-origin", "Ferry: 1", "Ferry-Guest: " + GuestHost.KEY
    };
    assertThat(ask(route, link, mine).text()).doesNotContain("other pages");
  }

  private static String[] headers(List<String> from, String... more) {
    return Stream.concat(from.stream(), Stream.of(more)).toArray(String[]::new);
  }

  @ParameterizedTest
  @EnumSource(GuestRoute.class)
  void whatAFormCanSendChangesNothing(GuestRoute route) throws Exception {
    String rest = rest(route);
    for (String method : route.methods()) {
      if (!method.equals("GET") && !method.equals("HEAD")) {
        RawConnection.Message answer =
            host.ask(method, link, rest, NONE, "Ferry-Guest: " + GuestHost.KEY);
        assertThat(answer.status()).as(method).isEqualTo(403);
        assertThat(answer.text()).contains("Ferry: 1");
      }
    }
  }

  @ParameterizedTest
  @EnumSource(GuestRoute.class)
  void otherMethodsAreRefusedAndNobodyElseIsLetIn(GuestRoute route) throws Exception {
    String rest = rest(route);
    for (String method : List.of("OPTIONS", "PATCH", "TRACE")) {
      RawConnection.Message answer =
          host.ask(method, link, rest, NONE, "Origin: http://evil.example");
      assertThat(answer.status()).as(method).isIn(405, 403);
      assertThat(answer.head()).doesNotContainIgnoringCase("access-control");
    }
    assertThat(host.ask("OPTIONS", link, rest, NONE).status()).isEqualTo(405);
  }

  @ParameterizedTest
  @EnumSource(GuestRoute.class)
  void everyAnswerForbidsWhatABrowserCouldDoWithIt(GuestRoute route) throws Exception {
    RawConnection.Message answer = ask(route, link);

    assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
    assertThat(answer.header("Referrer-Policy")).isEqualTo("no-referrer");
    assertThat(answer.header("Content-Security-Policy")).contains("default-src 'none'");
    assertThat(answer.header("Cross-Origin-Resource-Policy")).isEqualTo("same-origin");
    assertThat(answer.head()).doesNotContainIgnoringCase("access-control");
  }

  @ParameterizedTest
  @EnumSource(GuestRoute.class)
  void aLinkThatExpiredOpensNothing(GuestRoute route) throws Exception {
    GuestLink brief = host.links().create(options.withLife(Duration.ofMinutes(5)));
    String[] headers = {"Ferry: 1", "Ferry-Guest: " + GuestHost.KEY};
    host.pass(Duration.ofSeconds(299));
    assertThat(status(route, brief, headers)).isNotEqualTo(410);

    host.pass(Duration.ofSeconds(1));

    assertThat(status(route, brief, headers)).isEqualTo(410);
    assertThat(status(route, link, headers)).isNotEqualTo(410);
  }

  @ParameterizedTest
  @EnumSource(GuestRoute.class)
  void withoutThePinALockedLinkShowsNothing(GuestRoute route) throws Exception {
    GuestLink locked = host.links().create(options.withPin("271828"));
    String[] headers = {"Ferry: 1", "Ferry-Guest: " + GuestHost.KEY};

    RawConnection.Message answer = ask(route, locked, headers);

    assertThat(answer.status()).isEqualTo(route.needsPin() ? 403 : answer.status());
    assertThat(answer.text()).doesNotContain("note").doesNotContain("0123");
  }

  @Test
  void thePinIsExchangedForACookieThatIsGoodForItsLinkAlone() throws Exception {
    GuestLink locked = host.links().create(options.withPin("271828"));
    GuestLink other = host.links().create(options.withPin("314159"));

    RawConnection.Message let = host.send("POST", locked, "pin", "{\"pin\":\"271828\"}");

    String cookie = let.header("Set-Cookie");
    assertThat(let.status()).isEqualTo(204);
    assertThat(cookie).contains("; Path=/g/" + locked.id() + ";").contains("HttpOnly");
    assertThat(cookie).contains("SameSite=Strict");
    String shown = "Cookie: " + cookie.substring(0, cookie.indexOf(';'));
    assertThat(host.get(locked, "files/note.txt", shown).text()).isEqualTo("0123456789");
    assertThat(host.get(other, "files/note.txt", shown).status()).isEqualTo(403);
    assertThat(host.get(locked, "files/note.txt", "Ferry-Pin: 271828").status()).isEqualTo(200);
  }

  @Test
  void afterThreeWrongPinsNoneIsLookedAt() throws Exception {
    GuestLink locked = host.links().create(options.withPin("271828"));
    for (int i = 0; i < 3; i++) {
      assertThat(host.send("POST", locked, "pin", "{\"pin\":\"000000\"}").status()).isEqualTo(403);
    }

    assertThat(host.send("POST", locked, "pin", "{\"pin\":\"271828\"}").status()).isEqualTo(429);
    assertThat(host.get(locked, "files/note.txt", "Ferry-Pin: 271828").status()).isEqualTo(429);
  }

  @Test
  void thePageRunsNoScriptsButItsOwn() throws Exception {
    RawConnection.Message page = host.get(link, "", "Sec-Fetch-Site: cross-site");

    assertThat(page.status()).isEqualTo(200);
    assertThat(page.header("Content-Type")).startsWith("text/html");
    assertThat(page.header("Content-Security-Policy"))
        .contains("default-src 'none'", "script-src 'self' 'sha256-", "frame-ancestors 'none'")
        .doesNotContain("unsafe");
    for (String part : List.of("guest/app.js", "style/guest.css", "lib/lit-html/lit-html.js")) {
      assertThat(host.raw("GET", "/web/" + part, host.host(), NONE).status())
          .as(part)
          .isEqualTo(200);
    }
  }

  @Test
  void nothingElseIsServedHere() throws Exception {
    for (String path :
        List.of(
            "/",
            "/api/v1/state",
            "/ferry/v1/info",
            "/api/localsend/v2/info",
            "/g",
            "/g/",
            "/web/../index.html",
            "/g/" + link.id() + "/links",
            "/g/" + link.id() + "/files/")) {
      assertThat(host.raw("GET", path, host.host(), NONE).status()).as(path).isBetween(400, 404);
    }
  }

  @Test
  void whoGuessesLinksIsStoppedAndWhoHasOneIsNot() throws Exception {
    int refused = 0;
    for (int i = 0; i < 40; i++) {
      String path = "/g/aaaaaaaaaaaaaaaaaaaaaaaa" + i + "/info";
      refused += host.raw("GET", path, host.host(), NONE).status() == 429 ? 1 : 0;
    }

    assertThat(refused).isPositive();
    assertThat(host.get(link, "info").status()).isEqualTo(200);
  }

  @Test
  void oneAddressAsksOnlySoOften() throws Exception {
    int busy = 0;
    try (RawConnection connection = host.connect()) {
      for (int i = 0; i < 4000 && busy == 0; i++) {
        connection.send(
            "GET /g/" + link.id() + "/info HTTP/1.1\r\nHost: " + host.host() + "\r\n\r\n");
        busy += connection.readMessage().status() == 429 ? 1 : 0;
      }
    }

    assertThat(busy).isPositive();
  }

  @Test
  void onlySoManyDownloadsAreGivenAndOneInPartsIsOne() throws Exception {
    GuestLink once = host.links().create(options.withMostDownloads(1));

    assertThat(host.get(once, "files/note.txt", "Range: bytes=0-4").text()).isEqualTo("01234");
    assertThat(host.get(once, "files/note.txt", "Range: bytes=5-").text()).isEqualTo("56789");
    assertThat(host.get(once, "zip").status()).isEqualTo(410);
    assertThat(once.downloads()).isEqualTo(1);
    assertThat(host.get(once, "info").text()).contains("\"downloadsLeft\":0");
  }

  @Test
  void aRevokedLinkCutsOffItsGuestsAndTheLastOneClosesTheListener() throws Exception {
    GuestLink big = host.links().create(LinkOptions.download(big()));
    try (RawConnection slow = host.connect()) {
      slow.send("GET /g/" + big.id() + "/files/big HTTP/1.1\r\nHost: " + host.host() + "\r\n\r\n");
      assertThat(slow.readHead()).contains("200 OK");

      assertThat(host.links().revoke(big.id())).isTrue();

      Assertions.assertThatThrownBy(() -> slow.read(64 << 20)).isInstanceOf(IOException.class);
    }
    assertThat(host.raw("GET", "/g/" + big.id() + "/info", host.host(), NONE).status())
        .isEqualTo(404);
    int port = host.links().port();
    host.links().revoke(link.id());
    assertThat(host.links().port()).isZero();
    Assertions.assertThatThrownBy(() -> new Socket(InetAddress.getLoopbackAddress(), port).close())
        .isInstanceOf(ConnectException.class);
  }

  @Test
  void aLinkThatExpiresCutsOffItsGuestsAndTheLastOneClosesTheListener() throws Exception {
    host.links().revoke(link.id());
    CompletableFuture<Void> cutOff = new CompletableFuture<>();
    GuestLink brief = host.links().create(options.withLife(Duration.ofSeconds(2)));
    try (GuestLink.Use _ = brief.use(() -> cutOff.complete(null))) {
      await().atMost(Duration.ofSeconds(30)).until(() -> host.links().port() == 0);
      assertThat(cutOff).isDone();
    }
    assertThat(host.links().all()).containsExactly(brief);
    assertThat(host.links().urls(brief)).isEmpty();
    assertThat(brief.files()).isEqualTo(1);

    GuestLink next = host.links().create(options);
    assertThat(host.get(next, "info").status()).isEqualTo(200);
    assertThat(host.links().revoke(brief.id())).isTrue();
    assertThat(host.links().port()).isPositive();
  }

  private Path big() throws IOException {
    Path file = folder.resolve("big");
    try (var channel =
        Files.newByteChannel(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      channel.position((64 << 20) - 1);
      channel.write(StandardCharsets.UTF_8.encode("x"));
    }
    return file;
  }
}
