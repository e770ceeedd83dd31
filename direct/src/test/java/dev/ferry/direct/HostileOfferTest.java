package dev.ferry.direct;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.ferry.testkit.CorpusName;
import dev.ferry.testkit.RawConnection;
import dev.ferry.transfer.Approver;
import dev.ferry.transfer.TransferId;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.GZIPOutputStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Offers that do not keep to the protocol. */
@Timeout(180)
class HostileOfferTest extends AttackedServer {
  /** Those of one stranger, as docs/protocol.md says. */
  private static final int PLACES = 16;

  @Test
  void anOfferThatEndsAtAnyByteIsNone() throws Exception {
    String body = header(TransferId.random()) + FILE + END;
    byte[] whole = (post("offers", body.getBytes(UTF_8)) + body).getBytes(UTF_8);
    for (int length = 0; length < whole.length; length += 1 + length / 40) {
      try (RawConnection connection = connect()) {
        connection.send(java.util.Arrays.copyOf(whole, length));
        if (length % 2 == 0) {
          connection.reset();
        }
      }
    }
    assertThat(asked).hasValue(0);
    assertThat(server.receiver().incoming()).isEmpty();
  }

  @Test
  void anOfferWhoseLinesEndAtAnyByteIsRefused() throws Exception {
    String whole = header(TransferId.random()) + FILE + END;
    try (RawConnection connection = connect()) {
      for (int length = 0; length < whole.length(); length++) {
        byte[] body = whole.substring(0, length).getBytes(UTF_8);
        connection.send(post("offers", body));
        connection.send(body);
        assertProblem(connection.readMessage(), 400, "bad-request");
      }
    }
    assertThat(asked).hasValue(0);
  }

  @Test
  void offersThatAreOpenedAndNotSentTakeThePlacesOfStrangersAndNoMore() throws Exception {
    List<RawConnection> dripping = new ArrayList<>();
    try {
      for (int i = 0; i < PLACES; i++) {
        RawConnection connection = connect();
        dripping.add(connection);
        connection.send("POST /ferry/v1/offers HTTP/1.1\r\nHost: peer.ferry\r\n");
        connection.send("Expect: 100-continue\r\nContent-Length: 1000000\r\n\r\n");
        assertThat(connection.readHead()).as("the server reads").contains(" 100 ");
        connection.send("{\"ferry\":1,");
      }
      assertProblem(offer(header(TransferId.random()) + FILE + END), 429, "busy");
    } finally {
      for (RawConnection connection : dripping) {
        connection.reset();
      }
    }
  }

  static List<Arguments> badOffers() {
    TransferId id = TransferId.random();
    String header = header(id);
    return List.of(
        arguments("not json\n", 400, "bad-request"),
        arguments("{}\n", 400, "bad-request"),
        arguments(header.replace("\"ferry\":1", "\"ferry\":2") + FILE + END, 400, "not-ferry"),
        arguments(header.replace("\"ferry\":1", "\"ferry\":\"1\"") + END, 400, "bad-request"),
        arguments(header.replace("\"ferry\":1,", "") + END, 400, "bad-request"),
        arguments(header.replace(id.text(), "short") + END, 400, "bad-request"),
        arguments(
            header.replace(id.text(), "../../../../../etc/passwd.") + END, 400, "bad-request"),
        arguments(header.replace("keep-both", "destroy") + END, 400, "bad-request"),
        arguments(header.replace("\"M\"", "\"" + "M".repeat(257) + "\"") + END, 400, "bad-request"),
        arguments(
            header.replace("\"t\"", "\"" + "t".repeat(1025) + "\"") + END, 400, "bad-request"),
        arguments(header + FILE + FILE + END, 400, "bad-request"),
        arguments(header + FILE + FILE.replace("\"a\"", "\"a/b\"") + END, 400, "bad-request"),
        arguments(header + FILE.replace("\"a\"", "\"b\"") + FILE + END, 400, "bad-request"),
        arguments(header + FILE.replace("\"a\"", "\"../a\"") + END, 400, "bad-request"),
        arguments(header + FILE.replace("\"a\"", "\"/a\"") + END, 400, "bad-request"),
        arguments(header + FILE.replace("10", "-10") + END, 400, "bad-request"),
        arguments(header + FILE + END.replace("10", "11"), 400, "bad-request"),
        arguments(header + FILE + END + FILE, 400, "bad-request"),
        arguments(header + FILE + "\n" + END, 400, "bad-request"),
        arguments("{\"x\":\"" + "x".repeat(LineReader.MAX_LINE) + "\"}\n", 400, "bad-request"),
        arguments("[".repeat(100_000) + "\n", 400, "bad-request"),
        arguments("x".repeat((1 << 20) + 1), 413, "bad-request"));
  }

  @ParameterizedTest
  @MethodSource("badOffers")
  void anOfferThatBreaksARuleIsRefusedWithAProblem(String body, int status, String slug)
      throws Exception {
    assertProblem(offer(body), status, slug);
    assertThat(asked).hasValue(0);
  }

  @Test
  void everyIllegalNameOfTheCorpusIsRefusedAndEveryLegalOneTaken() throws Exception {
    try (RawConnection connection = connect()) {
      for (CorpusName name : CorpusName.all()) {
        StringBuilder escaped = new StringBuilder();
        name.name().chars().forEach(c -> escaped.append(String.format("\\u%04x", c)));
        String body =
            header(TransferId.random())
                + "{\"p\":\""
                + escaped
                + "\",\"s\":0,\"t\":\"0\"}\n"
                + END.replace("10", "0");
        connection.send(post("offers", body.getBytes(UTF_8)) + body);
        RawConnection.Message answer = connection.readMessage();
        if (name.accepted()) {
          assertThat(answer.text()).as(name.toString()).contains("{\"go\":");
        } else {
          assertProblem(answer, 400, "bad-request");
        }
      }
    }
  }

  @Test
  void unknownMembersAreIgnored() throws Exception {
    String body =
        header(TransferId.random()).replace("{\"ferry\"", "{\"new\":[1,{}],\"ferry\"")
            + FILE.replace("{\"p\"", "{\"colour\":null,\"p\"")
            + END;

    assertThat(offer(body).text()).contains("{\"go\":{\"length\":10}}");
  }

  @Test
  void aBombOfGzipIsDefused() throws Exception {
    ByteArrayOutputStream bomb = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(bomb)) {
      out.write(header(TransferId.random()).getBytes(UTF_8));
      // Packed it is small enough to be taken at once: the answer is not lost behind a reset.
      for (int i = 0; i < 8; i++) {
        out.write(new byte[1 << 20]);
      }
    }
    byte[] body = bomb.toByteArray();
    String head = post("offers", body).replace("Host", "Content-Encoding: gzip\r\nHost");

    RawConnection.Message answer = exchange(head, body);

    assertThat(answer.status()).isIn(400, 413);
  }

  @Test
  void aPackedOfferIsTaken() throws Exception {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
      out.write((header(TransferId.random()) + FILE + END).getBytes(UTF_8));
    }
    byte[] body = packed.toByteArray();
    String head = post("offers", body).replace("Host", "Content-Encoding: gzip\r\nHost");

    assertThat(exchange(head, body).text()).contains("{\"go\":{\"length\":10}}");
    assertProblem(exchange(head.replace("gzip", "br"), body), 415, "bad-request");
    assertProblem(offer("\u001f\u008b"), 400, "bad-request");
  }

  @Test
  void aPersonIsNotAskedAnyMoreWhenTheAskerIsGone() throws Exception {
    AtomicInteger interrupted = new AtomicInteger();
    server.approver(offer -> {
      try {
        new java.util.concurrent.CountDownLatch(1).await();
        throw new AssertionError("nobody counts down");
      } catch (InterruptedException e) {
        interrupted.incrementAndGet();
        throw e;
      }
    });
    try (RawConnection connection = connect()) {
      byte[] body = (header(TransferId.random()) + FILE + END).getBytes(UTF_8);
      connection.send(post("offers", body));
      connection.send(body);
      connection.readHead();
      assertThat(new String(connection.readChunk(), UTF_8)).isEqualTo("{\"waiting\":true}\n");
      connection.reset();
    }

    Awaitility.await().untilAtomic(interrupted, org.hamcrest.Matchers.is(1));
    server.approver(Approver.everything());
  }
}
