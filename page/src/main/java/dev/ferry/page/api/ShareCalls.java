package dev.ferry.page.api;

import dev.ferry.json.Fields;
import dev.ferry.peer.ListenOptions;
import dev.ferry.peer.Receiving;
import dev.ferry.peer.ShareOptions;
import dev.ferry.peer.ShareOptions.Access;
import dev.ferry.peer.Sharing;
import dev.ferry.peer.events.JsonLine;
import dev.ferry.transfer.Problem;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Begins shares, lists them and ends them. Thread-safe; blocks while a tree is looked at. */
final class ShareCalls {
  private final RunningPeer running;
  private final ShareBoard shares;

  ShareCalls(RunningPeer running, ShareBoard shares) {
    this.running = running;
    this.shares = shares;
  }

  void list(ApiCall call) {
    call.ok(shares.put(JsonLine.object()));
  }

  void begin(ApiCall call) throws IOException {
    Fields asked = call.body();
    List<Path> paths = TransferRequest.paths(asked, "paths");
    if (paths.isEmpty()) {
      throw new ProblemException(Problem.USAGE, "say what to share: paths");
    }
    call.exchange().takesLong();
    ShareOptions options =
        new ShareOptions(
            paths,
            access(asked.text("access")),
            TransferRequest.filter(asked),
            listen(),
            asked.count("bytesPerSecond", 0));
    Sharing begun = running.peer().share(options);
    call.created(shares.put(JsonLine.object(), begun.id()));
  }

  private static Access access(String word) throws ProblemException {
    return switch (word) {
      case "trusted" -> Access.TRUSTED;
      case "public" -> Access.PUBLIC;
      case "pin" -> Access.PIN;
      case "link" -> Access.LINK;
      default ->
          throw new ProblemException(
              Problem.USAGE, "access should be one of trusted, public, pin and link");
    };
  }

  /** A peer has one port: where it receives, it shares too. */
  private ListenOptions listen() {
    Optional<Receiving> receiving = running.receiving().get();
    return receiving
        .map(now -> ListenOptions.port(now.port()))
        .orElseGet(() -> running.peer().receiveOptions().listen());
  }

  void end(ApiCall call) throws IOException {
    shares.end(call.part("share"));
    call.nothing();
  }
}
