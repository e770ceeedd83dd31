package dev.ferry.direct;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ferry.manifest.Glimpse;
import dev.ferry.preview.Table;
import dev.ferry.testkit.RawConnection;
import dev.ferry.testkit.ScriptedPeer;
import dev.ferry.testkit.ThrowawayIdentity;
import dev.ferry.transfer.Approver;
import dev.ferry.transfer.Offer;
import dev.ferry.transfer.TransferId;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Previews that do not keep to the protocol. */
@Timeout(120)
class HostilePreviewTest extends AttackedServer {
  private static final String TABLE =
      "{\"kind\":\"csv\",\"media\":\"text/csv\",\"format\":\"CSV table\",\"table\":{"
          + "\"encoding\":\"UTF-8\",\"delimiter\":\",\",\"header\":true,"
          + "\"columns\":[[\"a\\u001b[2J\",\"whole\"]],\"allColumns\":1,\"rows\":[[\"1\"]],"
          + "\"allRows\":{\"count\":1,\"precision\":\"exact\"}}}";

  private final LinkedBlockingQueue<Optional<Glimpse>> given = new LinkedBlockingQueue<>();
  private final CountDownLatch answer = new CountDownLatch(1);

  /** An offer of one file that waits for its preview; closing it hangs up. */
  private final class Waiting implements AutoCloseable {
    private final TransferId id = TransferId.random();
    private final RawConnection connection = connect();

    private Waiting(String header) throws IOException {
      server.approver(HostilePreviewTest.this::decide);
      byte[] body = (header.replace("$", id.text()) + FILE + END).getBytes(UTF_8);
      connection.send(post("offers", body));
      connection.send(body);
      connection.readHead();
    }

    /** The line that asks for previews; one that only waits may stand before it. */
    private String asked() throws IOException {
      String line = line();
      while (!line.contains("show")) {
        line = line();
      }
      return line;
    }

    private String line() throws IOException {
      return new String(connection.readChunk(), UTF_8);
    }

    private RawConnection.Message give(ThrowawayIdentity who, String entry, String preview)
        throws IOException {
      return send(who, path(entry), preview.getBytes(UTF_8));
    }

    private String path(String entry) {
      return "offers/" + id + "/previews/" + entry;
    }

    @Override
    public void close() throws IOException {
      answer.countDown();
      connection.close();
      server.approver(Approver.everything());
    }
  }

  private static RawConnection.Message sendTo(
      ThrowawayIdentity who, java.net.InetSocketAddress address, String head, byte[] body)
      throws IOException {
    try (RawConnection connection = ScriptedPeer.connect(who, address, LIMIT)) {
      connection.send(head);
      connection.send(body);
      return connection.readMessage();
    }
  }

  private RawConnection.Message send(ThrowawayIdentity who, String path, byte[] body)
      throws IOException {
    return sendTo(who, server.address(), post(path, body), body);
  }

  private static String ready() {
    return "{\"ferry\":1,\"transfer\":\"$\",\"alias\":\"M\",\"title\":\"t\","
        + "\"clash\":\"keep-both\",\"previews\":true}\n";
  }

  private Approver.Answer decide(Offer offer) throws InterruptedException {
    offer.glimpses().ask(SendingPeer.files(offer), (index, glimpse) -> given.add(glimpse));
    if (!answer.await(LIMIT.toSeconds(), TimeUnit.SECONDS)) {
      throw new AssertionError("nobody let it go");
    }
    return new Approver.Answer.Decline("");
  }

  @Test
  void aPreviewIsAskedForAndTakenOnce() throws Exception {
    try (Waiting offer = new Waiting(ready())) {
      assertThat(offer.asked()).isEqualTo("{\"waiting\":true,\"show\":[0]}\n");

      assertThat(offer.give(MALLORY, "0", TABLE).status()).isEqualTo(204);

      assertThat(given.take())
          .hasValueSatisfying(glimpse -> {
            Table table = (Table) glimpse;
            assertThat(table.about().bytes()).as("the size that was offered").isEqualTo(10);
            assertThat(table.columns().getFirst().name()).isEqualTo("a\u001b[2J");
          });
      assertProblem(offer.give(MALLORY, "0", TABLE), 404, "not-found");
      assertThat(given).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"1", "00", "-1", "999999999999", "0/0", "x", ""})
  void aPreviewThatWasNotAskedForIsNotTaken(String entry) throws Exception {
    try (Waiting offer = new Waiting(ready())) {
      offer.asked();

      assertProblem(offer.give(MALLORY, entry, TABLE), 404, "not-found");
      assertThat(given).isEmpty();
    }
  }

  @Test
  void anotherIdentityGivesNoPreview() throws Exception {
    try (Waiting offer = new Waiting(ready())) {
      offer.asked();

      assertProblem(offer.give(OTHER, "0", TABLE), 404, "not-found");
      assertThat(given).isEmpty();
      assertThat(offer.give(MALLORY, "0", TABLE).status()).as("it still waits").isEqualTo(204);
    }
  }

  @Test
  void aPreviewOfAnotherTransferIsNotTaken() throws Exception {
    try (Waiting offer = new Waiting(ready())) {
      offer.asked();

      String other = "offers/" + TransferId.random() + "/previews/0";
      assertProblem(send(MALLORY, other, TABLE.getBytes(UTF_8)), 404, "not-found");
      assertProblem(send(MALLORY, "offers/x/previews/0", new byte[0]), 404, "not-found");
      assertThat(given).isEmpty();
    }
  }

  @Test
  void nothingIsTakenAfterTheDecision() throws Exception {
    try (Waiting offer = new Waiting(ready())) {
      offer.asked();
      answer.countDown();
      String line = offer.line();
      while (line.contains("waiting")) {
        line = offer.line();
      }
      assertThat(line).contains("declined");

      assertProblem(offer.give(MALLORY, "0", TABLE), 404, "not-found");
      assertThat(given).isEmpty();
    }
  }

  @Test
  void aPreviewThatIsTooLongIsRefusedBeforeItIsRead() throws Exception {
    try (Waiting offer = new Waiting(ready())) {
      offer.asked();
      String head = post(offer.path("0"), new byte[PreviewWriter.MOST_BYTES + 1]);
      String chunked = head.replaceFirst("Content-Length: \\d+", "Transfer-Encoding: chunked");

      assertProblem(
          sendTo(MALLORY, server.address(), head, new byte[PreviewWriter.MOST_BYTES + 1]),
          413,
          "bad-request");
      assertProblem(
          sendTo(MALLORY, server.address(), chunked, "0\r\n\r\n".getBytes(UTF_8)),
          411,
          "bad-request");
      assertThat(offer.give(MALLORY, "0", TABLE).status()).as("it still waits").isEqualTo(204);
    }
  }

  @Test
  void aPreviewThatTricklesIsCutOff() throws Exception {
    try (Waiting offer = new Waiting(ready());
        RawConnection connection = connect()) {
      offer.asked();
      connection.send(post(offer.path("0"), new byte[1000]));
      connection.send("{\"kind\":");

      assertThat(connection.readAll()).isEmpty();
    }
  }

  static List<String> broken() {
    return List.of(
        "",
        "{}",
        "[]",
        TABLE + "x",
        TABLE.replace("CSV table", "CSV\\u001b[2J"),
        TABLE.replace("UTF-8", "\\u202e"),
        TABLE.replace("\"whole\"", "\"wholes\""),
        TABLE.replace("\"exact\"", "\"sure\""),
        TABLE.replace("\"count\":1", "\"count\":-1"),
        TABLE.replace("[[\"1\"]]", "[[\"1\",\"2\"]]"),
        TABLE.replace("\",\"header", ",,\",\"header"),
        TABLE.replace("[[\"1\"]]", "[" + "[\"1\"],".repeat(PreviewReader.MOST_PARTS) + "[\"1\"]]"),
        TABLE.replace("\"1\"", "\"" + "1".repeat(PreviewReader.MOST_CHARS + 1) + "\""),
        TABLE.replace("\"1\"", "\"\\ud800\""),
        "[".repeat(1000),
        listing("+1000000000-12-31T23:59:59Z"),
        listing("-1000000000-01-01T00:00:00Z"),
        listing("yesterday"),
        picture("!!!!"),
        picture(Base64.getEncoder().encodeToString("no picture".getBytes(UTF_8))),
        picture(Base64.getEncoder().encodeToString(png(31_623, 31_623))),
        picture(Base64.getEncoder().encodeToString(tooWide())));
  }

  @ParameterizedTest
  @MethodSource("broken")
  void aPreviewThatBreaksARuleIsRefused(String preview) throws Exception {
    try (Waiting offer = new Waiting(ready())) {
      offer.asked();

      assertProblem(offer.give(MALLORY, "0", preview), 400, "bad-request");
      assertThat(given).isEmpty();
    }
  }

  @Test
  void aSenderThatGivesNoPreviewsIsNotAsked() throws Exception {
    try (Waiting offer = new Waiting(ready().replace(",\"previews\":true", ""))) {
      assertThat(offer.line()).isEqualTo("{\"waiting\":true}\n");
      assertProblem(offer.give(MALLORY, "0", TABLE), 404, "not-found");
    }
  }

  /** One that can be decoded, and has a pixel more than it may. */
  private static byte[] tooWide() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      ImageIO.write(new BufferedImage(257, 1, BufferedImage.TYPE_INT_RGB), "png", out);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    return out.toByteArray();
  }

  private static String listing(String modified) {
    return "{\"kind\":\"archive\",\"media\":\"application/zip\",\"format\":\"zip archive\",\"listing\":{"
        + "\"entries\":[{\"name\":\"a\",\"kind\":\"file\",\"modified\":\""
        + modified
        + "\"}],\"allEntries\":{\"count\":1,\"precision\":\"exact\"},"
        + "\"unpacked\":{\"count\":1,\"precision\":\"exact\"}}}";
  }

  private static String picture(String png) {
    return "{\"kind\":\"picture\",\"media\":\"image/png\",\"format\":\"PNG picture\",\"picture\":{"
        + "\"width\":1,\"height\":1,\"png\":\""
        + png
        + "\"}}";
  }

  /** A PNG that claims these dimensions, and has no pixels. */
  private static byte[] png(int width, int height) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'});
    ByteBuffer header = ByteBuffer.allocate(17).put("IHDR".getBytes(UTF_8));
    header.putInt(width).putInt(height).put(new byte[] {8, 6, 0, 0, 0});
    CRC32 crc = new CRC32();
    crc.update(header.array());
    out.writeBytes(ByteBuffer.allocate(4).putInt(13).array());
    out.writeBytes(header.array());
    out.writeBytes(ByteBuffer.allocate(4).putInt((int) crc.getValue()).array());
    return out.toByteArray();
  }
}
