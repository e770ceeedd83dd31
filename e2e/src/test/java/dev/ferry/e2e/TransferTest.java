package dev.ferry.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ferry.e2e.Station.Listener;
import dev.ferry.testkit.FerryProcess;
import dev.ferry.testkit.TreeMaker;
import dev.ferry.testkit.TreeSnapshot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a person does every day: send a folder, send it again, send a text. */
class TransferTest {

  @TempDir(factory = FastFolder.class)
  Path folder;

  @AutoClose Station receiver;
  @AutoClose Station sender;
  private Path inbox;

  @BeforeEach
  void stations() {
    receiver = Station.at(folder.resolve("receiver"));
    sender = Station.at(folder.resolve("sender"));
    inbox = folder.resolve("inbox");
  }

  @Test
  void folderArrivesByteForByteWithModesTimesAndLinks() throws IOException {
    Path tree = TreeMaker.everything(folder.resolve("tree"), 1);
    Listener listener = receiver.receive(inbox, "--once");
    FerryProcess sending = sender.sendWhole(listener.address(), tree);
    listener.process().assertExit(0, Station.LIMIT);

    assertArrived(tree, inbox.resolve("tree"));
    StagingFolders.assertNoneIn(inbox);
    for (FerryProcess process : List.of(sending, listener.process())) {
      assertThat(Event.all(process.output()))
          .allSatisfy(event -> assertThat(event.number("v")).isOne());
      assertThat(Station.last(process, "ended").text("result")).isEqualTo("completed");
      assertThat(process.errors()).isEmpty();
    }
  }

  @Test
  void sendingTheSameAgainSendsNothing() {
    Path tree = TreeMaker.everything(folder.resolve("tree"), 2);
    Listener listener = receiver.receive(inbox);
    sender.sendWhole(listener.address(), tree);
    FerryProcess again = sender.sendWhole(listener.address(), tree);

    Event ended = Station.last(again, "ended");
    assertThat(ended.number("sentBytes")).isZero();
    assertThat(ended.object("receipt").number("files")).isZero();
    assertArrived(tree, inbox.resolve("tree"));
  }

  @Test
  void newFileMergesIntoTheFolderAndChangedOneLandsBeside() throws IOException {
    Path tree = new TreeMaker(folder.resolve("tree"), 3).file("a", 1000).file("b.txt", 2000).done();
    Listener listener = receiver.receive(inbox);
    sender.sendWhole(listener.address(), tree);
    byte[] old = Files.readAllBytes(tree.resolve("b.txt"));
    new TreeMaker(tree, 4).file("c", 3000).done();
    Files.writeString(tree.resolve("b.txt"), "changed");
    FerryProcess again = sender.sendWhole(listener.address(), tree);

    Path arrived = inbox.resolve("tree");
    assertThat(arrived.resolve("b.txt")).hasBinaryContent(old);
    assertThat(arrived.resolve("b (2).txt")).hasContent("changed");
    assertThat(arrived.resolve("c")).hasBinaryContent(Files.readAllBytes(tree.resolve("c")));
    assertThat(Station.last(again, "ended").number("sentBytes")).isLessThan(4000);
    assertThat(Station.last(again, "ended").object("receipt").texts("keptBeside"))
        .anyMatch(name -> name.endsWith("b (2).txt"));

    FerryProcess third = sender.sendWhole(listener.address(), tree);
    assertThat(Station.last(third, "ended").number("sentBytes")).isZero();
    assertThat(StagingFolders.visibleIn(arrived))
        .containsExactlyInAnyOrder("a", "b.txt", "b (2).txt", "c");
  }

  @Test
  void clashPoliciesDoWhatTheySay() throws IOException {
    Path file = Files.writeString(folder.resolve("f"), "new");
    Files.createDirectories(inbox);
    Path there = Files.writeString(inbox.resolve("f"), "old and longer");

    Listener skipping = receiver.receive(inbox, "--on-clash", "skip");
    sender.sendWhole(skipping.address(), file);
    assertThat(there).hasContent("old and longer");
    skipping.process().close();

    Listener failing = receiver.receive(inbox, "--on-clash", "fail");
    sender.send(failing.address(), file).assertExit(15, Station.LIMIT);
    assertThat(there).hasContent("old and longer");
    failing.process().close();

    Listener updating = receiver.receive(inbox, "--on-clash", "update");
    sender.sendWhole(updating.address(), file);
    assertThat(there).hasContent("new");
    assertThat(StagingFolders.visibleIn(inbox)).containsExactly("f");
  }

  @Test
  void checksumFindsWhatSizeAndTimeHide() throws IOException {
    Path file = Files.writeString(folder.resolve("f"), "one");
    FileTime time = FileTime.from(Instant.ofEpochSecond(1_600_000_000));
    Files.setLastModifiedTime(file, time);
    Listener listener = receiver.receive(inbox, "--on-clash", "update");
    sender.sendWhole(listener.address(), file);
    Files.writeString(file, "two");
    Files.setLastModifiedTime(file, time);

    sender.sendWhole(listener.address(), file);
    assertThat(inbox.resolve("f")).hasContent("one");
    sender.sendWhole(listener.address(), file, "--checksum");
    assertThat(inbox.resolve("f")).hasContent("two");
  }

  @Test
  void textAndStandardInputArrive() throws IOException {
    Listener listener = receiver.receive(inbox);
    FerryProcess text =
        sender.start("send", "--text", "see you\nat eight", "--to", listener.address());
    text.assertExit(0, Station.LIMIT);
    assertThat(Station.await(listener.process(), "text").text("text"))
        .isEqualTo("see you\nat eight");

    FerryProcess piped =
        sender.start("send", "-", "--stdin-name", "in.txt", "--to", listener.address());
    piped.type("from standard input");
    piped.endInput();
    piped.assertExit(0, Station.LIMIT);
    assertThat(inbox.resolve("in.txt")).hasContent("from standard input\n");
  }

  @Test
  void emptyFileEmptyFolderAndSeveralPathsArrive() throws IOException {
    Path empty = Files.createFile(folder.resolve("empty"));
    Path nothing = Files.createDirectory(folder.resolve("nothing"));
    Listener listener = receiver.receive(inbox);
    sender
        .start("send", empty.toString(), nothing.toString(), "--to", listener.address())
        .assertExit(0, Station.LIMIT);
    assertThat(inbox.resolve("empty")).isEmptyFile();
    assertThat(inbox.resolve("nothing")).isEmptyDirectory();
  }

  @Test
  void quietSaysNothingAndPlainSaysWhatAPersonNeeds() {
    Path tree = new TreeMaker(folder.resolve("tree"), 5).file("f", 100_000).done();
    Listener listener = receiver.receive(inbox);
    FerryProcess.Finished quiet =
        sender.run("send", tree.toString(), "--to", listener.address(), "--quiet");
    assertThat(quiet.exitCode()).isZero();
    assertThat(quiet.text()).isBlank();

    Path other = new TreeMaker(folder.resolve("other"), 6).file("f", 100_000).done();
    FerryProcess.Finished plain = sender.run("send", other.toString(), "--to", listener.address());
    assertThat(plain.exitCode()).isZero();
    assertThat(plain.text()).contains("other").contains("1 file").doesNotContain("\u001b");
  }

  @Test
  void patternsChooseAndLinksAreFollowedWhenAsked() throws IOException {
    Path tree =
        new TreeMaker(folder.resolve("tree"), 7)
            .file("keep.txt", 10)
            .file("leave.log", 10)
            .file("build/out.txt", 10)
            .link("link", "keep.txt")
            .done();
    Listener listener = receiver.receive(inbox);
    sender.sendWhole(
        listener.address(), tree, "--exclude", "*.log", "--exclude", "build/", "--follow-links");

    Path arrived = inbox.resolve("tree");
    assertThat(StagingFolders.visibleIn(arrived)).containsExactlyInAnyOrder("keep.txt", "link");
    assertThat(Files.isSymbolicLink(arrived.resolve("link"))).isFalse();
    assertThat(arrived.resolve("link")).hasSize(10);
  }

  @Test
  void limitIsKept() {
    Path file = new TreeMaker(folder.resolve("tree"), 8).file("f", 6_000_000).done().resolve("f");
    Listener listener = receiver.receive(inbox);
    FerryProcess sending = sender.sendWhole(listener.address(), file, "--limit", "2MB/s");
    double seconds = Station.last(sending, "ended").number("nanos") / 1e9;
    assertThat(seconds).isBetween(2.0, 30.0);
  }

  private static void assertArrived(Path tree, Path arrived) {
    TreeSnapshot.of(tree)
        .withoutLinkTimes()
        .assertSame("what arrived", TreeSnapshot.of(arrived).withoutLinkTimes());
  }
}
