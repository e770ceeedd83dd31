package dev.ferry.direct;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ferry.direct.ProtocolDocument.Turn;
import dev.ferry.http.Endpoint;
import dev.ferry.inbox.ClashPolicy;
import dev.ferry.testkit.RawConnection;
import dev.ferry.testkit.ScriptedPeer;
import dev.ferry.testkit.ThrowawayIdentity;
import dev.ferry.transfer.OfferHeader;
import dev.ferry.transfer.Outcome;
import dev.ferry.transfer.Outgoing;
import dev.ferry.transfer.TransferId;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The conversations of docs/protocol.md, held over TLS with a scripted peer at either end. */
@Timeout(60)
class ConversationTest {
  private static final Duration LIMIT = Duration.ofSeconds(20);
  private static final ThrowawayIdentity STRANGER = ThrowawayIdentity.make();
  private static final List<Turn> PUSH = ProtocolDocument.read().conversation("push");

  @TempDir Path folder;

  @Test
  void theServerAnswersAsTheDocumentSays() throws Exception {
    try (ServedPeer server = ServedPeer.open(folder);
        RawConnection connection = ScriptedPeer.connect(STRANGER, server.address(), LIMIT)) {
      for (Turn turn : PUSH) {
        send(connection, turn);
        assertAnswer(connection.readMessage(), turn);
      }
      assertThat(server.inbox().resolve("notes/a.txt")).hasContent("hello\n");
      assertThat(server.inbox().resolve("notes/b.txt")).hasContent("world!\n");
    }
  }

  private static void send(RawConnection connection, Turn turn) throws IOException {
    String head = String.join("\r\n", turn.requestHead());
    byte[] body = turn.requestBody().getBytes(UTF_8);
    if (body.length == 0 || head.contains("Content-Length")) {
      connection.send(head + "\r\n\r\n");
      connection.send(body);
    } else {
      connection.send(head + "\r\nTransfer-Encoding: chunked\r\n\r\n");
      connection.sendChunk(body);
      connection.sendChunk(new byte[0]);
    }
  }

  private static void assertAnswer(RawConnection.Message answer, Turn turn) {
    assertThat(answer.head()).startsWith(turn.answerHead().getFirst());
    assertHeaders(answer.head(), turn.answerHead());
    String body = answer.text().replace("{\"waiting\":true}\n", "");
    String expected = Pattern.quote(turn.answer()).replace("...", "\\E[^}]*\\Q");
    assertThat(body).matches(expected);
  }

  private static void assertHeaders(String head, List<String> expected) {
    assertThat(List.of(head.toLowerCase(Locale.ROOT).split("\r\n")))
        .containsAll(expected.stream().skip(1).map(line -> line.toLowerCase(Locale.ROOT)).toList());
  }

  @Test
  void theClientAsksAsTheDocumentSays() throws Exception {
    Queue<Turn> turns = new ConcurrentLinkedQueue<>(PUSH);
    try (ScriptedPeer server =
        ScriptedPeer.listen(STRANGER, LIMIT, connection -> answerAll(connection, turns))) {
      OfferHeader header =
          new OfferHeader(
              new TransferId("ferryexample234567abcdefgh"), "notes", null, ClashPolicy.KEEP_BOTH);
      SendingPeer sender = new SendingPeer(folder).withConnections(1);
      try (DirectClient client = sender.connect(new Endpoint("127.0.0.1", server.port(), null));
          Outgoing outgoing = sender.outgoing(header, notes())) {
        Outcome outcome = sender.push(client, outgoing).run();

        assertThat(outcome).isInstanceOf(Outcome.Completed.class);
      } finally {
        assertThat(server.failures()).filteredOn(AssertionError.class::isInstance).isEmpty();
      }
      assertThat(turns).isEmpty();
    }
  }

  private static void answerAll(RawConnection connection, Queue<Turn> turns) throws IOException {
    while (true) {
      RawConnection.Message request;
      try {
        request = connection.readMessage();
      } catch (EOFException e) {
        return;
      }
      if (isPulse(request, turns)) {
        byte[] info = "{\"ferry\":1,\"alias\":\"Kitchen\"}\n".getBytes(UTF_8);
        connection.sendMessage(
            info,
            "HTTP/1.1 200 OK",
            "Content-Type: application/json",
            "Content-Length: " + info.length);
        continue;
      }
      Turn turn = turns.remove();
      assertThat(request.head()).startsWith(turn.requestHead().getFirst());
      assertHeaders(request.head(), turn.requestHead());
      String said = request.text().replaceAll(",\"sender\":\\{.*}(?=}}\n)", "");
      assertThat(said).isEqualTo(turn.requestBody());
      String body = turn.answer().replace("{...}", "{\"hash\":1}");
      connection.send(String.join("\r\n", turn.answerHead()) + "\r\n");
      boolean bodiless = turn.answerHead().getFirst().contains(" 204 ");
      connection.send(
          (bodiless ? "" : "Content-Length: " + body.getBytes(UTF_8).length + "\r\n") + "\r\n");
      connection.send(body);
    }
  }

  /** On a slow machine it is asked in between how long an answer takes. */
  private static boolean isPulse(RawConnection.Message request, Queue<Turn> turns) {
    String info = "GET /ferry/v1/info ";
    Turn next = turns.peek();
    return request.head().startsWith(info)
        && next != null
        && !next.requestHead().getFirst().startsWith(info);
  }

  /** The tree of the document, with its times and modes. */
  private Path notes() throws IOException {
    Path notes = Files.createDirectory(folder.resolve("notes"));
    file(notes.resolve("a.txt"), "hello\n", Instant.ofEpochSecond(1_700_000_000, 123_456_789));
    file(notes.resolve("b.txt"), "world!\n", Instant.ofEpochSecond(1_700_000_001));
    Files.setPosixFilePermissions(notes, PosixFilePermissions.fromString("rwxr-xr-x"));
    Files.setLastModifiedTime(notes, FileTime.from(Instant.ofEpochSecond(1_700_000_000)));
    return notes;
  }

  private static void file(Path file, String text, Instant modified) throws IOException {
    Files.writeString(file, text);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
    Files.setLastModifiedTime(file, FileTime.from(modified));
  }
}
