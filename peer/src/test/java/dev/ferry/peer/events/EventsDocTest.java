package dev.ferry.peer.events;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ferry.identity.Standing;
import dev.ferry.inbox.ClashPolicy;
import dev.ferry.inbox.PlanSummary;
import dev.ferry.transfer.Direction;
import dev.ferry.transfer.Outcome;
import dev.ferry.transfer.Problem;
import dev.ferry.transfer.RemotePeer;
import dev.ferry.transfer.TransferEvent;
import dev.ferry.transfer.TransferId;
import io.avaje.jsonb.Jsonb;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Executes docs/events.md: what it shows is what is written, and all that is written is shown. */
class EventsDocTest {
  private static final Path DOC = Path.of("..", "docs", "events.md");
  private static final EventJson JSON =
      new EventJson(() -> Instant.parse("2025-11-20T12:00:00.123Z"), 0);

  private static final RemotePeer BOB =
      new RemotePeer("bob", Samples.peer("").fingerprint(), "192.168.1.7:53317", Standing.TRUSTED);

  static Stream<TransferEvent> events() {
    TransferId id = Samples.ID;
    Direction way = Direction.SEND;
    return Stream.of(
        new TransferEvent.Scanning(id, 1000, 2_000_000_000L),
        new TransferEvent.Skipped(id, "photos/socket", "it is a socket", false),
        new TransferEvent.Connected(id, way, BOB),
        new TransferEvent.Offered(id, way, BOB, "photos", null, 1300, 1234, 2_810_000_000L, null),
        new TransferEvent.Offered(
            id, Direction.RECEIVE, BOB, "photos", null, 1300, 1234, 2_810_000_000L, plan()),
        new TransferEvent.Accepted(
            id, way, BOB, "photos", 1204, 2_700_000_000L, 270_000_000, Samples.KINDS),
        new TransferEvent.Progress(id, way, 1_350_000_000, 2_700_000_000L),
        new TransferEvent.Paused(id, way, Problem.NO_SPACE, "bob's disk is full"),
        new TransferEvent.Resumed(id, way),
        new TransferEvent.SourceWithdrawn(id, "photos/new.jpg", "changed while it was read"),
        new TransferEvent.Publishing(id, way),
        new TransferEvent.TextArrived(id, BOB, "see you at eight"),
        new TransferEvent.Ended(id, way, BOB, "photos", Samples.completed("a (2).jpg")),
        new TransferEvent.Ended(id, way, BOB, "photos", new Outcome.Declined("not now")),
        new TransferEvent.Ended(
            id,
            way,
            BOB,
            "photos",
            new Outcome.Interrupted(Problem.UNREACHABLE, "bob does not answer any more")),
        new TransferEvent.Ended(
            id,
            way,
            BOB,
            "photos",
            new Outcome.Failed(
                Problem.VERIFICATION, "what arrives is not what was sent, again and again")));
  }

  private static PlanSummary plan() {
    return new PlanSummary(
        1300,
        1234,
        2_810_000_000L,
        1200,
        30,
        4,
        1,
        1204,
        2_700_000_000L,
        2_700_000_000L,
        80_000_000_000L,
        ClashPolicy.KEEP_BOTH,
        List.of("photos"),
        List.of("photos/a.jpg"),
        List.of("photos/link: leads outside of what was sent"));
  }

  @ParameterizedTest
  @MethodSource("events")
  void everyTransferEventIsInTheDocumentAsItIsWritten(TransferEvent event) throws IOException {
    assertThat(Files.readString(DOC).lines()).contains(JSON.line(event).toString());
  }

  @Test
  void everyExampleIsAnEventOfThisVersion() throws IOException {
    List<String> examples =
        Files.readString(DOC).lines().filter(line -> line.startsWith("{")).toList();
    assertThat(examples).hasSizeGreaterThan(20);
    for (String example : examples) {
      Map<String, Object> fields =
          Jsonb.builder().build().type(Object.class).map().fromJson(example);
      assertThat(fields).containsKeys("v", "event", "at");
      assertThat(fields.get("v")).isIn(1, 1L);
    }
  }

  @Test
  void everyEventOfTheTableHasAnExample() throws IOException {
    String doc = Files.readString(DOC);
    List<String> named =
        doc.lines()
            .filter(line -> line.startsWith("| `"))
            .map(line -> line.substring(3, line.indexOf('`', 3)))
            .toList();
    assertThat(named).hasSizeGreaterThan(20);
    assertThat(named).allSatisfy(name -> assertThat(doc).contains("\"event\":\"" + name + "\""));
  }
}
