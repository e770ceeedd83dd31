package dev.ferry.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ferry.cli.ask.OfferApprover;
import dev.ferry.cli.show.FindingText;
import dev.ferry.cli.show.Samples;
import dev.ferry.identity.Fingerprint;
import dev.ferry.identity.Standing;
import dev.ferry.manifest.BadPathException;
import dev.ferry.manifest.FileEntry;
import dev.ferry.manifest.FileKind;
import dev.ferry.manifest.FolderEntry;
import dev.ferry.manifest.LinkEntry;
import dev.ferry.manifest.RelativePath;
import dev.ferry.payload.StageMeter.Stage;
import dev.ferry.peer.AcceptRule;
import dev.ferry.peer.Finding;
import dev.ferry.peer.KnownPeerInfo;
import dev.ferry.peer.NearPeer;
import dev.ferry.peer.PastDetails;
import dev.ferry.peer.PastTransfer;
import dev.ferry.peer.PeerAddress;
import dev.ferry.peer.PingReport;
import dev.ferry.peer.Receiving;
import dev.ferry.peer.RemoteFile;
import dev.ferry.peer.Self;
import dev.ferry.peer.ShareOptions.Access;
import dev.ferry.peer.Sharing;
import dev.ferry.peer.StoredTransfer;
import dev.ferry.peer.TakenPort;
import dev.ferry.peer.events.JsonLine;
import dev.ferry.peer.events.KeptJson;
import dev.ferry.peer.events.PeerJson;
import dev.ferry.peer.events.PreviewJson;
import dev.ferry.preview.About;
import dev.ferry.preview.Column;
import dev.ferry.preview.Count;
import dev.ferry.preview.Listing;
import dev.ferry.preview.Other;
import dev.ferry.preview.Picture;
import dev.ferry.preview.PreviewLimits;
import dev.ferry.preview.Previewer;
import dev.ferry.preview.Table;
import dev.ferry.transfer.Direction;
import dev.ferry.transfer.Latency;
import dev.ferry.transfer.PeerProtocol;
import dev.ferry.transfer.Problem;
import dev.ferry.transfer.WrongPin;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Executes what docs/events.md says of the events of single commands. */
class ListingsDocTest {
  private static final Instant NOON = Instant.parse("2025-11-20T12:00:00.123Z");
  private static final Instant MORNING = Instant.parse("2025-11-20T08:00:00Z");
  private static final Fingerprint WHO = Samples.peer("").fingerprint();
  private static final Self ANN = new Self("ann", WHO, Path.of("/home/ann/.local/share/ferry"));
  private static final KnownPeerInfo BOB =
      new KnownPeerInfo("bob", WHO, Standing.TRUSTED, "192.168.1.7:53317", MORNING);
  private static final List<PeerAddress> ADDRESSES =
      List.of(new PeerAddress("192.168.1.5", 53317), new PeerAddress("127.0.0.1", 53317));

  static Stream<String> events() throws BadPathException, IOException {
    return Stream.of(
            ReceiveCommand.json(
                event("listening"), ANN, receiving(), Path.of("/home/ann/inbox"), AcceptRule.ASK),
            OfferApprover.json(
                event("turned-away"), new WrongPin("bob", "192.168.1.7", 2, Duration.ZERO)),
            PageLink.json(event("page"), "http://127.0.0.1:40123/#t=mVnS0Rk2kJQ3cXlq5yP8bA", true),
            ShareCommand.json(event("sharing"), ANN, sharing(), Access.PIN),
            file(new FileEntry(path("photos/a.jpg"), 1_234_567, 1_700_000_000_123_456_789L, 0644)),
            file(new FolderEntry(path("photos"), 1_700_000_000_000_000_000L, 0755)),
            file(new LinkEntry(path("photos/latest"), "a.jpg", 1_700_000_000_000_000_000L)),
            KeptJson.unfinished(event("transfer"), unfinished()),
            KeptJson.past(event("past"), past()),
            KeptJson.details(KeptJson.past(event("past"), past()), past()),
            PingCommand.json(event("ping"), ping()),
            FindingText.json(event("finding"), finding()),
            PeerJson.near(event("near"), near()),
            PeerJson.known(event("peer"), BOB),
            PeerJson.known(event("trusted"), BOB),
            PeerJson.known(event("forgotten"), BOB),
            IdentityCommand.json(event("identity"), ANN),
            PreviewJson.put(
                event("preview"),
                "photos/a.jpg",
                new Picture(
                    new About(FileKind.PICTURE, "image/jpeg", "JPEG picture", 1_234_567),
                    4032,
                    3024,
                    Optional.empty(),
                    "")),
            PreviewJson.put(event("preview"), "people.csv", table()),
            PreviewJson.put(
                event("preview"),
                "a.json",
                Previewer.of("a.json", bytes("{\"a\": 1}"), PreviewLimits.screen())),
            PreviewJson.put(
                event("preview"),
                "notes.txt",
                Previewer.of("notes.txt", bytes("hello\n"), PreviewLimits.screen())),
            PreviewJson.put(event("preview"), "a.zip", archive()),
            PreviewJson.put(
                event("preview"),
                "a.pdf",
                new Other(
                    new About(FileKind.DOCUMENT, "application/pdf", "PDF document", 90_000), "")),
            Ending.good().json(event("exit")),
            new Ending(Problem.UNREACHABLE, "nobody answers at 192.168.1.7:53317")
                .json(event("exit")))
        .map(JsonLine::toString);
  }

  @ParameterizedTest
  @MethodSource("events")
  void everyEventOfACommandIsInTheDocumentAsItIsWritten(String event) throws IOException {
    assertThat(Files.readString(Path.of("..", "docs", "events.md")).lines()).contains(event);
  }

  private static Table table() {
    return new Table(
        new About(FileKind.CSV, "text/csv", "CSV table", 52_000),
        "UTF-8",
        ';',
        true,
        List.of(new Column("id", Column.Type.WHOLE), new Column("name", Column.Type.TEXT)),
        3,
        List.of(List.of("1", "Ann")),
        new Count(1200, Count.Precision.ABOUT),
        "");
  }

  private static Listing archive() {
    return new Listing(
        new About(FileKind.ARCHIVE, "application/zip", "zip archive", 1200),
        List.of(new Listing.Entry("a/b.txt", Listing.EntryKind.FILE, 5, MORNING)),
        new Count(40, Count.Precision.EXACT),
        new Count(3000, Count.Precision.EXACT),
        "");
  }

  private static SeekableByteChannel bytes(String text) throws IOException {
    Path file = Files.createTempFile("ferry", ".preview");
    Files.writeString(file, text);
    return Files.newByteChannel(file, StandardOpenOption.READ, StandardOpenOption.DELETE_ON_CLOSE);
  }

  private static JsonLine event(String name) {
    return JsonLine.event(name, NOON);
  }

  private static JsonLine file(dev.ferry.manifest.Entry entry) {
    return LsCommand.json(event("file"), new RemoteFile("k3jz5c2u", entry));
  }

  private static RelativePath path(String text) throws BadPathException {
    return RelativePath.parse(text);
  }

  private static StoredTransfer unfinished() {
    return new StoredTransfer(
        Samples.ID,
        Direction.SEND,
        "bob",
        "photos",
        1_350_000_000,
        2_700_000_000L,
        MORNING,
        true,
        false);
  }

  private static PastTransfer past() {
    return new PastTransfer(
        Samples.ID.text(),
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
        12_000_000,
        "/home/ann/inbox",
        new PastDetails(
            Samples.KINDS,
            Samples.MEASURED,
            Map.of(Stage.NETWORK, 22_000_000_000L),
            Map.of(Stage.DISK_WRITE, 20_000_000_000L)),
        PeerProtocol.DIRECT);
  }

  private static Finding finding() {
    return new Finding(
        Finding.Topic.PORT,
        Finding.Level.NOTE,
        "TCP 53317 is used by localsend_app (process 4711), so Ferry would listen at 53318",
        "end it, or let whoever types the address add :53318",
        Map.of("port", 53318L));
  }

  private static PingReport ping() {
    return new PingReport(
        Samples.peer("bob"),
        InetAddress.ofLiteral("192.168.1.7"),
        new Latency(5, 310_000, 350_000, 420_000),
        new Latency(5, 2_100_000, 2_300_000, 9_000_000),
        new Latency(10, 400_000, 450_000, 700_000),
        112_000_000,
        108_000_000);
  }

  private static NearPeer near() {
    return new NearPeer(
        "Kitchen phone",
        NearPeer.Kind.MOBILE,
        "Pixel 9",
        new PeerAddress("192.168.1.9", 53317).expecting(WHO),
        WHO,
        true,
        Standing.UNKNOWN,
        false,
        false,
        MORNING);
  }

  private static Receiving receiving() {
    return new Receiving() {
      @Override
      public @Nullable TakenPort taken() {
        return null;
      }

      @Override
      public List<PeerAddress> addresses() {
        return ADDRESSES;
      }

      @Override
      public int port() {
        return 53317;
      }

      @Override
      public Path into() {
        return Path.of("/home/ann/inbox");
      }

      @Override
      public int waiting() {
        return 1;
      }

      @Override
      public void awaitEnded(int count) {}

      @Override
      public void close() {}
    };
  }

  private static Sharing sharing() {
    return new Sharing() {
      @Override
      public @Nullable TakenPort taken() {
        return null;
      }

      @Override
      public @Nullable String firstFile() {
        return null;
      }

      @Override
      public String publicKeyPin() {
        return "";
      }

      @Override
      public String id() {
        return "k3jz5c2u";
      }

      @Override
      public long entries() {
        return 1300;
      }

      @Override
      public long files() {
        return 1234;
      }

      @Override
      public long bytes() {
        return 2_810_000_000L;
      }

      @Override
      public List<String> links() {
        return List.of();
      }

      @Override
      public List<PeerAddress> addresses() {
        return ADDRESSES;
      }

      @Override
      public @Nullable String pin() {
        return "271828";
      }

      @Override
      public void close() {}
    };
  }
}
