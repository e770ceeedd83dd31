package dev.ferry.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What is sent as somebody types it, to a real peer over real sockets, in this process. */
@Timeout(120)
class SendCommandTest {
  @TempDir private Path folder;
  private Path file = Path.of("");
  private Typed typed = new Typed(Path.of(""));

  @BeforeEach
  void makeAFile() throws IOException {
    typed = new Typed(folder);
    file = Files.writeString(folder.resolve("notes.txt"), "hello");
  }

  @Test
  void fileTravelsAndBothSidesEndWell() throws Exception {
    Typed.Run receiver = typed.receiver("inbox");
    Typed.Run sender =
        typed.ferry("ann", "send", file.toString(), "--to", "127.0.0.1:" + receiver.port());
    assertThat(sender.code()).isZero();
    assertThat(receiver.code()).isZero();
    assertThat(folder.resolve("inbox/notes.txt")).hasContent("hello");
    assertThat(sender.out())
        .containsPattern("bob at 127\\.0\\.0\\.1:\\d+, unknown: .* these words do:")
        .contains("bob accepted: 1 file, 5 B to send")
        .contains("Sent notes.txt to bob: 1 file, 5 B in ");
    assertThat(sender.err()).isEmpty();
  }

  @Test
  void jsonIsNothingButDocumentedEventsAndEndsWithTheExit() throws Exception {
    Typed.Run receiver = typed.receiver("inbox");
    Typed.Run sender =
        typed.ferry(
            "ann", "send", file.toString(), "--to", "127.0.0.1:" + receiver.port(), "--json");
    assertThat(sender.code()).isZero();
    assertThat(receiver.code()).isZero();
    String documented = Files.readString(Path.of("..", "docs", "events.md"));
    for (Typed.Run run : List.of(sender, receiver)) {
      List<String> names = Typed.events(run);
      assertThat(names).allSatisfy(name -> assertThat(documented).contains("| `" + name + "` |"));
      assertThat(names).contains("accepted", "ended").last().isEqualTo("exit");
    }
  }

  @Test
  void textArrives() throws Exception {
    Typed.Run receiver = typed.receiver("inbox");
    Typed.Run sender =
        typed.ferry("ann", "send", "--text", "see you", "--to", "127.0.0.1:" + receiver.port());
    assertThat(sender.code()).isZero();
    assertThat(sender.out()).contains("Sent the text to bob");
    assertThat(receiver.code()).isZero();
    assertThat(receiver.out()).contains("\"event\":\"text\"", "\"text\":\"see you\"");
  }

  @Test
  void quietSaysNothing() throws Exception {
    Typed.Run receiver = typed.receiver("inbox");
    Typed.Run sender =
        typed.ferry(
            "ann", "send", file.toString(), "--to", "127.0.0.1:" + receiver.port(), "--quiet");
    assertThat(sender.code()).isZero();
    assertThat(sender.out() + sender.err()).isEmpty();
  }

  @Test
  void trustedPeerCanBeNamedAndNobodyElse() throws Exception {
    Typed.Run first = receiverOfItsOwnName();
    String address = "127.0.0.1:" + first.port();
    typed.ferry("ann", "send", file.toString(), "--to", address);
    assertThat(first.code()).isZero();
    assertThat(typed.ferry("ann", "ls", "hermione").err())
        .contains("of those that are away only trusted peers can be named");
    assertThat(typed.ferry("ann", "trust", "hermione").code()).isZero();
    Typed.Run second = receiverOfItsOwnName();
    assertThat(typed.ferry("ann", "send", file.toString(), "--to", "HERM").err())
        .contains(address)
        .doesNotContain(":" + second.port());
    assertThat(
            typed
                .ferry("ann", "send", file.toString(), "--to", "127.0.0.1:" + second.port())
                .code())
        .isZero();
    assertThat(typed.ferry("ann", "send", file.toString(), "--to", "HERM").err())
        .contains("127.0.0.1:" + second.port());
    address = "127.0.0.1:" + second.port();
    assertThat(typed.ferry("ann", "peers", "--known").out())
        .contains("hermione, trusted, at " + address);
    assertThat(typed.ferry("ann", "forget", "hermione").out()).isEqualTo("Forgotten: hermione\n");
    assertThat(typed.ferry("ann", "peers", "--known").out()).isEqualTo("No peer was met yet.\n");
    assertThat(typed.ferry("ann", "forget", "hermione").code()).isEqualTo(17);
  }

  /** The tests beside this one, in other processes, have peers of the usual names. */
  private Typed.Run receiverOfItsOwnName() {
    return typed.listen(
        "hermione", "inbox", List.of("receive", "--accept", "all", "--once", "--json"));
  }

  @Test
  void missingAddressIsAnsweredWithThoseThatAreKnown() throws Exception {
    Typed.Run before = typed.ferry("ann", "send", file.toString());
    assertThat(before.code()).isEqualTo(2);
    assertThat(before.err()).contains("--to HOST[:PORT]", "`ferry receive` tells it");
    Typed.Run receiver = typed.receiver("inbox");
    typed.ferry("ann", "send", file.toString(), "--to", "127.0.0.1:" + receiver.port());
    assertThat(typed.ferry("ann", "send", file.toString()).err())
        .contains("peers met before: bob at 127.0.0.1:" + receiver.port());
  }

  @Test
  void missingFileAndSilentPortHaveTheirCodes() throws Exception {
    Typed.Run receiver = typed.receiver("inbox");
    String address = "127.0.0.1:" + receiver.port();
    Typed.Run missing =
        typed.ferry("ann", "send", folder.resolve("no such").toString(), "--to", address);
    assertThat(missing.code()).isEqualTo(10);
    assertThat(missing.err()).hasLineCount(1).startsWith("ferry: ").contains("no such");
    assertThat(typed.ferry("ann", "send", file.toString(), "--to", address).code()).isZero();
    assertThat(receiver.code()).isZero();
    Typed.Run silent = typed.ferry("ann", "send", file.toString(), "--to", "127.0.0.1:1");
    assertThat(silent.code()).isEqualTo(4);
    assertThat(silent.err()).hasLineCount(1).contains("127.0.0.1:1");
  }

  @Test
  void addressInThePlaceOfAPathIsNoticed() throws Exception {
    Typed.Run run = typed.ferry("ann", "send", file.toString(), "192.168.1.20");
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err()).hasLineCount(1).contains("did you mean --to 192.168.1.20?");
    assertThat(typed.ferry("ann", "send", "nas:7000", "--to", "127.0.0.1:1").err())
        .contains("did you mean --to nas:7000?");
    assertThat(typed.ferry("ann", "send", "a:b", "--to", "127.0.0.1:1").code()).isEqualTo(10);
  }

  @Test
  void clashThatMustFailNamesTheFile() throws Exception {
    Files.createDirectories(folder.resolve("inbox"));
    Files.writeString(folder.resolve("inbox/notes.txt"), "something else");
    Typed.Run receiver = typed.receiver("inbox");
    String address = "127.0.0.1:" + receiver.port();
    Typed.Run sender =
        typed.ferry("ann", "send", file.toString(), "--to", address, "--on-clash", "fail");
    assertThat(sender.code()).isEqualTo(15);
    assertThat(sender.err()).contains("notes.txt exists there with other contents");
    assertThat(typed.ferry("ann", "send", file.toString(), "--to", address).code()).isZero();
    assertThat(receiver.code()).isZero();
  }
}
