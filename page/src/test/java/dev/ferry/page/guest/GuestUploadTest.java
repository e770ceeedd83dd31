package dev.ferry.page.guest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ferry.manifest.EntrySet;
import dev.ferry.peer.AcceptRule;
import dev.ferry.peer.Acceptance;
import dev.ferry.peer.Desk;
import dev.ferry.peer.Receiving;
import dev.ferry.peer.WaitingOffer;
import dev.ferry.testkit.CorpusName;
import dev.ferry.testkit.RawConnection;
import dev.ferry.transfer.Approver;
import dev.ferry.transfer.Approver.Answer;
import dev.ferry.transfer.PeerProtocol;
import dev.ferry.transfer.RemotePeer;
import dev.ferry.transfer.TransferId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a guest sends, and what becomes of it. */
@Timeout(120)
class GuestUploadTest {
  private static final String NDJSON = "Content-Type: application/x-ndjson";
  private static final String BYTES = "Content-Type: application/octet-stream";

  @TempDir private Path folder;
  private GuestHost host;
  private GuestLink link;

  @BeforeEach
  void open() throws Exception {
    host = new GuestHost(folder);
    link = host.links().create(LinkOptions.forUploads());
  }

  @AfterEach
  void close() throws Exception {
    host.close();
  }

  private static String offerOf(TransferId id, String text, String... pathsAndSizes) {
    StringBuilder lines =
        new StringBuilder("{\"ferry\":1,\"transfer\":\"" + id + "\",\"alias\":\"you know who\"");
    lines.append(",\"title\":\"things\",\"clash\":\"keep-both\"").append(text).append("}\n");
    long bytes = 0;
    for (int i = 0; i < pathsAndSizes.length; i += 2) {
      bytes += Long.parseLong(pathsAndSizes[i + 1]);
      lines.append("{\"p\":").append(pathsAndSizes[i]).append(",\"s\":");
      lines.append(pathsAndSizes[i + 1]).append(",\"t\":\"1700000000\"}\n");
    }
    long files = pathsAndSizes.length / 2;
    return lines
        + "{\"end\":{\"entries\":"
        + files
        + ",\"files\":"
        + files
        + ",\"bytes\":"
        + bytes
        + "}}\n";
  }

  private String offer(TransferId id, String... pathsAndSizes) throws IOException {
    return host.send("POST", link, "uploads", offerOf(id, "", pathsAndSizes), NDJSON).text();
  }

  private RawConnection.Message put(TransferId id, byte[] payload, int from, int to)
      throws IOException {
    String range = "Content-Range: bytes " + from + "-" + (to - 1) + "/" + payload.length;
    return host.ask(
        "PUT",
        link,
        "payload/" + id,
        Arrays.copyOfRange(payload, from, to),
        "Ferry: 1",
        "Ferry-Guest: " + GuestHost.KEY,
        BYTES,
        range);
  }

  private String done(TransferId id) throws IOException {
    return host.send("POST", link, "done/" + id, "").text();
  }

  @Test
  void whatTheOwnerAcceptsLandsInTheInbox() throws Exception {
    TransferId id = TransferId.random();
    try (Receiving _ = host.receive(Approver.everything())) {
      assertThat(offer(id, "\"a/one.txt\"", "5", "\"two.txt\"", "3"))
          .contains("{\"accepted\":{\"runs\":[[0,2]]}}", "{\"missing\":[[0,8]]}");
      assertThat(done(id)).contains("\"missing\":[[0,8]]");
      assertThat(put(id, "helloyou".getBytes(UTF_8), 0, 8).status()).isEqualTo(204);
      assertThat(host.inbox.resolve("two.txt")).doesNotExist();

      assertThat(done(id)).contains("{\"complete\":{\"files\":2,\"bytes\":8");
    }
    assertThat(host.inbox.resolve("a/one.txt")).hasContent("hello");
    assertThat(host.inbox.resolve("two.txt")).hasContent("you");
  }

  @Test
  void theOwnerIsAskedWhateverTheRuleAndToldThatItIsAGuest() throws Exception {
    TransferId id = TransferId.random();
    try (Desk desk = Desk.of(host.peer(), new Acceptance(AcceptRule.ALL), by -> {});
        Receiving _ = host.receive(desk)) {
      FutureTask<String> offering = new FutureTask<>(() -> offer(id, "\"one.txt\"", "5"));
      Thread.ofPlatform().daemon().start(offering);
      WaitingOffer offer =
          await()
              .atMost(Duration.ofSeconds(60))
              .until(() -> desk.snapshot().offers(), offers -> !offers.isEmpty())
              .getFirst();
      RemotePeer from = offer.offer().from();
      assertThat(from.alias()).isEqualTo("guest at 127.0.0.1");
      assertThat(from.proven()).isFalse();
      assertThat(from.protocol()).isEqualTo(PeerProtocol.BROWSER);
      assertThat(offering.isDone()).isFalse();

      desk.answer(desk.offer(id).orElseThrow(), new Answer.Decline("not now"), "test");

      assertThat(offering.get()).contains("{\"declined\":{\"reason\":\"not now\"}}");
      assertThat(put(id, new byte[5], 0, 5).status()).isEqualTo(404);
    }
  }

  @Test
  void onlyWhatWasAcceptedIsWanted() throws Exception {
    TransferId id = TransferId.random();
    Approver second = offer -> new Answer.Some(EntrySet.ofRuns(List.of(new EntrySet.Run(1, 2))));
    try (Receiving _ = host.receive(second)) {
      assertThat(offer(id, "\"one.txt\"", "5", "\"two.txt\"", "3"))
          .contains("{\"accepted\":{\"runs\":[[1,2]]}}", "{\"missing\":[[0,3]]}");
      put(id, "you".getBytes(UTF_8), 0, 3);
      assertThat(done(id)).contains("complete");
    }
    assertThat(host.inbox.resolve("one.txt")).doesNotExist();
    assertThat(host.inbox.resolve("two.txt")).hasContent("you");
  }

  @Test
  void anUploadGoesOnAfterItsConnectionBrokeAndAfterThisPeerWasStartedAgain() throws Exception {
    TransferId id = TransferId.random();
    byte[] payload = new byte[9 << 20];
    new Random(7).nextBytes(payload);
    try (Receiving _ = host.receive(Approver.everything())) {
      offer(id, "\"big\"", String.valueOf(payload.length));
      try (RawConnection broken = host.connect()) {
        broken.send(
            "PUT /g/"
                + link.id()
                + "/payload/"
                + id
                + " HTTP/1.1\r\nHost: "
                + host.host()
                + "\r\nFerry: 1\r\nFerry-Guest: "
                + GuestHost.KEY
                + "\r\n"
                + BYTES
                + "\r\nContent-Range: bytes 0-"
                + (payload.length - 1)
                + "/"
                + payload.length
                + "\r\nContent-Length: "
                + payload.length
                + "\r\n\r\n");
        broken.send(Arrays.copyOf(payload, 5 << 20));
      }
      await()
          .atMost(Duration.ofSeconds(60))
          .until(() -> status(id), said -> !said.contains("\"missing\":[[0,"));
    }
    host.restart();
    link = host.links().create(LinkOptions.forUploads());
    try (Receiving _ = host.receive(Approver.everything())) {
      String said = status(id);
      int from = Integer.parseInt(said.replaceAll("(?s).*\"missing\":\\[\\[(\\d+),.*", "$1"));
      assertThat(from).isPositive();
      assertThat(put(id, payload, from, payload.length).status()).isEqualTo(204);
      assertThat(done(id)).contains("complete");
    }
    assertThat(host.inbox.resolve("big")).hasBinaryContent(payload);
  }

  private String status(TransferId id) throws IOException {
    return host.get(link, "uploads/" + id, "Ferry-Guest: " + GuestHost.KEY).text();
  }

  @Test
  void anotherBrowserSeesAndTouchesNothingOfAnUpload() throws Exception {
    TransferId id = TransferId.random();
    String other = "Ferry-Guest: key-of-another-browser-012345";
    try (Receiving _ = host.receive(Approver.everything())) {
      offer(id, "\"one.txt\"", "5");

      assertThat(host.get(link, "uploads/" + id, other).status()).isEqualTo(404);
      assertThat(host.ask("DELETE", link, "uploads/" + id, new byte[0], "Ferry: 1", other).status())
          .isEqualTo(404);
      assertThat(host.ask("POST", link, "done/" + id, new byte[0], "Ferry: 1", other).status())
          .isEqualTo(404);
      assertThat(host.get(link, "uploads/" + id).status()).isEqualTo(400);
      assertThat(host.get(link, "uploads/" + id, "Ferry-Guest: short").status()).isEqualTo(400);
    }
  }

  @Test
  void aTextComesWithoutFiles() throws Exception {
    TransferId id = TransferId.random();
    Approver reading =
        offer ->
            "see you at eight".equals(offer.text())
                ? new Answer.All(null)
                : new Answer.Decline("other");
    try (Receiving _ = host.receive(reading)) {
      String body = offerOf(id, ",\"text\":\"see you at eight\"");
      assertThat(host.send("POST", link, "uploads", body, NDJSON).text()).contains("complete");
    }
  }

  @Test
  void aLinkForDownloadsTakesNothing() throws Exception {
    Path note = Files.writeString(folder.resolve("note.txt"), "hello");
    link = host.links().create(LinkOptions.download(note));
    try (Receiving _ = host.receive(Approver.everything())) {
      assertThat(offer(TransferId.random(), "\"one.txt\"", "5")).contains("nothing can be sent");
    }
  }

  @Test
  void namesThatLeadElsewhereAreRefusedBeforeAnybodyIsAsked() throws Exception {
    Approver nobody =
        offer -> {
          throw new AssertionError("asked about " + offer.title());
        };
    try (Receiving _ = host.receive(nobody)) {
      for (String name : List.of("../x", "/x", "a//b", ".", "a/../../x", "\\u0000")) {
        String said = offer(TransferId.random(), "\"" + name + "\"", "1");
        assertThat(said).as(name).contains("bad-request");
      }
    }
  }

  @Test
  void legalNamesOfTheCorpusArriveAsTheyAre() throws Exception {
    try (Receiving _ = host.receive(Approver.everything())) {
      for (CorpusName name : CorpusName.legal()) {
        TransferId id = TransferId.random();
        String quoted = quoted(name.name());
        assertThat(offer(id, quoted, "1")).as(name.toString()).contains("\"go\"");
        put(id, new byte[] {'x'}, 0, 1);
        assertThat(done(id)).as(name.toString()).contains("complete");
        assertThat(Files.exists(host.inbox.resolve(name.name()))).as(name.toString()).isTrue();
        clear(host.inbox);
      }
    }
  }

  private static void clear(Path inbox) throws IOException {
    try (var all = Files.walk(inbox)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        if (!path.equals(inbox) && !path.toString().contains("/.ferry")) {
          Files.delete(path);
        }
      }
    }
  }

  private static String quoted(String name) {
    StringBuilder json = new StringBuilder("\"");
    name.chars().forEach(c -> json.append(String.format("\\u%04x", c)));
    return json.append('"').toString();
  }
}
