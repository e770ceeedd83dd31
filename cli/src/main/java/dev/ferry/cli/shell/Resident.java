package dev.ferry.cli.shell;

import dev.ferry.cli.show.Board;
import dev.ferry.identity.Fingerprint;
import dev.ferry.peer.Peer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/**
 * The one peer of a shell, with all that goes on in it: tasks, who hears of them, what is shown.
 * Thread-safe. Closing it stops everything and leaves transfers resumable.
 */
final class Resident implements AutoCloseable {
  private final Peer peer;
  private final Front front;
  private final Commands commands;
  private final Tasks tasks = new Tasks();
  private final Board board;
  private final Router router;
  private final Neighbours neighbours = new Neighbours();
  private final List<Runnable> offerWatchers = new CopyOnWriteArrayList<>();
  private volatile Consumer<Fingerprint> trust = who -> {};

  Resident(Peer peer, Front front, Commands commands) {
    this.peer = peer;
    this.front = front;
    this.commands = commands;
    this.board = new Board(System::nanoTime, front.style());
    this.router = new Router(this, board);
    peer.watch(router);
  }

  Peer peer() {
    return peer;
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

  /** Lets {@code watcher} hear when an offer comes or is answered. */
  void watchOffers(Runnable watcher) {
    offerWatchers.add(watcher);
  }

  /** An offer came, or was answered. */
  void offersChanged() {
    offerWatchers.forEach(Runnable::run);
  }

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
    return new ArrayList<>(tasks.underWay());
  }

  @Override
  public void close() {
    neighbours.close();
    peer.close();
  }
}
