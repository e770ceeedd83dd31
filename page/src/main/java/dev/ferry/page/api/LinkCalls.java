package dev.ferry.page.api;

import dev.ferry.json.Fields;
import dev.ferry.page.guest.GuestLink;
import dev.ferry.page.guest.GuestLinks;
import dev.ferry.page.guest.LinkOptions;
import dev.ferry.peer.GuestSide;
import dev.ferry.peer.events.JsonLine;
import dev.ferry.transfer.Problem;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes links for guests, lists and revokes them. Thread-safe; blocks while a tree is looked at.
 */
final class LinkCalls implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(LinkCalls.class);
  private static final long LONGEST = Duration.ofDays(3650).toSeconds();

  private final GuestLinks plain;
  private final GuestLinks encrypted;

  LinkCalls(RunningPeer running) {
    GuestSide peer = GuestSide.of(running.peer());
    this.plain = new GuestLinks(peer, GuestLinks.standard(), false);
    this.encrypted = new GuestLinks(peer, GuestLinks.standard(), true);
  }

  void list(ApiCall call) {
    call.ok(put(JsonLine.object()));
  }

  /** Adds all of them, by the time they were made. */
  private JsonLine put(JsonLine line) {
    List<JsonLine> all =
        Stream.concat(
                plain.all().stream().map(link -> json(plain, link)),
                encrypted.all().stream().map(link -> json(encrypted, link)))
            .toList();
    return line.putLines("links", all);
  }

  void begin(ApiCall call) throws IOException {
    Fields asked = call.body();
    call.exchange().takesLong();
    GuestLinks links = asked.flag("https", false) ? encrypted : plain;
    GuestLink link;
    try {
      link = links.create(options(asked));
    } catch (IllegalArgumentException e) {
      throw new ProblemException(Problem.USAGE, String.valueOf(e.getMessage()));
    }
    call.created(json(links, link));
  }

  private static LinkOptions options(Fields asked) throws IOException {
    List<Path> paths = TransferRequest.paths(asked, "paths");
    long seconds = limit(asked, "seconds");
    String title = asked.optionalText("title");
    return new LinkOptions(
        paths,
        asked.flag("upload", false),
        title == null ? "" : title,
        seconds == 0 ? null : Duration.ofSeconds(Math.min(seconds, LONGEST)),
        asked.optionalText("pin"),
        limit(asked, "mostDownloads"));
  }

  /** 0 if it is not there; a script that has counted down to nothing does not mean no limit. */
  private static long limit(Fields asked, String name) throws IOException {
    if (!asked.has(name)) {
      return 0;
    }
    long limit = asked.count(name);
    if (limit == 0) {
      throw new ProblemException(
          Problem.USAGE, name + " should be 1 or more; leave it out for a link without that limit");
    }
    return limit;
  }

  void end(ApiCall call) throws IOException {
    String id = call.part("link");
    if (!plain.revoke(id) && !encrypted.revoke(id)) {
      throw new ProblemException(Problem.NOT_FOUND, "no link has this id; it may have ended");
    }
    call.nothing();
  }

  private static JsonLine json(GuestLinks links, GuestLink link) {
    JsonLine line =
        JsonLine.object()
            .put("link", link.id())
            .put("title", link.title())
            .put("paths", link.paths().stream().map(Path::toString).toList())
            .put("upload", link.takesUploads())
            .put("https", links.isEncrypted())
            .put("urls", links.urls(link))
            .put("files", link.files())
            .put("bytes", link.bytes())
            .put("downloads", link.downloads())
            .put("since", link.created().toString())
            .put("pin", link.pin())
            .put("expired", link.isExpired(Instant.now()));
    link.expires().ifPresent(end -> line.put("expires", end.toString()));
    return link.mostDownloads() == 0 ? line : line.put("mostDownloads", link.mostDownloads());
  }

  @Override
  public void close() {
    try (encrypted;
        plain) {
      log.debug("guest links end");
    } catch (IOException e) {
      log.warn("guest links could not be put away in order: {}", e.toString());
    }
  }
}
