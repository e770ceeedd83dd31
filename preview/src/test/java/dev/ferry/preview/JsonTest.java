package dev.ferry.preview;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ferry.manifest.FileKind;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTest {

  @Test
  void theShapeSaysWhatItIsMadeOf() throws IOException {
    assertThat(
            Bytes.json("{\"name\":\"x\",\"items\":[{\"a\":1},{\"a\":2},{}],\"on\":true,\"n\":null}")
                .shape())
        .isEqualTo(
            "{\"name\": text, \"items\": [3 \u00d7 {\u2026}], \"on\": true/false, \"n\": null}");
    assertThat(
            Bytes.json("[{\"id\":1,\"tags\":[\"a\"]},{\"id\":null,\"tags\":[\"b\"],\"x\":1}]")
                .shape())
        .isEqualTo("[2 \u00d7 {\"id\": number, \"tags\": [2 \u00d7 text], \"x\": number}]");
    assertThat(Bytes.json("[1,2,\"x\"]").shape()).isEqualTo("[3 \u00d7 mixed]");
    assertThat(Bytes.json("[]").shape()).isEqualTo("[]");
    assertThat(Bytes.json("{\"deep\":{\"er\":[[[[1]]]]}}").shape())
        .isEqualTo("{\"deep\": {\u2026}}");
  }

  @Test
  void valuesStandOnLinesAndShortListsOnOne() throws IOException {
    Json json =
        Bytes.json(
            "{\"name\":\"Ferry\",\"tags\":[\"a\",\"b\"],\"people\":[{\"n\":1,\"t\":[]},{\"n\":2}],"
                + "\"empty\":{},\"nested\":{\"a\":{\"b\":[1]}}}");
    assertThat(Bytes.shown(json))
        .isEqualTo(
            """
            {
              "name": "Ferry",
              "tags": ["a", "b"],
              "people": [
                {
                  "n": 1,
                  "t": []
                },
                {"n": 2}
              ],
              "empty": {},
              "nested": {
                "a": {
                  "b": [1]
                }
              }
            }
            """);
    assertThat(json.whole()).isTrue();
    assertThat(json.depth()).isEqualTo(4);
  }

  @Test
  void whatIsTooDeepIsCounted() throws IOException {
    PreviewLimits limits = PreviewLimits.offer().withRows(20);
    String text = "[[[[1,2,[3]]],4]]";
    Json json = (Json) Previewer.of("a.json", ReadChannel.over(text.getBytes(UTF_8)), limits);
    assertThat(Bytes.shown(json)).contains("[\u2026 3 values]").contains("4");
    assertThat(json.whole()).isFalse();
    assertThat(json.problem()).isEmpty();
  }

  @Test
  void depthCostsNoStack() throws IOException {
    Json json = Bytes.json("[".repeat(3_000_000));
    assertThat(json.depth()).isEqualTo(3_000_000);
    assertThat(json.problem()).contains("ends in the middle");
    assertThat(json.lines()).hasSizeLessThan(30);
    assertThat(Bytes.json("{\"a\":".repeat(500_000)).depth()).isEqualTo(500_000);
  }

  @Test
  void aTextOfMegabytesIsCut() throws IOException {
    Json json = Bytes.json("{\"a\":\"" + "x".repeat(3 << 20) + "\",\"b\":1}");
    assertThat(Bytes.shown(json)).hasSizeLessThan(1000).contains("\"b\": 1");
    assertThat(json.problem()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"a\":1,}",
        "{\"a\" 1}",
        "[1 2]",
        "{a:1}",
        "[1,2]]",
        "[tru]",
        "[\"a\nb\"]",
        "[01x]",
        "{\"a\":1} x"
      })
  void mistakesAreSaidWithTheirLine(String broken) throws IOException {
    Preview preview =
        Previewer.of(
            "a.json",
            ReadChannel.over(broken.getBytes(UTF_8)),
            PreviewLimits.screen(),
            FileKind.JSON);
    assertThat(preview.problem()).startsWith("broken JSON, line ");
  }

  @Test
  void recordsOnLinesAreCounted() throws IOException {
    String text = "{\"id\":1,\"t\":[1,2]}\n{\"id\":2}\n\n{\"id\":3}\n";
    Json json = (Json) Bytes.preview("a.log", text.getBytes(UTF_8));
    assertThat(json.hasRecords()).isTrue();
    assertThat(json.records()).isEqualTo(Count.exact(3));
    assertThat(json.shape()).isEqualTo("{\"id\": number, \"t\": [2 \u00d7 number]}");
    assertThat(json.lines().getFirst().text()).isEqualTo("{\"id\": 1, \"t\": [1, 2]}");
  }

  @Test
  void aRecordThatIsNoneIsSaid() throws IOException {
    Json json = (Json) Bytes.preview("a.ndjson", "{\"a\":1}\n{\"a\":2}\noops\n".getBytes(UTF_8));
    assertThat(json.problem()).isEqualTo("record 3 is no JSON");
  }
}
