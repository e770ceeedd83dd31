package dev.ferry.transfer;

import dev.ferry.inbox.Inbox;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A folder where transfers land, which may go away and come back: a disk that is pulled out, a
 * share that is unmounted, a folder that is moved. It is never made anew, as that would be on
 * another disk. Thread-safe; blocks on the disk.
 */
final class Destination implements AutoCloseable {
  private final Path path;
  private final List<Inbox> held = new ArrayList<>();

  /** The one that {@code inbox} holds now; closed with this. */
  Destination(Inbox inbox) {
    this.path = inbox.path();
    held.add(inbox);
  }

  /** The one at {@code path}; nothing is looked at yet. */
  Destination(Path path) {
    this.path = path;
  }

  Path path() {
    return path;
  }

  /**
   * The folder that its path leads to at the moment.
   *
   * @throws TransferException {@link Problem#DESTINATION} if it is gone
   */
  synchronized Inbox inbox() throws IOException {
    return held.isEmpty() || !Files.isDirectory(path) ? reopened() : held.getLast();
  }

  /**
   * As {@link #inbox}, held anew: after its disk was away the old hold is of no use, though it
   * looks the same.
   */
  synchronized Inbox reopened() throws IOException {
    if (!Files.isDirectory(path)) {
      throw new TransferException(
          Problem.DESTINATION,
          "the destination folder is gone (moved, unmounted or deleted);"
              + " make it available again and the transfer goes on");
    }
    // Older ones stay open: there may be staging folders of other transfers in them.
    held.add(Inbox.open(path));
    return held.getLast();
  }

  @Override
  public synchronized void close() {
    held.forEach(Inbox::close);
    held.clear();
  }
}
