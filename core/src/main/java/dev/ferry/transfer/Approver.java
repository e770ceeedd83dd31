package dev.ferry.transfer;

import dev.ferry.inbox.ClashPolicy;
import dev.ferry.manifest.EntrySet;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Decides about offers: a person, a rule or a program. Called on a thread of its own for each
 * offer, several at once; may take minutes. It is interrupted when the one who offered is gone.
 */
@FunctionalInterface
public interface Approver {
  /**
   * Decides. Blocks until there is an answer.
   *
   * @throws InterruptedException if nobody waits for the answer any more
   */
  Answer decide(Offer offer) throws InterruptedException;

  /**
   * Hears of somebody who was turned away before anything was offered. Does not block for long;
   * called on the thread of whoever asked.
   */
  default void turnedAway(WrongPin by) {}

  /** An answer to an offer. */
  sealed interface Answer {
    /**
     * All of it, as the plan says.
     *
     * @param policy what to do with names that exist, or null for what the plan says
     * @param into the folder where it lands, which must exist; null for the one that was planned
     */
    record All(@Nullable ClashPolicy policy, @Nullable Path into) implements Answer {
      /** All of it, where it was planned to land. */
      public All(@Nullable ClashPolicy policy) {
        this(policy, null);
      }
    }

    /**
     * Only these entries; folders above them are made as needed.
     *
     * @param entries indices in the offer's manifest
     * @param policy what to do with names that exist, or null for what the plan says
     * @param into the folder where they land, which must exist; null for the one that was planned
     */
    record Some(EntrySet entries, @Nullable ClashPolicy policy, @Nullable Path into)
        implements Answer {
      /** Only these, as the plan says, where they were planned to land. */
      public Some(EntrySet entries) {
        this(entries, null, null);
      }
    }

    /**
     * None of it.
     *
     * @param reason told to the other side; empty for no reason
     */
    record Decline(String reason) implements Answer {}
  }

  /** Accepts everything. */
  static Approver everything() {
    return offer -> new Answer.All(null);
  }
}
