package dev.ferry.e2e;

import dev.ferry.e2e.Station.Listener;
import dev.ferry.testkit.FerryProcess;
import dev.ferry.testkit.PowerCutDisk;
import dev.ferry.testkit.TreeMaker;
import dev.ferry.testkit.TreeSnapshot;
import java.nio.file.Path;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The receiver's power is cut: after "done" nothing is lost, before it everything is resumed. */
class PowerCutTransferTest {

  private static final int MEGABYTES = 256;

  @TempDir Path folder;
  @AutoClose private Station receiver;
  @AutoClose private Station sender;

  @Test
  void whatWasReportedDoneSurvivesThePowerCut() {
    Path tree = TreeMaker.everything(folder.resolve("tree"), 1);
    new TreeMaker(tree, 2).file("big", 30 << 20).done();
    try (PowerCutDisk disk = PowerCutDisk.make(folder, MEGABYTES)) {
      Path inbox = disk.path().resolve("inbox");
      Listener listener = receiver.receive(inbox);
      sender.sendWhole(listener.address(), tree);
      listener.process().kill();
      disk.cutPower();

      assertWhole(tree, inbox);
    }
  }

  @Test
  void mergedFilesThatWereReportedDoneSurviveThePowerCut() {
    Path tree = new TreeMaker(folder.resolve("tree"), 3).smallFiles("a", 20).done();
    try (PowerCutDisk disk = PowerCutDisk.make(folder, MEGABYTES)) {
      Path inbox = disk.path().resolve("inbox");
      Listener listener = receiver.receive(inbox);
      sender.sendWhole(listener.address(), tree);
      new TreeMaker(tree, 4).smallFiles("a/more", 20).file("a/one", 5_000_000).done();
      sender.sendWhole(listener.address(), tree);
      listener.process().kill();
      disk.cutPower();

      TreeSnapshot.of(tree)
          .withoutFolderTimes()
          .assertSame(
              "after the power cut", TreeSnapshot.of(inbox.resolve("tree")).withoutFolderTimes());
    }
  }

  @Test
  void powerCutInTheMiddleIsResumedByteForByte() {
    Path tree = TreeMaker.everything(folder.resolve("tree"), 5);
    new TreeMaker(tree, 6).file("big", 60 << 20).done();
    try (PowerCutDisk disk = PowerCutDisk.make(folder, MEGABYTES)) {
      Path inbox = disk.path().resolve("inbox");
      Listener listener = receiver.receive(inbox);
      FerryProcess sending = sender.send(listener.address(), tree, "--limit", "20MB/s");
      for (long bytes = 15 << 20; bytes <= 45 << 20; bytes += 15 << 20) {
        Station.awaitProgress(sending, bytes);
        listener.process().kill();
        disk.cutPower();
        listener = receiver.receiveAt(listener.port(), inbox);
      }
      sending.assertExit(0, Station.LIMIT);
      assertWhole(tree, inbox);
      StagingFolders.assertNoneIn(inbox);
    }
  }

  @BeforeEach
  void stations() {
    receiver = Station.at(folder.resolve("receiver"));
    sender = Station.at(folder.resolve("sender"));
  }

  private static void assertWhole(Path tree, Path inbox) {
    TreeSnapshot.of(tree)
        .withoutLinkTimes()
        .assertSame(
            "after the power cut", TreeSnapshot.of(inbox.resolve("tree")).withoutLinkTimes());
  }
}
