package dev.ferry.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ferry.e2e.Station.Listener;
import dev.ferry.testkit.FerryProcess;
import dev.ferry.testkit.SmallDisk;
import dev.ferry.testkit.TreeMaker;
import dev.ferry.testkit.TreeSnapshot;
import java.nio.file.Path;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The receiver's disk is full: both sides say so, and it goes on when there is room. */
class DiskFullTransferTest {

  @TempDir(factory = FastFolder.class)
  Path folder;

  @AutoClose private Station receiver;
  @AutoClose private Station sender;

  @BeforeEach
  void stations() {
    receiver = Station.at(folder.resolve("receiver"));
    sender = Station.at(folder.resolve("sender"));
  }

  @Test
  void fullDiskPausesBothSidesAndGoesOnWhenThereIsRoom() {
    Path tree =
        new TreeMaker(folder.resolve("tree"), 1)
            .smallFiles("small", 50)
            .file("big", 8 << 20)
            .done();
    try (SmallDisk disk = SmallDisk.mount(folder.resolve("disk"), 4)) {
      Path inbox = disk.path().resolve("inbox");
      Listener listener = receiver.receive(inbox);
      FerryProcess sending = sender.send(listener.address(), tree);

      assertPausedForSpace(sending);
      assertPausedForSpace(listener.process());
      assertThat(StagingFolders.visibleIn(inbox)).isEmpty();
      assertThat(sending.isAlive()).isTrue();

      disk.resize(32);
      sending.assertExit(0, Station.LIMIT);
      Station.await(listener.process(), "ended");
      TreeSnapshot.of(tree).assertSame("after the pause", TreeSnapshot.of(inbox.resolve("tree")));
      StagingFolders.assertNoneIn(inbox);
    }
  }

  @Test
  void senderThatIsStoppedWhilePausedCanResumeLater() {
    Path file = new TreeMaker(folder.resolve("tree"), 2).file("f", 8 << 20).done().resolve("f");
    try (SmallDisk disk = SmallDisk.mount(folder.resolve("disk"), 4)) {
      Path inbox = disk.path().resolve("inbox");
      Listener listener = receiver.receive(inbox);
      FerryProcess sending = sender.send(listener.address(), file, "--wait", "0s");
      sending.assertExit(7, Station.LIMIT);
      assertThat(StagingFolders.visibleIn(inbox)).isEmpty();

      disk.resize(32);
      FerryProcess resumed = sender.start("resume");
      resumed.assertExit(0, Station.LIMIT);
      assertThat(inbox.resolve("f")).hasSameBinaryContentAs(file);
    }
  }

  @Test
  void senderOverLocalSendWaitsForRoomToo() {
    Path file = new TreeMaker(folder.resolve("tree"), 3).file("f", 24 << 20).done().resolve("f");
    try (SmallDisk disk = SmallDisk.mount(folder.resolve("disk"), 4)) {
      Path inbox = disk.path().resolve("inbox");
      Listener listener = receiver.receive(inbox);
      sender
          .send(listener.address(), file, "--via", "localsend", "--wait", "0s")
          .assertExit(7, Station.LIMIT);

      FerryProcess sending = sender.send(listener.address(), file, "--via", "localsend");
      assertPausedForSpace(sending);
      disk.resize(64);
      sending.assertExit(0, Station.LIMIT);
      assertThat(inbox.resolve("f")).hasSameBinaryContentAs(file);
    }
  }

  private static void assertPausedForSpace(FerryProcess process) {
    Event paused = Station.await(process, "paused");
    assertThat(paused.text("problem")).isEqualTo("no-space");
    assertThat(paused.text("message")).isNotBlank();
  }
}
