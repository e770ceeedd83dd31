package dev.ferry.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ferry.peer.Peer;
import dev.ferry.peer.PeerOptions;
import dev.ferry.peer.ShareOptions.Access;
import dev.ferry.peer.Sharing;
import dev.ferry.testkit.Requires;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What curl gets behind a link. */
@Timeout(120)
class CurlTest {
  @TempDir private Path folder;
  private Path file = Path.of("");

  @BeforeEach
  void makeAFile() throws IOException {
    file = Files.writeString(folder.resolve("notes.txt"), "hello");
  }

  @Test
  void curlLineOfALinkWorksGoesOnAndHoldsTheServerToItsKey() throws Exception {
    Requires.command("curl", "the line for curl");
    Path odd = Files.writeString(folder.resolve("it's 100% ä.txt"), "0123456789");
    try (Peer bob = Peer.open(PeerOptions.at(folder.resolve("bob")).withAlias("bob"));
        Sharing sharing = bob.share(Typed.share(Access.LINK, odd))) {
      String link = sharing.links().getFirst();
      String line = CurlHint.lines(sharing, link).getLast();
      Path download = Files.createDirectory(folder.resolve("curl"));
      assertThat(Typed.shell(download, line)).isZero();
      Path stored = onlyFileIn(download);
      assertThat(stored).hasContent("0123456789");
      Files.writeString(stored, "01x");
      assertThat(Typed.shell(download, line)).isZero();
      assertThat(stored).hasContent("01x3456789");
      String other = line.replaceAll("sha256//.", "sha256//" + (line.contains("//A") ? "B" : "A"));
      assertThat(Typed.shell(download, other)).isEqualTo(90);
    }
  }

  @Test
  void refusalIsASentenceForCurl() throws Exception {
    Requires.command("curl", "what curl is told");
    try (Peer bob = Peer.open(PeerOptions.at(folder.resolve("bob")).withAlias("bob"));
        Sharing sharing = bob.share(Typed.share(Access.LINK, file))) {
      String link = sharing.links().getFirst().replaceAll("#.*", "");
      assertThat(Typed.shell(folder, "curl -sk -o told '" + link + "/files/nothing'")).isZero();
      assertThat(folder.resolve("told")).hasContent("nothing of that name is shared\n");
      String wrong = link.substring(0, link.length() - 4) + "aaaa/files/notes.txt";
      assertThat(Typed.shell(folder, "curl -sk -o told '" + wrong + "'")).isZero();
      assertThat(Files.readString(folder.resolve("told"))).doesNotContain("{").endsWith("\n");
      assertThat(
              Typed.shell(folder, "curl -sk -H 'Accept: application/json' -o told '" + wrong + "'"))
          .isZero();
      assertThat(Files.readString(folder.resolve("told"))).contains("urn:ferry:problem:");
    }
  }

  private static Path onlyFileIn(Path download) throws IOException {
    try (Stream<Path> files = Files.list(download)) {
      return files.findFirst().orElseThrow();
    }
  }
}
