package dev.ferry.page.guard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ferry.page.guard.Access.Audience;
import dev.ferry.page.guard.Access.Body;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the page itself asks is granted; take away or change any one thing, and it is refused. */
class GuardTest {
  private static final String OWN = "127.0.0.1:4000";
  private static final Access READ = new Access(Audience.OWNER, false, Body.NONE);
  private static final Access CHANGE = new Access(Audience.OWNER, true, Body.JSON);

  private final Keys keys = new Keys("for-scripts", Instant::now);
  private final Guard guard = new Guard(4000, keys);
  private final Keys.PageSession both = keys.exchange(keys.token()).orElseThrow();
  private final String session = both.cookie();

  /** A request as the page sends it, with one thing changed at a time. */
  private record Request(
      String host,
      String origin,
      String site,
      String cookie,
      String bearer,
      String ferry,
      String type,
      String key) {
    Ask ask() {
      return new Ask(
          list(host),
          list(origin),
          list(site),
          List.of(),
          list(cookie),
          list(bearer),
          list(ferry),
          list(type),
          list(key));
    }

    /** Empty stands for a header that is not sent, a bar between values that are both sent. */
    private static List<String> list(String value) {
      return value.isEmpty() ? List.of() : List.of(value.split("\\|", -1));
    }

    Request host(String other) {
      return new Request(other, origin, site, cookie, bearer, ferry, type, key);
    }

    Request origin(String other) {
      return new Request(host, other, site, cookie, bearer, ferry, type, key);
    }

    Request site(String other) {
      return new Request(host, origin, other, cookie, bearer, ferry, type, key);
    }

    Request cookie(String other) {
      return new Request(host, origin, site, other, bearer, ferry, type, key);
    }

    Request bearer(String other) {
      return new Request(host, origin, site, cookie, other, ferry, type, key);
    }

    Request ferry(String other) {
      return new Request(host, origin, site, cookie, bearer, other, type, key);
    }

    Request type(String other) {
      return new Request(host, origin, site, cookie, bearer, ferry, other, key);
    }

    Request key(String other) {
      return new Request(host, origin, site, cookie, bearer, ferry, type, other);
    }
  }

  private Request page() {
    return new Request(
        OWN,
        "http://" + OWN,
        "same-origin",
        "ferry-4000=" + session,
        "",
        "1",
        "application/json",
        both.key());
  }

  private Request script() {
    return new Request(OWN, "", "", "", "Bearer for-scripts", "1", "application/json", "");
  }

  private boolean granted(Request request, Access access) {
    return guard.check(request.ask(), access) instanceof Verdict.Granted;
  }

  private int status(Request request, Access access) {
    return guard.check(request.ask(), access) instanceof Verdict.Refused refused
        ? refused.status()
        : 200;
  }

  @Test
  void pageAndScriptsAreServed() {
    assertThat(granted(page(), CHANGE)).isTrue();
    assertThat(granted(page().origin("").ferry("").type(""), READ)).isTrue();
    assertThat(granted(page().origin("").site("none").ferry("").type(""), READ)).isTrue();
    assertThat(granted(script(), CHANGE)).isTrue();
    assertThat(granted(script().ferry("").type(""), READ)).isTrue();
    assertThat(granted(page().type("application/json; charset=UTF-8"), CHANGE)).isTrue();
    assertThat(granted(page().cookie("a=b; ferry-4000=" + session + "; c=d"), CHANGE)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "127.0.0.1",
        "127.0.0.1:4001",
        "localhost",
        "evil.example:4000",
        "127.0.0.1.evil:4000",
        "LOCALHOST:4000",
        "127.0.0.1:4000|evil.example:4000",
        "127.0.0.1:4000|127.0.0.1:4000",
        "0.0.0.0:4000",
        "192.168.1.5:4000",
        "[::]:4000",
        "127.1:4000",
        "localhost.:4000"
      })
  void otherNamesAreNotServedToAnybody(String host) {
    for (Access access : List.of(READ, CHANGE, new Access(Audience.ANYBODY, false, Body.NONE))) {
      assertThat(status(page().host(host).origin("http://" + host), access)).isEqualTo(421);
      assertThat(status(script().host(host), access)).isEqualTo(421);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "null",
        "http://evil.example",
        "https://127.0.0.1:4000",
        "http://127.0.0.1:4001",
        "http://localhost:4000",
        "http://127.0.0.1:4000/",
        "http://127.0.0.1:4000|null"
      })
  void otherOriginsAreRefusedEvenWithTheSession(String origin) {
    assertThat(status(page().origin(origin), CHANGE)).isEqualTo(403);
    assertThat(status(page().origin(origin), READ)).isEqualTo(403);
    assertThat(status(script().origin(origin), CHANGE)).isEqualTo(403);
  }

  @ParameterizedTest
  @ValueSource(strings = {"cross-site", "same-site", "", "same-origin|cross-site", "none"})
  void otherPagesChangeNothing(String site) {
    assertThat(status(page().site(site), CHANGE)).isEqualTo(403);
  }

  @ParameterizedTest
  @ValueSource(strings = {"cross-site", "same-site", "same-origin|cross-site"})
  void otherPagesReadNothing(String site) {
    assertThat(status(page().origin("").site(site), READ)).isEqualTo(403);
    assertThat(status(script().site(site), READ)).isEqualTo(403);
  }

  @Test
  void linksLeadToThePageFromAnywhereAndToNothingElse() {
    Access anybody = new Access(Audience.ANYBODY, false, Body.NONE);
    Access begins = new Access(Audience.ANYBODY, true, Body.JSON);
    for (String site : List.of("cross-site", "same-site")) {
      Ask link = link(site, "document");
      assertThat(guard.check(link, anybody)).isInstanceOf(Verdict.Granted.class);
      assertThat(guard.check(link, READ)).isInstanceOf(Verdict.Refused.class);
      assertThat(guard.check(link, begins)).isInstanceOf(Verdict.Refused.class);
      for (String part : List.of("iframe", "script", "image", "empty", "")) {
        assertThat(guard.check(link(site, part), anybody)).isInstanceOf(Verdict.Refused.class);
      }
    }
  }

  private Ask link(String site, String destination) {
    return new Ask(
        List.of(OWN),
        List.of(),
        List.of(site),
        List.of(destination),
        List.of("ferry-4000=" + session),
        List.of(),
        List.of(),
        List.of(),
        List.of(both.key()));
  }

  @Test
  void browserThatNamesNoOriginChangesNothing() {
    assertThat(status(page().origin(""), CHANGE)).isEqualTo(403);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "0", "1|1", "true"})
  void requestsThatAFormCouldSendChangeNothing(String ferry) {
    assertThat(status(page().ferry(ferry), CHANGE)).isEqualTo(403);
    assertThat(status(script().ferry(ferry), CHANGE)).isEqualTo(403);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "text/plain",
        "application/x-www-form-urlencoded",
        "multipart/form-data",
        "application/json, text/plain",
        "application/json|text/plain",
        "text/plain;application/json",
        "application/jsonp"
      })
  void otherTypesOfBodiesAreRefused(String type) {
    assertThat(status(page().type(type), CHANGE)).isEqualTo(415);
    assertThat(status(script().type(type), CHANGE)).isEqualTo(415);
  }

  static Stream<String> wrongCookies() {
    return Stream.of(
        "",
        "ferry-4000=",
        "ferry",
        "ferry-4000=for-scripts",
        "xferry-4000=SESSION",
        "other=SESSION",
        "ferry-4000=SESSIONx");
  }

  @ParameterizedTest
  @MethodSource("wrongCookies")
  void withoutASessionNothingIsServed(String cookie) {
    String wrong = cookie.replace("SESSION", session);
    assertThat(status(page().cookie(wrong), CHANGE)).isEqualTo(401);
    assertThat(status(page().cookie(wrong).origin(""), READ)).isEqualTo(401);
  }

  @Test
  void cookieWithoutTheKeyOfItsSessionOpensNothing() {
    Keys.PageSession other = keys.exchange(keys.token()).orElseThrow();
    String twice = both.key() + "|" + both.key();
    for (String key : List.of("", "x", session, "for-scripts", other.key(), twice)) {
      assertThat(status(page().key(key), CHANGE)).as(key).isEqualTo(401);
      assertThat(status(page().key(key).origin(""), READ)).as(key).isEqualTo(401);
    }
    assertThat(granted(page().cookie("ferry-4000=" + other.cookie()).key(other.key()), CHANGE))
        .isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"Bearer ", "Bearer x", "Bearer for-scripts ", "Basic for-scripts"})
  void wrongTokensAreNoTokens(String bearer) {
    assertThat(granted(script().bearer(bearer), READ)).isFalse();
    assertThat(granted(script().bearer(bearer), CHANGE)).isFalse();
  }

  @Test
  void wrongTokenIsNotMadeGoodByASession() {
    assertThat(granted(page().bearer("Bearer x"), CHANGE)).isFalse();
  }

  @Test
  void sessionIsNoTokenForScripts() {
    assertThat(granted(script().bearer("Bearer " + both.key()), CHANGE)).isFalse();
    assertThat(granted(script().bearer("Bearer " + session), CHANGE)).isFalse();
  }
}
