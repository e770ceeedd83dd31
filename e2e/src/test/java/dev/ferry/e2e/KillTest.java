package dev.ferry.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ferry.e2e.Station.Listener;
import dev.ferry.testkit.FerryProcess;
import dev.ferry.testkit.Seeds;
import dev.ferry.testkit.TreeMaker;
import dev.ferry.testkit.TreeSnapshot;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * SIGKILL, again and again, at random moments on either side. Whatever was killed is started again
 * as a person would: the receiver with the same command, the sender with {@code ferry resume}. In
 * the end each tree is there byte for byte, and while it travels nothing half-written is seen.
 */
class KillTest {

  private static final int KILLS = 50;
  private static final int LONGEST_PEACE_MILLIS = 1800;
  private static final int UNREACHABLE = 4;
  private static final int NOT_FERRY = 12;
  private static final int KILLS_PER_TRANSFER = 10;
  private static final long BIG = 40L << 20;
  private static final Duration ALL = Duration.ofMinutes(6);

  /** Slow enough that kills meet it on its way. */
  private static final String[] RATE = {"--limit", "30MB/s"};

  @TempDir(factory = FastFolder.class)
  Path folder;

  @AutoClose private Station receiver;
  @AutoClose private Station sender;
  private final SplittableRandom random = Seeds.random("50 kills");
  private int senderKills;
  private int receiverKills;

  @BeforeEach
  void stations() {
    receiver = Station.at(folder.resolve("receiver"));
    sender = Station.at(folder.resolve("sender"));
  }

  @Test
  void fiftyKillsAtRandomMomentsLoseNothing() {
    long started = System.nanoTime();
    for (int round = 0; senderKills + receiverKills < KILLS; round++) {
      transferUnderFire(round);
      assertThat(Duration.ofNanos(System.nanoTime() - started)).isLessThan(ALL);
    }
    System.out.printf(
        "50 kills: %d of senders, %d of receivers, in %d s%n",
        senderKills, receiverKills, TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - started));
    assertThat(senderKills).isPositive();
    assertThat(receiverKills).isPositive();
  }

  private void transferUnderFire(int round) {
    Path tree = TreeMaker.everything(folder.resolve("tree " + round), random.nextLong());
    new TreeMaker(tree, random.nextLong()).file("big", BIG).done();
    TreeSnapshot source = TreeSnapshot.of(tree).withoutLinkTimes();
    Path inbox = folder.resolve("inbox " + round);
    Listener listener = receiver.receive(inbox);
    FerryProcess sending = sender.send(listener.address(), tree, RATE);
    int until = senderKills + receiverKills + KILLS_PER_TRANSFER;
    while (senderKills + receiverKills < Math.min(until, KILLS) && wait(sending)) {
      assertNothingHalfWritten(source, inbox.resolve("tree " + round));
      if (random.nextBoolean()) {
        senderKills++;
        sending.kill();
        sending = goOn(listener, tree);
      } else {
        receiverKills++;
        listener.process().kill();
        listener = receiver.receiveAt(listener.port(), inbox);
        if (foundNobody(sending)) {
          sending = goOn(listener, tree);
        }
      }
    }
    sending.exitCode(Duration.ofMinutes(2));
    if (foundNobody(sending)) {
      sending = goOn(listener, tree);
    }
    sending.assertExit(0, Duration.ofMinutes(2));
    source.assertSame(
        "after kills", TreeSnapshot.of(inbox.resolve("tree " + round)).withoutLinkTimes());
    StagingFolders.assertNoneIn(inbox);
    listener.process().close();
  }

  /** Whether its first look for the receiver came while that was dead, and it said so. */
  private static boolean foundNobody(FerryProcess sending) {
    return !sending.isAlive()
        && List.of(UNREACHABLE, NOT_FERRY).contains(sending.exitCode(Duration.ZERO));
  }

  /** A random while; false if the transfer ended meanwhile. */
  private boolean wait(FerryProcess sending) {
    return !sending.endsWithin(Duration.ofMillis(random.nextInt(LONGEST_PEACE_MILLIS)));
  }

  /**
   * {@code ferry resume}; or the same command again, if it was killed before there was anything.
   */
  private FerryProcess goOn(Listener listener, Path tree) {
    FerryProcess.Finished kept = sender.run("transfers", "--json");
    List<Event> transfers = Event.named("transfer", kept.output());
    if (transfers.isEmpty()) {
      return sender.send(listener.address(), tree, RATE);
    }
    return sender.start("resume", transfers.getFirst().text("transfer"), RATE[0], RATE[1]);
  }

  /** What is visible under a final name is whole: the tree appears at once. */
  private static void assertNothingHalfWritten(TreeSnapshot source, Path arrived) {
    if (arrived.toFile().exists()) {
      source.assertSame("what is visible", TreeSnapshot.of(arrived).withoutLinkTimes());
    }
  }
}
