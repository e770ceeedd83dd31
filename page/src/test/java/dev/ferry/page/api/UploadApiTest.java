package dev.ferry.page.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ferry.peer.AcceptRule;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What the owner's browser holds is sent from here; links for guests are made and end. */
@Timeout(120)
class UploadApiTest {
  private static final Duration SOON = Duration.ofSeconds(60);
  private static final int BIG = 2_000_000;

  @TempDir private Path folder;
  private PageParty ann;
  private PageParty bob;

  @BeforeEach
  void open() throws Exception {
    ann = new PageParty(folder, "ann");
    bob = new PageParty(folder, "bob");
    bob.acceptance.change(AcceptRule.ALL);
  }

  @AfterEach
  void close() {
    ann.close();
    bob.close();
  }

  private static String files(String... pathsAndSizes) {
    StringBuilder json = new StringBuilder("{\"files\":[");
    for (int i = 0; i < pathsAndSizes.length; i += 2) {
      json.append(i == 0 ? "" : ",").append("{\"path\":\"").append(pathsAndSizes[i]);
      json.append("\",\"size\":").append(pathsAndSizes[i + 1]);
      json.append(",\"modified\":\"2025-11-20T08:00:00Z\"}");
    }
    return json + "]}";
  }

  private static String idOf(RawHttp.Reply reply) {
    assertThat(reply.status()).as(reply.body()).isEqualTo(201);
    return reply.body().replaceAll(".*\"(?:upload|link)\":\"([a-z2-7]{26})\".*", "$1");
  }

  private RawHttp.Reply put(String id, String bytes, int from, int length) throws IOException {
    int last = from + bytes.getBytes(UTF_8).length - 1;
    return ann.script("PUT", "/api/v1/uploads/" + id + "/payload")
        .with("Content-Type", "application/octet-stream")
        .with("Content-Range", "bytes " + from + "-" + last + "/" + length)
        .body(bytes)
        .to(ann.port());
  }

  private static String at(PageParty party) {
    return party.receiving.addresses().getFirst().toString();
  }

  private RawHttp.Reply done(String id) throws IOException {
    String to = at(bob);
    return ann.post("/api/v1/uploads/" + id + "/done", "{\"kind\":\"send\",\"to\":\"" + to + "\"}");
  }

  @Test
  void whatTheBrowserHoldsArrivesAtThePeerAndIsRemovedHere() throws Exception {
    String id = idOf(ann.post("/api/v1/uploads", files("z/two.txt", "3", "one.txt", "5")));

    assertThat(done(id).status()).isEqualTo(409);
    assertThat(put(id, "youhello", 0, 8).body()).isEqualTo("{\"missing\":[]}");
    assertThat(done(id).status()).isEqualTo(202);

    await().atMost(SOON).until(() -> Files.exists(bob.inbox.resolve("one.txt")));
    assertThat(bob.inbox.resolve("one.txt")).hasContent("hello");
    assertThat(bob.inbox.resolve("z/two.txt")).hasContent("you");
    await().atMost(SOON).until(() -> isEmpty(ann.home.resolve("outbox/sent")));
  }

  @Test
  void whatCouldNotBeSentIsSentByTheNextTryAndNotUploadedAgain() throws Exception {
    String id = idOf(ann.post("/api/v1/uploads", files("one.txt", "5")));
    assertThat(put(id, "hello", 0, 5).status()).isEqualTo(200);
    String nobody = "{\"kind\":\"send\",\"to\":\"127.0.0.1:1\"}";
    assertThat(ann.post("/api/v1/uploads/" + id + "/done", nobody).json().text("type"))
        .endsWith("unreachable");

    assertThat(ann.get("/api/v1/uploads/" + id + "/missing").body()).isEqualTo("{\"missing\":[]}");
    assertThat(done(id).status()).isEqualTo(202);
    await().atMost(SOON).until(() -> Files.exists(bob.inbox.resolve("one.txt")));
    await().atMost(SOON).until(() -> isEmpty(ann.home.resolve("outbox/sent")));
  }

  @Test
  void whatAPinIsWantedForIsSentWithItAndNotUploadedAgain() throws Exception {
    try (PageParty carol = new PageParty(folder, "carol", "271828")) {
      carol.acceptance.change(AcceptRule.ALL);
      String id = idOf(ann.post("/api/v1/uploads", files("one.txt", "5")));
      assertThat(put(id, "hello", 0, 5).status()).isEqualTo(200);
      String done = "/api/v1/uploads/" + id + "/done";
      String to = "{\"kind\":\"send\",\"to\":\"" + at(carol) + "\"";

      RawHttp.Reply without = ann.post(done, to + "}");
      assertThat(without.status()).as(without.body()).isEqualTo(403);
      assertThat(without.json().text("pin")).isEqualTo("needed");
      RawHttp.Reply wrong = ann.post(done, to + ",\"pin\":\"000000x\"}");
      assertThat(wrong.json().text("pin")).isEqualTo("wrong");
      assertThat(ann.post(done, to + ",\"pin\":\"271828\"}").status()).isEqualTo(202);
      await().atMost(SOON).until(() -> Files.exists(carol.inbox.resolve("one.txt")));
      await().atMost(SOON).until(() -> isEmpty(ann.home.resolve("outbox/sent")));
    }
  }

  @Test
  void whileItIsSentItIsNeitherSentAgainNorRemoved() throws Exception {
    String id = idOf(ann.post("/api/v1/uploads", files("one.txt", "5")));
    assertThat(put(id, "hello", 0, 5).status()).isEqualTo(200);
    String path = "/api/v1/uploads/" + id;
    FutureTask<RawHttp.Reply> first;
    try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      silent.setSoTimeout((int) SOON.toMillis());
      String to = "{\"kind\":\"send\",\"to\":\"127.0.0.1:" + silent.getLocalPort() + "\"}";
      first = new FutureTask<>(() -> ann.post(path + "/done", to));
      Thread.ofPlatform().daemon().start(first);
      try (Socket _ = silent.accept()) {
        RawHttp.Reply second = done(id);
        assertThat(second.status()).as(second.body()).isEqualTo(409);
        assertThat(second.json().text("type")).endsWith("clash");
        assertThat(ann.send("DELETE", path, "{}").status()).isEqualTo(409);
      }
    }
    assertThat(first.get(60, TimeUnit.SECONDS).json().text("type")).endsWith("unreachable");

    assertThat(ann.home.resolve("outbox/sent/" + id + "/one.txt")).hasContent("hello");
    assertThat(ann.send("DELETE", path, "{}").status()).isEqualTo(204);
    assertThat(ann.home.resolve("outbox/sent")).isEmptyDirectory();
  }

  /** Half of what a person sends would look like all of it. */
  @Test
  void ofWhatWasDamagedHereNothingIsSent() throws Exception {
    String id = idOf(ann.post("/api/v1/uploads", files("one.txt", "5", "two.txt", "3")));
    assertThat(put(id, "helloyou", 0, 8).status()).isEqualTo(200);
    Path staged;
    try (Stream<Path> all = Files.walk(ann.home.resolve("outbox/arriving"))) {
      staged = all.filter(file -> file.endsWith("000000001")).findAny().orElseThrow();
    }
    Files.delete(staged);

    RawHttp.Reply refused = done(id);
    assertThat(refused.status()).as(refused.body()).isEqualTo(409);
    assertThat(refused.json().text("type")).endsWith("incomplete");
    assertThat(ann.get("/api/v1/uploads/" + id + "/missing").status()).isEqualTo(404);
    assertThat(bob.inbox).isEmptyDirectory();
  }

  private static boolean isEmpty(Path folder) throws IOException {
    try (Stream<Path> all = Files.list(folder)) {
      return all.findAny().isEmpty();
    }
  }

  @Test
  void whatIsMissingIsSaidAndComesLater() throws Exception {
    String id = idOf(ann.post("/api/v1/uploads", files("one.txt", "5")));

    assertThat(put(id, "he", 0, 5).body()).isEqualTo("{\"missing\":[[2,5]]}");
    assertThat(put(id, "he", 0, 5).status()).isEqualTo(409);
    assertThat(ann.get("/api/v1/uploads/" + id + "/missing").body())
        .isEqualTo("{\"missing\":[[2,5]]}");
    assertThat(put(id, "llo", 2, 5).body()).isEqualTo("{\"missing\":[]}");
    assertThat(ann.send("DELETE", "/api/v1/uploads/" + id, "{}").status()).isEqualTo(204);
    assertThat(ann.get("/api/v1/uploads/" + id + "/missing").status()).isEqualTo(404);
  }

  @Test
  void pathsThatLeadElsewhereOrAreTwiceThereAreRefused() throws Exception {
    for (String paths : new String[] {"../x", "/x", "a//b"}) {
      assertThat(ann.post("/api/v1/uploads", files(paths, "1")).status()).as(paths).isEqualTo(400);
    }
    assertThat(ann.post("/api/v1/uploads", files("a", "1", "a", "1")).status()).isEqualTo(400);
    assertThat(ann.post("/api/v1/uploads", files("a", "1", "a/b", "1")).status()).isEqualTo(400);
    assertThat(ann.post("/api/v1/uploads", files()).status()).isEqualTo(400);
  }

  @Test
  void whatWasPausedIsRemovedWhenItHasArrived() throws Exception {
    String transfer = pausedUpload();

    resume(transfer);
    await().atMost(SOON).until(() -> isEmpty(ann.home.resolve("outbox/sent")));
    assertThat(bob.inbox.resolve("big")).hasSize(BIG);
  }

  @Test
  void whatWasPausedOutlivesTheProcessAndIsRemovedWhenItIsCancelled() throws Exception {
    String transfer = pausedUpload();
    Path sent = ann.home.resolve("outbox/sent");
    Path left = Files.createDirectories(sent.resolve("a".repeat(26))).resolve("left");
    Files.writeString(left, "of a process that was killed");
    Files.createDirectories(ann.home.resolve("outbox/arriving/" + "b".repeat(26)));

    ann.close();
    ann = new PageParty(folder, "ann");
    assertThat(left.getParent()).doesNotExist();
    assertThat(ann.home.resolve("outbox/arriving")).doesNotExist();
    assertThat(sent).isNotEmptyDirectory();
    assertThat(ann.post("/api/v1/transfers/" + transfer + "/cancel", "{}").status()).isEqualTo(202);
    await().atMost(SOON).until(() -> isEmpty(sent));
  }

  @Test
  void whatWasPausedBeforeARestartGoesOnAfterItAndIsRemoved() throws Exception {
    String transfer = pausedUpload();

    ann.close();
    ann = new PageParty(folder, "ann");
    resume(transfer);
    await().atMost(SOON).until(() -> isEmpty(ann.home.resolve("outbox/sent")));
    assertThat(bob.inbox.resolve("big")).hasSize(BIG);
  }

  private void resume(String transfer) throws IOException {
    RawHttp.Reply resumed = ann.post("/api/v1/transfers/" + transfer + "/resume", "{}");
    assertThat(resumed.status()).as(resumed.body()).isEqualTo(202);
  }

  /** The id of a transfer that was paused in the middle; what was uploaded is still here. */
  private String pausedUpload() throws Exception {
    String id = idOf(ann.post("/api/v1/uploads", files("big", String.valueOf(BIG))));
    assertThat(put(id, "x".repeat(BIG), 0, BIG).status()).isEqualTo(200);
    String to = at(bob);
    RawHttp.Reply begun =
        ann.post(
            "/api/v1/uploads/" + id + "/done",
            "{\"kind\":\"send\",\"to\":\"" + to + "\",\"bytesPerSecond\":100000}");
    assertThat(begun.status()).as(begun.body()).isEqualTo(202);
    String transfer = begun.json().text("transfer");
    String path = "/api/v1/transfers/" + transfer;
    await().atMost(SOON).until(() -> ann.get(path).body().contains("\"state\":\"moving\""));
    assertThat(ann.post(path + "/pause", "{}").status()).isEqualTo(202);
    assertThat(ann.get(path).body()).contains("\"result\":\"interrupted\"");
    assertThat(done(id).status()).isEqualTo(409);
    assertThat(ann.send("DELETE", "/api/v1/uploads/" + id, "{}").status()).isEqualTo(409);
    assertThat(ann.home.resolve("outbox/sent/" + id + "/big")).hasSize(BIG);
    return transfer;
  }

  @Test
  void whatIsNotSentWhenThePeerEndsIsRemoved() throws Exception {
    String half = idOf(ann.post("/api/v1/uploads", files("one.txt", "5")));
    assertThat(put(half, "he", 0, 5).status()).isEqualTo(200);
    String whole = idOf(ann.post("/api/v1/uploads", files("two.txt", "5")));
    assertThat(put(whole, "hello", 0, 5).status()).isEqualTo(200);
    RawHttp.Reply nobody =
        ann.post(
            "/api/v1/uploads/" + whole + "/done", "{\"kind\":\"send\",\"to\":\"127.0.0.1:1\"}");
    assertThat(nobody.json().text("type")).endsWith("unreachable");
    assertThat(ann.home.resolve("outbox/sent/" + whole + "/two.txt")).hasContent("hello");

    ann.close();
    assertThat(ann.home.resolve("outbox/arriving")).doesNotExist();
    assertThat(ann.home.resolve("outbox/sent")).isEmptyDirectory();
    ann = new PageParty(folder, "ann");
  }

  @Test
  void listsOfVeryManyFilesAreTakenAndWhatIsTooLongIsSaidPlainly() throws Exception {
    String deep = ("x".repeat(200) + "/").repeat(10);
    String[] many = new String[2 * 1_000];
    for (int i = 0; i < many.length; i += 2) {
      many[i] = deep + i;
      many[i + 1] = "1";
    }
    assertThat(files(many)).hasSizeGreaterThan(1 << 20);
    String id = idOf(ann.post("/api/v1/uploads", files(many)));
    assertThat(ann.send("DELETE", "/api/v1/uploads/" + id, "{}").status()).isEqualTo(204);

    RawHttp.Reply refused = ann.post("/api/v1/uploads", files("x".repeat(33 << 20), "1"));
    assertThat(refused.status()).isEqualTo(413);
    assertThat(refused.json().text("detail")).startsWith("these are too many files for one upload");
  }

  @Test
  void linksAreMadeListedAndEnded() throws Exception {
    Path note = Files.writeString(folder.resolve("note.txt"), "hello");
    RawHttp.Reply made =
        ann.post("/api/v1/links", "{\"paths\":[\"" + note + "\"],\"pin\":\"271828\"}");
    String id = idOf(made);

    assertThat(made.body()).contains("/g/" + id + "\"", "\"files\":1", "\"pin\":\"271828\"");
    assertThat(ann.get("/api/v1/links").body()).contains(id);
    assertThat(ann.send("DELETE", "/api/v1/links/" + id, "{}").status()).isEqualTo(204);
    assertThat(ann.get("/api/v1/links").body()).isEqualTo("{\"links\":[]}");
    assertThat(ann.send("DELETE", "/api/v1/links/" + id, "{}").status()).isEqualTo(404);
    assertThat(ann.post("/api/v1/links", "{}").status()).isEqualTo(400);
    for (String none : List.of("\"mostDownloads\":0", "\"seconds\":0")) {
      assertThat(ann.post("/api/v1/links", "{\"upload\":true," + none + "}").status())
          .as(none)
          .isEqualTo(400);
    }
    assertThat(ann.post("/api/v1/links", "{\"upload\":true,\"pin\":\"1\"}").status())
        .isEqualTo(400);
  }
}
