package dev.ferry.cli.shell;

import dev.ferry.cli.show.Board;
import dev.ferry.peer.LiveTransfer;
import dev.ferry.transfer.Direction;
import dev.ferry.transfer.TransferEvent;
import dev.ferry.transfer.TransferId;
import dev.ferry.transfer.TransferListener;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Brings each event of the resident peer to whom it concerns: the job that drives the transfer, or
 * else whoever receives, or shares. Thread-safe. What a job drives is known by its first event,
 * which is told on the job's thread.
 */
final class Router implements TransferListener {
  private final Resident resident;
  private final Board board;
  private final Map<Thread, Job> running = new ConcurrentHashMap<>();
  private final Map<TransferId, Job> owners = new ConcurrentHashMap<>();
  private final Map<TransferId, Direction> ways = new ConcurrentHashMap<>();
  private final Map<Job, TransferListener> sharing = new ConcurrentHashMap<>();
  private final Map<TransferId, PageTransfer> elsewhere = new ConcurrentHashMap<>();
  private volatile @Nullable Receiver receiver;

  Router(Resident resident, Board board) {
    this.resident = resident;
    this.board = board;
  }

  /** The job that receives, and who tells of it. */
  private record Receiver(Job job, TransferListener listener) {}

  /** The job's thread is this one. */
  void enter(Job job) {
    running.put(Thread.currentThread(), job);
  }

  /** The job has ended. */
  void leave(Job job) {
    running.remove(Thread.currentThread());
    job.transfers().forEach(ways::remove);
    owners.values().removeIf(job::equals);
    sharing.remove(job);
    Receiver now = receiver;
    if (now != null && now.job().equals(job)) {
      receiver = null;
    }
  }

  /** A transfer is a job's. */
  void own(TransferId id, Job job) {
    owners.put(id, job);
  }

  /** What others send is for this listener from now on. */
  void receiving(Job job, TransferListener listener) {
    receiver = new Receiver(job, listener);
  }

  /** Whether this thread is that of a job. */
  boolean isOfAJob() {
    return running.containsKey(Thread.currentThread());
  }

  /** Whether something receives. */
  boolean isReceiving() {
    return receiver != null;
  }

  /** What others get is for this listener, too. */
  void serving(Job job, TransferListener listener) {
    sharing.put(job, listener);
  }

  /** The number that a transfer of which nothing was heard yet has here. */
  int number(TransferId id, Direction way) {
    Job owner = owner(id);
    if (owner == null && way == Direction.SEND && !resident.peer().drives(id)) {
      owner = sharing.keySet().stream().findFirst().orElse(null);
    }
    return owner == null ? resident.tasks().next() : owner.number();
  }

  @Override
  public void on(TransferEvent event) {
    boolean back = goesBack(event);
    Job owner = back ? null : owner(event.id());
    TransferListener looking = owner == null ? null : sharing.get(owner);
    if (looking != null) {
      // It looks at what it is about to share: no transfer yet.
      looking.on(event);
      return;
    }
    board.on(event);
    if (owner != null) {
      owner.tell(event);
    } else {
      PageTransfer wanted = back ? null : elsewhere(event);
      if (wanted == null) {
        unowned(event);
      } else {
        wanted.on(event);
      }
    }
    if (event instanceof TransferEvent.Ended && owner != null) {
      owners.remove(event.id());
      ways.remove(event.id());
    }
  }

  /**
   * Whether it goes the other way than the job's transfer of this id: whom we send to may offer
   * something under the same id, and we may be that ourselves.
   */
  private boolean goesBack(TransferEvent event) {
    if (event instanceof TransferEvent.Scanning
        || event instanceof TransferEvent.Skipped
        || event instanceof TransferEvent.SourceWithdrawn
        || owner(event.id()) == null) {
      return false;
    }
    Direction way = event.way();
    Direction first = ways.putIfAbsent(event.id(), way);
    return first != null && first != way;
  }

  private @Nullable Job owner(TransferId id) {
    Job known = owners.get(id);
    if (known != null) {
      return known;
    }
    Job job = running.get(Thread.currentThread());
    if (job != null) {
      job.expect(id);
    }
    return job;
  }

  /** The task of what the peer drives for somebody else than a job; null for anything else. */
  private @Nullable PageTransfer elsewhere(TransferEvent event) {
    PageTransfer known = elsewhere.get(event.id());
    if (known == null
        && !(event instanceof TransferEvent.Ended)
        && resident.peer().drives(event.id())) {
      known = begins(event);
      elsewhere.put(event.id(), known);
    }
    if (known == null || known.way() != event.way()) {
      return null;
    }
    if (event instanceof TransferEvent.Ended) {
      elsewhere.remove(event.id());
    }
    return known;
  }

  private PageTransfer begins(TransferEvent event) {
    for (Task task : resident.tasks().all()) {
      if (task instanceof PageTransfer paused && paused.transfers().contains(event.id())) {
        paused.goesOn();
        return paused;
      }
    }
    PageTransfer fresh = new PageTransfer(resident, numberOf(event.id()), event.id(), event.way());
    resident.tasks().add(fresh);
    return fresh;
  }

  private void unowned(TransferEvent event) {
    Direction direction = event.way();
    if (direction == Direction.RECEIVE) {
      arrived(event);
    } else {
      sharing.values().stream().findFirst().ifPresent(listener -> listener.on(event));
    }
  }

  private void arrived(TransferEvent event) {
    if (event instanceof TransferEvent.Accepted accepted
        && resident.tasks().arrival(event.id()).isEmpty()) {
      resident
          .tasks()
          .add(Arrival.goingOn(resident, numberOf(event.id()), event.id(), accepted.peer()));
    }
    Receiver now = receiver;
    if (now != null) {
      now.listener().on(event);
    }
    if (event instanceof TransferEvent.Ended) {
      resident
          .tasks()
          .arrival(event.id())
          .filter(arrival -> !arrival.isWaiting())
          .ifPresent(resident.tasks()::remove);
    }
  }

  private int numberOf(TransferId id) {
    return resident.desk().transfer(id).map(LiveTransfer::number).orElseGet(resident.tasks()::next);
  }
}
