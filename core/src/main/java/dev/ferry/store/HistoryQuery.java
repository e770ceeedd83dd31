package dev.ferry.store;

/**
 * Which lines of the history are wanted, newest first.
 *
 * @param search only those with this text in title, names, message, peer or destination, or whose
 *     id or fingerprint begins with it, case aside; empty for all
 * @param limit at most so many
 * @param skip leave out so many first
 */
public record HistoryQuery(String search, int limit, int skip) {
  /** Refuses negative numbers. */
  public HistoryQuery {
    if (limit < 0 || skip < 0) {
      throw new IllegalArgumentException("negative limit or skip");
    }
  }

  /** The newest {@code limit} lines. */
  public static HistoryQuery newest(int limit) {
    return new HistoryQuery("", limit, 0);
  }
}
