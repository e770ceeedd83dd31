package dev.ferry.transfer;

import dev.ferry.manifest.FileEntry;
import dev.ferry.manifest.Glimpse;
import java.util.List;
import java.util.Optional;

/**
 * What the sender of an offer shows of its files, while it is not decided. It is the sender's word:
 * what is received later may be something else. Thread-safe; nothing blocks.
 */
public interface Glimpses extends AutoCloseable {
  /** Of how many files of one offer something is shown, at most. */
  int MOST = 8;

  /** Whether the sender is ready to show anything. */
  boolean offered();

  /**
   * Asks for some files, once each. Those beyond {@link #MOST} are not asked for.
   *
   * @param wanted files of the offer
   * @param taker is given what comes, each at most once and only until this is closed; what does
   *     not come is not told
   */
  void ask(List<Wanted> wanted, Taker taker);

  /** The offer is decided, or gone: nothing is taken any more. */
  @Override
  void close();

  /**
   * A file that somebody would like to see.
   *
   * @param index in the offer's manifest
   */
  record Wanted(long index, FileEntry file) {}

  /** Takes what the sender shows. Called on a thread of the network; must not block for long. */
  @FunctionalInterface
  interface Taker {
    /**
     * Takes what was asked for.
     *
     * @param glimpse text in it is not escaped; empty if the sender can show nothing of the file
     */
    void take(long index, Optional<Glimpse> glimpse);
  }

  /** Of a sender that shows nothing. */
  static Glimpses none() {
    return new Glimpses() {
      @Override
      public boolean offered() {
        return false;
      }

      @Override
      public void ask(List<Wanted> wanted, Taker taker) {
        // Nobody answers.
      }

      @Override
      public void close() {
        // Nothing is taken anyway.
      }
    };
  }
}
