package dev.ferry.cli.ask;

import dev.ferry.manifest.Entry;
import dev.ferry.manifest.FileEntry;
import dev.ferry.manifest.Manifest;
import dev.ferry.manifest.RelativePath;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The parts a person would choose among: the top-level entries of an offer, or, if it is one
 * folder, the entries in it.
 */
final class Groups {
  /** How many are told apart; the rest can still be named by a pattern. */
  static final int MOST = 1000;

  private final List<Group> list = new ArrayList<>();
  private final Map<String, Integer> numbers = new HashMap<>();
  private boolean cut;

  private Groups() {}

  /** One part: its path, and the files and bytes at and below it. */
  record Group(String path, long files, long bytes) {
    private Group plus(Entry entry) {
      return entry instanceof FileEntry file
          ? new Group(path, files + 1, bytes + file.size())
          : this;
    }
  }

  /** Walks {@code manifest} once or twice. Blocks on disk. */
  static Groups of(Manifest manifest) throws IOException {
    Groups top = atDepth(manifest, 1);
    return top.list.size() == 1 && manifest.entries() > 1 ? atDepth(manifest, 2) : top;
  }

  private static Groups atDepth(Manifest manifest, int depth) throws IOException {
    Groups groups = new Groups();
    try (Manifest.Cursor cursor = manifest.walk()) {
      for (Entry entry = cursor.next(); entry != null; entry = cursor.next()) {
        String path = prefix(entry.path(), depth);
        if (path != null) {
          groups.add(path, entry);
        }
      }
    }
    return groups;
  }

  private static @Nullable String prefix(RelativePath path, int depth) {
    List<String> segments = path.segments();
    return segments.size() < depth ? null : String.join("/", segments.subList(0, depth));
  }

  private void add(String path, Entry entry) {
    int last = list.size() - 1;
    if (last >= 0 && list.get(last).path().equals(path)) {
      list.set(last, list.get(last).plus(entry));
    } else if (list.size() < MOST) {
      list.add(new Group(path, 0, 0).plus(entry));
      numbers.putIfAbsent(path, list.size());
    } else {
      cut = true;
    }
  }

  /** Their paths, in the manifest's order. */
  List<String> paths() {
    return list.stream().map(Group::path).toList();
  }

  /** The number by which the part at {@code path} is chosen, from 1 on; 0 if there is none. */
  int numberOf(String path) {
    return numbers.getOrDefault(path, 0);
  }

  /** The parts, in the manifest's order. */
  List<Group> list() {
    return List.copyOf(list);
  }

  /** Whether there are more than {@link #MOST}. */
  boolean isCut() {
    return cut;
  }
}
