package dev.ferry.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ferry.e2e.Station.Sharer;
import dev.ferry.testkit.FerryProcess;
import dev.ferry.testkit.TreeMaker;
import dev.ferry.testkit.TreeSnapshot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that lie ready for others to get: who may, what arrives, what survives a kill. */
class SharingTest {

  private static final int FORBIDDEN = 9;
  private static final int BUSY = 16;
  private static final int NOT_FOUND = 17;
  private static final long SIZE = 24L << 20;

  @TempDir(factory = FastFolder.class)
  Path folder;

  @AutoClose private Station sharer;
  @AutoClose private Station getter;
  private Path inbox;
  private Path tree;

  @BeforeEach
  void stations() {
    sharer = Station.at(folder.resolve("sharer"));
    getter = Station.at(folder.resolve("getter"));
    inbox = folder.resolve("inbox");
    tree = TreeMaker.everything(folder.resolve("tree"), 1);
  }

  @Test
  void publicShareIsListedAndGotWhole() {
    String address = sharer.share(tree, "--public").address();
    FerryProcess.Finished listed = getter.run("ls", address);
    assertThat(listed.exitCode()).as(listed.text()).isZero();
    assertThat(listed.text()).contains("tree");

    get(address, "tree").assertExit(0, Station.LIMIT);
    assertArrived();
    get(address, "tree/not there").assertExit(NOT_FOUND, Station.LIMIT);
  }

  @Test
  void partOfAShareIsGotAlone() {
    String address = sharer.share(tree, "--public").address();
    get(address, "tree/bin", "tree/medium").assertExit(0, Station.LIMIT);
    assertThat(inbox).isDirectoryRecursivelyContaining("glob:**medium");
    assertThat(inbox).isDirectoryRecursivelyContaining("glob:**run.sh");
    assertThat(inbox).isDirectoryNotContaining("glob:**deep");
  }

  @Test
  void linkOpensTheShareAndNothingElseDoes() {
    Sharer shared = sharer.share(tree, "--link");
    String link =
        shared.told().texts("links").stream()
            .filter(text -> text.contains("127.0.0.1"))
            .findFirst()
            .orElseThrow();
    FerryProcess.Finished uninvited = getter.run("get", shared.address(), "tree");
    assertThat(uninvited.exitCode()).as(uninvited.text()).isIn(FORBIDDEN, NOT_FOUND);
    assertThat(getter.run("ls", shared.address()).text()).doesNotContain("tree");

    getter.start("get", link, "--into", inbox.toString()).assertExit(0, Station.LIMIT);
    assertArrived();
  }

  @Test
  void strangersGetNothingFromAShareForTrustedPeers() {
    Sharer shared = sharer.share(tree);
    assertThat(getter.run("ls", shared.address()).text()).doesNotContain("medium");
    FerryProcess refused = get(shared.address(), "tree");
    assertThat(refused.exitCode(Station.LIMIT)).isIn(FORBIDDEN, NOT_FOUND);
    assertThat(StagingFolders.visibleIn(inbox)).isEmpty();
  }

  @Test
  void wrongPinIsRefusedAndSlowedDownAfterThreeTries() throws IOException {
    Path pin = Files.writeString(folder.resolve("pin"), "not the pin\n");
    Sharer shared = sharer.share(tree, "--pin");
    for (int i = 0; i < 3; i++) {
      assertThat(listWith(pin, shared)).isEqualTo(FORBIDDEN);
    }
    assertThat(listWith(pin, shared)).isIn(FORBIDDEN, BUSY);

    Files.writeString(pin, shared.told().text("pin") + "\n");
    Awaitility.await("the delay after wrong PINs")
        .atMost(Duration.ofSeconds(60))
        .until(() -> listWith(pin, shared) == 0);
  }

  @Test
  void getterThatWasKilledResumes() {
    new TreeMaker(tree, 2).file("big", SIZE).done();
    String address = sharer.share(tree, "--public").address();
    FerryProcess getting = get(address, "tree", "--limit", "8MB/s");
    Station.awaitProgress(getting, SIZE / 2);
    getting.kill();
    assertThat(StagingFolders.visibleIn(inbox)).isEmpty();

    FerryProcess resumed = getter.start("resume");
    resumed.assertExit(0, Station.LIMIT);
    assertThat(Station.last(resumed, "accepted").number("held")).isPositive();
    assertArrived();
  }

  @Test
  void sharerThatWasKilledAndStartedAgainIsFoundAgain() {
    new TreeMaker(tree, 3).file("big", SIZE).done();
    Sharer shared = sharer.share(tree, "--public");
    FerryProcess getting = get(shared.address(), "tree", "--limit", "8MB/s");
    Station.awaitProgress(getting, SIZE / 2);
    shared.process().kill();
    Station.await(getting, "paused");
    String port = shared.address().substring(shared.address().lastIndexOf(':') + 1);
    FerryProcess again = sharer.start("share", tree.toString(), "--public", "--port", port);
    Station.await(again, "sharing");
    getting.assertExit(0, Station.LIMIT);
    assertArrived();
  }

  private FerryProcess get(String address, String... words) {
    String[] command = new String[words.length + 4];
    command[0] = "get";
    command[1] = address;
    System.arraycopy(words, 0, command, 2, words.length);
    command[words.length + 2] = "--into";
    command[words.length + 3] = inbox.toString();
    return getter.start(command);
  }

  private int listWith(Path pin, Sharer shared) {
    return getter.run("ls", shared.address(), "--pin-file", pin.toString()).exitCode();
  }

  private void assertArrived() {
    TreeSnapshot.of(tree)
        .withoutLinkTimes()
        .assertSame("what was got", TreeSnapshot.of(inbox.resolve("tree")).withoutLinkTimes());
    StagingFolders.assertNoneIn(inbox);
  }
}
