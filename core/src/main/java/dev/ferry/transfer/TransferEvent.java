package dev.ferry.transfer;

import dev.ferry.inbox.PlanSummary;
import dev.ferry.manifest.FileKinds;
import org.jspecify.annotations.Nullable;

/**
 * What a transfer tells while it goes on. The same events feed the live display, {@code --json},
 * and whoever watches through the library. Names in them are the peer's and not escaped.
 */
public sealed interface TransferEvent {
  /** Which transfer it is about. */
  TransferId id();

  /** Which way it goes. */
  default Direction way() {
    return switch (this) {
      case Scanning _, Skipped _, SourceWithdrawn _ -> Direction.SEND;
      case TextArrived _ -> Direction.RECEIVE;
      case Connected e -> e.direction();
      case Offered e -> e.direction();
      case Accepted e -> e.direction();
      case Progress e -> e.direction();
      case Paused e -> e.direction();
      case Resumed e -> e.direction();
      case Publishing e -> e.direction();
      case Ended e -> e.direction();
    };
  }

  /** The tree is being looked at. */
  record Scanning(TransferId id, long entries, long bytes) implements TransferEvent {}

  /**
   * Something is not sent.
   *
   * @param byReceiver whether the other side did not want it, which is no fault of anything
   */
  record Skipped(TransferId id, String path, String reason, boolean byReceiver)
      implements TransferEvent {}

  /** The other end is known; asked of a peer that has not answered yet. */
  record Connected(TransferId id, Direction direction, RemotePeer peer) implements TransferEvent {}

  /**
   * A manifest is on the table, waiting for a decision.
   *
   * @param entries how many entries it has
   * @param files how many of them are files
   * @param bytes the files' sizes added up
   * @param plan what it would do; null on the side that cannot know
   */
  record Offered(
      TransferId id,
      Direction direction,
      RemotePeer peer,
      String title,
      @Nullable String text,
      long entries,
      long files,
      long bytes,
      @Nullable PlanSummary plan)
      implements TransferEvent {
    /** The sending side has offered what {@code outgoing} lists. */
    public static Offered of(Outgoing outgoing, RemotePeer to) {
      return new Offered(
          outgoing.id(),
          Direction.SEND,
          to,
          outgoing.header().title(),
          outgoing.header().text(),
          outgoing.manifest().entries(),
          outgoing.manifest().files(),
          outgoing.manifest().bytes(),
          null);
    }
  }

  /**
   * It was accepted: this much will travel.
   *
   * @param held how many of the bytes need not travel any more: they did before, or lie in holes
   * @param holes how many bytes lie in holes of sparse files, which never travel
   * @param kinds what kinds of files travel
   */
  record Accepted(
      TransferId id,
      Direction direction,
      RemotePeer peer,
      String title,
      long files,
      long bytes,
      long held,
      long holes,
      FileKinds kinds)
      implements TransferEvent {
    /** One without holes. */
    public Accepted(
        TransferId id,
        Direction direction,
        RemotePeer peer,
        String title,
        long files,
        long bytes,
        long held,
        FileKinds kinds) {
      this(id, direction, peer, title, files, bytes, held, 0, kinds);
    }

    /** How many bytes are across from an earlier attempt; 0 if it begins now. */
    public long resumed() {
      return Math.max(0, held - holes);
    }

    /** The other side has accepted what the layout of {@code outgoing} says. */
    public static Accepted of(Outgoing outgoing, RemotePeer by, long held) {
      return new Accepted(
          outgoing.id(),
          Direction.SEND,
          by,
          outgoing.header().title(),
          outgoing.layout().files(),
          outgoing.layout().length(),
          held,
          outgoing.layout().holes().bytes(),
          outgoing.layout().kinds());
    }
  }

  /** At most ten a second: {@code done} of {@code total} payload bytes are across. */
  record Progress(TransferId id, Direction direction, long done, long total)
      implements TransferEvent {}

  /** It waits; it goes on by itself when it can. */
  record Paused(TransferId id, Direction direction, Problem problem, String message)
      implements TransferEvent {}

  /** It goes on after a pause. */
  record Resumed(TransferId id, Direction direction) implements TransferEvent {}

  /** A source changed or vanished; the rest goes on. */
  record SourceWithdrawn(TransferId id, String path, String reason) implements TransferEvent {}

  /** All bytes are across; now they are compared, forced to disk and published. */
  record Publishing(TransferId id, Direction direction) implements TransferEvent {}

  /** A text message came and was taken. */
  record TextArrived(TransferId id, RemotePeer peer, String text) implements TransferEvent {}

  /** The end, or the end for this process. */
  record Ended(
      TransferId id, Direction direction, @Nullable RemotePeer peer, String title, Outcome outcome)
      implements TransferEvent {}
}
