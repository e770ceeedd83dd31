package dev.ferry.page.api;

import dev.ferry.identity.Fingerprint;
import dev.ferry.json.Fields;
import dev.ferry.peer.GetOptions;
import dev.ferry.peer.LiveTransfer;
import dev.ferry.peer.Peer;
import dev.ferry.peer.PeerAddress;
import dev.ferry.peer.SendOptions;
import dev.ferry.peer.TransportOptions;
import dev.ferry.peer.events.JsonLine;
import dev.ferry.transfer.Problem;
import dev.ferry.transfer.TransferId;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Begins transfers, stops them and lets them go on. Thread-safe. */
final class TransferCalls {
  private static final Pattern REQUEST = Pattern.compile("[A-Za-z0-9_-]{1,64}");

  private final RunningPeer running;
  private final AddressLookup addresses;
  private final TransferRunner runner;

  TransferCalls(RunningPeer running, AddressLookup addresses, TransferRunner runner) {
    this.running = running;
    this.addresses = addresses;
    this.runner = runner;
  }

  /** Sends or gets what the call says. */
  void begin(ApiCall call) throws IOException {
    Fields asked = call.body();
    String request = request(asked);
    call.exchange().takesLong();
    GivenPin pin = new GivenPin(asked.optionalText("pin"));
    Peer peer = running.peer();
    switch (asked.text("kind")) {
      case "send" -> {
        SendOptions send = TransferRequest.send(asked, address(asked, "to"), pin);
        begin(call, request, pin, () -> peer.send(send));
      }
      case "get" -> {
        PeerAddress from = address(asked, "from");
        GetOptions get = TransferRequest.get(asked, from, inbox(), pin);
        begin(call, request, pin, () -> peer.get(get));
      }
      default -> throw new ProblemException(Problem.USAGE, "kind should be send or get");
    }
  }

  /** The word by which the request can be stopped; null for none. */
  private static @Nullable String request(Fields asked) throws IOException {
    String request = asked.optionalText("request");
    if (request != null && !REQUEST.matcher(request).matches()) {
      throw new ProblemException(
          Problem.USAGE, "request should be a word of 1 to 64 letters, digits, - and _");
    }
    return request;
  }

  /** Stops what was asked for and is not answered yet. */
  void stop(ApiCall call) throws IOException {
    if (!runner.stop(call.part("request"))) {
      throw new ProblemException(Problem.NOT_FOUND, "no request of this name waits for its answer");
    }
    call.begun(JsonLine.object());
  }

  PeerAddress address(Fields asked, String name) throws IOException {
    PeerAddress found = addresses.of(asked.text(name));
    String key = asked.optionalText("expected");
    if (key == null) {
      return found;
    }
    try {
      return found.expecting(new Fingerprint(key));
    } catch (IllegalArgumentException e) {
      throw new ProblemException(Problem.USAGE, "expected should be a fingerprint, 64 hex digits");
    }
  }

  private Path inbox() {
    return running
        .receiving()
        .get()
        .map(receiving -> receiving.into())
        .orElseGet(() -> running.peer().receiveOptions().into());
  }

  /**
   * Drives a transfer to its end on another thread, and answers as soon as it has begun.
   *
   * @param request by which it can be stopped before that; null for none
   * @param pin what the driver asks for a PIN
   */
  private void begin(
      ApiCall call, @Nullable String request, GivenPin pin, TransferRunner.Drive drive)
      throws IOException {
    Optional<TransferId> begun;
    try {
      begun = runner.begin(request, drive);
    } catch (IOException e) {
      throw pin.explain(e);
    }
    call.begun(begun.map(this::begun).orElseGet(JsonLine::object));
  }

  /** Sends what {@code send} says, and answers the call as soon as that has begun. */
  void send(ApiCall call, SendOptions send, @Nullable String secret) throws IOException {
    GivenPin pin = new GivenPin(secret);
    begin(call, null, pin, () -> running.peer().send(send.withPin(pin)));
  }

  private JsonLine begun(TransferId id) {
    JsonLine line = JsonLine.object().put("transfer", id.text());
    Optional<LiveTransfer> live = running.desk().transfer(id);
    return live.isEmpty() ? line : line.put("number", live.get().number());
  }

  void pause(ApiCall call) throws IOException {
    TransferId id = call.transfer();
    if (!running.peer().pause(id)) {
      throw new ProblemException(Problem.NOT_FOUND, "this transfer is not under way");
    }
    call.begun(begun(id));
  }

  /** Goes on with one that waits here, or with one that was interrupted and this side drives. */
  void resume(ApiCall call) throws IOException {
    TransferId id = call.transfer();
    Fields asked = call.body();
    String request = request(asked);
    call.exchange().takesLong();
    Peer peer = running.peer();
    if (peer.goOn(id)) {
      call.begun(begun(id));
      return;
    }
    String to = asked.optionalText("to");
    PeerAddress address = to == null ? null : address(asked, "to");
    GivenPin pin = new GivenPin(asked.optionalText("pin"));
    TransportOptions transport = TransferRequest.transport(asked);
    begin(call, request, pin, () -> peer.resume(id, address, pin, transport));
  }

  void cancel(ApiCall call) throws IOException {
    TransferId id = call.transfer();
    running.peer().cancel(id);
    call.begun(begun(id));
  }
}
