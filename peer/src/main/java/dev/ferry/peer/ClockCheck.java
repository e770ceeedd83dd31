package dev.ferry.peer;

import dev.ferry.http.Endpoint;
import dev.ferry.identity.Identity;
import dev.ferry.localsend.DeviceClock;
import dev.ferry.peer.Finding.Topic;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/** Whether the clock is right, as far as something at hand tells. */
final class ClockCheck {
  private static final int MOST_ASKED = 3;
  private static final Duration PATIENCE = Duration.ofMillis(1_200);
  private static final Duration BEARABLE = Duration.ofMinutes(2);

  /** Ferry is younger than that. */
  private static final Instant FERRY = Instant.parse("2025-01-01T00:00:00Z");

  private static final String ADVICE =
      "set the clock by the network: times in the history and of files that are compared depend"
          + " on it";

  private ClockCheck() {}

  /** Asks some of those that are near. Blocks for a second or so. */
  static List<Finding> findings(PeerCore core, List<NearPeer> near)
      throws InterruptedException, IOException {
    Instant now = Instant.now();
    if (now.isBefore(FERRY)) {
      return List.of(Finding.problem(Topic.CLOCK, "it shows " + now + ", which is past", ADVICE));
    }
    if (isBehindItsOwnFiles(core, now)) {
      return List.of(
          Finding.problem(
              Topic.CLOCK, "it is behind: files of the home are from the future", ADVICE));
    }
    List<Asked> asked =
        near.stream()
            .filter(peer -> !peer.address().plain())
            .limit(MOST_ASKED)
            .map(peer -> ask(core, peer))
            .toList();
    for (Asked each : asked) {
      Optional<Duration> ahead = each.answer();
      if (ahead.isPresent()) {
        return List.of(compared(each.peer(), ahead.get()));
      }
    }
    return List.of(
        Finding.ok(
            Topic.CLOCK,
            "it shows " + now.toString().substring(0, 16) + "Z; nobody near" + " could be asked"));
  }

  private static boolean isBehindItsOwnFiles(PeerCore core, Instant now) throws IOException {
    Path identity = core.home().file(Identity.FILE);
    return Files.exists(identity)
        && Files.getLastModifiedTime(identity).toInstant().isAfter(now.plus(BEARABLE));
  }

  private static Finding compared(NearPeer peer, Duration ahead) {
    String name = peer.alias().isBlank() ? peer.address().toString() : peer.alias();
    Finding finding =
        ahead.abs().compareTo(BEARABLE) <= 0
            ? Finding.ok(Topic.CLOCK, "it agrees with that of " + name)
            : Finding.note(
                Topic.CLOCK,
                "it is "
                    + span(ahead.abs())
                    + (ahead.isNegative() ? " ahead of" : " behind")
                    + " that of "
                    + name
                    + ": one of the two is wrong",
                ADVICE);
    return finding.with("secondsBehind", ahead.toSeconds());
  }

  private static String span(Duration time) {
    return time.toDays() > 1
        ? time.toDays() + " days"
        : time.toHours() > 1 ? time.toHours() + " hours" : time.toMinutes() + " minutes";
  }

  /** A question that is under way. */
  private record Asked(NearPeer peer, FutureTask<Optional<Duration>> task) {
    Optional<Duration> answer() throws InterruptedException {
      try {
        return task.get();
      } catch (ExecutionException e) {
        // It does not answer, or not as whom it said it is: its clock is of no use.
        return Optional.empty();
      }
    }
  }

  private static Asked ask(PeerCore core, NearPeer peer) {
    Endpoint at = new Endpoint(peer.address().host(), peer.address().port(), null);
    FutureTask<Optional<Duration>> task =
        new FutureTask<>(
            () -> DeviceClock.ahead(core.identity(), at, peer.fingerprint(), PATIENCE));
    Thread.ofVirtual().name("ferry-clock").start(task);
    return new Asked(peer, task);
  }
}
