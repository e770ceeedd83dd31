package dev.ferry.cli.shell;

import dev.ferry.cli.show.Asker;
import dev.ferry.cli.show.Console;
import dev.ferry.cli.show.Narrator;
import dev.ferry.cli.show.ShortName;
import dev.ferry.cli.show.Style;
import dev.ferry.identity.Fingerprint;
import dev.ferry.page.client.AttachedDriver;
import dev.ferry.page.client.HomeClient;
import dev.ferry.peer.AcceptRule;
import dev.ferry.peer.Peer;
import dev.ferry.peer.PeerAddress;
import dev.ferry.peer.PeerOptions;
import dev.ferry.peer.PinSource;
import dev.ferry.peer.Receiving;
import dev.ferry.peer.TransferDriver;
import dev.ferry.transfer.Approver;
import dev.ferry.transfer.TransferEvent;
import dev.ferry.transfer.TransferId;
import dev.ferry.transfer.TransferListener;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One command that the shell runs, on a thread of its own. Thread-safe. */
public final class Job implements Task {
  private static final Duration GOOD_ORDER = Duration.ofMillis(500);

  private final Resident resident;
  private final Commands.Kind kind;
  private final Work work;
  private final String title;
  private final PrintStream out;
  private final PrintStream err;
  private final CountDownLatch begun = new CountDownLatch(1);
  private final CountDownLatch ended = new CountDownLatch(1);
  private final List<TransferListener> listeners = new CopyOnWriteArrayList<>();
  private final List<Runnable> stops = new CopyOnWriteArrayList<>();
  private final int number;
  private final CopyOnWriteArrayList<TransferId> transfers = new CopyOnWriteArrayList<>();
  private volatile @Nullable Thread thread;
  private volatile @Nullable AttachedDriver attached;
  private volatile boolean stopping;
  private volatile Wish wish = Wish.NONE;
  private volatile int code;

  /** What a job does. */
  @FunctionalInterface
  interface Work {
    /** Does it on the job's thread, and returns its exit code. */
    int run(Job job);
  }

  /** What became of it by somebody's wish. */
  private enum Wish {
    NONE,
    PAUSED,
    CANCELLED
  }

  /** A job that is not begun yet. */
  Job(Resident resident, Commands.Kind kind, int number, String title, Work work) {
    this.resident = resident;
    this.kind = kind;
    this.number = number;
    this.title = title;
    this.work = work;
    Front front = resident.front();
    this.out =
        LineSink.to(line -> {
          front.out().println(line);
          begun.countDown();
        });
    this.err = LineSink.to(this::complain);
  }

  private void complain(String line) {
    if (wish == Wish.NONE) {
      String before = number > 0 ? "[" + number + "] " : "";
      resident.front().err().println(before + line.replace("\n", "\n" + before));
    }
  }

  /** Begins. */
  void start() {
    boolean moves = kind != Commands.Kind.SHORT;
    // Only a virtual thread can be interrupted while it waits for a peer, which may be for ever.
    Thread.Builder builder =
        moves
            ? Thread.ofPlatform().daemon().name("job-" + number)
            : Thread.ofVirtual().name("command");
    thread = builder.start(this::run);
  }

  private void run() {
    resident.router().enter(this);
    try {
      code = work.run(this);
    } finally {
      resident.router().leave(this);
      if (wish != Wish.PAUSED && number > 0) {
        resident.tasks().remove(this);
      }
      ended.countDown();
      begun.countDown();
      resident.tasks().changed();
    }
  }

  /** The peer that everything here is. */
  public Peer peer() {
    return resident.peer();
  }

  /** As what the shell was started, if it ends: commands are typed outside of it then. */
  public Optional<PeerOptions> leaving() {
    return resident.leaving();
  }

  /** Where a command says what it has to say. */
  public PrintStream out() {
    return out;
  }

  /** Where a command says what went wrong. */
  public PrintStream err() {
    return err;
  }

  /** Colours or none. */
  public Style style() {
    return resident.front().style();
  }

  /** Who asks the person; null if there is none. */
  public @Nullable Asker asker() {
    return resident.front().asker();
  }

  /** Whether this transfer is that of a task of the shell, which lists it with its number. */
  public boolean isOfATask(TransferId id) {
    return resident.tasks().of(id).isPresent();
  }

  /** Whether a program listens, which wants events. */
  public boolean json() {
    return resident.front().json();
  }

  /** Whether only errors are wanted. */
  public boolean quiet() {
    return resident.front().quiet();
  }

  /** Lets {@code listener} hear of what the command does as {@code role}. */
  public void watch(Narrator.Role role, TransferListener listener) {
    switch (role) {
      case DRIVES -> listeners.add(listener);
      case LISTENS -> resident.router().receiving(this, listener);
      case SERVES -> resident.router().serving(this, listener);
    }
  }

  /** Tells those who watch the transfers that it drives. */
  void tell(TransferEvent event) {
    listeners.forEach(listener -> listener.on(event));
  }

  /** This transfer is the job's. */
  public void expect(TransferId id) {
    transfers.addIfAbsent(id);
    resident.router().own(id, this);
  }

  /** What decides about offers under a rule. */
  public Approver approver(AcceptRule rule, Console console, Consumer<Fingerprint> trust) {
    Offers offers = new Offers(resident, console, trust);
    resident.acceptance().change(rule);
    resident.showOffers(offers);
    return offers;
  }

  /** What knows the PIN of a peer: {@code asking}, unless {@code cd} has gone there with one. */
  public PinSource pin(String peer, PinSource asking) {
    return resident.pin(peer).orElse(asking);
  }

  /** The PIN with which this shell takes offers: {@code made}, unless it has one already. */
  public String pin(Supplier<String> made) {
    return resident.receivingPin(made);
  }

  /** Where a peer is, if {@code cd} has gone there. */
  public Optional<PeerAddress> visited(String peer) {
    return resident.visited(peer);
  }

  /** Others who look at this peer hear what it receives with; null: it does not any more. */
  public void receives(@Nullable Receiving receiving) {
    resident.receives(receiving);
  }

  /** A fresh link to the page of the shell's peer. */
  public URI pageLink() throws IOException {
    return resident.page().link();
  }

  /** Lets {@link #stop} do this. */
  public void onStop(Runnable action) {
    stops.add(action);
    if (stopping) {
      action.run();
    }
  }

  /** Whether it is to stop. */
  public boolean stopping() {
    return stopping;
  }

  /** Stops it in good order; what has arrived is kept. Does not block. */
  public void stop() {
    if (stopping) {
      return;
    }
    stopping = true;
    Thread.ofVirtual()
        .name("stop")
        .start(() -> {
          stops.forEach(Runnable::run);
          boolean listens = kind == Commands.Kind.RECEIVE || kind == Commands.Kind.SHARE;
          if (!endsWithin(GOOD_ORDER) && transfers.isEmpty() && !listens) {
            interrupt();
          }
        });
  }

  /** The shell ends: what has not begun yet is dropped, and told. Does not block. */
  void leave() {
    if (underWay() && transfers.isEmpty()) {
      resident.front().say("[" + number + "] was not begun: nothing of it has travelled.");
      wish = Wish.CANCELLED;
      stopping = true;
      interrupt();
    }
  }

  private void interrupt() {
    Thread running = thread;
    if (running != null) {
      running.interrupt();
    }
  }

  /**
   * What drives the command's transfers: the running peer of the home, if that is another process,
   * or the shell's. Blocks for a second at most.
   */
  public TransferDriver driver() {
    Optional<HomeClient> other = resident.elsewhere().process();
    if (other.isEmpty()) {
      return resident.peer();
    }
    AttachedDriver driver = new AttachedDriver(other.get(), resident.peer(), resident.router());
    attached = driver;
    return driver;
  }

  /** What is under way in the running peer of the home, if that is another process. */
  public Optional<HomeClient> elsewhere() {
    return resident.elsewhere().process();
  }

  /** Whether another process drives what it has begun: it goes on if the shell ends. */
  boolean runsElsewhere() {
    return attached != null && !transfers.isEmpty();
  }

  /** Stops the transfers that it drives, if there are any yet. Blocks for some seconds at most. */
  public void stopTransfers() {
    AttachedDriver other = attached;
    if (other != null) {
      other.stop();
    }
    boolean any = other != null;
    for (TransferId id : transfers) {
      try {
        any |= resident.peer().pause(id);
      } catch (IOException e) {
        complain("ferry: " + resident.commands().sentence(e));
      }
    }
    if (!any) {
      interrupt();
    }
  }

  /** Waits; false if it goes on. */
  boolean endsWithin(Duration longest) {
    try {
      return ended.await(longest.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** Waits for its first words; false if it ended instead, or says nothing for so long. */
  boolean beginsWithin(Duration longest) {
    return hasBegunWithin(longest) && ended.getCount() > 0;
  }

  /** Waits for its first words, or its end; false if there is neither for so long. */
  boolean hasBegunWithin(Duration longest) {
    try {
      return begun.await(longest.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** Its exit code, once it has ended. */
  int code() {
    return code;
  }

  /** Its number, as the end of what is typed; 0 if it has none. */
  @Override
  public int number() {
    return number;
  }

  @Override
  public List<TransferId> transfers() {
    return List.copyOf(transfers);
  }

  @Override
  public boolean underWay() {
    return kind == Commands.Kind.TRANSFER && ended.getCount() > 0;
  }

  @Override
  public String title() {
    return ShortName.ofTitle(title);
  }

  @Override
  public String state() {
    return wish == Wish.PAUSED
        ? "paused; resume " + number + " goes on"
        : kind == Commands.Kind.SHARE ? "shared; cancel " + number + " ends it" : "";
  }

  @Override
  public boolean isPaused() {
    return wish == Wish.PAUSED;
  }

  @Override
  public String pause() {
    if (kind != Commands.Kind.TRANSFER) {
      return "A share cannot wait; cancel " + number + " ends it.";
    }
    if (transfers.isEmpty()) {
      wish = Wish.CANCELLED;
      stop();
      return "Stopped before anything travelled.";
    }
    wish = Wish.PAUSED;
    stop();
    endsWithin(Duration.ofSeconds(10));
    return "[" + number + "] paused; resume " + number + " goes on.";
  }

  @Override
  public String cancel() throws IOException {
    wish = Wish.CANCELLED;
    stop();
    endsWithin(Duration.ofSeconds(10));
    if (kind == Commands.Kind.TRANSFER) {
      for (TransferId id : transfers) {
        resident.elsewhere().cancel(id);
      }
    }
    resident.tasks().remove(this);
    return kind == Commands.Kind.SHARE
        ? "[" + number + "] is not shared any more."
        : "[" + number + "] cancelled.";
  }
}
