package dev.ferry.page.api;

import dev.ferry.http.Percent;
import dev.ferry.json.MalformedException;
import dev.ferry.page.guard.Access;
import dev.ferry.page.guard.Access.Audience;
import dev.ferry.page.guard.Access.Body;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Every route of docs/page-api.md, with what it asks of whoever calls it. In a template, <code>{x}
 * </code> stands for one segment, and <code>{x...}</code>, at the end, for all that are left.
 */
enum Route {
  SESSION("POST", "/api/v1/session", Audience.ANYBODY, Body.JSON),
  SESSION_LINK("POST", "/api/v1/session/link", Audience.OWNER, Body.JSON),
  STATE("GET", "/api/v1/state", Audience.OWNER, Body.NONE),
  EVENTS("GET", "/api/v1/events", Audience.OWNER, Body.NONE),
  TRANSFER("GET", "/api/v1/transfers/{transfer}", Audience.OWNER, Body.NONE),
  NEAR("GET", "/api/v1/near", Audience.OWNER, Body.NONE),
  SETTINGS("GET", "/api/v1/settings", Audience.OWNER, Body.NONE),
  SETTINGS_CHANGE("PUT", "/api/v1/settings", Audience.OWNER, Body.JSON),
  PAGE("GET", "/", Audience.ANYBODY, Body.NONE),
  PAGE_PART("GET", "/web/{path...}", Audience.ANYBODY, Body.NONE);

  private final String method;
  private final String template;
  private final Audience audience;
  private final Body body;

  Route(String method, String template, Audience audience, Body body) {
    this.method = method;
    this.template = template;
    this.audience = audience;
    this.body = body;
  }

  String method() {
    return method;
  }

  String template() {
    return template;
  }

  Access access() {
    return new Access(audience, !method.equals("GET"), body);
  }

  /**
   * What stands in a path where the template has names; empty if the path is another one.
   *
   * @throws MalformedException if it is percent-encoded in no proper way
   */
  Optional<Map<String, String>> parts(String rawPath) throws MalformedException {
    String[] path = rawPath.split("/", -1);
    List<String> segments = List.of(template.split("/", -1));
    if (path.length < segments.size()) {
      return Optional.empty();
    }
    Map<String, String> parts = new LinkedHashMap<>();
    for (int i = 0; i < segments.size(); i++) {
      String segment = segments.get(i);
      if (segment.endsWith("...}")) {
        parts.put(segment.substring(1, segment.length() - 4), rest(path, i));
        return Optional.of(parts);
      }
      if (segment.startsWith("{")) {
        parts.put(segment.substring(1, segment.length() - 1), Percent.decode(path[i]));
      } else if (!segment.equals(path[i])) {
        return Optional.empty();
      }
    }
    return path.length == segments.size() ? Optional.of(parts) : Optional.empty();
  }

  private static String rest(String[] path, int from) throws MalformedException {
    return Percent.decode(String.join("/", List.of(path).subList(from, path.length)));
  }
}
