package dev.ferry.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ferry.peer.GetOptions;
import dev.ferry.peer.Peer;
import dev.ferry.peer.PeerOptions;
import dev.ferry.peer.ShareOptions.Access;
import dev.ferry.peer.Sharing;
import dev.ferry.transfer.Outcome;
import dev.ferry.transfer.Problem;
import dev.ferry.transfer.TransferEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What is listed and got from shares, as somebody types it. */
@Timeout(120)
class GetCommandTest {
  @TempDir private Path folder;
  private Path file = Path.of("");
  private Typed typed = new Typed(Path.of(""));

  @BeforeEach
  void makeAFile() throws IOException {
    typed = new Typed(folder);
    file = Files.writeString(folder.resolve("notes.txt"), "hello");
  }

  @Test
  void whatIsSharedIsListedAndGot() throws Exception {
    Path photos = Files.createDirectory(folder.resolve("photos"));
    Files.writeString(photos.resolve("two\nlines \u001b[31m.txt"), "hello");
    try (Peer bob = Peer.open(PeerOptions.at(folder.resolve("bob")).withAlias("bob"));
        Sharing sharing = bob.share(Typed.share(Access.PUBLIC, photos))) {
      String address = "127.0.0.1:" + sharing.addresses().getFirst().port();
      assertThat(typed.ferry("ann", "ls", address).out()).contains("photos/").doesNotContain("two");
      assertThat(typed.ferry("ann", "ls", address, "photos").out())
          .contains("photos/two\\nlines \\u{001B}[31m.txt");
      assertThat(typed.ferry("ann", "ls", address, "--json").out())
          .contains("\"event\":\"file\"", "\"path\":\"photos\",\"kind\":\"folder\"");
      assertThat(typed.ferry("ann", "ls", address, "nothing").code()).isEqualTo(17);
      Typed.Run got =
          typed.ferry("ann", "get", address, "photos", "--into", folder.resolve("got").toString());
      assertThat(got.code()).as(got.err()).isZero();
      assertThat(folder.resolve("got/photos/two\nlines \u001b[31m.txt")).hasContent("hello");
      assertThat(got.out()).contains("Received photos from bob: 1 file, 5 B");
      assertThat(typed.ferry("ann", "get", address).code()).isEqualTo(2);
    }
  }

  @Test
  void pinComesFromAFileAndAWrongOneIsForbidden() throws Exception {
    try (Peer bob = Peer.open(PeerOptions.at(folder.resolve("bob")).withAlias("bob"));
        Sharing sharing = bob.share(Typed.share(Access.PIN, file))) {
      String address = "127.0.0.1:" + sharing.addresses().getFirst().port();
      Path right = Files.writeString(folder.resolve("right"), sharing.pin() + "\n");
      Path wrong = Files.writeString(folder.resolve("wrong"), "nonsense\n");
      String into = folder.resolve("got").toString();
      Typed.Run refused =
          typed.ferry(
              "a", "get", address, "notes.txt", "--into", into, "--pin-file", wrong.toString());
      assertThat(refused.code()).isEqualTo(9);
      Typed.Run got =
          typed.ferry(
              "b", "get", address, "notes.txt", "--into", into, "--pin-file", right.toString());
      assertThat(got.code()).as(got.err()).isZero();
      assertThat(folder.resolve("got/notes.txt")).hasContent("hello");
    }
  }

  @Test
  void stoppedGetFromAPinShareIsResumedWithThePinAndLosesNothingWithoutIt() throws Exception {
    Path big = folder.resolve("big");
    Files.write(big, new byte[24 << 20]);
    try (Peer bob = Peer.open(PeerOptions.at(folder.resolve("bob")).withAlias("bob"));
        Sharing sharing = bob.share(Typed.share(Access.PIN, big).withLimit(16 << 20))) {
      stopInTheMiddle(sharing);
      Path right = Files.writeString(folder.resolve("right"), sharing.pin() + "\n");

      Typed.Run without = typed.ferry("ann", "resume");
      assertThat(without.code()).isEqualTo(9);
      assertThat(without.err()).contains("PIN");
      Typed.Run with = typed.ferry("ann", "resume", "--pin-file", right.toString());

      assertThat(with.code()).as(with.err()).isZero();
      assertThat(with.out()).contains("going on where it stopped");
      assertThat(folder.resolve("got/big")).hasSameBinaryContentAs(big);
    }
  }

  /** As Ctrl-C does it: the peer is closed while bytes flow. */
  private void stopInTheMiddle(Sharing sharing) throws Exception {
    GetOptions options =
        GetOptions.of(sharing.addresses().getFirst(), folder.resolve("got"), "big")
            .withPin((peer, again) -> sharing.pin());
    CompletableFuture<Void> flowing = new CompletableFuture<>();
    FutureTask<Outcome> stopped;
    try (Peer ann = Peer.open(PeerOptions.at(folder.resolve("ann")))) {
      ann.watch(event -> {
        if (event instanceof TransferEvent.Progress progress && progress.done() > 5 << 20) {
          flowing.complete(null);
        }
      });
      FutureTask<Outcome> get = new FutureTask<>(() -> ann.get(options));
      Thread.ofPlatform().daemon().start(get);
      flowing.get(Typed.SOON.toSeconds(), TimeUnit.SECONDS);
      stopped = get;
    }
    assertThat(stopped.get().problem()).isEqualTo(Problem.INTERRUPTED);
  }

  @Test
  void linkComesFromAFile() throws Exception {
    try (Peer bob = Peer.open(PeerOptions.at(folder.resolve("bob")).withAlias("bob"));
        Sharing sharing = bob.share(Typed.share(Access.LINK, file))) {
      Path link = Files.writeString(folder.resolve("link"), sharing.links().getFirst() + "\n");
      assertThat(typed.ferry("ann", "ls", "--link-file", link.toString()).out())
          .contains("notes.txt");
      String into = folder.resolve("got").toString();
      Typed.Run got = typed.ferry("ann", "get", "--link-file", link.toString(), "--into", into);
      assertThat(got.code()).as(got.err()).isZero();
      assertThat(folder.resolve("got/notes.txt")).hasContent("hello");
      Typed.Run none = typed.ferry("ann", "get", "--link-file", file.toString());
      assertThat(none.code()).isEqualTo(2);
      assertThat(none.err()).hasLineCount(1).contains("no link");
    }
    assertThat(typed.ferry("ann", "get").code()).isEqualTo(2);
  }

  @Test
  void linkWithAWrongFingerprintSaysWhatIsThereAndWhatShouldBe() throws Exception {
    try (Peer bob = Peer.open(PeerOptions.at(folder.resolve("bob")).withAlias("bob"));
        Sharing sharing = bob.share(Typed.share(Access.LINK, file))) {
      String link = sharing.links().getFirst();
      String wrong = link.substring(0, link.indexOf('#') + 1) + "0123456789abcdef".repeat(4);
      Typed.Run got = typed.ferry("ann", "get", wrong, "--into", folder.resolve("got").toString());
      assertThat(got.code()).isEqualTo(8);
      assertThat(got.err())
          .hasLineCount(1)
          .contains(bob.self().fingerprint() + " is there", "cdef should be", "new link");
    }
  }
}
