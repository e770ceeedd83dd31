package dev.ferry.peer;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A peer that receives, until closed. Thread-safe. */
public interface Receiving extends AutoCloseable {
  /** Where others can reach it: one address for each of this machine's, loopback last. */
  List<PeerAddress> addresses();

  /** The port it listens on. */
  int port();

  /** The port that it was told to listen on, if it did not get it but another one; else null. */
  @Nullable TakenPort taken();

  /** The folder where what is accepted lands unless somebody says otherwise. */
  Path into();

  /** How many interrupted transfers it found in its inbox and waits for. */
  int waiting();

  /** Blocks until {@code count} transfers have ended since it began, or it is closed. */
  void awaitEnded(int count) throws InterruptedException;

  /** Takes no more; transfers under way are interrupted and stay resumable. */
  @Override
  void close();
}
