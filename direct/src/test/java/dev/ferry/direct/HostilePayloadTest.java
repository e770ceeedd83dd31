package dev.ferry.direct;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.ferry.testkit.RawConnection;
import dev.ferry.transfer.TransferEvent;
import dev.ferry.transfer.TransferId;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Payloads and seals that do not keep to the protocol. */
@Timeout(180)
class HostilePayloadTest extends AttackedServer {
  @Test
  void chunksAreNotTornIntoPieces() throws Exception {
    TransferId id = accepted();
    assertProblem(exchange(put(id, "bytes 2-3/10", 2), new byte[2]), 409, "busy");
    assertThat(exchange(put(id, "bytes 0-1/10", 2), new byte[2]).status()).isEqualTo(204);
    assertProblem(exchange(put(id, "bytes 3-3/10", 1), new byte[1]), 409, "busy");
    assertThat(exchange(put(id, "bytes 2-9/10", 8), new byte[8]).status()).isEqualTo(204);
  }

  @Test
  void aSealThatEndsAtAnyByteSealsNothing() throws Exception {
    TransferId id = accepted();
    exchange(put(id, "bytes 0-9/10", 10), "0123456789".getBytes(UTF_8));
    String whole =
        "{\"chunk\":0,\"h\":\""
            + dev.ferry.payload.ChunkHasher.hash("0123456789".getBytes(UTF_8), 0, 10).hex()
            + "\"}\n{\"end\":{\"chunks\":1}}\n";
    try (RawConnection connection = connect()) {
      for (int length = 0; length < whole.length(); length++) {
        byte[] body = whole.substring(0, length).getBytes(UTF_8);
        connection.send(post("transfers/" + id + "/seal", body));
        connection.send(body);
        RawConnection.Message answer = connection.readMessage();
        assertThat(answer.text()).contains("bad-request").doesNotContain("complete");
      }
      assertThat(server.inbox().resolve("a")).doesNotExist();
      connection.send(post("transfers/" + id + "/seal", whole.getBytes(UTF_8)) + whole);
      assertThat(connection.readMessage().text()).contains("{\"complete\":");
    }
    assertThat(server.inbox().resolve("a")).hasContent("0123456789");
  }

  @Test
  void aPayloadThatEndsAtAnyByteKeepsWhatCame() throws Exception {
    for (int length = 0; length < 10; length++) {
      TransferId id = accepted();
      try (RawConnection connection = connect()) {
        connection.send(put(id, "bytes 0-9/10", 10) + "0123456789".substring(0, length));
      }
      long expected = 10L - length;
      Awaitility.await()
          .until(() ->
              server.receiver().incoming().stream()
                  .filter(incoming -> incoming.id().equals(id))
                  .allMatch(
                      incoming -> !incoming.active() && incoming.missing().bytes() <= expected));
    }
  }

  static List<Arguments> badPuts() {
    return List.of(
        arguments("bytes 0-9/10", 9, 411),
        arguments("bytes 0-9/11", 10, 400),
        arguments("bytes 0-10/10", 11, 400),
        arguments("bytes 10-19/10", 10, 400),
        arguments("bytes 5-4/10", 10, 400),
        arguments("bytes -1-8/10", 10, 400),
        arguments("bytes 0-99999999999999999999/10", 10, 400),
        arguments("items 0-9/10", 10, 400),
        arguments("", 10, 400));
  }

  @ParameterizedTest
  @MethodSource("badPuts")
  void aPayloadOutsideOfThePayloadIsRefused(String range, int length, int status) throws Exception {
    TransferId id = accepted();

    assertProblem(exchange(put(id, range, length), new byte[length]), status, "bad-request");
  }

  @Test
  void aPayloadWithoutALengthIsRefused() throws Exception {
    TransferId id = accepted();
    String head =
        put(id, "bytes 0-9/10", 10).replace("Content-Length: 10", "Transfer-Encoding: chunked");

    assertProblem(exchange(head, "0\r\n\r\n".getBytes(UTF_8)), 411, "bad-request");
  }

  @Test
  void bytesThatAreHeldAreNotTakenAgain() throws Exception {
    TransferId id = accepted();
    assertThat(exchange(put(id, "bytes 0-9/10", 10), new byte[10]).status()).isEqualTo(204);

    assertProblem(exchange(put(id, "bytes 0-9/10", 10), new byte[10]), 409, "busy");
    assertProblem(exchange(put(id, "bytes 3-4/10", 2), new byte[2]), 409, "busy");
  }

  @Test
  void aNewerPayloadEndsAnOlderOneThatHangs() throws Exception {
    TransferId id = accepted();
    try (RawConnection hanging = connect()) {
      hanging.send(put(id, "bytes 0-9/10", 10) + "01");
      Awaitility.await()
          .until(() -> server.receiver().incoming().stream().anyMatch(in -> in.active()));
      String status = "";
      int wanted = 0;
      for (int attempt = 0; attempt < 50 && !status.startsWith("204"); attempt++) {
        long missing = server.receiver().incoming().getFirst().missing().bytes();
        wanted = (int) missing;
        String range = "bytes " + (10 - missing) + "-9/10";
        status = String.valueOf(exchange(put(id, range, wanted), new byte[wanted]).status());
      }

      assertThat(status).isEqualTo("204");
      assertThat(hanging.isClosedByPeer()).isTrue();
    }
  }

  @Test
  void twoSealsAtOnceGetTheSameReceipt() throws Exception {
    TransferId id = accepted();
    exchange(put(id, "bytes 0-9/10", 10), "0123456789".getBytes(UTF_8));
    String seal =
        "{\"chunk\":0,\"h\":\""
            + dev.ferry.payload.ChunkHasher.hash("0123456789".getBytes(UTF_8), 0, 10).hex()
            + "\"}\n{\"end\":{\"chunks\":1}}\n";
    String request = post("transfers/" + id + "/seal", seal.getBytes(UTF_8)) + seal;
    try (RawConnection one = connect();
        RawConnection two = connect()) {
      one.send(request);
      two.send(request);

      assertThat(one.readMessage().text()).contains("\"complete\":{\"files\":1,\"bytes\":10");
      assertThat(two.readMessage().text()).contains("\"complete\":{\"files\":1,\"bytes\":10");
    }
    assertThat(server.inbox().resolve("a")).hasContent("0123456789");
    assertThat(server.inbox().resolve("a (2)")).doesNotExist();
  }

  @Test
  void aWrongHashPublishesNothingAndAsksAgain() throws Exception {
    TransferId id = accepted();
    exchange(put(id, "bytes 0-9/10", 10), "0123456789".getBytes(UTF_8));
    String seal = "{\"chunk\":0,\"h\":\"" + "0".repeat(32) + "\"}\n{\"end\":{\"chunks\":1}}\n";

    RawConnection.Message answer = postTo("transfers/" + id + "/seal", seal);

    assertThat(answer.text()).contains("{\"missing\":[[0,10]]}", "{\"go\":{\"length\":10}}");
    assertThat(server.inbox().resolve("a")).doesNotExist();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"chunk\":1,\"h\":\"00000000000000000000000000000000\"}\n",
        "{\"chunk\":0,\"h\":\"0\"}\n",
        "{\"withdrawn\":[[0,\"x\"]]}\n",
        "{\"end\":{\"chunks\":1}}\n"
      })
  void aSealThatBreaksARuleIsRefused(String lines) throws Exception {
    TransferId id = accepted();
    exchange(put(id, "bytes 0-9/10", 10), "0123456789".getBytes(UTF_8));

    assertThat(postTo("transfers/" + id + "/seal", lines).text()).contains("bad-request");
    assertThat(server.inbox().resolve("a")).doesNotExist();
  }

  @Test
  void withdrawnFilesMustBeInTheManifest() throws Exception {
    TransferId id = accepted();
    exchange(put(id, "bytes 0-9/10", 10), "0123456789".getBytes(UTF_8));
    String seal =
        "{\"chunk\":0,\"h\":\""
            + dev.ferry.payload.ChunkHasher.hash("0123456789".getBytes(UTF_8), 0, 10).hex()
            + "\"}\n{\"withdrawn\":[[99999999999,\"x\"]]}\n{\"end\":{\"chunks\":1}}\n";

    assertThat(postTo("transfers/" + id + "/seal", seal).text()).contains("bad-request");
  }

  @Test
  void noMoreStreamsThanAPeerMayHave() throws Exception {
    TransferId first = accepted();
    TransferId second = accepted();
    TransferId third = accepted();
    try (RawConnection one = connect();
        RawConnection two = connect()) {
      one.send(put(first, "bytes 0-9/10", 10));
      two.send(put(second, "bytes 0-9/10", 10));
      Awaitility.await()
          .until(
              () -> server.receiver().incoming().stream().filter(in -> in.active()).count() == 2);

      RawConnection.Message answer = exchange(put(third, "bytes 0-9/10", 10), new byte[10]);

      assertProblem(answer, 429, "busy");
      assertThat(answer.header("Retry-After")).isNotEmpty();
    }
  }

  @Test
  void aCancelledTransferIsGone() throws Exception {
    TransferId id = accepted();
    String delete = "DELETE /ferry/v1/transfers/" + id + " HTTP/1.1\r\nHost: x\r\n\r\n";

    assertThat(exchange(delete, new byte[0]).status()).isEqualTo(204);
    assertProblem(exchange(delete, new byte[0]), 404, "not-found");
    assertThat(server.events(TransferEvent.Ended.class)).hasSize(1);
  }
}
