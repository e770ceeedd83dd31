package dev.ferry.page.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ferry.inbox.ClashPolicy;
import dev.ferry.json.Fields;
import dev.ferry.peer.AcceptRule;
import dev.ferry.peer.PeerAddress;
import dev.ferry.peer.PinSource;
import dev.ferry.peer.SendOptions;
import dev.ferry.peer.TransportOptions;
import dev.ferry.peer.Via;
import dev.ferry.transfer.Approver.Answer;
import dev.ferry.transfer.OfferHeader;
import dev.ferry.transfer.Outcome;
import dev.ferry.transfer.TransferId;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What is asked of a running peer through its page's API, by real requests. */
@Timeout(120)
class ApiTest {
  private static final Duration LONGEST = Duration.ofSeconds(60);

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

  private static PeerAddress at(PageParty party) {
    return party.receiving.addresses().getFirst();
  }

  private static FutureTask<Outcome> sends(PageParty from, PageParty to, Path file) {
    return sends(
        from,
        SendOptions.of(at(to), file)
            .withTransport(TransportOptions.standard().withPatience(Duration.ZERO)));
  }

  private static FutureTask<Outcome> sends(PageParty from, SendOptions options) {
    FutureTask<Outcome> sending = new FutureTask<>(() -> from.peer.send(options));
    Thread.ofPlatform().daemon().start(sending);
    return sending;
  }

  @Test
  void aTokenOpensOneSessionAndNoOther() throws IOException {
    String token = ann.page.link().getFragment().substring(2);
    String body = "{\"token\":\"" + token + "\"}";

    RawHttp.Reply first = ann.post("/api/v1/session", body);
    assertThat(first.status()).isEqualTo(200);
    assertThat(first.json().text("key")).hasSize(43);
    assertThat(first.header("set-cookie")).contains("HttpOnly").contains("SameSite=Strict");
    assertThat(ann.post("/api/v1/session", body).status()).isEqualTo(403);
  }

  @Test
  void whatIsOfferedIsToldAsItHappensAndIsInTheState() throws Exception {
    Path file = Files.writeString(folder.resolve("note.txt"), "hello");
    long seq = ann.get("/api/v1/state").json().count("seq");
    try (Socket socket = ann.script("GET", "/api/v1/events?since=" + seq).open(ann.port());
        BufferedReader lines = RawHttp.lines(socket)) {
      FutureTask<Outcome> sending = sends(bob, ann, file);
      String waits = await(lines, "\"event\":\"waits\"");
      assertThat(waits).contains("\"asked\":true").contains("\"title\":\"note.txt\"");

      Fields state = ann.get("/api/v1/state").json();
      assertThat(state.objects("offers")).hasSize(1);
      assertThat(state.objects("offers").getFirst().text("title")).isEqualTo("note.txt");

      TransferId id = new TransferId(state.objects("offers").getFirst().text("transfer"));
      ann.desk.answer(ann.desk.offer(id).orElseThrow(), new Answer.Decline(""), "test");
      assertThat(await(lines, "\"event\":\"ended\"")).contains("\"result\":\"declined\"");
      assertThat(sending.get(60, TimeUnit.SECONDS)).isInstanceOf(Outcome.Declined.class);
    }
  }

  /** So that who is cut off before the first event can come back without a gap, too. */
  @Test
  void whoBeginsToListenIsToldWhereHeStands() throws IOException {
    long seq = ann.get("/api/v1/state").json().count("seq");
    try (Socket socket = ann.script("GET", "/api/v1/events?since=" + seq).open(ann.port());
        BufferedReader lines = RawHttp.lines(socket)) {
      assertThat(await(lines, "id: ")).isEqualTo("id: " + seq);
      assertThat(lines.readLine()).isEmpty();
    }
  }

  @Test
  void ofALongMessageOnlyTheBeginningIsToldUntilSomebodyAsksForIt() throws Exception {
    String text = "\u0001".repeat(OfferHeader.MAX_TEXT);
    long seq = ann.get("/api/v1/state").json().count("seq");
    try (Socket socket = ann.script("GET", "/api/v1/events?since=" + seq).open(ann.port());
        BufferedReader lines = RawHttp.lines(socket)) {
      FutureTask<Outcome> sending = sends(bob, message(text));
      assertThat(await(lines, "\"event\":\"offered\"")).hasSizeLessThan(10_000);
      assertThat(await(lines, "\"event\":\"waits\""))
          .hasSizeLessThan(50_000)
          .contains("\"textLength\":65536");

      assertThat(ann.get("/api/v1/state").body()).hasSizeLessThan(60_000);
      Fields offer = ann.get("/api/v1/state").json().objects("offers").getFirst();
      assertThat(offer.text("text")).isEqualTo(text.substring(0, 4_096));
      String path = "/api/v1/offers/" + offer.text("transfer");
      assertThat(ann.get(path).json().text("text")).isEqualTo(text);
      String since = "{\"since\":\"" + offer.text("since") + "\",";
      ann.post(path + "/answer", since + "\"accept\":\"none\"}");
      assertThat(sending.get(60, TimeUnit.SECONDS)).isInstanceOf(Outcome.Declined.class);
    }
  }

  private SendOptions message(String text) {
    return new SendOptions(
        at(ann),
        List.of(),
        text,
        "a message",
        ClashPolicy.KEEP_BOTH,
        SendOptions.Filter.everything(),
        TransportOptions.standard().withPatience(Duration.ZERO),
        PinSource.none(),
        Via.DIRECT,
        true);
  }

  /** The next line with a text. Silence is broken by comments, so that this looks at the clock. */
  private static String await(BufferedReader lines, String text) throws IOException {
    long began = System.nanoTime();
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      if (line.contains(text)) {
        return line;
      }
      if (System.nanoTime() - began > LONGEST.toNanos()) {
        throw new IOException("for " + LONGEST + " no event said " + text);
      }
    }
    throw new IOException("the events ended before " + text);
  }

  @Test
  void whoComesBackWithANumberOfAnotherProcessBeginsAnew() throws IOException {
    try (Socket socket = ann.script("GET", "/api/v1/events?since=7").open(ann.port());
        BufferedReader lines = RawHttp.lines(socket)) {
      assertThat(await(lines, "event:")).isEqualTo("event: reset");
    }
  }

  @Test
  void settingsThatCannotBeAreRefusedAndTheOthersAreKept() throws IOException {
    for (String wrong : List.of("{\"port\":70000}", "{\"accept\":\"some\"}")) {
      assertThat(ann.send("PUT", "/api/v1/settings", wrong).status()).as(wrong).isEqualTo(400);
    }
    assertThat(ann.acceptance.rule()).isEqualTo(AcceptRule.ASK);
    RawHttp.Reply changed =
        ann.send("PUT", "/api/v1/settings", "{\"alias\":\"desk\",\"accept\":\"known\"}");
    assertThat(changed.status()).isEqualTo(200);
    assertThat(changed.json().flag("restart")).isTrue();

    Fields kept = ann.get("/api/v1/settings").json();
    assertThat(kept.text("alias")).isEqualTo("desk");
    assertThat(kept.text("accept")).isEqualTo("known");
    assertThat(ann.acceptance.rule()).as("counts at once").isEqualTo(AcceptRule.KNOWN);
    assertThat(ann.peer.acceptRule()).as("counts the next time").isEqualTo(AcceptRule.KNOWN);
    assertThat(ann.home.resolve("settings.conf")).content().contains("accept = known");
    ann.peer.rename("ann");
    assertThat(ann.peer.acceptRule()).as("renamed").isEqualTo(AcceptRule.KNOWN);
    for (AcceptRule rule : AcceptRule.values()) {
      String chosen = "{\"accept\":\"" + rule.word() + "\"}";
      assertThat(ann.send("PUT", "/api/v1/settings", chosen).status()).as(chosen).isEqualTo(200);
      assertThat(ann.peer.acceptRule()).isEqualTo(rule);
    }
  }

  @Test
  void whatIsNotThereIsAProblemForAPerson() throws IOException {
    RawHttp.Reply reply = ann.get("/api/v1/transfers/abcdefgh234567abcdefgh2345");
    assertThat(reply.status()).isEqualTo(404);
    assertThat(reply.headers()).containsEntry("content-type", "application/problem+json");
    assertThat(reply.json().text("type")).isEqualTo("urn:ferry:problem:not-found");
    assertThat(ann.get("/api/v1/nothing").status()).isEqualTo(404);
    assertThat(ann.get("/web/../../guard/Guard.class").status()).isIn(400, 404);
    assertThat(ann.get("/web/%2e%2e/x.js").status()).isIn(400, 404);
  }
}
