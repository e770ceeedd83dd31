package dev.ferry.json;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StrictJsonTest {
  private static final int LONG = 512 << 10;

  private static Fields parse(String json) throws MalformedException {
    return StrictJson.parse(json.getBytes(UTF_8));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "{",
        "}",
        "[]",
        "1",
        "null",
        "\"text\"",
        "{\"a\"}",
        "{\"a\":}",
        "{\"a\":1",
        "{\"a\":1}}",
        "{\"a\":1}{}",
        "{\"a\":1} ",
        " {\"a\":1}",
        "{\"a\":1 \"b\":2}",
        "{\"a\":1 2}",
        "{\"a\":01}",
        "{\"a\":-}",
        "{\"a\":1.}",
        "{\"a\":0x10}",
        "{\"a\":NaN}",
        "{\"a\":tru}",
        "{\"a\":nul}",
        "{\"a\":nope}",
        "{\"a\":[1,]}",
        "{\"a\":[1 2]}",
        "{\"a\":[}",
        "{\"a\":{]}",
        "{\"a\":\"x}",
        "{\"a\":\"\\x\"}",
        "{\"a\":\"\\u12\"}",
        "{\"a\":\"\\",
        "{\"a\":\"bare \u0001 control\"}",
        "{\"a\":\"bare \t tab\"}",
        "{\"a\":1,\"a\":1}",
        "{\"a\":1,\"\\u0061\":1}",
        "{a:1}",
        "{'a':1}"
      })
  void refusesWhatIsNotExactlyOneObject(String json) {
    assertThatExceptionOfType(MalformedException.class).isThrownBy(() -> parse(json));
  }

  @ParameterizedTest
  @ValueSource(strings = {"\u00c0\u00af", "\u00ff", "\u00ed\u00a0\u0080", "\u00f0\u009f"})
  void refusesWhatIsNotUtf8(String bytes) {
    byte[] line = ("{\"a\":\"" + bytes + "\"}").getBytes(ISO_8859_1);

    assertThatExceptionOfType(MalformedException.class)
        .isThrownBy(() -> StrictJson.parse(line))
        .withMessageContaining("UTF-8");
  }

  @Test
  void refusesNestingThatIsTooDeepAndTakesTheDeepest() {
    String deepest = "{\"a\":" + "[".repeat(7) + "]".repeat(7) + "}";
    String tooDeep = "{\"a\":" + "[".repeat(8) + "]".repeat(8) + "}";

    assertThatNoException().isThrownBy(() -> parse(deepest));
    assertThatExceptionOfType(MalformedException.class).isThrownBy(() -> parse(tooDeep));
  }

  @Test
  void survivesALineOfNothingButBrackets() {
    assertThatExceptionOfType(MalformedException.class)
        .isThrownBy(() -> parse("{\"a\":" + "[".repeat(LONG)));
    assertThatExceptionOfType(MalformedException.class)
        .isThrownBy(() -> parse("{\"a\":".repeat(LONG / 5)));
  }

  @Test
  void refusesEveryBeginningOfAnObject() {
    String whole =
        "{\"p\":\"a\\n\\u00e9\",\"s\":12,\"d\":[[0,1],[2,3]],\"x\":{\"y\":null,\"z\":true}}";

    for (int length = 0; length < whole.length(); length++) {
      String beginning = whole.substring(0, length);
      assertThatExceptionOfType(MalformedException.class)
          .as(beginning)
          .isThrownBy(() -> parse(beginning));
    }
  }

  @Test
  void readsEveryKindOfMember() throws Exception {
    Fields fields =
        parse(
            "{\"text\":\"\\u00e4\\ud83d\\ude00\\\"\",\"count\":9223372036854775807,\"flag\":true,"
                + "\"nothing\":null,\"object\":{\"inner\":1},\"pairs\":[[1,2],[3,4]],"
                + "\"notes\":[[5,\"five\"]],\"texts\":[\"a\",\"b\"],\"objects\":[{},{}]}");

    assertThat(fields.text("text")).isEqualTo("ä😀\"");
    assertThat(fields.count("count")).isEqualTo(Long.MAX_VALUE);
    assertThat(fields.flag("flag")).isTrue();
    assertThat(fields.optionalText("nothing")).isNull();
    assertThat(fields.optionalText("absent")).isNull();
    assertThat(fields.count("absent", 7)).isEqualTo(7);
    assertThat(fields.object("object").count("inner")).isEqualTo(1);
    assertThat(fields.pairs("pairs")).containsExactly(new Fields.Pair(1, 2), new Fields.Pair(3, 4));
    assertThat(fields.notes("notes")).containsExactly(new Fields.Note(5, "five"));
    assertThat(fields.texts("texts")).containsExactly("a", "b");
    assertThat(fields.objects("objects")).hasSize(2);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"n\":null}",
        "{\"n\":\"1\"}",
        "{\"n\":true}",
        "{\"n\":-1}",
        "{\"n\":1.5}",
        "{\"n\":9223372036854775808}",
        "{\"n\":1e999999999}",
        "{\"n\":[1]}",
        "{\"n\":{}}"
      })
  void refusesACountThatIsNone(String json) throws Exception {
    Fields fields = parse(json);

    assertThatExceptionOfType(MalformedException.class).isThrownBy(() -> fields.count("n"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "{\"t\":1}", "{\"t\":null}", "{\"t\":[\"a\"]}", "{\"t\":false}"})
  void refusesATextThatIsNone(String json) throws Exception {
    Fields fields = parse(json);

    assertThatExceptionOfType(MalformedException.class).isThrownBy(() -> fields.text("t"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"p\":1}",
        "{\"p\":[1,2]}",
        "{\"p\":[[1]]}",
        "{\"p\":[[1,2,3]]}",
        "{\"p\":[[1,\"2\"]]}",
        "{\"p\":[[1,-2]]}",
        "{\"p\":[{\"from\":1}]}"
      })
  void refusesPairsThatAreNone(String json) throws Exception {
    Fields fields = parse(json);

    assertThatExceptionOfType(MalformedException.class).isThrownBy(() -> fields.pairs("p"));
  }

  @Test
  void takesABodyAsItIsMadeForPeopleToRead() throws Exception {
    Fields fields =
        StrictJson.parseBody("\r\n{\n\t\"b\": [ 1,\n 2 ],\n\"a\":\n{}\n}\n".getBytes(UTF_8));

    assertThat(fields.names()).as("in their order").containsExactly("b", "a");
  }

  @Test
  void refusesABodyOfMoreValuesThanAreTaken() throws Exception {
    byte[] six = "{\"a\":[{},[],1,\"\"],\"b\":null}".getBytes(UTF_8);

    assertThat(StrictJson.parseBody(six, 6).names()).containsExactly("a", "b");
    assertThatExceptionOfType(MalformedException.class)
        .isThrownBy(() -> StrictJson.parseBody(six, 5));
  }
}
