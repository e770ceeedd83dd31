package dev.ferry.page.api;

import dev.ferry.peer.LiveShare;
import dev.ferry.peer.Peer;
import dev.ferry.peer.ShareListener;
import dev.ferry.peer.ShareOptions;
import dev.ferry.peer.Sharing;
import dev.ferry.peer.events.JsonLine;
import dev.ferry.transfer.Problem;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * What a running peer shares, whoever began it, as docs/page-api.md says; told to the events as it
 * changes. Thread-safe; ending blocks for a moment. Closing it ends no share: those are the peer's.
 */
final class ShareBoard implements ShareListener, AutoCloseable {
  private final Peer peer;
  private final EventLog events;
  private final Peer.Watch watch;

  ShareBoard(Peer peer, EventLog events) {
    this.peer = peer;
    this.events = events;
    this.watch = peer.shares().watch(this);
  }

  @Override
  public void began(LiveShare share) {
    events.tell("shared", line -> put(line, share));
  }

  @Override
  public void ended(LiveShare share) {
    events.tell("unshared", line -> line.put("share", share.sharing().id()));
  }

  /** Ends a share. */
  void end(String id) throws ProblemException {
    find(id).sharing().close();
  }

  private LiveShare find(String id) throws ProblemException {
    return peer.shares()
        .find(id)
        .orElseThrow(() ->
            new ProblemException(Problem.NOT_FOUND, "no share has this id; it may have ended"));
  }

  /** All of them, oldest first. */
  JsonLine put(JsonLine line) {
    return line.putObjects("shares", peer.shares().all(), ShareBoard::put);
  }

  /** One of them. */
  JsonLine put(JsonLine line, String id) throws ProblemException {
    return put(line, find(id));
  }

  private static JsonLine put(JsonLine line, LiveShare share) {
    Sharing sharing = share.sharing();
    ShareOptions options = share.options();
    boolean byLink = options.access() == ShareOptions.Access.LINK;
    return line.put("share", sharing.id())
        .put("title", share.title())
        .put("paths", options.paths().stream().map(ShareBoard::whole).toList())
        .put("access", options.access().name().toLowerCase(Locale.ROOT))
        .put("pin", sharing.pin())
        .put("links", byLink ? sharing.links() : List.of())
        .put("addresses", sharing.addresses().stream().map(Object::toString).toList())
        .put("entries", sharing.entries())
        .put("files", sharing.files())
        .put("bytes", sharing.bytes())
        .put("since", share.since().toString());
  }

  /** What was typed in a shell may be relative. */
  private static String whole(Path path) {
    return path.toAbsolutePath().toString();
  }

  @Override
  public void close() {
    watch.close();
  }
}
