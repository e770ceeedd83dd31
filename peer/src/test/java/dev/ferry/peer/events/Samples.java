package dev.ferry.peer.events;

import dev.ferry.identity.Fingerprint;
import dev.ferry.identity.Standing;
import dev.ferry.inbox.ClashPolicy;
import dev.ferry.inbox.PlanSummary;
import dev.ferry.manifest.FileKind;
import dev.ferry.manifest.FileKinds;
import dev.ferry.payload.StageMeter.Stage;
import dev.ferry.payload.Withdrawn;
import dev.ferry.transfer.Direction;
import dev.ferry.transfer.Latency;
import dev.ferry.transfer.Measurements;
import dev.ferry.transfer.Outcome;
import dev.ferry.transfer.Problem;
import dev.ferry.transfer.Receipt;
import dev.ferry.transfer.RemotePeer;
import dev.ferry.transfer.SpeedSeries;
import dev.ferry.transfer.TransferEvent;
import dev.ferry.transfer.TransferId;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Peers, plans, receipts and events as they come, with names to choose. */
public final class Samples {
  /** The transfer that all samples are about. */
  public static final TransferId ID = new TransferId("abcdefgh234567abcdefgh2345");

  private static final long SECOND = 1_000_000_000L;

  /** Many pictures, and a few videos. */
  public static final FileKinds KINDS =
      new FileKinds(Map.of(FileKind.PICTURE, 1100L, FileKind.VIDEO, 104L));

  /** What a transfer of 25 seconds measured. */
  public static final Measurements MEASURED =
      new Measurements(
          12_000_000,
          new Latency(26, 380_000, 410_000, 2_100_000),
          new SpeedSeries(
              5 * SECOND, List.of(500_000_000L, 550_000_000L, 0L, 850_000_000L, 800_000_000L)));

  private Samples() {}

  /** A peer that was met before. */
  public static RemotePeer peer(String alias) {
    return peer(alias, Standing.KNOWN);
  }

  /** A peer of this standing. */
  public static RemotePeer peer(String alias, Standing standing) {
    return new RemotePeer(
        alias, new Fingerprint("0123456789abcdef".repeat(4)), "192.168.1.7:53317", standing);
  }

  /** A plan for a folder of which some is there and some clashes. */
  public static PlanSummary plan(String name) {
    return new PlanSummary(
        1300,
        1234,
        2_810_000_000L,
        1200,
        30,
        4,
        1,
        1204,
        2_700_000_000L,
        2_700_000_000L,
        80_000_000_000L,
        ClashPolicy.KEEP_BOTH,
        List.of(name),
        List.of(name),
        List.of(name + ": leads outside"));
  }

  /** An end that was good, but for what the receipt names. */
  public static Outcome.Completed completed(String name) {
    return new Outcome.Completed(
        new Receipt(
            1200,
            2_700_000_000L,
            30,
            0,
            List.of(name),
            List.of(new Withdrawn(7, name, "changed while it was read")),
            1,
            0,
            "/home/ann/" + name,
            Map.of(Stage.DISK_WRITE, 20 * SECOND, Stage.NETWORK, 2 * SECOND)),
        new Outcome.Effort(
            2_700_000_000L,
            2_712_000_000L,
            12_000_000,
            25 * SECOND,
            Map.of(Stage.DISK_READ, SECOND, Stage.NETWORK, 22 * SECOND, Stage.HASH, SECOND),
            MEASURED,
            Map.of()));
  }

  /**
   * One event of each kind, in the order of a transfer, with this text wherever a peer has a say.
   */
  public static List<TransferEvent> story(Direction direction, String name) {
    RemotePeer peer = peer(name);
    return List.of(
        new TransferEvent.Scanning(ID, 1000, 2_000_000_000L),
        new TransferEvent.Skipped(ID, name, "a socket", false),
        new TransferEvent.Connected(ID, direction, peer),
        new TransferEvent.Offered(
            ID, direction, peer, name, name, 1300, 1234, 2_810_000_000L, plan(name)),
        new TransferEvent.Accepted(
            ID, direction, peer, name, 1204, 2_700_000_000L, 270_000_000, FileKinds.NONE),
        new TransferEvent.Progress(ID, direction, 1_350_000_000, 2_700_000_000L),
        new TransferEvent.Paused(
            ID, direction, Problem.NO_SPACE, "the disk of " + name + " is full"),
        new TransferEvent.Resumed(ID, direction),
        new TransferEvent.SourceWithdrawn(ID, name, "changed while it was read"),
        new TransferEvent.Publishing(ID, direction),
        new TransferEvent.TextArrived(ID, peer, name),
        new TransferEvent.Ended(ID, direction, peer, name, completed(name)));
  }

  /** Ends of the other kinds. */
  public static Stream<TransferEvent> badEnds(Direction direction, String name) {
    return Stream.of(
            new Outcome.Declined(name),
            new Outcome.Interrupted(Problem.UNREACHABLE, name),
            new Outcome.Failed(Problem.VERIFICATION, name))
        .map(outcome -> new TransferEvent.Ended(ID, direction, peer(name), name, outcome));
  }
}
