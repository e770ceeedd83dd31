package dev.ferry.localsend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ferry.http.Endpoint;
import dev.ferry.testkit.RawConnection;
import dev.ferry.testkit.ScriptedPeer;
import dev.ferry.testkit.Seeds;
import dev.ferry.testkit.TreeMaker;
import dev.ferry.transfer.Outcome;
import dev.ferry.transfer.Problem;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Ferry sends to devices that do not keep to LocalSend's protocol. */
@Timeout(120)
class HostileDeviceTest {
  private static final Duration LIMIT = Duration.ofSeconds(20);
  private static final Pattern ID = Pattern.compile("\"files\":\\{\"([^\"]+)\"");

  @TempDir Path folder;
  private final List<String> requests = new CopyOnWriteArrayList<>();
  private final SendingDeviceAt sender = new SendingDeviceAt();

  /** Makes the sender late, as the folder comes. */
  private final class SendingDeviceAt {
    private Outcome send(ScriptedPeer device, int bytes) throws IOException {
      Path tree =
          new TreeMaker(folder.resolve("tree" + System.nanoTime()), Seeds.fresh("a tree"))
              .file("data", bytes)
              .done();
      last = new SendingDevice(folder.resolve("sender")).withPatience(Duration.ZERO);
      return last.send(new Endpoint("127.0.0.1", device.port(), null), tree);
    }

    private SendingDevice last = new SendingDevice(Path.of("unused"));
  }

  private static String say(int status, String body) {
    return "HTTP/1.1 "
        + status
        + " Said\r\nContent-Type: application/json\r\nContent-Length: "
        + body.length()
        + "\r\n\r\n"
        + body;
  }

  /** Answers offers with {@code offer}, in which ID stands for the file's id, and uploads so. */
  private ScriptedPeer device(String offer, Function<RawConnection, String> upload) {
    return ScriptedPeer.listen(
        AppDouble.IDENTITY,
        LIMIT,
        connection -> {
          while (true) {
            String head;
            try {
              head = connection.readHead();
            } catch (EOFException e) {
              return;
            }
            requests.add(head.lines().findFirst().orElse(""));
            if (head.contains("/upload?")) {
              connection.send(upload.apply(connection));
              continue;
            }
            Matcher length = Pattern.compile("(?i)content-length: (\\d+)").matcher(head);
            byte[] body = connection.read(length.find() ? Integer.parseInt(length.group(1)) : 0);
            Matcher id = ID.matcher(new String(body, java.nio.charset.StandardCharsets.UTF_8));
            String answer = offer.replace("ID", id.find() ? id.group(1) : "");
            connection.send(
                head.contains("/prepare-upload")
                    ? answer.replaceFirst(
                        "Content-Length: \\d+", "Content-Length: " + bodyOf(answer).length())
                    : say(200, ""));
          }
        });
  }

  private static String bodyOf(String message) {
    return message.substring(message.indexOf("\r\n\r\n") + 4);
  }

  private static String read(RawConnection connection, int bytes, String answer) {
    try {
      connection.read(bytes);
      return answer;
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private ScriptedPeer offering(String offer) {
    return device(offer, connection -> say(500, ""));
  }

  private static final String GOOD = say(200, "{\"sessionId\":\"s\",\"files\":{\"ID\":\"t\"}}");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"sessionId\":\"s\",\"files\":{\"other\":\"t\"}}",
        "{\"sessionId\":\"\",\"files\":{\"ID\":\"t\"}}",
        "{\"sessionId\":\"s\",\"files\":{\"ID\":\"\"}}",
        "{\"sessionId\":\"s\",\"files\":{\"ID\":7}}",
        "{\"sessionId\":\"s\",\"files\":[\"ID\"]}",
        "{\"sessionId\":\"s\",\"files\":{\"ID\":\"t\",\"ID\":\"u\"}}",
        "{\"sessionId\":\"s\"}",
        "{oops}",
        ""
      })
  void anAnswerToTheOfferThatBreaksARuleEndsThePush(String body) throws Exception {
    try (ScriptedPeer device = offering(say(200, body))) {
      Outcome outcome = sender.send(device, 1000);

      assertThat(outcome)
          .isInstanceOfSatisfying(
              Outcome.Failed.class,
              failed -> assertThat(failed.problem()).isEqualTo(Problem.NOT_FERRY));
      assertThat(requests).noneMatch(line -> line.contains("/upload"));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {301, 302, 303, 307, 308})
  void redirectsAreNotFollowed(int status) throws Exception {
    AtomicInteger misled = new AtomicInteger();
    try (ScriptedPeer elsewhere =
            ScriptedPeer.listen(AppDouble.IDENTITY, LIMIT, connection -> misled.incrementAndGet());
        ScriptedPeer device =
            offering(
                "HTTP/1.1 "
                    + status
                    + " Elsewhere\r\nLocation: https://127.0.0.1:"
                    + elsewhere.port()
                    + "/api/localsend/v2/prepare-upload\r\nContent-Length: 0\r\n\r\n")) {
      assertThat(sender.send(device, 1000).problem()).isEqualTo(Problem.NOT_FERRY);
      assertThat(misled).hasValue(0);
    }
  }

  @Test
  void idsAndTokensAreEncodedWhateverIsInThem() throws Exception {
    String odd = "\\r\\nHost: x&fileId=1#?%00\\u00e9";
    try (ScriptedPeer device =
        device(
            say(200, "{\"sessionId\":\"" + odd + "\",\"files\":{\"ID\":\"" + odd + "\"}}"),
            connection -> read(connection, 1000, say(200, "")))) {
      assertThat(sender.send(device, 1000).problem()).isNull();
      assertThat(requests)
          .filteredOn(line -> line.contains("/upload"))
          .singleElement()
          .satisfies(line ->
              assertThat(line)
                  .contains("sessionId=%0D%0AHost%3A%20x%26fileId%3D1%23%3F%2500%C3%A9&fileId="));
    }
  }

  @Test
  void tokensForFilesThatWereNotOfferedAreIgnored() throws Exception {
    try (ScriptedPeer device =
        device(
            say(200, "{\"sessionId\":\"s\",\"files\":{\"ID\":\"t\",\"more\":\"u\"}}"),
            connection -> read(connection, 1000, say(200, "")))) {
      assertThat(sender.send(device, 1000).problem()).isNull();
      assertThat(requests).filteredOn(line -> line.contains("/upload")).hasSize(1);
    }
  }

  @Test
  void anAnswerWithoutEndIsNotReadToIt() throws Exception {
    try (ScriptedPeer device =
        ScriptedPeer.listen(
            AppDouble.IDENTITY,
            LIMIT,
            connection -> {
              connection.readMessage();
              connection.send("HTTP/1.1 200 OK\r\n\r\n{\"sessionId\":\"");
              while (true) {
                connection.send("x".repeat(1 << 16));
              }
            })) {
      assertThat(sender.send(device, 1000).problem()).isEqualTo(Problem.NOT_FERRY);
    }
  }

  @Test
  void anAnswerThatTricklesIsGivenUp() throws Exception {
    try (ScriptedPeer device =
        ScriptedPeer.listen(
            AppDouble.IDENTITY,
            LIMIT,
            connection -> {
              connection.readMessage();
              connection.send("HTTP/1.1 200 OK\r\n\r\n");
              while (!new CountDownLatch(1)
                  .await(500, java.util.concurrent.TimeUnit.MILLISECONDS)) {
                connection.send(" ");
              }
            })) {
      assertThat(sender.send(device, 1000).problem()).isEqualTo(Problem.UNREACHABLE);
    }
  }

  @Test
  void aDeviceThatNeverAnswersIsGivenUp() throws Exception {
    try (ScriptedPeer device =
        ScriptedPeer.listen(
            AppDouble.IDENTITY,
            LIMIT,
            connection -> {
              connection.readMessage();
              new CountDownLatch(1).await();
            })) {
      assertThat(sender.send(device, 1000).problem()).isEqualTo(Problem.UNREACHABLE);
    }
  }

  @Test
  void aDeviceThatTakesNoBytesIsGivenUp() throws Exception {
    try (ScriptedPeer device =
        device(
            GOOD,
            connection -> {
              try {
                new CountDownLatch(1).await();
              } catch (InterruptedException e) {
                throw new AssertionError(e);
              }
              return "";
            })) {
      assertThat(sender.send(device, 32 << 20))
          .isInstanceOfSatisfying(
              Outcome.Interrupted.class,
              interrupted -> assertThat(interrupted.problem()).isEqualTo(Problem.UNREACHABLE));
    }
  }

  @Test
  void aFileIsNotThereBecauseTheDeviceSaysSoTooEarly() throws Exception {
    try (ScriptedPeer device =
        ScriptedPeer.listen(
            AppDouble.IDENTITY,
            LIMIT,
            connection -> {
              String head = connection.readHead();
              if (head.contains("/prepare-upload")) {
                Matcher length = Pattern.compile("(?i)content-length: (\\d+)").matcher(head);
                assertThat(length.find()).isTrue();
                String body =
                    new String(
                        connection.read(Integer.parseInt(length.group(1))),
                        java.nio.charset.StandardCharsets.UTF_8);
                Matcher id = ID.matcher(body);
                assertThat(id.find()).isTrue();
                connection.send(
                    say(200, "{\"sessionId\":\"s\",\"files\":{\"" + id.group(1) + "\":\"t\"}}"));
                connection.readHead();
              }
              connection.send(say(200, ""));
              while (true) {
                connection.read(1 << 16);
                new CountDownLatch(1).await(10, java.util.concurrent.TimeUnit.MILLISECONDS);
              }
            })) {
      Outcome outcome = sender.send(device, 40 << 20);

      assertThat(outcome.problem()).isEqualTo(Problem.INCOMPLETE);
    }
  }

  @Test
  void whatADeviceSaysIsEscapedInWhatIsShown() throws Exception {
    try (ScriptedPeer device =
        offering(say(500, "{\"message\":\"go \\u001b[2J\\n away\\u202e\"}"))) {
      assertThat(sender.send(device, 1000))
          .isInstanceOfSatisfying(
              Outcome.Failed.class,
              failed ->
                  assertThat(failed.message())
                      .contains("go ")
                      .doesNotContain("\u001b", "\n", "\u202e"));
    }
  }

  @Test
  void anAnswerThatIsCutOffIsALostConnection() throws Exception {
    String answer = say(403, "{\"message\":\"no\"}");
    int body = answer.indexOf("{");
    AtomicInteger length = new AtomicInteger();
    try (ScriptedPeer device =
        ScriptedPeer.listen(
            AppDouble.IDENTITY,
            LIMIT,
            connection -> {
              connection.readMessage();
              connection.send(answer.substring(0, length.get()));
            })) {
      for (int end : new int[] {0, 1, 8, body, body + 1, answer.length() - 1}) {
        length.set(end);
        assertThat(sender.send(device, 10).problem())
            .as("at " + end)
            .isEqualTo(Problem.UNREACHABLE);
      }
      length.set(answer.length());
      assertThat(sender.send(device, 10)).isEqualTo(new Outcome.Declined("no"));
    }
  }
}
