package dev.ferry.page.api;

import dev.ferry.json.Fields;
import dev.ferry.peer.KnownPeerInfo;
import dev.ferry.peer.NearPeer;
import dev.ferry.peer.PingReport;
import dev.ferry.peer.TransportOptions;
import dev.ferry.peer.events.JsonLine;
import dev.ferry.peer.events.PeerJson;
import dev.ferry.transfer.Problem;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/** Tells of peers, trusts and forgets them, and measures the way to them. Thread-safe. */
final class PeerCalls {
  private static final long USUAL_SECONDS = 1;
  private static final long MOST_SECONDS = 10;

  private final RunningPeer running;
  private final AddressLookup addresses;
  private final NearWatch near;

  PeerCalls(RunningPeer running, AddressLookup addresses, NearWatch near) {
    this.running = running;
    this.addresses = addresses;
    this.near = near;
  }

  void near(ApiCall call) {
    near.begin();
    call.ok(near.put(JsonLine.object()));
  }

  /** Asks every address of the networks around, which takes some seconds. */
  void scan(ApiCall call) {
    near.begin();
    Thread.ofVirtual().name("ferry-page-scan").start(this::scanAll);
    call.begun(JsonLine.object());
  }

  private void scanAll() {
    try {
      running.peer().near().scan();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  void list(ApiCall call) throws IOException {
    call.ok(JsonLine.object().putObjects("peers", running.peer().known(), PeerJson::known));
  }

  void trust(ApiCall call) throws IOException {
    String key = call.part("fingerprint");
    Optional<NearPeer> stranger =
        isKnown(key)
            ? Optional.empty()
            : Optional.of(addresses.near(key).orElseThrow(this::nobody));
    KnownPeerInfo trusted =
        stranger.isPresent()
            ? running.peer().near().trust(stranger.get())
            : running.peer().trust(key);
    call.ok(PeerJson.known(JsonLine.object(), trusted));
  }

  void forget(ApiCall call) throws IOException {
    String key = call.part("fingerprint");
    if (!isKnown(key)) {
      throw nobody();
    }
    call.ok(PeerJson.known(JsonLine.object(), running.peer().forget(key)));
  }

  private boolean isKnown(String key) throws IOException {
    return running.peer().known().stream().anyMatch(known -> known.fingerprint().hex().equals(key));
  }

  private ProblemException nobody() {
    return new ProblemException(
        Problem.NOT_FOUND, "no peer with this key is known, and none is near");
  }

  void ping(ApiCall call) throws IOException {
    Fields asked = call.body();
    long seconds = asked.count("seconds", USUAL_SECONDS);
    if (seconds > MOST_SECONDS) {
      throw new ProblemException(Problem.USAGE, "seconds should be 0 to " + MOST_SECONDS);
    }
    call.exchange().takesLong();
    TransportOptions once = TransportOptions.standard().withPatience(Duration.ZERO);
    PingReport report =
        running.peer().ping(addresses.of(asked.text("to")), Duration.ofSeconds(seconds), once);
    call.ok(PeerJson.ping(JsonLine.object(), report));
  }
}
