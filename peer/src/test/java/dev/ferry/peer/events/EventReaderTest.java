package dev.ferry.peer.events;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.ferry.json.MalformedException;
import dev.ferry.testkit.CorpusName;
import dev.ferry.testkit.Seeds;
import dev.ferry.transfer.Direction;
import dev.ferry.transfer.TransferEvent;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is written is read again as it was. */
class EventReaderTest {
  private static final EventJson JSON =
      new EventJson(() -> Instant.parse("2025-11-20T12:00:00.123Z"), 0);

  static List<CorpusName> legalNames() {
    return CorpusName.legal();
  }

  static Stream<TransferEvent> events() {
    return Stream.of(Direction.values())
        .flatMap(way ->
            Stream.concat(Samples.story(way, "a name").stream(), Samples.badEnds(way, "a reason")));
  }

  private static byte[] line(TransferEvent event) {
    return JSON.line(event).toString().getBytes(UTF_8);
  }

  @ParameterizedTest
  @MethodSource("events")
  void everyEventIsReadAsItWas(TransferEvent event) throws MalformedException {
    TransferEvent read = EventReader.read(line(event)).orElseThrow();
    assertThat(read).isInstanceOf(event.getClass());
    assertThat(JSON.line(read)).hasToString(JSON.line(event).toString());
    if (!(event instanceof TransferEvent.Ended)) {
      assertThat(read).isEqualTo(event);
    }
  }

  @ParameterizedTest
  @MethodSource("legalNames")
  void everyNameOfTheCorpusIsReadAsItWas(CorpusName name) throws MalformedException {
    for (TransferEvent event : Samples.story(Direction.RECEIVE, name.name())) {
      TransferEvent read = EventReader.read(line(event)).orElseThrow();
      assertThat(JSON.line(read)).hasToString(JSON.line(event).toString());
    }
  }

  @Test
  void eventsOfALaterFerryAndThoseOfCommandsAreIgnored() throws MalformedException {
    assertThat(EventReader.read("{\"v\":1,\"event\":\"singing\",\"at\":\"x\"}".getBytes(UTF_8)))
        .isEmpty();
    assertThat(EventReader.read("{\"v\":1,\"event\":\"exit\",\"code\":0}".getBytes(UTF_8)))
        .isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "{}",
        "{\"v\":2,\"event\":\"resumed\"}",
        "{\"v\":1,\"event\":\"resumed\",\"transfer\":\"../../etc\",\"direction\":\"send\"}",
        "{\"v\":1,\"event\":\"resumed\",\"transfer\":\"abcdefgh234567abcdefgh2345\",\"direction\":\"up\"}",
        "{\"v\":1,\"event\":\"progress\",\"transfer\":\"abcdefgh234567abcdefgh2345\",\"direction\":\"send\",\"done\":-1,\"total\":2}"
      })
  void whatIsNoEventOfThisSchemaIsRefused(String line) {
    assertThatExceptionOfType(MalformedException.class)
        .isThrownBy(() -> EventReader.read(line.getBytes(UTF_8)));
  }

  @Test
  void brokenLinesAreRefusedAndNothingElseHappens() {
    long seed = Seeds.fresh("broken events");
    Random random = new Random(seed);
    List<byte[]> lines = events().map(EventReaderTest::line).toList();
    for (int i = 0; i < 20_000; i++) {
      byte[] line = lines.get(random.nextInt(lines.size())).clone();
      line[random.nextInt(line.length)] = (byte) random.nextInt(256);
      try {
        EventReader.read(line);
      } catch (MalformedException e) {
        assertThat(e.getMessage()).isNotBlank();
      }
    }
  }
}
