package dev.ferry.page.guest;

import dev.ferry.transfer.Problem;
import dev.ferry.transfer.TransferException;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * Counts the downloads of a link. One thing that one address gets is one download, in however many
 * parts and however often it comes back to it: browsers ask for ranges, and go on after a pause.
 * Thread-safe.
 */
final class DownloadCount {
  /** Of links that may be used without end, the oldest are forgotten beyond it. */
  private static final int MOST_REMEMBERED = 4096;

  private final long most;
  private final Set<String> known = new LinkedHashSet<>();
  private long count;

  /** Lets {@code most} downloads begin; any number if it is 0. */
  DownloadCount(long most) {
    this.most = most;
  }

  /**
   * Counts a download, unless it is one that was counted.
   *
   * @param address who gets it
   * @param what a path, or what no path can be for everything
   * @throws TransferException with {@link Problem#CANCELLED} if there were as many as there may be
   */
  synchronized void begin(String address, String what) throws TransferException {
    String download = address + ' ' + what;
    if (known.contains(download)) {
      return;
    }
    if (most > 0 && count >= most) {
      throw new TransferException(
          Problem.CANCELLED, "this link was used as often as it may be; ask for a new one");
    }
    count++;
    known.add(download);
    if (known.size() > Math.max(most, MOST_REMEMBERED)) {
      known.remove(known.iterator().next());
    }
  }

  /** How many there were. */
  synchronized long count() {
    return count;
  }

  /** How many there may be; 0 for any number. */
  long most() {
    return most;
  }
}
