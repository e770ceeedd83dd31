package dev.ferry.direct;

import dev.ferry.manifest.Glimpse;
import dev.ferry.transfer.Glimpses;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * The previews that were asked for of one offer: each is taken once, and none once the offer is
 * decided. Thread-safe.
 */
final class AskedPreviews implements Glimpses {
  private final boolean offered;
  private final Consumer<List<Long>> show;
  private final Consumer<AskedPreviews> forget;
  private final Set<Long> asked = new HashSet<>();
  private final Map<Long, Claim> missing = new HashMap<>();
  private boolean closed;

  /**
   * Of an offer that nothing was asked of yet.
   *
   * @param show asks the sender for entries; does not block
   * @param forget called when it is closed, perhaps more than once
   */
  AskedPreviews(boolean offered, Consumer<List<Long>> show, Consumer<AskedPreviews> forget) {
    this.offered = offered;
    this.show = show;
    this.forget = forget;
  }

  /** The right to give one preview. */
  record Claim(Wanted wanted, Taker taker) {}

  @Override
  public boolean offered() {
    return offered;
  }

  @Override
  public void ask(List<Wanted> wanted, Taker taker) {
    List<Long> fresh = accept(wanted, taker);
    if (!fresh.isEmpty()) {
      show.accept(fresh);
    }
  }

  private synchronized List<Long> accept(List<Wanted> wanted, Taker taker) {
    List<Long> fresh = new ArrayList<>();
    for (Wanted each : wanted) {
      if (offered && !closed && asked.size() < MOST && asked.add(each.index())) {
        missing.put(each.index(), new Claim(each, taker));
        fresh.add(each.index());
      }
    }
    return fresh;
  }

  /** Lets whoever calls first, and nobody else, give the preview of this entry. */
  synchronized Optional<Claim> claim(long entry) {
    return Optional.ofNullable(missing.remove(entry));
  }

  /**
   * Hands a preview on.
   *
   * @return whether somebody still waited for it
   */
  boolean give(Claim claim, Optional<Glimpse> preview) {
    synchronized (this) {
      if (closed) {
        return false;
      }
    }
    claim.taker().take(claim.wanted().index(), preview);
    return true;
  }

  @Override
  public void close() {
    synchronized (this) {
      closed = true;
      missing.clear();
    }
    forget.accept(this);
  }
}
