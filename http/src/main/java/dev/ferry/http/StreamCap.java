package dev.ferry.http;

import dev.ferry.transfer.Problem;
import dev.ferry.transfer.TransferException;
import java.util.HashMap;
import java.util.Map;

/** Counts the payload streams of each peer, so that none takes all. Thread-safe. */
public final class StreamCap {
  private final int most;
  private final Map<String, Integer> open = new HashMap<>();

  /** At most {@code most} streams of each. */
  public StreamCap(int most) {
    this.most = most;
  }

  /** One stream that counts, until closed. */
  @FunctionalInterface
  public interface Stream extends AutoCloseable {
    @Override
    void close();
  }

  /**
   * Counts one more stream.
   *
   * @param who a fingerprint, or an address where there is none
   * @throws TransferException with {@link Problem#BUSY} if there are too many
   */
  public synchronized Stream open(String who) throws TransferException {
    int count = open.getOrDefault(who, 0);
    if (count >= most) {
      throw new TransferException(
          Problem.BUSY, "more than " + most + " streams at once; try again when one has ended");
    }
    open.put(who, count + 1);
    return () -> close(who);
  }

  private synchronized void close(String who) {
    open.computeIfPresent(who, (peer, count) -> count == 1 ? null : count - 1);
  }
}
