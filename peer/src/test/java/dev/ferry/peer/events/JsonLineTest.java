package dev.ferry.peer.events;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ferry.testkit.CorpusName;
import io.avaje.jsonb.Jsonb;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class JsonLineTest {
  private static final Instant NOON = Instant.parse("2025-11-20T12:00:00.123456Z");

  static List<CorpusName> legalNames() {
    return CorpusName.legal();
  }

  @Test
  void lineBeginsWithVersionEventAndTime() {
    assertThat(JsonLine.event("test", NOON).toString())
        .isEqualTo("{\"v\":1,\"event\":\"test\",\"at\":\"2025-11-20T12:00:00.123Z\"}");
  }

  @Test
  void fieldsOfAllKindsAreWritten() {
    JsonLine line =
        JsonLine.event("test", NOON)
            .put("text", "a\"b\\c/d\n\t\r")
            .put("missing", (String) null)
            .put("number", Long.MAX_VALUE)
            .put("flag", true)
            .put("list", List.of("x", "y"))
            .put("none", List.of())
            .putObject("object", object -> object.put("a", 1).putObject("b", inner -> {}))
            .putObjects("objects", List.of(1, 2), (object, n) -> object.put("n", n));
    assertThat(line.toString())
        .endsWith(
            "\"text\":\"a\\\"b\\\\c/d\\n\\t\\r\",\"number\":9223372036854775807,\"flag\":true,"
                + "\"list\":[\"x\",\"y\"],\"none\":[],\"object\":{\"a\":1,\"b\":{}},"
                + "\"objects\":[{\"n\":1},{\"n\":2}]}");
  }

  @ParameterizedTest
  @MethodSource("legalNames")
  void namesComeBackAsTheyWereAndCannotSteerATerminal(CorpusName hostile) {
    String line = JsonLine.event("test", NOON).put("path", hostile.name()).toString();
    assertThat(parse(line)).containsEntry("path", hostile.name());
    SafeText.check(line);
  }

  @Test
  void halvesOfCharactersAreWrittenAsNumbers() {
    String line = JsonLine.event("test", NOON).put("path", "a\ud83dz\ude00").toString();
    assertThat(line).contains("a\\ud83dz\\ude00");
  }

  @Test
  void visibleTextStaysReadable() {
    String line =
        JsonLine.event("t", NOON).put("p", "Gr\u00fc\u00dfe \u4e2d \ud83d\ude00").toString();
    assertThat(line).contains("Gr\u00fc\u00dfe \u4e2d \ud83d\ude00");
  }

  private static Map<String, Object> parse(String line) {
    return Jsonb.builder().build().type(Object.class).map().fromJson(line);
  }
}
