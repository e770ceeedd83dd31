package dev.ferry.cli.show;

import dev.ferry.identity.DisplayName;
import dev.ferry.transfer.Direction;
import dev.ferry.transfer.Outcome;
import dev.ferry.transfer.Problem;
import dev.ferry.transfer.RemotePeer;
import dev.ferry.transfer.TransferEvent;
import dev.ferry.transfer.TransferId;
import dev.ferry.transfer.TransferListener;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Tells a person what happens, in lines that stay. Where there is no live display it also tells how
 * far things are, now and then. Thread-safe; blocks only as {@link Screen#print} does.
 */
public final class Narrator implements TransferListener {
  private static final int MOST_NAMES = 10;
  private static final long SOONEST_NANOS = TimeUnit.SECONDS.toNanos(5);
  private static final long LATEST_NANOS = TimeUnit.SECONDS.toNanos(60);
  private static final int STEP_PERCENT = 10;

  private final Screen screen;
  private final Style style;
  private final LongSupplier clock;
  private final Role role;
  private final boolean tellProgress;
  private final ClosingText closing;
  private final GoingOn goingOn;
  private final Map<TransferId, Story> stories = new HashMap<>();

  /** On whose behalf it tells. */
  public enum Role {
    /** One transfer that this command drives; the command itself tells of a bad end. */
    DRIVES,
    /** A listener, whose offers are told by whoever decides about them. */
    LISTENS,
    /** A listener that decides about nothing. */
    SERVES
  }

  /**
   * A narrator.
   *
   * @param clock monotonic nanoseconds
   * @param ownLimit the bytes a second that this side allowed; 0 for any number
   * @param tellProgress whether lines tell how far it is: at most one in five seconds, for each ten
   *     percent or each minute
   * @param goingOn knows how interrupted ones go on
   */
  Narrator(
      Screen screen,
      Style style,
      LongSupplier clock,
      Role role,
      long ownLimit,
      boolean tellProgress,
      GoingOn goingOn) {
    this.screen = screen;
    this.style = style;
    this.clock = clock;
    this.role = role;
    this.tellProgress = tellProgress;
    this.goingOn = goingOn;
    this.closing = new ClosingText(style, ownLimit);
  }

  @Override
  public synchronized void on(TransferEvent event) {
    Story story = stories.computeIfAbsent(event.id(), id -> new Story());
    switch (event) {
      case TransferEvent.Scanning e -> story.line.looking(e.entries(), e.bytes());
      case TransferEvent.Skipped e -> skipped(story, e);
      case TransferEvent.Connected e -> connected(story, e);
      case TransferEvent.Offered e -> offered(story, e);
      case TransferEvent.Accepted e -> accepted(story, e);
      case TransferEvent.Progress e -> progress(story, e);
      case TransferEvent.Paused e -> paused(story, e);
      case TransferEvent.Resumed e -> {}
      case TransferEvent.SourceWithdrawn e -> withdrawn(story, e);
      case TransferEvent.Publishing e -> story.line.publishing();
      case TransferEvent.TextArrived e -> text(e);
      case TransferEvent.Ended e -> {
        stories.remove(e.id());
        ended(story, e);
      }
    }
  }

  private void skipped(Story story, TransferEvent.Skipped event) {
    story.skipped++;
    if (story.skipped <= MOST_NAMES) {
      screen.print(
          style.warning("Left out: ")
              + ShortName.ofPath(event.path())
              + ": "
              + DisplayName.escape(event.reason()));
    }
  }

  private void connected(Story story, TransferEvent.Connected event) {
    story.line.with(event.direction(), event.peer().alias());
    introduce(story, event.peer());
  }

  private void introduce(Story story, RemotePeer peer) {
    if (!story.introduced && role != Role.LISTENS) {
      story.introduced = true;
      Who.introduce(peer, style).forEach(screen::print);
    }
  }

  private void offered(Story story, TransferEvent.Offered event) {
    story.offered(event);
    introduce(story, event.peer());
    tellMore(story.skipped, "left out");
    if (role == Role.DRIVES && event.direction() == Direction.SEND) {
      screen.print(AgreementText.offering(story, event, style));
    } else if (role == Role.DRIVES && event.plan() != null) {
      screen.print("Getting " + style.strong(story.line.title()) + ":");
      OfferText.lines(event.plan(), event.title(), style).forEach(screen::print);
    }
  }

  private void accepted(Story story, TransferEvent.Accepted event) {
    story.accepted(event, clock.getAsLong());
    introduce(story, event.peer());
    screen.print(AgreementText.accepted(story, event, role));
  }

  private void progress(Story story, TransferEvent.Progress event) {
    long now = clock.getAsLong();
    if (story.line.progress(event.done(), event.total(), now) && story.pauseTold) {
      story.pauseTold = false;
      screen.print(story.about() + "going on");
    }
    int percent = Units.percent(event.done(), event.total());
    long since = now - story.toldAt;
    boolean due = percent - story.toldPercent >= STEP_PERCENT || since >= LATEST_NANOS;
    if (tellProgress && story.line.isMoving() && due && since >= SOONEST_NANOS) {
      story.told(percent, now);
      screen.print(story.about() + story.line.facts(now).strip());
    }
  }

  private void paused(Story story, TransferEvent.Paused event) {
    String reason = DisplayName.escape(event.message());
    long now = clock.getAsLong();
    boolean news = !reason.equals(story.pause) || now - story.pausedAt >= LATEST_NANOS;
    story.line.paused(reason);
    if (news) {
      story.pause = reason;
      story.pausedAt = now;
      story.pauseTold = true;
      screen.print(
          story.about()
              + style.warning("paused")
              + ": "
              + Phrase.open(reason)
              + (story.anew && event.problem() == Problem.UNREACHABLE
                  ? " (the file begins anew if it is sent again)"
                  : " (goes on by itself when it can)"));
    }
  }

  private void withdrawn(Story story, TransferEvent.SourceWithdrawn event) {
    story.withdrawn++;
    if (story.withdrawn <= MOST_NAMES) {
      screen.print(
          story.about()
              + style.warning("not sent: ")
              + ShortName.ofPath(event.path())
              + ": "
              + DisplayName.escape(event.reason()));
    }
  }

  private void text(TransferEvent.TextArrived event) {
    screen.print("Text from " + style.strong(Who.name(event.peer())) + ":");
    DisplayName.escapeLines(event.text())
        .replace("\t", "    ")
        .lines()
        .forEach(line -> screen.print("  " + line));
  }

  private void ended(Story story, TransferEvent.Ended event) {
    String peer = event.peer() == null ? story.line.peer() : Who.name(event.peer());
    tellMore(story.withdrawn, "not sent");
    boolean textAlone = story.textAlone || event.title().isEmpty();
    if (event.outcome() instanceof Outcome.Completed completed && textAlone) {
      if (event.direction() == Direction.SEND) {
        closing.ofText(peer, completed.receipt()).forEach(screen::print);
      }
    } else if (event.outcome() instanceof Outcome.Completed completed) {
      closing.of(event.direction(), peer, event.title(), completed).forEach(screen::print);
    } else if (mustTellBadEnd(story, event)) {
      screen.print(BadEndText.of(peer, event, goingOn, style));
    }
  }

  /** Of what was only offered, whoever decides about offers tells that it is gone. */
  private boolean mustTellBadEnd(Story story, TransferEvent.Ended event) {
    boolean gone =
        story.offered
            && !story.accepted
            && event.outcome().problem() == Problem.UNREACHABLE
            && role == Role.LISTENS;
    return role != Role.DRIVES && !gone && !(event.outcome() instanceof Outcome.Declined);
  }

  private void tellMore(long count, String what) {
    if (count > MOST_NAMES) {
      screen.print("... and " + Units.count(count - MOST_NAMES) + " more " + what);
    }
  }
}
