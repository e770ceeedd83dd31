package dev.ferry.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ferry.e2e.Station.Listener;
import dev.ferry.testkit.Commands;
import dev.ferry.testkit.FerryProcess;
import dev.ferry.testkit.Requires;
import dev.ferry.testkit.TreeMaker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sources that change, vanish, cannot be read or are no files at all. */
class ChangingSourceTest {

  private static final int INCOMPLETE = 11;
  private static final int SOURCE = 10;
  private static final long SIZE = 8L << 20;

  @TempDir(factory = FastFolder.class)
  Path folder;

  @AutoClose private Station receiver;
  @AutoClose private Station sender;
  private Path inbox;
  private Path tree;

  @BeforeEach
  void stations() {
    receiver = Station.at(folder.resolve("receiver"));
    sender = Station.at(folder.resolve("sender"));
    inbox = folder.resolve("inbox");
    tree =
        new TreeMaker(folder.resolve("tree"), 1)
            .file("1 first", SIZE)
            .file("2 changes", SIZE)
            .file("3 vanishes", SIZE)
            .file("4 grows", SIZE)
            .file("5 last", 1000)
            .done();
  }

  @Test
  void filesThatChangeOrVanishAreNamedAndTheRestArrives() throws IOException {
    Listener listener = receiver.receive(inbox);
    FerryProcess sending =
        sender.send(listener.address(), tree, "--limit", "6MB/s", "--connections", "1");
    Station.awaitProgress(sending, 1);
    byte[] first = Files.readAllBytes(tree.resolve("1 first"));
    byte[] last = Files.readAllBytes(tree.resolve("5 last"));
    Files.write(tree.resolve("2 changes"), new byte[(int) SIZE]);
    Files.delete(tree.resolve("3 vanishes"));
    Files.write(tree.resolve("4 grows"), new byte[1], StandardOpenOption.APPEND);

    sending.assertExit(INCOMPLETE, Station.LIMIT);
    assertThat(StagingFolders.visibleIn(inbox.resolve("tree")))
        .containsExactly("1 first", "5 last");
    assertThat(inbox.resolve("tree/1 first")).hasBinaryContent(first);
    assertThat(inbox.resolve("tree/5 last")).hasBinaryContent(last);
    Station.await(listener.process(), "ended");
    for (FerryProcess process : List.of(sending, listener.process())) {
      String told = String.join("\n", process.output());
      assertThat(told).contains("2 changes").contains("3 vanishes").contains("4 grows");
    }
  }

  @Test
  void fileThatChangesWhileItIsReadIsNeverMixed() throws IOException {
    Listener listener = receiver.receive(inbox);
    Path file = tree.resolve("1 first");
    FerryProcess sending =
        sender.send(listener.address(), file, "--limit", "3MB/s", "--connections", "1");
    Station.awaitProgress(sending, SIZE / 3);
    Files.write(file, new byte[(int) SIZE]);

    sending.assertExit(INCOMPLETE, Station.LIMIT);
    assertThat(StagingFolders.visibleIn(inbox)).isEmpty();
    assertThat(String.join("\n", sending.output())).contains("1 first");
  }

  @Test
  void fifosAndDevicesAreRefusedAtOnceAndLeftOutOfFolders() {
    Requires.linux("FIFOs");
    Path fifo = folder.resolve("fifo");
    Commands.run("mkfifo", fifo.toString());
    Commands.run("mkfifo", tree.resolve("fifo inside").toString());
    Listener listener = receiver.receive(inbox);
    for (Path special : List.of(fifo, Path.of("/dev/zero"))) {
      FerryProcess.Finished finished =
          sender.run("send", special.toString(), "--to", listener.address());
      assertThat(finished.exitCode()).as(finished.text()).isEqualTo(SOURCE);
      assertThat(finished.text()).contains(special.toString());
    }
    FerryProcess sending = sender.send(listener.address(), tree);
    int code = sending.exitCode(Station.LIMIT);
    assertThat(code).isIn(0, INCOMPLETE);
    assertThat(Station.await(sending, "skipped").text("path")).contains("fifo inside");
    assertThat(inbox.resolve("tree/5 last")).hasSize(1000);
    assertThat(inbox.resolve("tree/fifo inside")).doesNotExist();
  }

  @Test
  void missingPathIsNamedAndNothingIsSent() {
    Listener listener = receiver.receive(inbox);
    FerryProcess.Finished finished =
        sender.run(
            "send",
            tree.toString(),
            folder.resolve("not there").toString(),
            "--to",
            listener.address());
    assertThat(finished.exitCode()).as(finished.text()).isEqualTo(SOURCE);
    assertThat(finished.text()).contains("not there");
    assertThat(StagingFolders.visibleIn(inbox)).isEmpty();
  }

  @Test
  void unreadableFileIsNamedAndTheRestArrives() throws IOException {
    Requires.check(
        !"root".equals(System.getProperty("user.name")) || Commands.exists("setpriv"),
        "an unreadable file",
        "a user other than root, or setpriv");
    Files.setPosixFilePermissions(
        tree.resolve("2 changes"), PosixFilePermissions.fromString("---------"));
    Commands.attempt("chmod", "a+rwx", folder.toString());
    Listener listener = receiver.receive(inbox);
    Station poor =
        "root".equals(System.getProperty("user.name"))
            ? sender.as(
                sender.program().behind("setpriv", "--bounding-set=-all", "--inh-caps=-all"))
            : sender;
    try (poor) {
      FerryProcess sending = poor.send(listener.address(), tree);
      assertThat(sending.exitCode(Station.LIMIT)).isIn(0, INCOMPLETE);
      assertThat(String.join("\n", sending.output())).contains("2 changes");
      assertThat(inbox.resolve("tree/5 last")).hasSize(1000);
      assertThat(inbox.resolve("tree/2 changes")).doesNotExist();
    }
  }
}
