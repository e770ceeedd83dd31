package dev.ferry.cli.shell;

import dev.ferry.cli.show.ShortName;
import dev.ferry.peer.LiveShare;
import dev.ferry.transfer.TransferId;
import java.util.List;

/** Something that the shell's peer shares because somebody wanted it on the page. Thread-safe. */
final class PageShare implements Task {
  private final Resident resident;
  private final int number;
  private final LiveShare share;
  private volatile boolean endedHere;

  PageShare(Resident resident, int number, LiveShare share) {
    this.resident = resident;
    this.number = number;
    this.share = share;
  }

  /** Whether it is this one. */
  boolean is(LiveShare other) {
    return share.sharing().id().equals(other.sharing().id());
  }

  /** It has begun, and that is said. */
  void began() {
    resident.tasks().add(this);
    resident
        .front()
        .say(
            "["
                + number
                + "] "
                + title()
                + " is shared on the page; cancel "
                + number
                + " ends it.");
  }

  /** It has ended; that is said, unless it was wanted here. */
  void ended() {
    resident.tasks().remove(this);
    if (!endedHere && resident.leaving().isEmpty()) {
      resident.front().say("[" + number + "] " + title() + " is not shared any more.");
    }
  }

  @Override
  public int number() {
    return number;
  }

  @Override
  public List<TransferId> transfers() {
    return List.of();
  }

  @Override
  public boolean underWay() {
    return false;
  }

  @Override
  public String title() {
    return ShortName.ofTitle(share.title());
  }

  @Override
  public String state() {
    return "shared on the page; cancel " + number + " ends it";
  }

  @Override
  public boolean isPaused() {
    return false;
  }

  @Override
  public String pause() {
    return "A share cannot wait; cancel " + number + " ends it.";
  }

  @Override
  public String cancel() {
    endedHere = true;
    share.sharing().close();
    return "[" + number + "] is not shared any more.";
  }
}
