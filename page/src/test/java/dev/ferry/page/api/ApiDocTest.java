package dev.ferry.page.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ferry.identity.Fingerprint;
import dev.ferry.identity.Standing;
import dev.ferry.inbox.ClashPolicy;
import dev.ferry.inbox.PlanSummary;
import dev.ferry.json.StrictJson;
import dev.ferry.manifest.FileEntry;
import dev.ferry.manifest.FolderEntry;
import dev.ferry.manifest.Islands;
import dev.ferry.manifest.LinkEntry;
import dev.ferry.manifest.Manifest;
import dev.ferry.manifest.ManifestLevel;
import dev.ferry.manifest.ManifestLimits;
import dev.ferry.manifest.ManifestWriter;
import dev.ferry.manifest.RelativePath;
import dev.ferry.page.api.ProblemException.Hint;
import dev.ferry.peer.KnownPeerInfo;
import dev.ferry.peer.LiveTransfer;
import dev.ferry.peer.PastDetails;
import dev.ferry.peer.PastTransfer;
import dev.ferry.peer.PeerAddress;
import dev.ferry.peer.PinSource;
import dev.ferry.peer.PingReport;
import dev.ferry.peer.SendOptions;
import dev.ferry.peer.StoredTransfer;
import dev.ferry.peer.WaitingOffer;
import dev.ferry.peer.events.JsonLine;
import dev.ferry.peer.events.KeptJson;
import dev.ferry.peer.events.PeerJson;
import dev.ferry.preview.PreviewLimits;
import dev.ferry.preview.Previewer;
import dev.ferry.transfer.Direction;
import dev.ferry.transfer.Glimpses;
import dev.ferry.transfer.Latency;
import dev.ferry.transfer.Offer;
import dev.ferry.transfer.PeerProtocol;
import dev.ferry.transfer.Problem;
import dev.ferry.transfer.RemotePeer;
import dev.ferry.transfer.SpeedSeries;
import dev.ferry.transfer.TransferId;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The messages of docs/page-api.md are what is written and read. */
class ApiDocTest {
  private static final TransferId ID = new TransferId("abcdefgh234567abcdefgh2345");
  private static final Fingerprint KEY = new Fingerprint("0123456789abcdef".repeat(4));
  private static final Instant MORNING = Instant.parse("2025-11-20T08:00:00Z");
  private static final RemotePeer BOB =
      new RemotePeer("bob", KEY, "192.168.1.7:53317", Standing.TRUSTED);
  private static final long SECOND = 1_000_000_000L;

  @TempDir private Path folder;

  private static void assertWritten(String example, JsonLine line) throws IOException {
    assertThat(line.toString()).isEqualTo(ApiDocument.line(example));
  }

  @Test
  void problemsAreWrittenAsTheDocumentSays() throws IOException {
    assertWritten(
        "problem",
        new ProblemException(
                Problem.NOT_FOUND,
                "no offer with this id waits for an answer; it was answered, or its sender went"
                    + " away")
            .body()
            .json());
    assertWritten(
        "pin-problem",
        new ProblemException(
                Problem.FORBIDDEN, 403, "bob asks for a PIN", new Hint.Pin("bob", false))
            .body()
            .json());
  }

  @Test
  void aTransferIsWrittenAsTheDocumentSays() throws IOException {
    LiveTransfer transfer =
        new LiveTransfer(
            2,
            ID,
            Direction.SEND,
            BOB,
            "photos",
            LiveTransfer.State.PAUSED,
            1204,
            1_350_000_000,
            2_700_000_000L,
            0,
            new SpeedSeries(
                5 * SECOND, List.of(500_000_000L, 550_000_000L, 0L, 850_000_000L, 800_000_000L)),
            "bob's disk is full",
            null,
            MORNING,
            Instant.parse("2025-11-20T12:00:00Z"));
    StoredTransfer kept =
        new StoredTransfer(ID, Direction.SEND, "bob", "photos", 0, 1, MORNING, true, false);
    assertWritten("transfer", TransferJson.put(JsonLine.object(), transfer, kept));
  }

  /** A sender that would show what is in its files. */
  private static Glimpses shown() {
    return new Glimpses() {
      @Override
      public boolean offered() {
        return true;
      }

      @Override
      public void ask(List<Wanted> wanted, Taker taker) {}

      @Override
      public void close() {}
    };
  }

  private static PlanSummary plan() {
    return new PlanSummary(
        1300,
        1234,
        2_810_000_000L,
        1200,
        30,
        4,
        1,
        1204,
        2_700_000_000L,
        2_700_000_000L,
        80_000_000_000L,
        ClashPolicy.KEEP_BOTH,
        List.of("photos"),
        List.of("photos/a.jpg"),
        List.of("photos/link: leads outside of what was sent"));
  }

  @Test
  void anOfferIsWrittenAsTheDocumentSaysAlsoWhenItComes() throws IOException {
    try (ManifestWriter writer =
            ManifestWriter.create(folder.resolve("manifest"), ManifestLimits.DEFAULT);
        Manifest manifest = writer.finish()) {
      Offer offer =
          new Offer(ID, BOB, "photos", null, plan(), manifest, "/home/ann/inbox", shown());
      String written =
          OfferJson.put(JsonLine.object(), new WaitingOffer(1, offer, MORNING)).toString();
      assertThat(written).isEqualTo(ApiDocument.line("offer"));
      assertThat(ApiDocument.line("events")).endsWith("\"asked\":true,\"offer\":" + written + "}");
    }
  }

  @Test
  void aLevelOfAnOfferIsWrittenAsTheDocumentSays() throws Exception {
    try (ManifestWriter writer =
        ManifestWriter.create(folder.resolve("manifest"), ManifestLimits.DEFAULT)) {
      RelativePath photos = RelativePath.parse("photos");
      writer.add(new FolderEntry(photos, 0, 0755));
      writer.add(new FolderEntry(photos.resolve("2024"), 0, 0755));
      for (int i = 10; i < 22; i++) {
        writer.add(file(photos.resolve("2024").resolve(i + ".jpg")));
      }
      writer.add(file(photos.resolve("a.jpg")));
      writer.add(new LinkEntry(photos.resolve("latest"), "a.jpg", 0));
      try (Manifest manifest = writer.finish()) {
        assertWritten(
            "entries", OfferCalls.level("photos", ManifestLevel.page(manifest, photos, null, 200)));
      }
    }
  }

  private static FileEntry file(RelativePath path) {
    return new FileEntry(path, 1_234_567, 1_700_000_000_123_456_789L, 0644, Islands.WHOLE, null);
  }

  @Test
  void previewsAreWrittenAsTheDocumentSays() throws Exception {
    Path picture = folder.resolve("a.png");
    ImageIO.write(new BufferedImage(20, 10, BufferedImage.TYPE_INT_RGB), "png", picture.toFile());
    Path table = Files.writeString(folder.resolve("people.csv"), "id;name\n1;Ann\n");
    List<String> examples = ApiDocument.lines("previews");
    assertSameMembers(examples.get(0), picture);
    assertSameMembers(examples.get(1), table);
    assertThat(preview(picture)).contains("\"thumbnail\":\"data:image/png;base64,iVBORw0KGgo");
  }

  private static String preview(Path file) throws IOException {
    return PreviewBody.of(file.toString(), Previewer.of(file, PreviewLimits.screen())).toString();
  }

  private static void assertSameMembers(String example, Path file) throws IOException {
    assertThat(StrictJson.parseBody(preview(file).getBytes(UTF_8)).names())
        .isEqualTo(StrictJson.parseBody(example.getBytes(UTF_8)).names());
  }

  @Test
  void peersAndTheWayToThemAreWrittenAsTheDocumentSays() throws IOException {
    KnownPeerInfo known =
        new KnownPeerInfo("bob", KEY, Standing.TRUSTED, "192.168.1.7:53317", MORNING);
    assertWritten("peers", JsonLine.object().putObjects("peers", List.of(known), PeerJson::known));
    PingReport report =
        new PingReport(
            new RemotePeer("bob", KEY, "192.168.1.7:53317", Standing.KNOWN),
            InetAddress.getLoopbackAddress(),
            new Latency(5, 310_000, 350_000, 420_000),
            new Latency(5, 2_100_000, 2_300_000, 9_000_000),
            new Latency(10, 400_000, 450_000, 700_000),
            112e6,
            108e6);
    assertWritten("ping", PeerJson.ping(JsonLine.object(), report));
  }

  @Test
  void theHistoryIsWrittenAsTheDocumentSays() throws IOException {
    PastTransfer past =
        new PastTransfer(
            ID.text(),
            Direction.RECEIVE,
            "bob",
            "192.168.1.7:53317",
            "photos",
            null,
            1204,
            2_700_000_000L,
            MORNING,
            Duration.ofSeconds(25),
            "ok",
            "",
            0,
            "/home/ann/inbox",
            PastDetails.NONE,
            PeerProtocol.DIRECT);
    assertWritten(
        "history",
        JsonLine.object().putObjects("past", List.of(past), KeptJson::past).put("more", false));
  }

  @Test
  void whatIsToBeSentAndGottenIsReadAsTheDocumentSays() throws IOException {
    PeerAddress to = new PeerAddress("192.168.1.7", 53317);
    PinSource none = PinSource.none();
    SendOptions files = TransferRequest.send(ApiDocument.fields("send-request"), to, none);
    assertThat(files.paths()).containsExactly(Path.of("/home/ann/photos"));
    assertThat(files.title()).isEqualTo("photos");
    assertThat(files.filter().exclude()).containsExactly("*.tmp");
    assertThat(TransferRequest.send(ApiDocument.fields("text-request"), to, none).text())
        .isEqualTo("see you at eight");
    var get = TransferRequest.get(ApiDocument.fields("get-request"), to, Path.of("/inbox"), none);
    assertThat(get.paths()).containsExactly("photos/2024");
    assertThat(get.into()).isEqualTo(Path.of("/home/ann/nas"));
    assertThat(get.clash()).isEqualTo(ClashPolicy.UPDATE);
  }

  /** What real answers have is what the document shows, no more and no less. */
  @Test
  void realAnswersHaveTheMembersOfTheDocument() throws IOException {
    try (PageParty ann = new PageParty(folder, "ann")) {
      assertThat(ann.get("/api/v1").body()).isEqualTo(ApiDocument.line("about"));
      assertMembers(ann, "/api/v1/state", "state");
      assertMembers(ann, "/api/v1/settings", "settings");
      assertMembers(ann, "/api/v1/files?path=" + folder, "files");
      assertMembers(ann, "/api/v1/history", "history");
      assertMembers(ann, "/api/v1/peers", "peers");
      assertMembers(ann, "/api/v1/shares", "shares");
      RawHttp.Reply shared =
          ann.post(
              "/api/v1/shares",
              ApiDocument.line("share-request").replace("/home/ann/photos", folder.toString()));
      assertThat(shared.status()).as(shared.body()).isEqualTo(201);
      assertThat(shared.json().names())
          .isEqualTo(ApiDocument.fields("shares").objects("shares").getFirst().names());
      RawHttp.Reply uploaded = ann.post("/api/v1/uploads", ApiDocument.line("upload-request"));
      assertThat(uploaded.status()).as(uploaded.body()).isEqualTo(201);
      assertThat(uploaded.json().names()).isEqualTo(ApiDocument.fields("upload").names());
      RawHttp.Reply linked =
          ann.post(
              "/api/v1/links",
              ApiDocument.line("link-request").replace("/home/ann/photos", folder.toString()));
      assertThat(linked.status()).as(linked.body()).isEqualTo(201);
      assertThat(linked.json().names()).isEqualTo(ApiDocument.fields("link").names());
      RawHttp.Reply changed =
          ann.send("PUT", "/api/v1/settings", ApiDocument.line("settings-request"));
      assertThat(changed.status()).as(changed.body()).isEqualTo(200);
    }
  }

  private static void assertMembers(PageParty party, String path, String example)
      throws IOException {
    assertThat(party.get(path).json().names()).isEqualTo(ApiDocument.fields(example).names());
  }
}
