package dev.ferry.page.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ferry.page.guard.Access;
import dev.ferry.page.guard.Access.Audience;
import dev.ferry.page.guard.Guard;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Every route of a real door, asked as no page and no script of the owner asks, is refused; asked
 * as these do, it is not.
 */
@Timeout(120)
class RouteGuardTest {
  private static final Set<Integer> REFUSALS = Set.of(401, 403, 405, 415, 421);

  @TempDir private static Path folder;
  private static PageParty ann;
  private static String cookie = "";
  private static String key = "";

  @BeforeAll
  static void open() throws IOException {
    ann = new PageParty(folder, "ann");
    RawHttp.Reply session = session();
    cookie = session.header("set-cookie").replaceAll(";.*", "");
    key = session.json().text("key");
  }

  @AfterAll
  static void close() {
    ann.close();
  }

  private static RawHttp.Reply session() throws IOException {
    String token = ann.page.link().getFragment().substring(2);
    RawHttp.Reply reply =
        page("POST", "/api/v1/session")
            .with("Content-Type", "application/json")
            .body("{\"token\":\"" + token + "\"}")
            .to(ann.port());
    assertThat(reply.status()).isEqualTo(200);
    return reply;
  }

  /** As the page asks. */
  private static RawHttp.Request page(String method, String path) {
    RawHttp.Request request =
        new RawHttp.Request(method, path)
            .with("Host", ann.host())
            .with("Origin", "http://" + ann.host())
            .with("Sec-Fetch-Site", "same-origin")
            .with("Cookie", cookie)
            .with(Guard.KEY, key);
    return method.equals("GET") ? request : request.with("Ferry", "1");
  }

  private static RawHttp.Request page(Route route) {
    String path = route.template().replaceAll("\\{[^}]*}", "x");
    RawHttp.Request request = page(route.method(), path);
    return switch (route.access().body()) {
      case NONE -> request;
      case JSON -> request.with("Content-Type", "application/json").body("{}");
      case BYTES -> request.with("Content-Type", "application/octet-stream").body("x");
    };
  }

  private static int status(RawHttp.Request request) throws IOException {
    return request.to(ann.port()).status();
  }

  @ParameterizedTest
  @EnumSource(
      value = Route.class,
      mode = EnumSource.Mode.EXCLUDE,
      names = {"EVENTS", "SESSION"})
  void asThePageAsksItIsNotRefused(Route route) throws IOException {
    assertThat(status(page(route))).isNotIn(REFUSALS);
  }

  @ParameterizedTest
  @EnumSource(Route.class)
  void underAnotherNameItIsNotServed(Route route) throws IOException {
    assertThat(status(page(route).with("Host", "evil.example"))).isEqualTo(421);
    assertThat(status(page(route).with("Host", "evil.example:" + ann.port()))).isEqualTo(421);
    assertThat(status(page(route).with("Host", "127.0.0.1:" + (ann.port() - 1)))).isEqualTo(421);
    assertThat(status(page(route).with("Host", "127.0.0.1"))).isEqualTo(421);
  }

  @ParameterizedTest
  @EnumSource(Route.class)
  void fromOtherPagesItIsRefused(Route route) throws IOException {
    assertThat(status(page(route).with("Origin", "null"))).isEqualTo(403);
    assertThat(status(page(route).with("Origin", "http://127.0.0.1:1"))).isEqualTo(403);
    assertThat(status(page(route).with("Sec-Fetch-Site", "cross-site"))).isEqualTo(403);
    assertThat(status(page(route).with("Sec-Fetch-Site", "same-site"))).isEqualTo(403);
  }

  @ParameterizedTest
  @EnumSource(Route.class)
  void whatChangesAnythingNeedsWhatNoFormSends(Route route) throws IOException {
    if (!route.access().changes()) {
      assertThat(route.method()).isEqualTo("GET");
      return;
    }
    assertThat(status(page(route).with("Ferry", ""))).isEqualTo(403);
    assertThat(status(page(route).with("Origin", ""))).isEqualTo(403);
    assertThat(status(page(route).with("Sec-Fetch-Site", ""))).isEqualTo(403);
  }

  @ParameterizedTest
  @EnumSource(Route.class)
  void bodiesOfOtherTypesAreRefused(Route route) throws IOException {
    if (route.access().body() != Access.Body.NONE) {
      for (String type : List.of("text/plain", "multipart/form-data", "")) {
        assertThat(status(page(route).with("Content-Type", type))).as(type).isEqualTo(415);
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Route.class)
  void withoutASessionItIsTheOwnersAlone(Route route) throws IOException {
    if (route.access().audience() == Audience.OWNER) {
      assertThat(status(page(route).with("Cookie", ""))).isEqualTo(401);
      assertThat(status(page(route).with("Cookie", Guard.cookie(ann.port()) + "=x")))
          .isEqualTo(401);
      assertThat(status(page(route).with("Cookie", "").with("Authorization", "Bearer x")))
          .isEqualTo(401);
    }
  }

  /** Another user's server at another port of this machine is sent the cookie. */
  @ParameterizedTest
  @EnumSource(Route.class)
  void theCookieOfASessionAloneOpensNothing(Route route) throws IOException {
    if (route.access().audience() == Audience.OWNER) {
      assertThat(status(page(route).with(Guard.KEY, ""))).isEqualTo(401);
      assertThat(status(page(route).with(Guard.KEY, cookie.replaceAll(".*=", "")))).isEqualTo(401);
    }
  }

  @Test
  void theKeyIsInTheAddressOnlyOfWhatABrowserReadsByItself() throws IOException {
    String other = "/api/v1/near/scan?key=" + key;
    assertThat(status(page("GET", "/api/v1/qr?text=a&key=" + key).with(Guard.KEY, "")))
        .isEqualTo(200);
    assertThat(status(page("GET", "/api/v1/qr?text=a&key=" + key + "x").with(Guard.KEY, "")))
        .isEqualTo(401);
    assertThat(
            status(
                page("POST", other)
                    .with(Guard.KEY, "")
                    .with("Content-Type", "application/json")
                    .body("{}")))
        .isEqualTo(401);
  }

  @ParameterizedTest
  @EnumSource(Route.class)
  void otherOriginsAreNotLetInByOptions(Route route) throws IOException {
    String path = route.template().replaceAll("\\{[^}]*}", "x");
    RawHttp.Reply reply =
        page("OPTIONS", path)
            .with("Origin", "http://evil.example")
            .with("Access-Control-Request-Method", route.method())
            .to(ann.port());
    assertThat(reply.status()).isEqualTo(405);
    assertThat(reply.headers().keySet()).noneMatch(name -> name.startsWith("access-control"));
  }

  @ParameterizedTest
  @EnumSource(value = Route.class, mode = EnumSource.Mode.EXCLUDE, names = "EVENTS")
  void everyAnswerSaysWhatABrowserMayDoWithIt(Route route) throws IOException {
    RawHttp.Reply reply = page(route).to(ann.port());
    assertThat(reply.headers())
        .containsEntry("x-content-type-options", "nosniff")
        .containsEntry("referrer-policy", "no-referrer")
        .containsEntry("cross-origin-resource-policy", "same-origin")
        .containsEntry("cross-origin-opener-policy", "same-origin");
    assertThat(reply.header("content-security-policy"))
        .startsWith("default-src 'none'")
        .contains("frame-ancestors 'none'")
        .doesNotContain("unsafe");
  }

  /** The document's table and the routes are the same. */
  @Test
  void everyRouteIsInTheDocumentWithItsAudience() throws IOException {
    assertThat(documented())
        .containsExactlyInAnyOrderElementsOf(
            Stream.of(Route.values()).map(RouteGuardTest::row).toList());
  }

  private static String row(Route route) {
    return route.method()
        + " "
        + route.template().replace("...", "")
        + " "
        + route.access().audience().name().toLowerCase(Locale.ROOT);
  }

  private static List<String> documented() throws IOException {
    List<String> rows = new ArrayList<>();
    for (String line : Files.readAllLines(Path.of("../docs/page-api.md"))) {
      if (line.matches("\\| `(GET|POST|PUT|DELETE) .*\\| (owner|anybody) \\|.*")) {
        String[] cells = line.split("\\|", -1);
        rows.add(cells[1].strip().replaceAll("`|\\?.*", "") + " " + cells[2].strip());
      }
    }
    return rows;
  }
}
