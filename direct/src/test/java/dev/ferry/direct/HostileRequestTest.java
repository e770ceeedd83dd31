package dev.ferry.direct;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ferry.testkit.RawConnection;
import dev.ferry.testkit.ScriptedPeer;
import dev.ferry.transfer.TransferId;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests that are no HTTP, or lead to nothing. */
@Timeout(180)
class HostileRequestTest extends AttackedServer {
  @Test
  void aTransferDoesNotExistForAnybodyElse() throws Exception {
    TransferId id = accepted();
    List<String> requests =
        List.of(
            "GET /ferry/v1/transfers/" + id + " HTTP/1.1\r\nHost: x\r\n\r\n",
            "DELETE /ferry/v1/transfers/" + id + " HTTP/1.1\r\nHost: x\r\n\r\n",
            put(id, "bytes 0-9/10", 10) + "0123456789",
            post("transfers/" + id + "/seal", new byte[0]));
    for (String request : requests) {
      try (RawConnection connection = ScriptedPeer.connect(OTHER, server.address(), LIMIT)) {
        connection.send(request);
        assertProblem(connection.readMessage(), 404, "not-found");
      }
    }
    try (RawConnection connection = ScriptedPeer.connect(OTHER, server.address(), LIMIT)) {
      byte[] body = (header(id) + FILE + END).getBytes(UTF_8);
      connection.send(post("offers", body));
      connection.send(body);
      assertProblem(connection.readMessage(), 400, "bad-request");
    }
    assertThat(server.receiver().incoming()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET /ferry/v1/transfers/aaaaaaaaaaaaaaaaaaaaaaaaaa",
        "GET /ferry/v1/transfers/..%2f..%2fetc",
        "GET /ferry/v1/transfers/",
        "GET /ferry/v1/nothing",
        "GET /ferry/v1/",
        "GET /ferry/v1/info/more",
        "GET /ferry/v1/shares/aaaaaaaaaaaaaaaaaaaaaaaaaa",
        "GET /ferry/v1/shares/a%20b",
        "GET /ferry/v1/shares/a/files/../../../../etc/passwd",
        "GET /ferry/v1/shares/a/files/%2e%2e/%2e%2e/etc/passwd",
        "GET /ferry/v1/shares/a/nothing",
        "GET /ferry/v1/shares//payload"
      })
  void unknownPathsAreNotFound(String line) throws Exception {
    assertProblem(exchange(line + " HTTP/1.1\r\nHost: x\r\n\r\n", new byte[0]), 404, "not-found");
  }

  @Test
  void anotherVersionIsNamed() throws Exception {
    RawConnection.Message answer =
        exchange("GET /ferry/v2/info HTTP/1.1\r\nHost: x\r\n\r\n", new byte[0]);

    assertProblem(answer, 404, "not-ferry");
    assertThat(answer.text()).contains("version 1");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "POST /ferry/v1/info",
        "GET /ferry/v1/offers",
        "PATCH /ferry/v1/transfers/aaaaaaaaaaaaaaaaaaaaaaaaaa",
        "GET /ferry/v1/transfers/aaaaaaaaaaaaaaaaaaaaaaaaaa/payload",
        "DELETE /ferry/v1/shares",
        "PUT /ferry/v1/shares/a/files/b"
      })
  void otherMethodsAreNotAllowed(String line) throws Exception {
    RawConnection.Message answer =
        exchange(line + " HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\n\r\n", new byte[0]);

    assertProblem(answer, 405, "bad-request");
    assertThat(answer.header("Allow")).isNotEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\r\n\r\n\r\n",
        "GET\r\n\r\n",
        "GET / HTTP/9.9\r\n\r\n",
        "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
        "GET /ferry/v1/info HTTP/1.1\r\n\r\n",
        "GET /ferry/v1/info HTTP/1.1\r\nHost: x\r\nbad header\r\n\r\n",
        "GET /ferry/v1/info HTTP/1.1\r\nHost: x\r\nX: \u0000\r\n\r\n",
        "POST /ferry/v1/offers HTTP/1.1\r\nHost: x\r\nContent-Length: -5\r\n\r\n",
        "POST /ferry/v1/offers HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\nabcdef",
        "POST /ferry/v1/offers HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        "POST /ferry/v1/offers HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n"
      })
  void whatIsNoHttpIsRefusedOrHungUpOn(String request) throws Exception {
    try (RawConnection connection = connect()) {
      connection.send(request.getBytes(java.nio.charset.StandardCharsets.ISO_8859_1));
      connection.endOutput();
      String answer = new String(connection.readAll(), UTF_8);

      assertThat(answer).doesNotContain("HTTP/1.1 200", "\tat ", "Jetty");
    } catch (IOException e) {
      assertThat(e).isInstanceOf(IOException.class);
    }
  }

  @Test
  void aFloodOfHeadersIsCutOff() throws Exception {
    try (RawConnection connection = connect()) {
      connection.send("GET /ferry/v1/info HTTP/1.1\r\nHost: x\r\n");
      for (int i = 0; i < 100_000; i++) {
        connection.send("X-" + i + ": " + "y".repeat(100) + "\r\n");
      }
      connection.send("\r\n");
      assertThat(connection.readMessage().status()).isEqualTo(431);
    } catch (IOException e) {
      // Cut off while it was still writing: just as good.
      assertThat(e).isInstanceOf(IOException.class);
    }
  }
}
