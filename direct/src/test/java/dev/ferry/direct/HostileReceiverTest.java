package dev.ferry.direct;

import static dev.ferry.direct.HostileAnswers.GO;
import static dev.ferry.direct.HostileAnswers.INFO;
import static dev.ferry.direct.HostileAnswers.LIMIT;
import static dev.ferry.direct.HostileAnswers.MALLORY;
import static dev.ferry.direct.HostileAnswers.NO_CONTENT;
import static dev.ferry.direct.HostileAnswers.RECEIPT;
import static dev.ferry.direct.HostileAnswers.answer;
import static dev.ferry.direct.HostileAnswers.answering;
import static dev.ferry.direct.HostileAnswers.at;
import static dev.ferry.direct.HostileAnswers.ok;
import static dev.ferry.direct.HostileAnswers.reply;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ferry.testkit.ScriptedPeer;
import dev.ferry.testkit.Seeds;
import dev.ferry.testkit.TreeMaker;
import dev.ferry.transfer.Outcome;
import dev.ferry.transfer.Problem;
import dev.ferry.transfer.TransferException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A client sends to receivers that do not keep to the protocol. */
@Timeout(120)
class HostileReceiverTest {
  @TempDir Path folder;

  private SendingPeer sender() {
    return new SendingPeer(folder.resolve("sender")).withPatience(Duration.ZERO);
  }

  private Outcome send(ScriptedPeer server) throws IOException {
    return send(sender(), server);
  }

  private Outcome send(SendingPeer sender, ScriptedPeer server) throws IOException {
    Path tree =
        new TreeMaker(folder.resolve("tree" + System.nanoTime()), Seeds.fresh("a tree"))
            .file("data", 1000)
            .done();
    return sender.withConnections(1).send(at(server.port()), tree);
  }

  @Test
  void whatAPeerSaysIsEscaped() throws Exception {
    String problem =
        "{\"type\":\"urn:ferry:problem:declined\",\"status\":403,"
            + "\"detail\":\"go \\u001b[2J\\n away\\u202e\"}";
    try (ScriptedPeer server =
        ScriptedPeer.listen(
            MALLORY,
            LIMIT,
            answering(line ->
                answer(
                    line,
                    ok("application/problem+json", problem).replace("200 OK", "403 No"),
                    NO_CONTENT,
                    reply(GO))))) {
      Outcome outcome = send(server);

      assertThat(outcome)
          .isInstanceOfSatisfying(
              Outcome.Failed.class,
              failed -> {
                assertThat(failed.problem()).isEqualTo(Problem.DECLINED);
                assertThat(failed.message()).doesNotContain("\u001b", "\n", "\u202e");
              });
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"accepted\":{\"runs\":[[0,3]]}}\n{\"missing\":[[0,1000]]}\n{\"go\":{\"length\":1000}}\n",
        "{\"accepted\":{\"runs\":[[0,2147483647]]}}\n{\"go\":{\"length\":1000}}\n",
        "{\"accepted\":{\"runs\":[[0,2]]}}\n{\"missing\":[[0,1001]]}\n{\"go\":{\"length\":1000}}\n",
        "{\"accepted\":{\"runs\":[[0,2]]}}\n{\"go\":{\"length\":1001}}\n",
        "{\"accepted\":{\"runs\":[[0,1]]}}\n{\"missing\":[[0,1000]]}\n{\"go\":{\"length\":1000}}\n",
        "{\"go\":{\"length\":-1}}\n",
        "{oops}\n",
        "{\"complete\":{}}\n"
      })
  void aReplyThatBreaksARuleEndsThePush(String body) throws Exception {
    try (ScriptedPeer server =
        ScriptedPeer.listen(
            MALLORY, LIMIT, answering(line -> answer(line, reply(body), NO_CONTENT, reply(GO))))) {
      assertThat(send(server).problem()).isEqualTo(Problem.NOT_FERRY);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {301, 302, 303, 307, 308})
  void redirectsAreNotFollowed(int status) throws Exception {
    AtomicInteger misled = new AtomicInteger();
    try (ScriptedPeer elsewhere =
            ScriptedPeer.listen(MALLORY, LIMIT, connection -> misled.incrementAndGet());
        ScriptedPeer server =
            ScriptedPeer.listen(
                MALLORY,
                LIMIT,
                connection -> {
                  connection.readMessage();
                  connection.send(
                      "HTTP/1.1 "
                          + status
                          + " Elsewhere\r\nLocation: https://127.0.0.1:"
                          + elsewhere.port()
                          + "/ferry/v1/info\r\nContent-Length: 0\r\n\r\n");
                })) {
      assertThatThrownBy(() -> send(server))
          .isInstanceOfSatisfying(
              TransferException.class, e -> assertThat(e.problem()).isEqualTo(Problem.NOT_FERRY));
      assertThat(misled).hasValue(0);
    }
  }

  @Test
  void aReplyWithoutEndOnOneLine() throws Exception {
    try (ScriptedPeer server =
        ScriptedPeer.listen(
            MALLORY,
            LIMIT,
            connection -> {
              connection.readMessage();
              connection.send(ok("application/json", INFO));
              connection.readMessage();
              connection.send("HTTP/1.1 200 OK\r\nContent-Type: application/x-ndjson\r\n\r\n");
              for (int i = 0; i < 4096; i++) {
                connection.send("x".repeat(4096));
              }
            })) {
      assertThat(send(server).problem()).isEqualTo(Problem.NOT_FERRY);
    }
  }

  @Test
  void aReplyThatEndsAtAnyByteIsALostConnection() throws Exception {
    AtomicInteger length = new AtomicInteger();
    String reply = "{\"declined\":{\"reason\":\"x\"}}\n";
    try (ScriptedPeer server =
        ScriptedPeer.listen(
            MALLORY,
            LIMIT,
            connection -> {
              connection.readMessage();
              connection.send(ok("application/json", INFO));
              connection.readMessage();
              connection.send(
                  "HTTP/1.1 200 OK\r\nContent-Type: application/x-ndjson\r\n\r\n"
                      + reply.substring(0, length.get()));
            })) {
      for (; length.get() < reply.length(); length.incrementAndGet()) {
        assertThat(send(server).problem()).isEqualTo(Problem.UNREACHABLE);
      }
      assertThat(send(server)).isEqualTo(new Outcome.Declined("x"));
    }
  }

  @Test
  void aReceiverThatTakesNoBytesIsGivenUp() throws Exception {
    try (ScriptedPeer server =
        ScriptedPeer.listen(
            MALLORY,
            LIMIT,
            connection -> {
              while (true) {
                String head = connection.readHead();
                if (head.startsWith("PUT ")) {
                  new java.util.concurrent.CountDownLatch(1).await();
                }
                if (head.startsWith("POST ")) {
                  while (connection.readChunk().length > 0) {
                    // The offer.
                  }
                }
                String go = GO.replace("1000", "33554432");
                connection.send(answer(head.lines().findFirst().orElse(""), reply(go), "", ""));
              }
            })) {
      Path tree = new TreeMaker(folder.resolve("big"), 1).file("data", 32 << 20).done();

      Outcome outcome = sender().withConnections(1).send(at(server.port()), tree);

      assertThat(outcome)
          .isInstanceOfSatisfying(
              Outcome.Interrupted.class,
              interrupted -> assertThat(interrupted.problem()).isEqualTo(Problem.UNREACHABLE));
    }
  }

  @Test
  void aReceiverThatAsksAgainAndAgainForTheSameBytesIsGivenUp() throws Exception {
    AtomicInteger puts = new AtomicInteger();
    try (ScriptedPeer server =
        ScriptedPeer.listen(
            MALLORY,
            LIMIT,
            answering(line -> {
              puts.addAndGet(line.startsWith("PUT ") ? 1 : 0);
              return answer(line, reply(GO), NO_CONTENT, reply(GO));
            }))) {
      Outcome outcome = send(server);

      assertThat(outcome.problem()).isEqualTo(Problem.VERIFICATION);
      assertThat(puts.get()).isLessThan(5);
    }
  }

  @Test
  void aReceiverThatAnswersASealAsIfThereHadBeenNone() throws Exception {
    String nothing = reply("{\"accepted\":{\"runs\":[[0,2]]}}\n{\"go\":{\"length\":1000}}\n");
    try (ScriptedPeer server =
        ScriptedPeer.listen(
            MALLORY, LIMIT, answering(line -> answer(line, nothing, NO_CONTENT, nothing)))) {
      assertThat(send(server).problem()).isEqualTo(Problem.NOT_FERRY);
    }
  }

  @Test
  void aFullDiskIsShownAndWaitedFor() throws Exception {
    String full =
        "{\"accepted\":{\"runs\":[[0,2]]}}\n{\"missing\":[[0,1000]]}\n{\"go\":{\"length\":1000,"
            + "\"waitsFor\":{\"type\":\"urn:ferry:problem:no-space\",\"status\":507,"
            + "\"detail\":\"The disk is full.\"}}}\n";
    AtomicInteger puts = new AtomicInteger();
    try (ScriptedPeer server =
        ScriptedPeer.listen(
            MALLORY,
            LIMIT,
            answering(line -> {
              if (line.startsWith("PUT ")) {
                return puts.incrementAndGet() < 3
                    ? "HTTP/1.1 507 Full\r\nContent-Length: 0\r\n\r\n"
                    : NO_CONTENT;
              }
              String status =
                  puts.get() < 3
                      ? full
                      : "{\"accepted\":{\"runs\":[[0,2]]}}\n{\"go\":{\"length\":1000}}\n";
              return answer(line, reply(full), "", reply("{\"complete\":" + RECEIPT + "}\n"))
                  .replace(GO, status)
                  .replace("Content-Length: " + GO.length(), "Content-Length: " + status.length());
            }))) {
      SendingPeer sender = sender().withPatience(Duration.ofSeconds(30));

      assertThat(send(sender, server)).isInstanceOf(Outcome.Completed.class);
      assertThat(sender.events(dev.ferry.transfer.TransferEvent.Paused.class))
          .isNotEmpty()
          .allSatisfy(paused -> {
            assertThat(paused.problem()).isEqualTo(Problem.NO_SPACE);
            assertThat(paused.message()).isEqualTo("The disk is full.");
          });
    }
  }

  @Test
  void aReceiverThatIsBusy() throws Exception {
    String busy = "HTTP/1.1 429 Busy\r\nContent-Length: 0\r\n\r\n";
    try (ScriptedPeer server =
        ScriptedPeer.listen(
            MALLORY, LIMIT, answering(line -> answer(line, busy, NO_CONTENT, "")))) {
      assertThat(send(server).problem()).isEqualTo(Problem.BUSY);
    }
  }
}
