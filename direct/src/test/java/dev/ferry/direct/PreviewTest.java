package dev.ferry.direct;

import static dev.ferry.direct.HostileAnswers.LIMIT;
import static dev.ferry.direct.HostileAnswers.MALLORY;
import static dev.ferry.direct.HostileAnswers.at;
import static dev.ferry.direct.HostileAnswers.ok;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ferry.manifest.Glimpse;
import dev.ferry.preview.Json;
import dev.ferry.preview.Listing;
import dev.ferry.preview.Other;
import dev.ferry.preview.Picture;
import dev.ferry.preview.Preview;
import dev.ferry.preview.Table;
import dev.ferry.preview.Text;
import dev.ferry.testkit.RawConnection;
import dev.ferry.testkit.ScriptedPeer;
import dev.ferry.transfer.Approver;
import dev.ferry.transfer.Glimpses.Wanted;
import dev.ferry.transfer.Outcome;
import dev.ferry.transfer.TransferId;
import java.awt.image.BufferedImage;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A receiver sees what is in the files before it accepts them: both ends are real. */
@Timeout(120)
class PreviewTest {
  @TempDir Path folder;

  private final Map<String, Optional<Glimpse>> shown = new ConcurrentHashMap<>();
  private ServedPeer server;
  private Path tree;

  @BeforeEach
  void open() throws Exception {
    server = ServedPeer.open(folder.resolve("peer"));
    tree = Files.createDirectory(folder.resolve("tree"));
  }

  @AfterEach
  void close() {
    server.close();
  }

  private SendingPeer sender() {
    return new SendingPeer(folder.resolve("sender"));
  }

  /** Asks for all files, waits for as many previews, then declines. */
  private Approver looking(int expected, Runnable first) {
    return offer -> {
      first.run();
      List<Wanted> files = SendingPeer.files(offer);
      Map<Long, String> paths =
          files.stream()
              .collect(Collectors.toMap(Wanted::index, file -> file.file().path().name()));
      CountDownLatch come = new CountDownLatch(expected);
      offer
          .glimpses()
          .ask(
              files,
              (index, glimpse) -> {
                shown.put(paths.get(index), glimpse);
                come.countDown();
              });
      if (!come.await(LIMIT.toSeconds(), TimeUnit.SECONDS)) {
        throw new AssertionError("only these came: " + shown);
      }
      return new Approver.Answer.Decline("seen");
    };
  }

  private void send(SendingPeer sender) throws IOException {
    assertThat(sender.send(server.at(), tree)).isEqualTo(new Outcome.Declined("seen"));
  }

  private Preview preview(String name) {
    return (Preview) shown.getOrDefault(name, Optional.empty()).orElseThrow();
  }

  @Test
  void everySortOfViewArrivesAsItWasMade() throws Exception {
    BufferedImage noise = new BufferedImage(800, 400, BufferedImage.TYPE_INT_RGB);
    Random random = new Random(1);
    for (int i = 0; i < 800 * 400; i++) {
      noise.setRGB(i % 800, i / 800, random.nextInt());
    }
    ImageIO.write(noise, "png", tree.resolve("a.png").toFile());
    Files.writeString(tree.resolve("b.csv"), "id,name\n1,Ann\n2,Bob \u001b[2J\n");
    Files.writeString(tree.resolve("c.json"), "{\"x\":[1,2,{\"y\":null}]}");
    Files.writeString(tree.resolve("d.txt"), "hello\nworld\n");
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(tree.resolve("e.zip")))) {
      zip.putNextEntry(new ZipEntry("inside.txt"));
      zip.write(1);
    }
    Files.write(tree.resolve("f.bin"), new byte[] {0, 1, 2, 3});
    server.approver(looking(6, () -> {}));

    send(sender().withPreviews());

    Picture picture = (Picture) preview("a.png");
    assertThat(picture.width()).isEqualTo(800);
    assertThat(picture.about().bytes()).isEqualTo(Files.size(tree.resolve("a.png")));
    assertThat(picture.thumbnail().orElseThrow().width()).isBetween(50, 256);
    Table table = (Table) preview("b.csv");
    assertThat(table.rows()).containsExactly(List.of("1", "Ann"), List.of("2", "Bob \u001b[2J"));
    assertThat(((Json) preview("c.json")).shape()).contains("\"x\"");
    assertThat(((Text) preview("d.txt")).lines()).containsExactly("hello", "world");
    assertThat(((Listing) preview("e.zip")).entries().getFirst().name()).isEqualTo("inside.txt");
    assertThat(preview("f.bin")).isInstanceOf(Other.class);
  }

  @Test
  void noMoreThanEightFilesAreLookedAt() throws Exception {
    for (int i = 0; i < 12; i++) {
      Files.writeString(tree.resolve("f" + (char) ('a' + i) + ".txt"), "x");
    }
    server.approver(looking(8, () -> {}));

    send(sender().withPreviews());

    assertThat(shown).hasSize(8).containsKeys("fa.txt", "fh.txt");
  }

  @Test
  void aSenderThatIsSwitchedOffIsNotAskedAndSaysNothing() throws Exception {
    Files.writeString(tree.resolve("a.txt"), "secret");
    server.approver(offer -> {
      assertThat(offer.glimpses().offered()).isFalse();
      offer.glimpses().ask(SendingPeer.files(offer), (index, glimpse) -> shown.put("a", glimpse));
      return new Approver.Answer.Decline("seen");
    });

    send(sender());

    assertThat(shown).isEmpty();
  }

  @Test
  void aLinkThatCameAfterTheScanIsNotFollowed() throws Exception {
    Path secret = Files.writeString(folder.resolve("secret.txt"), "secret");
    Path file = Files.writeString(tree.resolve("a.txt"), "public");
    Files.setLastModifiedTime(secret, Files.getLastModifiedTime(file));
    server.approver(looking(1, () -> swap(file, secret)));

    send(sender().withPreviews());

    assertThat(shown).containsEntry("a.txt", Optional.empty());
  }

  private static void swap(Path file, Path target) {
    try {
      Files.delete(file);
      Files.createSymbolicLink(file, target);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void aFileThatChangedAfterTheOfferIsNotShown() throws Exception {
    Path file = Files.writeString(tree.resolve("a.txt"), "public");
    server.approver(
        looking(
            1,
            () -> {
              try {
                Files.writeString(file, "something else");
              } catch (IOException e) {
                throw new AssertionError(e);
              }
            }));

    send(sender().withPreviews());

    assertThat(shown).containsEntry("a.txt", Optional.empty());
  }

  /** What a receiver is given that asks like this, before it declines. */
  private List<String> asked(SendingPeer sender, String... shows) throws Exception {
    Queue<String> posts = new ConcurrentLinkedQueue<>();
    CountDownLatch seen = new CountDownLatch(8);
    try (ScriptedPeer mallory =
        ScriptedPeer.listen(
            MALLORY, LIMIT, connection -> receive(connection, posts, seen, shows))) {
      Outcome outcome = sender.send(at(mallory.port()), TransferId.random(), null, tree);
      assertThat(outcome).isInstanceOf(Outcome.Declined.class);
    }
    return List.copyOf(posts);
  }

  private static void receive(
      RawConnection connection, Queue<String> posts, CountDownLatch seen, String... shows)
      throws IOException, InterruptedException {
    while (true) {
      String line;
      try {
        line = connection.readMessage().head().lines().findFirst().orElse("");
      } catch (EOFException e) {
        return;
      }
      if (line.startsWith("GET")) {
        connection.send(ok("application/json", HostileAnswers.INFO));
      } else if (line.contains("/previews/")) {
        posts.add(line.replaceAll(".*/previews/(.*) HTTP.*", "$1"));
        seen.countDown();
        connection.send(HostileAnswers.NO_CONTENT);
      } else {
        connection.sendMessage(
            new byte[0],
            "HTTP/1.1 200 OK",
            "Content-Type: application/x-ndjson",
            "Transfer-Encoding: chunked");
        for (String show : shows) {
          connection.sendChunk(("{\"waiting\":true,\"show\":" + show + "}\n").getBytes(UTF_8));
        }
        boolean all = seen.await(3, TimeUnit.SECONDS);
        assertThat(all || shows.length > 0).isTrue();
        connection.sendChunk("{\"declined\":{\"reason\":\"\"}}\n".getBytes(UTF_8));
        connection.sendChunk(new byte[0]);
      }
    }
  }

  @Test
  void aReceiverThatAsksForEverythingAgainAndAgainGetsEight() throws Exception {
    for (int i = 0; i < 20; i++) {
      Files.writeString(tree.resolve("f" + (char) ('a' + i)), "x");
    }
    String everything =
        LongStream.range(0, 10_000).mapToObj(String::valueOf).collect(Collectors.joining(","));

    assertThat(
            asked(
                sender().withPreviews(),
                "[3,3,3]",
                "[" + everything + "]",
                "[9223372036854775807,21,20]"))
        .containsExactly("3", "0", "1", "2", "4", "5", "6", "7");
  }

  @Test
  void aReceiverThatAsksThoughNothingWasPromisedGetsNothing() throws Exception {
    Files.writeString(tree.resolve("a.txt"), "secret");

    assertThat(asked(sender(), "[0,1]")).isEmpty();
  }
}
