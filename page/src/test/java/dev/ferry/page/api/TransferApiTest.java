package dev.ferry.page.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ferry.json.Fields;
import dev.ferry.peer.AcceptRule;
import dev.ferry.testkit.Seeds;
import dev.ferry.testkit.TreeMaker;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Transfers between two peers of which both are asked through their pages' API only. */
@Timeout(180)
class TransferApiTest {
  private static final long MEBI = 1L << 20;
  private static final Duration SOON = Duration.ofSeconds(60);

  @TempDir private Path folder;
  private PageParty ann;
  private PageParty bob;

  @BeforeEach
  void open() throws IOException {
    ann = new PageParty(folder, "ann");
    bob = new PageParty(folder, "bob");
  }

  @AfterEach
  void close() {
    ann.close();
    bob.close();
  }

  private static String at(PageParty party) {
    return party.receiving.addresses().getFirst().toString();
  }

  /** Begins to send while the answer is on its way, and waits for the offer over there. */
  private Fields offeredTo(PageParty to, PageParty from, String request) throws Exception {
    RawHttp.Reply begun = from.post("/api/v1/transfers", request);
    assertThat(begun.status()).as(begun.body()).isEqualTo(202);
    String id = begun.json().text("transfer");
    await().atMost(SOON).until(() -> to.get("/api/v1/offers/" + id).status() == 200);
    return to.get("/api/v1/offers/" + id).json();
  }

  private static String quoted(Path path) {
    return '"' + path.toString() + '"';
  }

  private String send(PageParty to, Path... paths) {
    String list = String.join(",", List.of(paths).stream().map(TransferApiTest::quoted).toList());
    return "{\"kind\":\"send\",\"to\":\"" + at(to) + "\",\"paths\":[" + list + "]}";
  }

  private static String state(PageParty party, String id) throws IOException {
    RawHttp.Reply reply = party.get("/api/v1/transfers/" + id);
    return reply.status() == 200 ? reply.json().text("state") : "";
  }

  private static void awaitState(PageParty party, String id, String state) {
    await().atMost(SOON).until(() -> state(party, id).equals(state));
  }

  @Test
  void aPartOfAnOfferIsTakenIntoAFolderThatIsMadeForIt() throws Exception {
    Path tree =
        new TreeMaker(folder.resolve("photos"), Seeds.fresh("photos"))
            .file("2024/a.jpg", 1000)
            .file("2024/deep/b.jpg", 1000)
            .file("2025/c.jpg", 1000)
            .file("d.txt", 10)
            .done();
    Fields offer = offeredTo(bob, ann, send(bob, tree));
    String id = offer.text("transfer");

    String entries = bob.get("/api/v1/offers/" + id + "/entries?path=photos&limit=2").body();
    assertThat(entries)
        .contains("\"name\":\"2024\"")
        .contains("\"entries\":3")
        .contains("\"name\":\"2025\"")
        .doesNotContain("d.txt")
        .contains("\"more\":true");
    assertThat(bob.get("/api/v1/offers/" + id + "/entries?path=photos&after=2025").body())
        .contains("\"name\":\"d.txt\"")
        .contains("\"type\":\"text\"")
        .contains("\"more\":false");

    Path elsewhere = folder.resolve("elsewhere/new");
    String answer = "/api/v1/offers/" + id + "/answer";
    String since = "\"since\":\"" + offer.text("since") + "\",";
    assertThat(bob.post(answer, "{\"accept\":\"all\"}").status())
        .as("does not say which offer was seen")
        .isEqualTo(400);
    String unknown = bob.post(answer, "{" + since + "\"accept\":[\"photos/none\"]}").body();
    assertThat(unknown).contains("photos/none is not in the offer");
    String longList = "\"photos/none\",".repeat(100_000) + "\"photos/none\"";
    assertThat(
            bob.post(answer, "{" + since + "\"accept\":[" + longList + "]}").json().text("detail"))
        .isEqualTo("photos/none is not in the offer");
    assertThat(bob.post(answer, "{" + since + "\"accept\":\"all\",\"into\":\"/proc/x\"}").status())
        .isEqualTo(503);
    String other = "{\"since\":\"2025-11-20T08:00:00Z\",\"accept\":\"all\"}";
    assertThat(bob.post(answer, other).status()).as("for another offer of this id").isEqualTo(404);
    RawHttp.Reply taken =
        bob.post(
            answer,
            "{"
                + since
                + "\"accept\":[\"photos/2024\"],\"into\":"
                + quoted(elsewhere)
                + ",\"trust\":true}");
    assertThat(taken.status()).as(taken.body()).isEqualTo(200);
    assertThat(taken.json().text("answer")).isEqualTo("some");
    assertThat(taken.json().names()).isEqualTo(ApiDocument.fields("answered").names());
    assertThat(bob.post(answer, "{\"accept\":\"all\"}").status()).isEqualTo(404);

    awaitState(bob, id, "ended");
    assertThat(elsewhere.resolve("photos/2024/deep/b.jpg"))
        .hasSameBinaryContentAs(tree.resolve("2024/deep/b.jpg"));
    assertThat(elsewhere.resolve("photos/2025")).doesNotExist();
    assertThat(bob.inbox).isEmptyDirectory();
    assertThat(bob.get("/api/v1/peers").body()).contains("\"standing\":\"trusted\"");
    assertThat(bob.get("/api/v1/history/" + id).body()).contains(elsewhere.toString());
  }

  /** As a shell and every program opens it; without the dots it would be another file. */
  @Test
  void aPathIsTakenAsItWasNamedThroughLinks() throws Exception {
    bob.acceptance.change(AcceptRule.ALL);
    Path deep = Files.createDirectories(folder.resolve("releases/2/deep"));
    Files.writeString(folder.resolve("x.txt"), "what the letters of the path lead to");
    Files.writeString(folder.resolve("releases/2/x.txt"), "what the path leads to");
    Path link = Files.createSymbolicLink(folder.resolve("current"), deep);
    RawHttp.Reply begun = ann.post("/api/v1/transfers", send(bob, link.resolve("../x.txt")));
    assertThat(begun.status()).as(begun.body()).isEqualTo(202);
    awaitState(bob, begun.json().text("transfer"), "ended");
    assertThat(bob.inbox.resolve("x.txt")).hasContent("what the path leads to");
  }

  @Test
  void aTransferIsPausedGoesOnAndEndsWhole() throws Exception {
    bob.acceptance.change(AcceptRule.ALL);
    Path big =
        new TreeMaker(folder.resolve("tree"), Seeds.fresh("big"))
            .file("big", 24 * MEBI)
            .done()
            .resolve("big");
    String slowly = send(bob, big).replaceFirst("\\{", "{\"bytesPerSecond\":" + 8 * MEBI + ",");
    RawHttp.Reply begun = ann.post("/api/v1/transfers", slowly);
    assertThat(begun.status()).as(begun.body()).isEqualTo(202);
    String id = begun.json().text("transfer");
    assertThat(begun.json().names()).isEqualTo(ApiDocument.fields("begun").names());
    awaitState(ann, id, "moving");

    assertThat(ann.post("/api/v1/transfers/" + id + "/pause", "{}").status()).isEqualTo(202);
    assertThat(state(ann, id)).isEqualTo("ended");
    assertThat(ann.get("/api/v1/transfers/" + id).body()).contains("\"result\":\"interrupted\"");
    assertStandsOnceAndIsResumable(ann, id);

    RawHttp.Reply resumed = ann.post("/api/v1/transfers/" + id + "/resume", "{}");
    assertThat(resumed.status()).as(resumed.body()).isEqualTo(202);
    assertThat(resumed.json().count("number")).isEqualTo(begun.json().count("number"));
    awaitState(bob, id, "ended");
    assertThat(bob.inbox.resolve("big")).hasSameBinaryContentAs(big);
  }

  /** A page that is opened now shows it in one place, where it can be gone on with. */
  private static void assertStandsOnceAndIsResumable(PageParty party, String id)
      throws IOException {
    Fields state = party.get("/api/v1/state").json();
    assertThat(state.objects("kept")).isEmpty();
    assertThat(state.objects("transfers")).hasSize(1);
    Fields shown = state.objects("transfers").getFirst();
    assertThat(shown.text("transfer")).isEqualTo(id);
    assertThat(shown.flag("resumable")).isTrue();
    assertThat(party.get("/api/v1/transfers/" + id).json().flag("resumable")).isTrue();
  }

  @Test
  void aGetThatIsPausedGoesOnUnderItsIdAndAnotherIsDiscarded() throws Exception {
    Path big =
        new TreeMaker(folder.resolve("tree"), Seeds.fresh("big"))
            .file("big", 24 * MEBI)
            .done()
            .resolve("big");
    RawHttp.Reply shared =
        bob.post("/api/v1/shares", "{\"paths\":[" + quoted(big) + "],\"access\":\"public\"}");
    assertThat(shared.status()).as(shared.body()).isEqualTo(201);
    String get =
        "{\"kind\":\"get\",\"from\":\""
            + at(bob)
            + "\",\"paths\":[\"big\"],\"bytesPerSecond\":"
            + 8 * MEBI
            + "}";
    String id = paused(get);
    assertStandsOnceAndIsResumable(ann, id);
    RawHttp.Reply resumed = ann.post("/api/v1/transfers/" + id + "/resume", "{}");
    assertThat(resumed.status()).as(resumed.body()).isEqualTo(202);
    awaitState(ann, id, "ended");
    await().atMost(SOON).until(() -> ann.peer.transfers().isEmpty());
    assertThat(ann.get("/api/v1/transfers/" + id).body())
        .contains("\"result\":\"completed\"")
        .doesNotContain("resumable");
    assertThat(ann.inbox.resolve("big")).hasSameBinaryContentAs(big);

    Path elsewhere = Files.createDirectory(folder.resolve("elsewhere"));
    String other = paused(get.replace("}", ",\"into\":" + quoted(elsewhere) + "}"));
    assertThat(ann.post("/api/v1/transfers/" + other + "/cancel", "{}").status()).isEqualTo(202);
    assertThat(ann.get("/api/v1/transfers/" + other).body())
        .contains("\"result\":\"interrupted\"")
        .doesNotContain("resumable");
  }

  /** The id of one that ann begins, and pauses in the middle. */
  private String paused(String request) throws IOException {
    RawHttp.Reply begun = ann.post("/api/v1/transfers", request);
    assertThat(begun.status()).as(begun.body()).isEqualTo(202);
    String id = begun.json().text("transfer");
    awaitState(ann, id, "moving");
    assertThat(ann.post("/api/v1/transfers/" + id + "/pause", "{}").status()).isEqualTo(202);
    return id;
  }

  @Test
  void whatIsSharedForAPinIsListedAndGottenByWhoKnowsIt() throws Exception {
    Path shared = Files.createDirectory(folder.resolve("shared"));
    Files.writeString(shared.resolve("list.csv"), "a;b\n1;2\n");
    RawHttp.Reply begun =
        bob.post("/api/v1/shares", "{\"paths\":[" + quoted(shared) + "],\"access\":\"pin\"}");
    assertThat(begun.status()).as(begun.body()).isEqualTo(201);
    String pin = begun.json().text("pin");

    String from = "{\"from\":\"" + at(bob) + "\",\"path\":\"shared\"";
    RawHttp.Reply without = ann.post("/api/v1/remote", from + "}");
    assertThat(without.status()).isEqualTo(403);
    assertThat(without.json().text("pin")).isEqualTo("needed");
    assertThat(without.json().text("peer")).isEqualTo("bob");
    RawHttp.Reply wrong = ann.post("/api/v1/remote", from + ",\"pin\":\"000000x\"}");
    assertThat(wrong.json().text("pin")).isEqualTo("wrong");
    RawHttp.Reply listed = ann.post("/api/v1/remote", from + ",\"pin\":\"" + pin + "\"}");
    assertThat(listed.body()).contains("\"path\":\"shared/list.csv\"").contains("\"more\":false");
    Fields documented = ApiDocument.fields("remote");
    assertThat(listed.json().names()).isEqualTo(documented.names());
    assertThat(listed.json().objects("entries").getFirst().names())
        .isEqualTo(documented.objects("entries").getFirst().names());

    String get = "{\"kind\":\"get\",\"from\":\"" + at(bob) + "\",\"paths\":[\"shared/list.csv\"]";
    RawHttp.Reply refused = ann.post("/api/v1/transfers", get + "}");
    assertThat(refused.status()).as(refused.body()).isEqualTo(403);
    assertThat(refused.json().text("pin")).isEqualTo("needed");
    RawHttp.Reply gotten = ann.post("/api/v1/transfers", get + ",\"pin\":\"" + pin + "\"}");
    assertThat(gotten.status()).as(gotten.body()).isEqualTo(202);
    awaitState(ann, gotten.json().text("transfer"), "ended");
    Path arrived = ann.inbox.resolve("list.csv");
    assertThat(arrived).hasContent("a;b\n1;2");
    assertThat(ann.get("/api/v1/files/preview?path=" + arrived).body())
        .contains("\"kind\":\"csv\"")
        .contains("\"values\":[\"1\",\"2\"]");

    String share = begun.json().text("share");
    assertThat(bob.script("DELETE", "/api/v1/shares/" + share).to(bob.port()).status())
        .isEqualTo(204);
    assertThat(bob.get("/api/v1/shares").json().objects("shares")).isEmpty();
  }

  @Test
  void whoWantsAPinForOffersIsSentToWithTheRightOneOnly() throws Exception {
    Path note = Files.writeString(folder.resolve("note.txt"), "hello");
    try (PageParty carol = new PageParty(folder, "carol", "271828")) {
      carol.acceptance.change(AcceptRule.ALL);
      String send = send(carol, note);

      RawHttp.Reply without = ann.post("/api/v1/transfers", send);
      assertThat(without.status()).as(without.body()).isEqualTo(403);
      assertThat(without.json().text("pin")).isEqualTo("needed");
      assertThat(without.json().text("peer")).isEqualTo("carol");
      RawHttp.Reply wrong =
          ann.post("/api/v1/transfers", send.replace("}", ",\"pin\":\"000000x\"}"));
      assertThat(wrong.status()).as(wrong.body()).isEqualTo(403);
      assertThat(wrong.json().text("pin")).isEqualTo("wrong");
      RawHttp.Reply right =
          ann.post("/api/v1/transfers", send.replace("}", ",\"pin\":\"271828\"}"));
      assertThat(right.status()).as(right.body()).isEqualTo(202);
      awaitState(ann, right.json().text("transfer"), "ended");
      assertThat(ann.get("/api/v1/transfers/" + right.json().text("transfer")).body())
          .contains("\"result\":\"completed\"");
    }
    assertThat(folder.resolve("carol-inbox/note.txt")).hasContent("hello");
  }

  @Test
  void whatCannotBeBegunIsAProblemOfTheAnswer() throws Exception {
    assertThat(ann.post("/api/v1/transfers", send(bob, folder.resolve("missing"))).json())
        .satisfies(problem -> assertThat(problem.text("type")).endsWith("source"));
    assertThat(
            ann.post(
                    "/api/v1/transfers",
                    "{\"kind\":\"send\",\"to\":\"127.0.0.1:1\",\"text\":\"x\"}")
                .json())
        .satisfies(problem -> assertThat(problem.text("type")).endsWith("unreachable"));
    for (String wrong :
        List.of(
            "{\"kind\":\"take\",\"to\":\"127.0.0.1:1\"}",
            "{\"kind\":\"send\",\"to\":\"127.0.0.1:1\"}",
            "{\"kind\":\"send\",\"to\":\"127.0.0.1:1\",\"paths\":[\"relative\"]}",
            "{\"kind\":\"send\",\"to\":\"127.0.0.1:1\",\"text\":\"x\",\"connections\":99}",
            "{\"kind\":\"send\"}",
            "not json")) {
      assertThat(ann.post("/api/v1/transfers", wrong).status()).as(wrong).isEqualTo(400);
    }
  }

  @Test
  void filesOfThisMachineAreChosenFrom() throws Exception {
    Path place = Files.createDirectory(folder.resolve("place"));
    Files.createDirectory(place.resolve("Zoo"));
    Files.writeString(place.resolve("b.txt"), "b");
    Files.writeString(place.resolve("a.txt"), "a");
    Files.writeString(place.resolve(".hidden"), "h");
    Files.createSymbolicLink(place.resolve("link"), place.resolve("nowhere"));
    String path = "/api/v1/files?path=" + place;

    assertThat(names(ann.get(path))).containsExactly("Zoo", "a.txt", "b.txt", "link");
    assertThat(names(ann.get(path + "&hidden=true"))).contains(".hidden");
    assertThat(names(ann.get(path + "&limit=2"))).containsExactly("Zoo", "a.txt");
    assertThat(names(ann.get(path + "&after=a.txt"))).containsExactly("b.txt", "link");
    assertThat(ann.get(path + "/a.txt").status()).isEqualTo(404);
    assertThat(ann.get("/api/v1/files?path=relative").status()).isEqualTo(400);

    String made = "{\"path\":" + quoted(place.resolve("new")) + "}";
    assertThat(ann.post("/api/v1/files/folders", made).status()).isEqualTo(201);
    assertThat(ann.post("/api/v1/files/folders", made).status()).isEqualTo(409);
  }

  private static List<String> names(RawHttp.Reply reply) throws IOException {
    return reply.json().objects("entries").stream()
        .map(entry -> {
          try {
            return entry.text("name");
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        })
        .toList();
  }

  @Test
  void theWayToAPeerIsMeasuredAndATextBecomesACode() throws Exception {
    RawHttp.Reply ping = ann.post("/api/v1/ping", "{\"to\":\"" + at(bob) + "\",\"seconds\":0}");
    assertThat(ping.status()).as(ping.body()).isEqualTo(200);
    assertThat(ping.json().object("peer").text("alias")).isEqualTo("bob");
    RawHttp.Reply code = ann.get("/api/v1/qr?text=https%3A%2F%2Fexample.org");
    assertThat(code.header("content-type")).isEqualTo("image/svg+xml");
    assertThat(code.body()).startsWith("<svg ").endsWith("</svg>");
    assertThat(ann.get("/api/v1/qr").status()).isEqualTo(400);
  }
}
