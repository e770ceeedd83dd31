package dev.ferry.direct;

import static dev.ferry.direct.HostileAnswers.FILES;
import static dev.ferry.direct.HostileAnswers.INFO;
import static dev.ferry.direct.HostileAnswers.LIMIT;
import static dev.ferry.direct.HostileAnswers.MALLORY;
import static dev.ferry.direct.HostileAnswers.SHARE;
import static dev.ferry.direct.HostileAnswers.answering;
import static dev.ferry.direct.HostileAnswers.at;
import static dev.ferry.direct.HostileAnswers.ok;
import static dev.ferry.direct.HostileAnswers.part;
import static dev.ferry.direct.HostileAnswers.reply;
import static dev.ferry.direct.HostileAnswers.selected;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.ferry.manifest.RelativePath;
import dev.ferry.testkit.ScriptedPeer;
import dev.ferry.transfer.Outcome;
import dev.ferry.transfer.Problem;
import dev.ferry.transfer.TransferException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A client gets from sharers that do not keep to the protocol. */
@Timeout(120)
class HostileSharerTest {
  @TempDir Path folder;

  private ScriptedPeer sharer(String entries, Function<String, String> others) {
    return ScriptedPeer.listen(
        MALLORY,
        LIMIT,
        answering(line -> {
          if (line.startsWith("GET /ferry/v1/info ")) {
            return ok("application/json", INFO);
          } else if (line.startsWith("GET /ferry/v1/shares/" + SHARE + " ")
              || line.startsWith("GET /ferry/v1/shares/" + SHARE + "?")) {
            return reply(entries);
          }
          return others.apply(line);
        }));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"p\":\"../a\",\"s\":10,\"t\":\"0\"}\n{\"end\":{\"entries\":1,\"files\":1,\"bytes\":10}}\n",
        "{\"p\":\"a\",\"s\":10,\"t\":\"0\"}\n{\"end\":{\"entries\":2,\"files\":1,\"bytes\":10}}\n",
        "{\"p\":\"a\",\"s\":10,\"t\":\"0\"}\n",
        "{\"p\":\"a\"}\n"
      })
  void aShareThatBreaksARuleIsNotTaken(String entries) throws Exception {
    try (ScriptedPeer server = sharer(entries, line -> "");
        GettingPeer getter = new GettingPeer(folder.resolve("getter"));
        DirectClient client = getter.connect(at(server.port()))) {
      assertThatExceptionOfType(TransferException.class)
          .isThrownBy(() -> getter.begin(client, SHARE, null, null));
    }
  }

  @Test
  void entriesThatWereNotAskedForAreNotTaken() throws Exception {
    try (ScriptedPeer server = sharer(FILES, line -> "");
        GettingPeer getter = new GettingPeer(folder.resolve("getter"));
        DirectClient client = getter.connect(at(server.port()))) {
      assertThatExceptionOfType(TransferException.class)
          .isThrownBy(() -> getter.begin(client, SHARE, RelativePath.parse("b"), null))
          .satisfies(thrown -> assertThat(thrown.problem()).isEqualTo(Problem.NOT_FERRY));
    }
  }

  private Outcome get(Function<String, String> others) throws Exception {
    try (ScriptedPeer server = sharer(FILES, others);
        GettingPeer getter = new GettingPeer(folder.resolve("getter"));
        DirectClient client = getter.connect(at(server.port()))) {
      getter.withPatience(Duration.ZERO);
      Outcome outcome =
          getter.pull(client, getter.begin(client, SHARE, null, null), SHARE, null).run();
      assertThat(getter.inbox().resolve("a")).doesNotExist();
      return outcome;
    }
  }

  @Test
  void aSelectionOfAnotherLength() throws Exception {
    Outcome outcome =
        get(line ->
            ok(
                "application/json",
                "{\"selection\":\"selectionexample234567abcd\",\"length\":11}\n"));

    assertThat(outcome.problem()).isEqualTo(Problem.NOT_FERRY);
  }

  @ParameterizedTest
  @ValueSource(strings = {"bytes 0-9/11", "bytes 1-10/10", "bytes 0-8/10", "items 0-9/10"})
  void aPartThatWasNotAskedFor(String range) throws Exception {
    assertThat(get(line -> selected(line, part(range, "0123456789"), "")).problem())
        .isEqualTo(Problem.NOT_FERRY);
  }

  @Test
  void thePayloadAsAWholeInsteadOfAPart() throws Exception {
    assertThat(
            get(line -> selected(line, ok("application/octet-stream", "0123456789"), "")).problem())
        .isEqualTo(Problem.NOT_FERRY);
  }

  @Test
  void aPartThatEndsTooEarlyIsALostConnection() throws Exception {
    String early = part("bytes 0-9/10", "0123456789").replace("56789", "");
    try (ScriptedPeer server =
            ScriptedPeer.listen(
                MALLORY,
                LIMIT,
                connection -> {
                  String line = "";
                  while (!line.contains("/payload?")) {
                    line = connection.readMessage().head().lines().findFirst().orElse("");
                    connection.send(
                        line.startsWith("GET /ferry/v1/info ")
                            ? ok("application/json", INFO)
                            : line.startsWith("GET /ferry/v1/shares/" + SHARE + " ")
                                ? reply(FILES)
                                : selected(line, early, ""));
                  }
                });
        GettingPeer getter = new GettingPeer(folder.resolve("getter"));
        DirectClient client = getter.connect(at(server.port()))) {
      getter.withPatience(Duration.ZERO);
      var incoming = getter.begin(client, SHARE, null, null);

      assertThat(getter.pull(client, incoming, SHARE, null).run().problem())
          .isEqualTo(Problem.UNREACHABLE);
      assertThat(incoming.missing().bytes()).isEqualTo(5);
    }
  }

  @Test
  void hashesOfOtherBytes() throws Exception {
    String wrong = "{\"chunk\":0,\"h\":\"" + "0".repeat(32) + "\"}\n{\"end\":{\"chunks\":1}}\n";

    Outcome outcome = get(line -> selected(line, part("bytes 0-9/10", "0123456789"), reply(wrong)));

    assertThat(outcome.problem()).isEqualTo(Problem.VERIFICATION);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"end\":{\"chunks\":0}}\n",
        "{\"chunk\":0,\"h\":\"zz\"}\n",
        "{\"withdrawn\":[[0,\"x\"]]}\n",
        "oops\n"
      })
  void hashesThatBreakARule(String hashes) throws Exception {
    assertThat(
            get(line -> selected(line, part("bytes 0-9/10", "0123456789"), reply(hashes)))
                .problem())
        .isEqualTo(Problem.NOT_FERRY);
  }

  @Test
  void aWithdrawalOfAFileThatWasNotPicked() throws Exception {
    String hash = dev.ferry.payload.ChunkHasher.hash("0123456789".getBytes(UTF_8), 0, 10).hex();
    String hashes =
        "{\"chunk\":0,\"h\":\""
            + hash
            + "\"}\n{\"withdrawn\":[[1,\"x\"]]}\n{\"end\":{\"chunks\":1}}\n";

    assertThat(
            get(line -> selected(line, part("bytes 0-9/10", "0123456789"), reply(hashes)))
                .problem())
        .isEqualTo(Problem.NOT_FERRY);
  }
}
