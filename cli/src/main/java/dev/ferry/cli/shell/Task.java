package dev.ferry.cli.shell;

import dev.ferry.transfer.TransferId;
import java.io.IOException;
import java.util.List;

/** What has a number in the shell, by which it is paused, gone on with and ended. Thread-safe. */
sealed interface Task permits Job, Arrival, PageTransfer, PageShare {
  /** Its number, from 1 on. */
  int number();

  /** The transfers that it is, as soon as there are any: one, but of a job that resumes all. */
  List<TransferId> transfers();

  /** Whether leaving now would interrupt it. */
  boolean underWay();

  /** What it is, in a few words, fit for the screen. */
  String title();

  /** How it stands, in a few words; empty if its transfer tells. */
  String state();

  /** Whether it was paused here, and can be gone on with. */
  boolean isPaused();

  /** Lets it wait, and says what to type to go on. */
  String pause() throws IOException;

  /** Ends it for good, and says so. */
  String cancel() throws IOException;
}
