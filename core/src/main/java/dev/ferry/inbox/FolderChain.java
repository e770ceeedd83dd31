package dev.ferry.inbox;

import dev.ferry.manifest.FolderEntry;
import dev.ferry.manifest.RelativePath;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The folders above the entry at hand, while a manifest is walked in order. Folders that have no
 * entry of their own are entered all the same.
 *
 * @param <F> what is known of a folder
 */
final class FolderChain<F> {
  private final Visitor<F> visitor;
  private final Deque<Link<F>> links = new ArrayDeque<>();

  /** Is called when the walk enters and leaves a folder. */
  interface Visitor<F> {
    /**
     * Enters a folder.
     *
     * @param parent what is known of the folder above
     * @param index of its entry, -1 if it has none
     * @param entry or null if it has none
     */
    F enter(F parent, RelativePath path, long index, @Nullable FolderEntry entry)
        throws IOException;

    /** Leaves a folder: everything below it came by. */
    void leave(F folder) throws IOException;
  }

  private record Link<F>(@Nullable RelativePath path, F folder) {}

  /** A chain that begins at the root. */
  FolderChain(F root, Visitor<F> visitor) {
    this.visitor = visitor;
    links.push(new Link<>(null, root));
  }

  /** Leaves and enters what is needed to come to the folder that holds {@code path}. */
  F parentOf(RelativePath path) throws IOException {
    leaveUntilAbove(path);
    RelativePath here = top().path();
    int missing = path.depth() - 1 - (here == null ? 0 : here.depth());
    if (missing > 0) {
      List<String> segments = path.segments();
      for (int depth = segments.size() - missing; depth < segments.size(); depth++) {
        push(Paths.of(segments.subList(0, depth)), -1, null);
      }
    }
    return top().folder();
  }

  /** Enters the folder that an entry stands for. */
  F enter(FolderEntry entry, long index) throws IOException {
    parentOf(entry.path());
    push(entry.path(), index, entry);
    return top().folder();
  }

  /** Leaves all folders but the root. */
  void finish() throws IOException {
    while (links.size() > 1) {
      visitor.leave(links.pop().folder());
    }
  }

  private void push(RelativePath path, long index, @Nullable FolderEntry entry) throws IOException {
    links.push(new Link<>(path, visitor.enter(top().folder(), path, index, entry)));
  }

  private void leaveUntilAbove(RelativePath path) throws IOException {
    RelativePath here = top().path();
    while (here != null && !path.isUnder(here)) {
      visitor.leave(links.pop().folder());
      here = top().path();
    }
  }

  private Link<F> top() {
    return links.element();
  }
}
