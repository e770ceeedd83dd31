package dev.ferry.cli.show;

import dev.ferry.transfer.Direction;
import dev.ferry.transfer.Speedometer;
import java.util.List;

/**
 * What is known of one transfer under way, and the line that shows it. Not thread-safe: {@link
 * Board} guards it.
 */
final class TransferLine {
  private static final int LEAST_NAME = 14;
  private static final int SHORT_NAME = 20;
  private static final int BAR = 16;
  private static final int AMOUNT = 19;
  private static final int PACE = 11;
  private static final int LEFT = 18;

  /**
   * Bytes that move for so long, without a gap as long, end a pause: a try on a full disk is none.
   */
  private static final long SURELY_MOVES = 1_000_000_000L;

  private final Speedometer speed = new Speedometer();
  private Direction direction = Direction.SEND;
  private String peer = "";
  private String title = "";
  private Stage stage = Stage.LOOKING;
  private long done;
  private long total;
  private long entries;
  private String pausedBecause = "";
  private long movesSince;
  private long movedLast;
  private boolean tries;
  private boolean accepted;

  /** How far it is. */
  private enum Stage {
    LOOKING,
    ASKING,
    MOVING,
    PAUSED,
    PUBLISHING
  }

  void looking(long entriesSoFar, long bytesSoFar) {
    if (stage == Stage.LOOKING) {
      entries = entriesSoFar;
      total = bytesSoFar;
    }
  }

  void with(Direction way, String alias) {
    direction = way;
    peer = Who.name(alias);
  }

  void called(String name) {
    title = ShortName.ofTitleOrText(name);
  }

  void asking() {
    stage = Stage.ASKING;
  }

  void accepted(long bytes, long held, long now) {
    stage = Stage.MOVING;
    total = bytes;
    progress(held, bytes, now);
  }

  /**
   * Takes progress, and says whether a pause is over: it is when bytes have moved for a while, not
   * when it is said.
   */
  boolean progress(long doneNow, long totalNow, long now) {
    boolean wasPaused = stage == Stage.PAUSED;
    boolean goesOn = !wasPaused || isOver(doneNow > done, now);
    done = doneNow;
    total = totalNow;
    accepted = true;
    if (goesOn) {
      stage = Stage.MOVING;
      pausedBecause = "";
    }
    speed.sample(now, done);
    return wasPaused && goesOn;
  }

  /** Whether a pause is over, now that something has been heard. */
  private boolean isOver(boolean moved, long now) {
    if (!moved) {
      return false;
    }
    if (!tries || now - movedLast > SURELY_MOVES) {
      tries = true;
      movesSince = now;
      speed.reset();
    }
    movedLast = now;
    return now - movesSince >= SURELY_MOVES;
  }

  void paused(String reason) {
    stage = Stage.PAUSED;
    pausedBecause = reason;
    tries = false;
    speed.reset();
  }

  void publishing() {
    stage = Stage.PUBLISHING;
  }

  String peer() {
    return peer;
  }

  String title() {
    return title;
  }

  boolean isMoving() {
    return stage == Stage.MOVING;
  }

  boolean wasAccepted() {
    return stage == Stage.MOVING || stage == Stage.PAUSED || stage == Stage.PUBLISHING;
  }

  long done() {
    return done;
  }

  long total() {
    return total;
  }

  double bytesPerSecond(long now) {
    return isMoving() ? Math.max(0, speed.bytesPerSecond(now, done)) : 0;
  }

  /**
   * The line, at most {@code width} columns: on a narrow terminal with fewer facts.
   *
   * @param inColumns whether there are other lines, with which it can be compared
   */
  String show(int width, boolean inColumns, long now, Style style) {
    String facts = facts(width - LEAST_NAME - 2, inColumns, now);
    int room = width - Columns.of(facts) - 2;
    boolean bar = room > LEAST_NAME + BAR + 2 + 10 && isMoving();
    int nameRoom = bar ? room - BAR - 2 : room;
    if (nameRoom < LEAST_NAME) {
      return Columns.shorten(name(Math.max(6, width / 3)) + "  " + facts, width);
    }
    String line = Columns.pad(name(nameRoom), nameRoom) + "  ";
    return line
        + (bar ? style.good(bar()) + "  " : "")
        + (isPaused() ? style.warning(facts) : facts);
  }

  /** The facts without the name, for a plain line. */
  String facts(long now) {
    return facts(Integer.MAX_VALUE, false, now);
  }

  private String facts(int room, boolean inColumns, long now) {
    return switch (stage) {
      case LOOKING ->
          entries == 0
              ? "connecting"
              : "looking: " + Units.count(entries) + " entries, " + Units.bytes(total);
      case ASKING ->
          direction == Direction.SEND
              ? "waiting for " + Columns.shorten(peer, SHORT_NAME) + " to answer"
              : "to be answered";
      case MOVING -> movingFacts(room, inColumns, now);
      case PAUSED -> pausedFacts(room);
      case PUBLISHING -> "all across; being checked and made durable";
    };
  }

  /**
   * That it is paused is more important than why. Who has not answered yet was asked for nothing.
   */
  private String pausedFacts(int room) {
    String fact = accepted ? Units.percent(done, total) + " %, paused: " : "not answered: ";
    return fact + Columns.shorten(pausedBecause, Math.max(1, room - Columns.of(fact)));
  }

  /** As many of them as there is room for, those first that matter most. */
  private String movingFacts(int room, boolean inColumns, long now) {
    if (total == 0) {
      return "no file has to travel";
    }
    String percent = Columns.padLeft(Units.percent(done, total) + " %", 5);
    String amount = "  " + Units.bytes(done) + " of " + Units.bytes(total);
    double bytesPerSecond = speed.bytesPerSecond(now, done);
    String pace = bytesPerSecond < 0 ? "" : "  " + Units.speed(bytesPerSecond);
    long seconds = speed.secondsLeft(now, done, total);
    String left = seconds < 0 || done >= total ? "" : "  " + Units.wholeSeconds(seconds) + " left";
    String aligned = percent + inColumns(amount, pace, left);
    if (inColumns && Columns.of(aligned) <= room) {
      return aligned;
    }
    for (String facts : List.of(percent + amount + pace + left, percent + pace + left)) {
      if (Columns.of(facts) <= room) {
        return facts;
      }
    }
    return Columns.of(percent + left) <= room ? percent + left : percent;
  }

  private static String inColumns(String amount, String pace, String left) {
    return Columns.padLeft(amount, AMOUNT)
        + Columns.padLeft(pace, PACE)
        + Columns.padLeft(left, LEFT);
  }

  private boolean isPaused() {
    return stage == Stage.PAUSED;
  }

  private String name(int room) {
    String arrow = direction == Direction.SEND ? " \u2192 " : " \u2190 ";
    int forPeer = Math.min(Columns.of(peer), Math.max(4, room / 3));
    int forTitle = Math.max(1, room - forPeer - 3);
    return Columns.shorten(title, forTitle) + arrow + Columns.shorten(peer, forPeer);
  }

  private String bar() {
    int full = (int) (total == 0 ? BAR : Math.round((double) BAR * done / total));
    return "\u2588".repeat(full) + "\u2591".repeat(BAR - full);
  }
}
