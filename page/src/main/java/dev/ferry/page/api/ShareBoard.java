package dev.ferry.page.api;

import dev.ferry.peer.ShareOptions;
import dev.ferry.peer.Sharing;
import dev.ferry.peer.events.JsonLine;
import dev.ferry.transfer.Problem;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What a running peer shares for those who asked it through the API: begun shares are added, and
 * end here. What else the process shares, a command of its shell for one, is not known here.
 * Thread-safe; ending blocks for a moment.
 */
public final class ShareBoard implements AutoCloseable {
  private final EventLog events;
  private final Map<String, Shown> shares = new LinkedHashMap<>();

  private record Shown(Sharing sharing, ShareOptions options, Instant since) {
    String title() {
      Path name = options.paths().getFirst().getFileName();
      return name == null ? options.paths().getFirst().toString() : name.toString();
    }
  }

  ShareBoard(EventLog events) {
    this.events = events;
  }

  /** Shows a share that has begun; returns it. */
  public Sharing add(ShareOptions options, Sharing sharing) {
    Shown shown = new Shown(sharing, options, Instant.now());
    synchronized (this) {
      shares.put(sharing.id(), shown);
    }
    events.tell("shared", line -> put(line, shown));
    return sharing;
  }

  /** Ends a share, and shows it no more. */
  public void end(String id) throws ProblemException {
    Optional<Shown> ended;
    synchronized (this) {
      ended = Optional.ofNullable(shares.remove(id));
    }
    if (ended.isEmpty()) {
      throw new ProblemException(Problem.NOT_FOUND, "no share has this id; it may have ended");
    }
    ended.get().sharing.close();
    events.tell("unshared", line -> line.put("share", id));
  }

  /** All of them, oldest first. */
  JsonLine put(JsonLine line) {
    List<Shown> all;
    synchronized (this) {
      all = List.copyOf(shares.values());
    }
    return line.putObjects("shares", all, ShareBoard::put);
  }

  /** One of them. */
  JsonLine put(JsonLine line, String id) throws ProblemException {
    Shown shown;
    synchronized (this) {
      shown = shares.get(id);
    }
    if (shown == null) {
      throw new ProblemException(Problem.NOT_FOUND, "no share has this id; it may have ended");
    }
    return put(line, shown);
  }

  private static JsonLine put(JsonLine line, Shown shown) {
    Sharing sharing = shown.sharing;
    boolean byLink = shown.options.access() == ShareOptions.Access.LINK;
    return line.put("share", sharing.id())
        .put("title", shown.title())
        .put("paths", shown.options.paths().stream().map(Path::toString).toList())
        .put("access", shown.options.access().name().toLowerCase(Locale.ROOT))
        .put("pin", sharing.pin())
        .put("links", byLink ? sharing.links() : List.of())
        .put("addresses", sharing.addresses().stream().map(Object::toString).toList())
        .put("entries", sharing.entries())
        .put("files", sharing.files())
        .put("bytes", sharing.bytes())
        .put("since", shown.since.toString());
  }

  /** Ends all of them. */
  @Override
  public void close() {
    List<Shown> all;
    synchronized (this) {
      all = List.copyOf(shares.values());
      shares.clear();
    }
    all.forEach(shown -> shown.sharing.close());
  }
}
