package dev.ferry.cli.shell;

import dev.ferry.manifest.Entry;
import dev.ferry.manifest.FileEntry;
import dev.ferry.manifest.FolderEntry;
import dev.ferry.peer.Peer;
import dev.ferry.peer.PeerAddress;
import dev.ferry.peer.PinSource;
import dev.ferry.peer.TransportOptions;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One folder of what a peer shares, as far as it was listed. Immutable.
 *
 * @param self what is at the path itself; empty for the top
 * @param entries what is directly in it, in order
 * @param whole whether that is all
 */
record RemoteFolder(Optional<Entry> self, List<Entry> entries, boolean whole) {
  /** How many entries are kept, and how many may be below them before it is given up. */
  private static final int MOST = 2_000;

  private static final int MOST_BELOW = 200_000;

  /** Ends a walk in its middle. */
  private static final class EnoughException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private EnoughException() {
      super("enough was listed", null, false, false);
    }
  }

  /** Whether it is a folder, or the top. */
  boolean isFolder() {
    return self.isEmpty() || self.get() instanceof FolderEntry;
  }

  /** The last part of an entry's path, with a slash if it is a folder; not escaped. */
  static String name(Entry entry) {
    return entry.path().name() + (entry instanceof FolderEntry ? "/" : "");
  }

  /** Bytes of a file; -1 of anything else. */
  static long size(Entry entry) {
    return entry instanceof FileEntry file ? file.size() : -1;
  }

  /**
   * Lists one. Blocks on the network, and on the person if a PIN is needed.
   *
   * @param path its path; empty for the top
   * @param longest how long to go on where much lies below it
   */
  static RemoteFolder list(
      Peer peer, PeerAddress address, String path, PinSource pin, Duration longest)
      throws IOException {
    List<Entry> found = new ArrayList<>();
    List<Entry> self = new ArrayList<>();
    long[] seen = new long[1];
    long end = System.nanoTime() + longest.toNanos();
    int depth = path.isEmpty() ? 1 : path.split("/", -1).length + 1;
    boolean whole = true;
    try {
      peer.list(
          address,
          path.isEmpty() ? null : path,
          pin,
          TransportOptions.standard().withPatience(Duration.ZERO),
          file -> {
            Entry entry = file.entry();
            if (entry.path().depth() == depth) {
              found.add(entry);
            } else if (entry.path().depth() == depth - 1) {
              self.add(entry);
            }
            if (++seen[0] > MOST_BELOW || found.size() >= MOST || System.nanoTime() > end) {
              throw new EnoughException();
            }
          });
    } catch (EnoughException e) {
      whole = false;
    }
    return new RemoteFolder(self.stream().findFirst(), List.copyOf(found), whole);
  }
}
