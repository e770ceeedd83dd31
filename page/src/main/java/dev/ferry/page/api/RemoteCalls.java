package dev.ferry.page.api;

import dev.ferry.json.Fields;
import dev.ferry.manifest.FileEntry;
import dev.ferry.peer.Peer;
import dev.ferry.peer.PeerAddress;
import dev.ferry.peer.RemoteFile;
import dev.ferry.peer.TransportOptions;
import dev.ferry.peer.events.EntryJson;
import dev.ferry.peer.events.JsonLine;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Looks into the shares of other peers, a level at a time. Thread-safe; blocks on the network. */
final class RemoteCalls {
  private static final int MOST = 2_000;
  private static final int MOST_BELOW = 500_000;
  private static final Duration LONGEST = Duration.ofSeconds(20);

  private final Peer peer;
  private final AddressLookup addresses;

  RemoteCalls(Peer peer, AddressLookup addresses) {
    this.peer = peer;
    this.addresses = addresses;
  }

  /** Ends a walk in its middle. */
  private static final class EnoughException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private EnoughException() {
      super("enough was listed", null, false, false);
    }
  }

  void list(ApiCall call) throws IOException {
    Fields asked = call.body();
    call.exchange().takesLong();
    String typed = asked.optionalText("path");
    String path = typed == null || typed.isEmpty() ? null : typed;
    GivenPin pin = new GivenPin(asked.optionalText("pin"));
    Level level = new Level(path);
    PeerAddress from = addresses.of(asked.text("from"));
    boolean whole = true;
    try {
      TransportOptions once = TransportOptions.standard().withPatience(Duration.ZERO);
      peer.list(from, path, pin, once, level::take);
    } catch (EnoughException e) {
      whole = false;
    } catch (IOException e) {
      throw pin.explain(e);
    }
    call.ok(
        JsonLine.object()
            .put("path", path)
            .putObjects("entries", level.found, RemoteCalls::entry)
            .put("more", !whole));
  }

  private static void entry(JsonLine line, RemoteFile file) {
    EntryJson.put(line.put("share", file.share()), file.entry());
  }

  /** What is directly in one folder, or the file that is there itself. For one thread. */
  private static final class Level {
    private final List<RemoteFile> found = new ArrayList<>();
    private final @Nullable String path;
    private final long end = System.nanoTime() + LONGEST.toNanos();
    private int seen;

    Level(@Nullable String path) {
      this.path = path;
    }

    void take(RemoteFile file) {
      String at = file.entry().path().toString();
      boolean self = at.equals(path) && file.entry() instanceof FileEntry;
      int depth = path == null ? 1 : path.split("/", -1).length + 1;
      if (self || file.entry().path().depth() == depth) {
        found.add(file);
      }
      if (++seen >= MOST_BELOW || found.size() >= MOST || System.nanoTime() - end > 0) {
        throw new EnoughException();
      }
    }
  }
}
