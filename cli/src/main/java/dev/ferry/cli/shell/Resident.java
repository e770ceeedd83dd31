package dev.ferry.cli.shell;

import dev.ferry.cli.show.Board;
import dev.ferry.identity.Fingerprint;
import dev.ferry.page.api.RunningPeer;
import dev.ferry.peer.AcceptRule;
import dev.ferry.peer.Acceptance;
import dev.ferry.peer.Desk;
import dev.ferry.peer.DeskNews;
import dev.ferry.peer.Peer;
import dev.ferry.peer.PeerAddress;
import dev.ferry.peer.PeerOptions;
import dev.ferry.peer.PinSource;
import dev.ferry.peer.Receiving;
import dev.ferry.transfer.WrongPin;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The one peer of a shell, with all that goes on in it: tasks, who hears of them, what is shown.
 * Thread-safe. Closing it stops everything and leaves transfers resumable.
 */
final class Resident implements AutoCloseable {
  private final PeerOptions options;
  private final Peer peer;
  private final Front front;
  private final Commands commands;
  private final Tasks tasks = new Tasks();
  private final Board board;
  private final Router router;
  private final Acceptance acceptance = new Acceptance(AcceptRule.ASK);
  private final Desk desk;
  private final Neighbours neighbours = new Neighbours();
  private final Elsewhere elsewhere;
  private volatile Consumer<Fingerprint> trust = who -> {};
  private volatile @Nullable Visit visit;
  private volatile @Nullable Offers offers;
  private volatile @Nullable Receiving receiving;
  private final ResidentPage page;
  private volatile boolean closing;
  private @Nullable String receivingPin;

  Resident(Peer peer, PeerOptions options, Front front, Commands commands) {
    this.options = options;
    this.peer = peer;
    this.front = front;
    this.elsewhere = new Elsewhere(peer, options.alias());
    this.commands = commands;
    this.board = new Board(System::nanoTime, front.style());
    this.router = new Router(this, board);
    this.desk = Desk.of(peer, acceptance, this::turnedAway, router::number);
    desk.listen(this::on);
    peer.watch(router);
    peer.shares().watch(new SharesHere(this));
    this.page =
        new ResidentPage(
            new RunningPeer(
                peer, desk, acceptance, () -> Optional.ofNullable(receiving), commands.version()));
    Thread.ofVirtual().name("page").start(page::open);
  }

  Peer peer() {
    return peer;
  }

  /** As what the shell was started, if it ends. */
  Optional<PeerOptions> leaving() {
    return closing ? Optional.of(options) : Optional.empty();
  }

  Front front() {
    return front;
  }

  Commands commands() {
    return commands;
  }

  Tasks tasks() {
    return tasks;
  }

  Board board() {
    return board;
  }

  Router router() {
    return router;
  }

  /** What waits and what runs in the peer, for all who look. */
  Desk desk() {
    return desk;
  }

  /** Who is let in without a question. */
  Acceptance acceptance() {
    return acceptance;
  }

  /** Shows offers through this view from now on. */
  void showOffers(Offers view) {
    offers = view;
  }

  /** What it receives with from now on; null for nothing. */
  void receives(@Nullable Receiving now) {
    receiving = now;
  }

  /** What it has for browsers and other processes. */
  ResidentPage page() {
    return page;
  }

  /** The running peer of the home, if that is another process. */
  Elsewhere elsewhere() {
    return elsewhere;
  }

  private void on(DeskNews news) {
    Offers view = offers;
    if (view != null) {
      view.on(news);
    }
  }

  private void turnedAway(WrongPin by) {
    Offers view = offers;
    if (view != null) {
      view.turnedAway(by);
    }
  }

  Neighbours neighbours() {
    return neighbours;
  }

  /** What makes a peer a trusted one from now on. */
  void trustWith(Consumer<Fingerprint> means) {
    trust = means;
  }

  /** Makes a peer a trusted one. */
  void trust(Fingerprint who) {
    trust.accept(who);
  }

  /** The PIN with which offers are taken: {@code made}, unless there is one already. */
  synchronized String receivingPin(Supplier<String> made) {
    String pin = receivingPin == null ? made.get() : receivingPin;
    receivingPin = pin;
    return pin;
  }

  /** The next PIN is another one. */
  synchronized void forgetReceivingPin() {
    receivingPin = null;
  }

  /** Where {@code cd} has gone, and what knows the PIN there; null for nowhere. */
  void wentTo(@Nullable Visit other) {
    visit = other;
  }

  /** Where a peer is, if {@code cd} has gone there: the key that it proved then, if it has one. */
  Optional<PeerAddress> visited(String peer) {
    return Optional.ofNullable(visit).filter(at -> at.peer().equals(peer)).map(Visit::address);
  }

  /** What knows the PIN of a peer, if {@code cd} has gone there. */
  Optional<PinSource> pin(String peer) {
    return Optional.ofNullable(visit).filter(at -> at.peer().equals(peer)).map(Visit::pin);
  }

  /**
   * A peer that one has gone to.
   *
   * @param peer as it was typed
   * @param address what that meant, to which its PIN belongs
   * @param pin knows its PIN, if there is one
   */
  record Visit(String peer, PeerAddress address, PinSource pin) {}

  /** A job that runs {@code words} as a command. */
  Job job(List<String> words, Commands.Kind kind) {
    return job(words, kind, isNumbered(kind) ? tasks.next() : 0);
  }

  private static boolean isNumbered(Commands.Kind kind) {
    return kind == Commands.Kind.TRANSFER || kind == Commands.Kind.SHARE;
  }

  /** As {@link #job}, with a number that it had before; 0 for none. */
  Job job(List<String> words, Commands.Kind kind, int number) {
    List<String> copy = List.copyOf(words);
    Job job = new Job(this, kind, number, String.join(" ", copy), each -> commands.run(copy, each));
    if (number > 0) {
      tasks.add(job);
    }
    return job;
  }

  /** A short job that is no command. */
  Job job(Job.Work work) {
    return new Job(this, Commands.Kind.SHORT, 0, "", work);
  }

  /** What waits for an answer or is under way, by number. */
  List<Task> underWay() {
    return tasks.underWay();
  }

  /** Those that leaving would interrupt: not what runs in another process. */
  List<Task> interrupted() {
    return underWay().stream()
        .filter(task -> !(task instanceof Job job && job.runsElsewhere()))
        .toList();
  }

  @Override
  public void close() {
    closing = true;
    neighbours.close();
    page.close();
    peer.close();
    desk.close();
  }
}
