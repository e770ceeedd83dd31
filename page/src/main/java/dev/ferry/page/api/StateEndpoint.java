package dev.ferry.page.api;

import dev.ferry.peer.Desk;
import dev.ferry.peer.LiveTransfer;
import dev.ferry.peer.PeerAddress;
import dev.ferry.peer.Receiving;
import dev.ferry.peer.Self;
import dev.ferry.peer.StoredTransfer;
import dev.ferry.peer.events.EventJson;
import dev.ferry.peer.events.JsonLine;
import dev.ferry.peer.events.KeptJson;
import dev.ferry.transfer.Problem;
import dev.ferry.transfer.TransferId;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Tells how everything stands at one moment. Thread-safe; blocks on disk. */
final class StateEndpoint {
  /** The version of docs/page-api.md. */
  private static final int VERSION = 1;

  private final RunningPeer running;
  private final EventLog events;
  private final NearWatch near;
  private final ShareBoard shares;
  private final SettingsEndpoint settings;

  StateEndpoint(
      RunningPeer running,
      EventLog events,
      NearWatch near,
      ShareBoard shares,
      SettingsEndpoint settings) {
    this.running = running;
    this.events = events;
    this.near = near;
    this.shares = shares;
    this.settings = settings;
  }

  /** Who answers here, and in which words. Begins nothing, and does not block. */
  void about(ApiCall call) {
    call.ok(versions().put("alias", running.peer().self().alias()));
  }

  private JsonLine versions() {
    return JsonLine.object().put("api", VERSION).put("version", running.version());
  }

  void answer(ApiCall call) throws IOException {
    near.begin();
    JsonLine line = versions().put("seq", events.seq()).putObject("self", this::self);
    Optional<Receiving> receiving = running.receiving().get();
    receiving.ifPresent(now -> line.putObject("receiving", object -> receiving(object, now)));
    line.putLine("settings", settings.put(JsonLine.object()));
    Desk.Snapshot now = running.desk().snapshot();
    Map<TransferId, StoredTransfer> kept = kept();
    transfers(line.putObjects("offers", now.offers(), OfferJson::brief), now, kept);
    transfers(now).forEach(shown -> kept.remove(shown.id()));
    line.putObjects("kept", List.copyOf(kept.values()), KeptJson::unfinished);
    call.ok(near.put(shares.put(line)));
  }

  private void self(JsonLine object) {
    Self self = running.peer().self();
    EventJson.fingerprint(object.put("alias", self.alias()), self.fingerprint())
        .put("home", self.home().toString());
  }

  private void receiving(JsonLine object, Receiving now) {
    object
        .put("port", now.port())
        .put("addresses", now.addresses().stream().map(PeerAddress::toString).toList())
        .put("into", now.into().toString())
        .put("accept", running.acceptance().rule().word());
  }

  private static void transfers(
      JsonLine line, Desk.Snapshot now, Map<TransferId, StoredTransfer> kept) {
    line.putObjects(
        "transfers",
        transfers(now),
        (object, one) -> TransferJson.put(object, one, kept.get(one.id())));
  }

  /** The transfers alone. */
  void transfers(ApiCall call) throws IOException {
    JsonLine line = JsonLine.object();
    transfers(line, running.desk().snapshot(), kept());
    call.ok(line);
  }

  private static List<LiveTransfer> transfers(Desk.Snapshot now) {
    return Stream.concat(now.running().stream(), now.ended().stream()).toList();
  }

  /** What the home keeps, newest first. */
  private Map<TransferId, StoredTransfer> kept() throws IOException {
    return running.peer().transfers().stream()
        .collect(
            Collectors.toMap(StoredTransfer::id, kept -> kept, (a, _) -> a, LinkedHashMap::new));
  }

  /** One transfer. */
  void transfer(ApiCall call) throws IOException {
    LiveTransfer found =
        running
            .desk()
            .transfer(call.transfer())
            .orElseThrow(() ->
                new ProblemException(
                    Problem.NOT_FOUND,
                    "this transfer is not one of this process; the history may have it"));
    call.ok(TransferJson.put(JsonLine.object(), found, kept().get(found.id())));
  }
}
