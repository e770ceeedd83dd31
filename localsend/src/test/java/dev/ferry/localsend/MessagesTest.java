package dev.ferry.localsend;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.ferry.json.MalformedException;
import dev.ferry.json.StrictJson;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What prepares, their answers and errors look like on the wire. */
class MessagesTest {
  /** As app 1.17 sends it, but for the line breaks. */
  private static final String PREPARE =
      """
      {"info":{"alias":"Nice Orange","version":"2.1","deviceModel":"Samsung","deviceType":"mobile",
      "fingerprint":"AB","port":53317,"protocol":"https","download":true},
      "files":{"z":{"id":"z","fileName":"my image.png","size":324242,"fileType":"image/jpeg",
      "sha256":"%s","preview":null,"metadata":{"modified":"2021-01-01T12:34:56Z",
      "accessed":"2021-01-02T12:34:56Z"}},
      "a":{"id":"a","fileName":"d/e.txt","size":0,"fileType":"text/plain","sha256":null,
      "preview":null,"metadata":null}}}\
      """
          .formatted("AB".repeat(32));

  private static PrepareUpload prepare(String json) throws MalformedException {
    return PrepareUpload.read(StrictJson.parseBody(json.getBytes(UTF_8)));
  }

  private static FileInfo file(String members) throws MalformedException {
    return FileInfo.read(
        "k",
        StrictJson.parseBody(("{\"fileName\":\"n\",\"size\":1" + members + "}").getBytes(UTF_8)));
  }

  @Test
  void readsWhatTheAppsSendInTheirOrder() throws Exception {
    PrepareUpload read = prepare(PREPARE);

    assertThat(read.info().alias()).isEqualTo("Nice Orange");
    assertThat(read.files())
        .containsExactly(
            new FileInfo(
                "z",
                "my image.png",
                324_242,
                "image/jpeg",
                "ab".repeat(32),
                null,
                "2021-01-01T12:34:56Z",
                "2021-01-02T12:34:56Z"),
            new FileInfo("a", "d/e.txt", 0, "text/plain", null, null, null, null));
  }

  @Test
  void whatIsWrittenIsReadAgain() throws Exception {
    PrepareUpload original = prepare(PREPARE);
    PrepareReply reply = new PrepareReply("s", Map.of("z", "t1", "a", "t2"));

    assertThat(prepare(new String(JsonBody.of(original::write), UTF_8))).isEqualTo(original);
    assertThat(PrepareReply.read(StrictJson.parseBody(JsonBody.of(reply::write)))).isEqualTo(reply);
    assertThat(ErrorMessage.of(JsonBody.of(new ErrorMessage("no \"\u0000")::write)))
        .isEqualTo(new ErrorMessage("no \"\u0000"));
  }

  @Test
  void anAnswerToAPrepareLooksAsTheAppsExpectIt() {
    PrepareReply reply = new PrepareReply("s-1", Map.of("z", "t-1"));

    assertThat(new String(JsonBody.of(reply::write), UTF_8))
        .isEqualTo("{\"sessionId\":\"s-1\",\"files\":{\"z\":\"t-1\"}}");
    assertThat(new String(JsonBody.of(new PrepareReply("s", Map.of())::write), UTF_8))
        .isEqualTo("{\"sessionId\":\"s\",\"files\":{}}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"files\":{\"a\":{\"fileName\":\"n\",\"size\":1}}}",
        "{\"info\":{\"alias\":\"A\",\"port\":1},\"files\":{}}",
        "{\"info\":{\"alias\":\"A\",\"port\":1}}",
        "{\"info\":{\"alias\":\"A\"},\"files\":{\"a\":{\"fileName\":\"n\",\"size\":1}}}",
        "{\"info\":{\"alias\":\"A\",\"port\":1},\"files\":[]}",
        "{\"info\":{\"alias\":\"A\",\"port\":1},\"files\":{\"a\":1}}",
        "{\"info\":{\"alias\":\"A\",\"port\":1},\"files\":{\"a\":{\"size\":1}}}",
        "{\"info\":{\"alias\":\"A\",\"port\":1},\"files\":{\"a\":{\"fileName\":\"n\"}}}",
        "{\"info\":{\"alias\":\"A\",\"port\":1},\"files\":{\"\":{\"fileName\":\"n\",\"size\":1}}}",
        "{\"info\":{\"alias\":\"A\",\"port\":1},\"files\":{\"a\":{\"id\":\"b\",\"fileName\":\"n\",\"size\":1}}}"
      })
  void aPrepareWithoutWhatItNeedsIsRefused(String json) {
    assertThatExceptionOfType(MalformedException.class).isThrownBy(() -> prepare(json));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        ",\"sha256\":\"*sha256 hash*\"",
        ",\"sha256\":1",
        ",\"metadata\":[]",
        ",\"metadata\":{\"modified\":1}",
        ",\"preview\":{}",
        ",\"fileType\":7",
        ",\"id\":\"other\""
      })
  void aFileWithAMemberOfTheWrongKindIsRefused(String members) {
    assertThatExceptionOfType(MalformedException.class).isThrownBy(() -> file(members));
  }

  @Test
  void textsThatAreTooLongAreRefusedButALongPreviewOnlyCountsForNothing() throws Exception {
    assertThatExceptionOfType(MalformedException.class)
        .isThrownBy(() -> file(",\"fileType\":\"" + "t".repeat(257) + "\""));
    assertThatExceptionOfType(MalformedException.class)
        .isThrownBy(() -> file(",\"metadata\":{\"modified\":\"" + "2".repeat(65) + "\"}"));
    assertThatExceptionOfType(MalformedException.class)
        .isThrownBy(
            () -> prepare(PREPARE.replace("my image.png", "n".repeat(FileInfo.MAX_NAME + 1))));
    assertThatExceptionOfType(MalformedException.class)
        .isThrownBy(() -> prepare(PREPARE.replace("\"z\"", "\"" + "z".repeat(513) + "\"")));

    String limit = "p".repeat(FileInfo.MAX_PREVIEW);
    assertThat(file(",\"preview\":\"" + limit + "\"").preview()).isEqualTo(limit);
    assertThat(file(",\"preview\":\"" + limit + "p\"").preview()).isNull();
  }

  @Test
  void aTextIsAMessageOnlyIfItsPreviewIsAllOfIt() throws Exception {
    String text = ",\"fileType\":\"Text/plain\",\"preview\":\"é\"";

    assertThat(file(text).message()).isEqualTo("é");
    assertThat(file(text.replace("Text/", "image/")).message()).isNull();
    assertThat(file(",\"fileType\":\"text/plain\"").message()).isNull();
    assertThat(new FileInfo("k", "n", 2, "text/plain", null, "é", null, null).message())
        .isEqualTo("é");
    assertThat(new FileInfo("k", "n", 3, "text/plain", null, "é", null, null).message()).isNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"files\":{}}",
        "{\"sessionId\":\"\",\"files\":{}}",
        "{\"sessionId\":\"s\"}",
        "{\"sessionId\":\"s\",\"files\":{\"a\":1}}",
        "{\"sessionId\":\"s\",\"files\":{\"a\":\"\"}}"
      })
  void anAnswerThatIsNoneIsRefused(String json) {
    assertThatExceptionOfType(MalformedException.class)
        .isThrownBy(() -> PrepareReply.read(StrictJson.parseBody(json.getBytes(UTF_8))));
  }

  @Test
  void anAnswerWithAnEndlessTokenIsRefused() {
    String json = "{\"sessionId\":\"s\",\"files\":{\"a\":\"" + "t".repeat(513) + "\"}}";

    assertThatExceptionOfType(MalformedException.class)
        .isThrownBy(() -> PrepareReply.read(StrictJson.parseBody(json.getBytes(UTF_8))));
  }

  @Test
  void whatAnErrorSaysIsFoundAndEscaped() {
    for (String none : List.of("", "<html>", "[]", "{}", "{\"message\":1}", "{\"message\":null}")) {
      assertThat(ErrorMessage.of(none.getBytes(UTF_8)).message()).as(none).isEmpty();
    }
    assertThat(ErrorMessage.of("{\"message\":\"a\\u001b[2Jb\"}".getBytes(UTF_8)).shown())
        .doesNotContain("\u001b")
        .contains("b");
  }
}
