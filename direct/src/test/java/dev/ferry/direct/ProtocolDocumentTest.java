package dev.ferry.direct;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ferry.http.ProblemStatus;
import dev.ferry.inbox.ClashPolicy;
import dev.ferry.manifest.Entry;
import dev.ferry.manifest.EntrySet;
import dev.ferry.manifest.FileEntry;
import dev.ferry.manifest.FileKind;
import dev.ferry.manifest.FolderEntry;
import dev.ferry.manifest.Islands;
import dev.ferry.manifest.Islands.Part;
import dev.ferry.manifest.LinkEntry;
import dev.ferry.manifest.RelativePath;
import dev.ferry.payload.ChunkHash;
import dev.ferry.payload.ChunkHasher;
import dev.ferry.payload.RangeSet;
import dev.ferry.payload.RangeSet.Range;
import dev.ferry.payload.StageMeter.Stage;
import dev.ferry.payload.Withdrawn;
import dev.ferry.preview.About;
import dev.ferry.preview.Column;
import dev.ferry.preview.Count;
import dev.ferry.preview.Json;
import dev.ferry.preview.Preview;
import dev.ferry.preview.Table;
import dev.ferry.transfer.Latency;
import dev.ferry.transfer.OfferHeader;
import dev.ferry.transfer.Problem;
import dev.ferry.transfer.Receipt;
import dev.ferry.transfer.SealEnd;
import dev.ferry.transfer.SenderReport;
import dev.ferry.transfer.ShareInfo;
import dev.ferry.transfer.TransferId;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The examples of docs/protocol.md: what is written equals them, and what they say is read. */
class ProtocolDocumentTest {
  private static final ProtocolDocument DOCUMENT = ProtocolDocument.read();

  /** The examples that are checked here; a new one in the document must get its test. */
  private static final List<String> CHECKED =
      List.of(
          "info",
          "offer",
          "offer header",
          "pin needed",
          "entries",
          "reply go",
          "reply waits",
          "reply declined",
          "reply complete",
          "reply problem",
          "reply shows",
          "preview table",
          "preview json",
          "preview none",
          "payload",
          "chunk hash",
          "seal",
          "share list",
          "share entries",
          "selection",
          "problem");

  static final OfferLine OFFER =
      new OfferLine(
          "Kitchen",
          new OfferHeader(
              new TransferId("ferryexample234567abcdefgh"), "notes", null, ClashPolicy.KEEP_BOTH),
          0,
          false);

  static List<Entry> notes() {
    return List.of(
        new FolderEntry(path("notes"), 1_700_000_000_000_000_000L, 0755),
        new FileEntry(path("notes/a.txt"), 6, 1_700_000_000_123_456_789L, 0644),
        new FileEntry(path("notes/b.txt"), 7, 1_700_000_001_000_000_000L, 0644));
  }

  private static RelativePath path(String text) {
    try {
      return RelativePath.parse(text);
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  private static LineReader reader(String example) {
    return Lines.reader(DOCUMENT.example(example));
  }

  @Test
  void everyExampleIsChecked() {
    assertThat(DOCUMENT.examples()).containsExactlyInAnyOrderElementsOf(CHECKED);
  }

  @Test
  void info() throws Exception {
    InfoJson info = new InfoJson("Kitchen");

    assertThat(Lines.text(out -> out.write(info::write))).isEqualTo(DOCUMENT.example("info"));
    assertThat(InfoJson.read(reader("info").require())).isEqualTo(info);
  }

  @Test
  void offer() throws Exception {
    String written =
        Lines.text(out -> {
          out.write(OFFER::write);
          writeEntries(out, notes());
        });

    assertThat(written).isEqualTo(DOCUMENT.example("offer"));
    LineReader lines = reader("offer");
    assertThat(OfferLine.read(lines.require())).isEqualTo(OFFER);
    assertEntries(new EntryReader(lines), notes());
  }

  @Test
  void offerHeader() throws Exception {
    OfferHeader text =
        new OfferHeader(
            new TransferId("ferryexample234567abcdefgh"), "", "at eight", ClashPolicy.KEEP_BOTH);
    OfferLine line = new OfferLine("Kitchen", text, 53317, false);

    assertThat(Lines.text(out -> out.write(line::write)))
        .isEqualTo(DOCUMENT.example("offer header"));
    assertThat(OfferLine.read(reader("offer header").require())).isEqualTo(line);
  }

  private static void writeEntries(LineWriter out, List<Entry> entries) throws IOException {
    EntryWriter writer = new EntryWriter(out);
    for (Entry entry : entries) {
      writer.accept(entry);
    }
    writer.end();
  }

  private static void assertEntries(EntryReader reader, List<Entry> entries) throws IOException {
    for (Entry entry : entries) {
      assertThat(reader.next()).isEqualTo(entry);
    }
    assertThat(reader.next()).isNull();
  }

  @Test
  void entries() throws Exception {
    long time = 1_700_000_000_000_000_000L;
    List<Entry> entries =
        List.of(
            new FileEntry(path("a \"quoted\"\nname"), 0, 0, 0),
            new FileEntry(path("before 1970"), 1, -1_500_000_000L, 0600),
            new FileEntry(
                path("big.img"),
                100L << 30,
                time,
                0644,
                Islands.of(List.of(new Part(0, 4096), new Part(50L << 30, (50L << 30) + 4096))),
                null),
            new FileEntry(
                path("hashed"),
                6,
                time,
                0644,
                Islands.WHOLE,
                ChunkHasher.hash("hello\n".getBytes(UTF_8), 0, 6).hex()),
            new LinkEntry(path("latest"), "notes/a.txt", time),
            new FolderEntry(path("öffnen/中文 😀"), time, 0700));

    String written =
        Lines.text(out -> {
          for (Entry entry : entries) {
            out.write(json -> EntryLine.write(json, entry));
          }
        });

    assertThat(written).isEqualTo(DOCUMENT.example("entries"));
    LineReader lines = reader("entries");
    for (Entry entry : entries) {
      assertThat(EntryLine.read(lines.require())).isEqualTo(entry);
    }
  }

  private static void assertReply(String example, int waiting, Reply reply) throws IOException {
    String written =
        Lines.text(out -> {
          for (int i = 0; i < waiting; i++) {
            ReplyWriter.writeWaiting(out, List.of());
          }
          ReplyWriter.write(out, reply);
        });

    assertThat(written).isEqualTo(DOCUMENT.example(example));
    assertThat(ReplyReader.read(reader(example), 1000, show -> {})).isEqualTo(reply);
  }

  @Test
  void replies() throws Exception {
    assertReply(
        "reply go",
        0,
        new Reply.Go(
            EntrySet.ofRuns(List.of(new EntrySet.Run(0, 100), new EntrySet.Run(102, 103))),
            new RangeSet(List.of(new Range(0, 4_194_304), new Range(8_388_608, 9_000_000))),
            9_000_000,
            null));
    assertReply(
        "reply waits",
        1,
        new Reply.Go(
            EntrySet.all(3),
            RangeSet.of(0, 13),
            13,
            ProblemJson.of(Problem.NO_SPACE, "The disk of the inbox is full.")));
    assertReply("reply declined", 2, new Reply.Declined("not now"));
    assertReply(
        "reply complete",
        0,
        new Reply.Complete(
            new Receipt(
                2,
                13,
                0,
                0,
                List.of("notes/a (2).txt"),
                List.of(new Withdrawn(7, "notes/c.txt", "changed while it was read")),
                1,
                0,
                "",
                Map.of(
                    Stage.DISK_READ,
                    0L,
                    Stage.HASH,
                    5_000_000L,
                    Stage.NETWORK,
                    900_000_000L,
                    Stage.DISK_WRITE,
                    120_000_000L))));
    assertReply(
        "reply problem",
        0,
        new Reply.Refused(
            ProblemJson.of(Problem.CLASH, "3 of the files exist with other contents.")));
  }

  @Test
  void replyThatAsksForPreviews() throws Exception {
    List<Long> shown = new ArrayList<>();
    Reply reply = new Reply.Declined("seen it already");
    String written =
        Lines.text(out -> {
          ReplyWriter.writeWaiting(out, List.of(1L, 2L));
          ReplyWriter.writeWaiting(out, List.of());
          ReplyWriter.write(out, reply);
        });

    assertThat(written).isEqualTo(DOCUMENT.example("reply shows"));
    assertThat(ReplyReader.read(reader("reply shows"), 3, shown::addAll)).isEqualTo(reply);
    assertThat(shown).containsExactly(1L, 2L);
  }

  @Test
  void previews() throws Exception {
    assertPreview(
        "preview table",
        new Table(
            new About(FileKind.CSV, "text/csv", "CSV table", 99),
            "UTF-8",
            ',',
            true,
            List.of(new Column("id", Column.Type.WHOLE), new Column("name", Column.Type.TEXT)),
            2,
            List.of(List.of("1", "Ann"), List.of("2", "Bob")),
            new Count(1200, Count.Precision.ABOUT),
            ""));
    assertPreview(
        "preview json",
        new Json(
            new About(FileKind.JSON, "application/json", "JSON", 99),
            "UTF-8",
            "{\"x\": number}",
            List.of(
                line(0, new Json.Piece(Json.Role.MARK, "{")),
                line(
                    1,
                    new Json.Piece(Json.Role.NAME, "\"x\""),
                    new Json.Piece(Json.Role.MARK, ": "),
                    new Json.Piece(Json.Role.NUMBER, "1")),
                line(0, new Json.Piece(Json.Role.MARK, "}"))),
            true,
            new Count(1, Count.Precision.EXACT),
            1,
            ""));
    assertThat(new String(PreviewWriter.body(Optional.empty()), UTF_8))
        .isEqualTo(DOCUMENT.example("preview none"));
    assertThat(PreviewReader.read(reader("preview none").require(), 99)).isEmpty();
  }

  private static Json.Line line(int indent, Json.Piece... pieces) {
    return new Json.Line(indent, List.of(pieces));
  }

  private static void assertPreview(String example, Preview preview) throws IOException {
    assertThat(new String(PreviewWriter.body(Optional.of(preview)), UTF_8))
        .isEqualTo(DOCUMENT.example(example));
    assertThat(PreviewReader.read(reader(example).require(), 99)).contains(preview);
  }

  @Test
  void payloadAndItsHash() {
    byte[] payload = "hello\nworld!\n".getBytes(UTF_8);

    assertThat(HexFormat.of().parseHex(DOCUMENT.example("payload").replaceAll("\\s", "")))
        .isEqualTo(payload);
    assertThat(DOCUMENT.example("chunk hash").strip())
        .isEqualTo(ChunkHasher.hash(payload, 0, payload.length).hex());
  }

  @Test
  void seal() throws Exception {
    List<ChunkHash> hashes =
        List.of(
            ChunkHash.ofHex("d54a1cb48810c683bb0390732894a96d"),
            ChunkHash.ofHex("6bba86c7e069f56d5a10b435f1c8e49c"));
    var next = hashes.iterator();
    SenderReport report =
        new SenderReport(
            Map.of(
                Stage.DISK_READ, 1_200_000L,
                Stage.HASH, 900_000L,
                Stage.NETWORK, 7_500_000L,
                Stage.DISK_WRITE, 0L),
            new Latency(3, 410_000, 455_000, 1_900_000));
    String written =
        Lines.text(out ->
            SealWriter.write(
                out,
                next::next,
                2,
                () ->
                    new SealEnd(
                        List.of(
                            new Withdrawn(2, "", "changed while it was read"),
                            new Withdrawn(9, "", "vanished")),
                        report)));

    assertThat(written).isEqualTo(DOCUMENT.example("seal"));
    SealReader seal = new SealReader(reader("seal"));
    assertThat(seal.next()).isEqualTo(hashes.getFirst());
    assertThat(seal.next()).isEqualTo(hashes.getLast());
    assertThat(seal.withdrawn(10))
        .containsExactly(
            new Withdrawn(2, "", "changed while it was read"), new Withdrawn(9, "", "vanished"));
    assertThat(seal.report()).isEqualTo(report);
  }

  @Test
  void shares() throws Exception {
    List<ShareInfo> shares =
        List.of(
            new ShareInfo(
                "mfrggzdfmztwq2lknnwg23tpoa", "Holiday", false, 1200, 1100, 5_368_709_120L),
            new ShareInfo("ggzdfmztwq2lknnwg23tpoamfr", "Payslips", true, 0, 0, 0));

    assertThat(Lines.text(out -> ShareLines.write(out, shares)))
        .isEqualTo(DOCUMENT.example("share list"));
    assertThat(ShareLines.read(reader("share list"))).isEqualTo(shares);
    assertThat(Lines.text(out -> writeEntries(out, notes())))
        .isEqualTo(DOCUMENT.example("share entries"));
    assertEntries(new EntryReader(reader("share entries")), notes());
  }

  @Test
  void selection() throws Exception {
    SelectionJson selection = new SelectionJson(new TransferId("selectionexample234567abcd"), 13);

    assertThat(Lines.text(out -> out.write(selection::write)))
        .isEqualTo(DOCUMENT.example("selection"));
    assertThat(SelectionJson.read(reader("selection").require())).isEqualTo(selection);
  }

  @Test
  void problem() throws Exception {
    ProblemJson problem =
        ProblemJson.of(Problem.NOT_FOUND, "there is no such transfer of yours here");

    assertThat(new String(problem.body(), UTF_8)).isEqualTo(DOCUMENT.example("problem"));
    assertThat(ProblemJson.read(reader("problem").require())).isEqualTo(problem);
  }

  @ParameterizedTest
  @EnumSource(Problem.class)
  void everyProblemStandsInTheTableWithItsStatus(Problem problem) {
    assertThat(DOCUMENT.text())
        .contains(
            "| `%s` | %d | %s |"
                .formatted(
                    problem.slug(), ProblemStatus.of(problem), problem.passing() ? "yes" : "no"));
  }

  @Test
  void everyPolicyStandsInTheText() {
    TreeSet<String> slugs = new TreeSet<>();
    for (ClashPolicy policy : ClashPolicy.values()) {
      slugs.add("`" + policy.name().toLowerCase(java.util.Locale.ROOT).replace('_', '-') + "`");
    }
    assertThat(DOCUMENT.text()).contains(slugs);
  }
}
