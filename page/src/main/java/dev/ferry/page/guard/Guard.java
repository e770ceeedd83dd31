package dev.ferry.page.guard;

import dev.ferry.page.guard.Access.Audience;
import dev.ferry.transfer.Problem;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Decides at a door that browsers reach, where every page that is open in the person's browser can
 * send requests to. Thread-safe; does not block.
 *
 * <p>Order: the name the door was called by (against rebound names), where the request comes from
 * (against other pages), what it must say (what no form can send), and last who sends it.
 */
public final class Guard implements Gate {
  /** The header that every request must have that changes anything; forms cannot send it. */
  public static final String HEADER = "Ferry";

  /** The header with the key of a session, which belongs to its cookie. */
  public static final String KEY = "Ferry-Key";

  private static final String BEARER = "Bearer ";
  private static final String JSON = "application/json";
  private static final String BYTES = "application/octet-stream";

  private final Set<String> hosts;
  private final String cookie;
  private final Keys keys;

  /**
   * Guards a door.
   *
   * @param port where it listens on this machine's own address
   */
  public Guard(int port, Keys keys) {
    this.hosts = Set.of("127.0.0.1:" + port, "localhost:" + port, "[::1]:" + port);
    this.cookie = cookie(port) + "=";
    this.keys = keys;
  }

  /**
   * The cookie of a session. Browsers give it to whoever serves another port of this machine, too,
   * so it opens nothing without the session's key, which the page keeps for its own port.
   */
  public static String cookie(int port) {
    return "ferry-" + port;
  }

  /** Whether the request names this door, and nothing but this door. */
  private boolean isForThisDoor(Ask ask) {
    return ask.hosts().size() == 1 && hosts.contains(ask.hosts().getFirst());
  }

  @Override
  public Verdict admit(Ask ask) {
    return isForThisDoor(ask) ? new Verdict.Granted() : otherDoor();
  }

  /** What is answered to who calls the door by another name. */
  private static Verdict.Refused otherDoor() {
    return refused(421, Problem.FORBIDDEN, "this is not served under that name");
  }

  @Override
  public Verdict check(Ask ask, Access access) {
    if (!isForThisDoor(ask)) {
      return otherDoor();
    }
    boolean script = bearer(ask) != null;
    if (!comesFromHere(ask, access, script)) {
      return refused(403, Problem.FORBIDDEN, "requests from other pages are not answered");
    }
    if (access.changes() && !ask.ferry().equals(List.of("1"))) {
      return refused(403, Problem.FORBIDDEN, "the header \"" + HEADER + ": 1\" is missing");
    }
    Verdict body = body(ask, access);
    if (body instanceof Verdict.Refused) {
      return body;
    }
    if (access.audience() == Audience.OWNER && !isOwner(ask)) {
      return refused(
          401,
          Problem.FORBIDDEN,
          script
              ? "this is not the token for scripts; it is the file api-token in Ferry's home"
              : "only for whoever opened this page with its link");
    }
    return new Verdict.Granted();
  }

  /** Whether the body is of the type that the route takes. */
  static Verdict body(Ask ask, Access access) {
    return switch (access.body()) {
      case NONE -> new Verdict.Granted();
      case JSON -> isJson(ask.contentTypes()) ? new Verdict.Granted() : otherBody(JSON);
      case BYTES ->
          ask.contentTypes().equals(List.of(BYTES)) ? new Verdict.Granted() : otherBody(BYTES);
    };
  }

  private static Verdict.Refused otherBody(String wanted) {
    return refused(415, Problem.BAD_REQUEST, "the body should be " + wanted);
  }

  private static Verdict.Refused refused(int status, Problem problem, String message) {
    return new Verdict.Refused(status, problem, message);
  }

  /**
   * Whether no other page has sent it. Browsers say so in two headers, which no page can set;
   * programs send neither.
   */
  private static boolean comesFromHere(Ask ask, Access access, boolean script) {
    String own = "http://" + ask.hosts().getFirst();
    boolean ownOrigin = ask.origins().equals(List.of(own));
    boolean ownSite = ask.fetchSites().equals(List.of("same-origin"));
    boolean unsaidOrigin = ask.origins().isEmpty();
    boolean unsaidSite = ask.fetchSites().isEmpty();
    if (access.changes()) {
      return (ownOrigin || (unsaidOrigin && script)) && (ownSite || (unsaidSite && script));
    }
    if (access.audience() == Audience.ANYBODY && unsaidOrigin && opensAWindow(ask)) {
      return true;
    }
    boolean typed = ask.fetchSites().equals(List.of("none"));
    return (ownOrigin || unsaidOrigin) && (ownSite || typed || unsaidSite);
  }

  /** A link may lead there from anywhere, such as the file that the browser was opened with. */
  private static boolean opensAWindow(Ask ask) {
    return ask.fetchDests().equals(List.of("document"));
  }

  private static boolean isJson(List<String> types) {
    if (types.size() != 1) {
      return false;
    }
    String type = types.getFirst().toLowerCase(Locale.ROOT).replace(" ", "");
    return type.equals(JSON) || type.equals(JSON + ";charset=utf-8");
  }

  private boolean isOwner(Ask ask) {
    String token = bearer(ask);
    if (token != null) {
      return keys.isForScripts(token);
    }
    return ask.keys().size() == 1
        && ask.cookies().stream().anyMatch(cookies -> hasSession(cookies, ask.keys().getFirst()));
  }

  private boolean hasSession(String cookies, String key) {
    boolean known = false;
    for (String one : cookies.split(";", -1)) {
      String pair = one.strip();
      if (pair.startsWith(cookie)) {
        known |= keys.isSession(pair.substring(cookie.length()), key);
      }
    }
    return known;
  }

  private static @Nullable String bearer(Ask ask) {
    return ask.authorizations().size() == 1 && ask.authorizations().getFirst().startsWith(BEARER)
        ? ask.authorizations().getFirst().substring(BEARER.length())
        : null;
  }
}
