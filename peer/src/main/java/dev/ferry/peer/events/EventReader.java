package dev.ferry.peer.events;

import dev.ferry.identity.Fingerprint;
import dev.ferry.inbox.PlanSummary;
import dev.ferry.json.Fields;
import dev.ferry.json.MalformedException;
import dev.ferry.json.StrictJson;
import dev.ferry.manifest.FileKind;
import dev.ferry.manifest.FileKinds;
import dev.ferry.transfer.Direction;
import dev.ferry.transfer.PeerProtocol;
import dev.ferry.transfer.RemotePeer;
import dev.ferry.transfer.TransferEvent;
import dev.ferry.transfer.TransferId;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads transfer events as {@link EventJson} writes them, exactly. What the schema leaves out is
 * gone: who proved no fingerprint gets another random one, files that were withdrawn have no index
 * (-1), and how fast it was over time is not told with the end. Thread-safe.
 */
public final class EventReader {
  private static final String PEER = "peer";
  private static final String TITLE = "title";
  private static final String BYTES = "bytes";
  private static final String FILES = "files";
  private static final String ENTRIES = "entries";

  private EventReader() {}

  /**
   * The transfer event that a line is; empty if it is another event of the schema, or one of a
   * later Ferry, which is to be ignored.
   *
   * @throws MalformedException if it is no event, of another version, or lacks what it needs
   */
  public static Optional<TransferEvent> read(byte[] line) throws MalformedException {
    return read(StrictJson.parseBody(line));
  }

  /** As {@link #read(byte[])}, of an object that was read. */
  public static Optional<TransferEvent> read(Fields event) throws MalformedException {
    if (event.count("v") != JsonLine.VERSION) {
      throw new MalformedException("an event of another version");
    }
    return Optional.ofNullable(read(event, event.text("event")));
  }

  private static @Nullable TransferEvent read(Fields event, String name) throws MalformedException {
    return switch (name) {
      case "scanning" ->
          new TransferEvent.Scanning(id(event), event.count(ENTRIES), event.count(BYTES));
      case "skipped" ->
          new TransferEvent.Skipped(
              id(event), event.text("path"), event.text("reason"), event.has("by"));
      case "connected" -> new TransferEvent.Connected(id(event), way(event), peer(event));
      case "offered" -> offered(event);
      case "accepted" -> accepted(event);
      case "progress" ->
          new TransferEvent.Progress(
              id(event), way(event), event.count("done"), event.count("total"));
      case "paused" ->
          new TransferEvent.Paused(
              id(event),
              way(event),
              EventWords.problem(event.text("problem")),
              event.text("message"));
      case "resumed" -> new TransferEvent.Resumed(id(event), way(event));
      case "withdrawn" ->
          new TransferEvent.SourceWithdrawn(id(event), event.text("path"), event.text("reason"));
      case "publishing" -> new TransferEvent.Publishing(id(event), way(event));
      case "text" -> new TransferEvent.TextArrived(id(event), peer(event), event.text("text"));
      case "ended" -> ended(event);
      default -> null;
    };
  }

  private static TransferEvent offered(Fields event) throws MalformedException {
    Fields plan = event.optionalObject("plan");
    return new TransferEvent.Offered(
        id(event),
        way(event),
        peer(event),
        event.text(TITLE),
        event.optionalText("text"),
        event.count(ENTRIES),
        event.count(FILES),
        event.count(BYTES),
        plan == null ? null : plan(plan));
  }

  private static TransferEvent accepted(Fields event) throws MalformedException {
    return new TransferEvent.Accepted(
        id(event),
        way(event),
        peer(event),
        event.text(TITLE),
        event.count(FILES),
        event.count(BYTES),
        event.count("held"),
        event.count("holes"),
        kinds(event.object("kinds")));
  }

  private static TransferEvent ended(Fields event) throws MalformedException {
    Direction way = way(event);
    return new TransferEvent.Ended(
        id(event),
        way,
        event.has(PEER) ? peer(event) : null,
        event.text(TITLE),
        OutcomeReader.read(event, way));
  }

  private static TransferId id(Fields event) throws MalformedException {
    String text = event.text("transfer");
    if (!TransferId.isValid(text)) {
      throw new MalformedException("\"transfer\" is not an id");
    }
    return new TransferId(text);
  }

  private static Direction way(Fields event) throws MalformedException {
    return EventWords.direction(event.text("direction"));
  }

  private static RemotePeer peer(Fields event) throws MalformedException {
    Fields peer = event.object(PEER);
    String protocol = event.optionalText("protocol");
    String hex = peer.optionalText("fingerprint");
    Fingerprint fingerprint =
        hex == null
            ? Fingerprint.random()
            : Fingerprint.parse(hex)
                .orElseThrow(() -> new MalformedException("\"fingerprint\" is none"));
    return new RemotePeer(
        peer.text("alias"),
        fingerprint,
        peer.text("address"),
        EventWords.standing(peer.text("standing")),
        hex != null,
        protocol == null ? PeerProtocol.DIRECT : EventWords.protocol(protocol));
  }

  private static FileKinds kinds(Fields counts) throws MalformedException {
    Map<FileKind, Long> kinds = new EnumMap<>(FileKind.class);
    for (String name : counts.names()) {
      Optional<FileKind> kind = FileKind.ofSlug(name);
      if (kind.isPresent()) {
        kinds.put(kind.get(), counts.count(name));
      }
    }
    return new FileKinds(kinds);
  }

  private static PlanSummary plan(Fields plan) throws MalformedException {
    return new PlanSummary(
        plan.count(ENTRIES),
        plan.count(FILES),
        plan.count(BYTES),
        plan.count("newFiles"),
        plan.count("same"),
        plan.count("changed"),
        plan.count("refused"),
        plan.count("wantedFiles"),
        plan.count("wantedBytes"),
        plan.count("spaceNeeded"),
        plan.integer("spaceFree"),
        EventWords.clash(plan.text("onClash")),
        List.copyOf(plan.texts("names")),
        List.copyOf(plan.texts("clashes")),
        List.copyOf(plan.texts("refusals")));
  }
}
