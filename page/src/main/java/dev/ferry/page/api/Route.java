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
  ABOUT("GET", "/api/v1", Audience.OWNER, Body.NONE),
  STATE("GET", "/api/v1/state", Audience.OWNER, Body.NONE),
  EVENTS("GET", "/api/v1/events", Audience.OWNER, Body.NONE),
  TRANSFER_BEGIN("POST", "/api/v1/transfers", Audience.OWNER, Body.JSON),
  TRANSFERS("GET", "/api/v1/transfers", Audience.OWNER, Body.NONE),
  REQUEST_STOP("POST", "/api/v1/requests/{request}/stop", Audience.OWNER, Body.JSON),
  TRANSFER("GET", "/api/v1/transfers/{transfer}", Audience.OWNER, Body.NONE),
  TRANSFER_PAUSE("POST", "/api/v1/transfers/{transfer}/pause", Audience.OWNER, Body.JSON),
  TRANSFER_RESUME("POST", "/api/v1/transfers/{transfer}/resume", Audience.OWNER, Body.JSON),
  TRANSFER_CANCEL("POST", "/api/v1/transfers/{transfer}/cancel", Audience.OWNER, Body.JSON),
  OFFER("GET", "/api/v1/offers/{transfer}", Audience.OWNER, Body.NONE),
  OFFER_ENTRIES("GET", "/api/v1/offers/{transfer}/entries", Audience.OWNER, Body.NONE),
  OFFER_PREVIEW("GET", "/api/v1/offers/{transfer}/previews/{index}", Audience.OWNER, Body.NONE),
  OFFER_ANSWER("POST", "/api/v1/offers/{transfer}/answer", Audience.OWNER, Body.JSON),
  NEAR("GET", "/api/v1/near", Audience.OWNER, Body.NONE),
  NEAR_SCAN("POST", "/api/v1/near/scan", Audience.OWNER, Body.JSON),
  PEERS("GET", "/api/v1/peers", Audience.OWNER, Body.NONE),
  PEER_TRUST("POST", "/api/v1/peers/{fingerprint}/trust", Audience.OWNER, Body.JSON),
  PEER_FORGET("POST", "/api/v1/peers/{fingerprint}/forget", Audience.OWNER, Body.JSON),
  PING("POST", "/api/v1/ping", Audience.OWNER, Body.JSON),
  HISTORY("GET", "/api/v1/history", Audience.OWNER, Body.NONE),
  HISTORY_ONE("GET", "/api/v1/history/{transfer}", Audience.OWNER, Body.NONE),
  SHARES("GET", "/api/v1/shares", Audience.OWNER, Body.NONE),
  SHARE_BEGIN("POST", "/api/v1/shares", Audience.OWNER, Body.JSON),
  SHARE_END("DELETE", "/api/v1/shares/{share}", Audience.OWNER, Body.NONE),
  REMOTE("POST", "/api/v1/remote", Audience.OWNER, Body.JSON),
  FILES("GET", "/api/v1/files", Audience.OWNER, Body.NONE),
  FILE_PREVIEW("GET", "/api/v1/files/preview", Audience.OWNER, Body.NONE),
  FOLDER_MAKE("POST", "/api/v1/files/folders", Audience.OWNER, Body.JSON),
  SETTINGS("GET", "/api/v1/settings", Audience.OWNER, Body.NONE),
  SETTINGS_CHANGE("PUT", "/api/v1/settings", Audience.OWNER, Body.JSON),
  UPLOAD_BEGIN("POST", "/api/v1/uploads", Audience.OWNER, Body.JSON),
  UPLOAD_PAYLOAD("PUT", "/api/v1/uploads/{upload}/payload", Audience.OWNER, Body.BYTES),
  UPLOAD_MISSING("GET", "/api/v1/uploads/{upload}/missing", Audience.OWNER, Body.NONE),
  UPLOAD_DONE("POST", "/api/v1/uploads/{upload}/done", Audience.OWNER, Body.JSON),
  UPLOAD_END("DELETE", "/api/v1/uploads/{upload}", Audience.OWNER, Body.NONE),
  LINKS("GET", "/api/v1/links", Audience.OWNER, Body.NONE),
  LINK_BEGIN("POST", "/api/v1/links", Audience.OWNER, Body.JSON),
  LINK_END("DELETE", "/api/v1/links/{link}", Audience.OWNER, Body.NONE),
  QR("GET", "/api/v1/qr", Audience.OWNER, Body.NONE),
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
