package dev.ferry.direct;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ferry.testkit.CanaryTree;
import dev.ferry.testkit.RawConnection;
import dev.ferry.testkit.ScriptedPeer;
import dev.ferry.testkit.Seeds;
import dev.ferry.testkit.ThrowawayIdentity;
import dev.ferry.testkit.TreeMaker;
import dev.ferry.transfer.Approver;
import dev.ferry.transfer.Outcome;
import dev.ferry.transfer.TransferId;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/**
 * A real server, canaries around its inbox, and the requests of those who attack it. After each
 * test it must be unharmed and serve others.
 */
abstract class AttackedServer {
  static final Duration LIMIT = Duration.ofSeconds(20);

  static final ThrowawayIdentity MALLORY = ThrowawayIdentity.make();

  static final ThrowawayIdentity OTHER = ThrowawayIdentity.make();

  static final String END = "{\"end\":{\"entries\":1,\"files\":1,\"bytes\":10}}\n";

  static final String FILE = "{\"p\":\"a\",\"s\":10,\"t\":\"0\"}\n";

  @TempDir Path folder;

  CanaryTree canaries;

  ServedPeer server;

  final AtomicInteger asked = new AtomicInteger();

  @BeforeEach
  void open() throws Exception {
    canaries = CanaryTree.around(folder.resolve("watched"), Seeds.fresh("canaries"));
    server =
        ServedPeer.open(
            folder.resolve("peer"),
            canaries.inbox(),
            offer -> {
              asked.incrementAndGet();
              return new Approver.Answer.All(null);
            },
            new DirectLimits(
                1 << 20,
                1 << 20,
                2,
                Duration.ofMillis(50),
                Duration.ofMillis(500),
                Duration.ofSeconds(2)));
  }

  @AfterEach
  void nothingIsHarmedAndOthersAreServed() throws Exception {
    canaries.assertUntouched();
    Path tree = new TreeMaker(folder.resolve("honest"), 1).file("data", 100_000).done();
    assertThat(new SendingPeer(folder.resolve("friend")).send(server.at(), tree))
        .isInstanceOf(Outcome.Completed.class);
    server.close();
  }

  RawConnection connect() throws IOException {
    return ScriptedPeer.connect(MALLORY, server.address(), LIMIT);
  }

  static String header(TransferId id) {
    return "{\"ferry\":1,\"transfer\":\""
        + id
        + "\",\"alias\":\"M\",\"title\":\"t\",\"clash\":\"keep-both\"}\n";
  }

  static String post(String path, byte[] body) {
    return "POST /ferry/v1/"
        + path
        + " HTTP/1.1\r\nHost: peer.ferry\r\nContent-Length: "
        + body.length
        + "\r\n\r\n";
  }

  RawConnection.Message exchange(String head, byte[] body) throws IOException {
    try (RawConnection connection = connect()) {
      connection.send(head);
      connection.send(body);
      return connection.readMessage();
    }
  }

  RawConnection.Message postTo(String path, String body) throws IOException {
    byte[] bytes = body.getBytes(UTF_8);
    return exchange(post(path, bytes), bytes);
  }

  RawConnection.Message offer(String body) throws IOException {
    return postTo("offers", body);
  }

  static void assertProblem(RawConnection.Message answer, int status, String slug)
      throws Exception {
    assertThat(answer.status()).as(answer.text()).isEqualTo(status);
    assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
    assertThat(answer.text()).doesNotContain("\tat ", "Exception", "java.");
    assertThat(Lines.line(answer.text().strip()).text("type"))
        .isEqualTo("urn:ferry:problem:" + slug);
  }

  /** An accepted transfer of one file of ten bytes. */
  TransferId accepted() throws IOException {
    TransferId id = TransferId.random();
    RawConnection.Message answer = offer(header(id) + FILE + END);
    assertThat(answer.text()).contains("{\"go\":{\"length\":10}}");
    return id;
  }

  static String put(TransferId id, String range, int length) {
    return "PUT /ferry/v1/transfers/"
        + id
        + "/payload HTTP/1.1\r\nHost: peer.ferry\r\nContent-Range: "
        + range
        + "\r\nContent-Length: "
        + length
        + "\r\n\r\n";
  }
}
