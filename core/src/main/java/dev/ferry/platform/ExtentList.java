package dev.ferry.platform;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Gathers the extents of a file in bounded memory: when there are twice as many as wanted, those
 * with the smallest holes between them become one.
 */
final class ExtentList {
  private final int most;
  private List<Extent> extents = new ArrayList<>();

  /** Holes shorter than this many bytes are counted as data. */
  private long smallestHole = 1;

  private ExtentList(int most) {
    if (most < 1) {
      throw new IllegalArgumentException("most < 1");
    }
    this.most = most;
  }

  /** All data of {@code file}, as at most {@code most} extents. */
  static List<Extent> of(HeldFile file, int most) throws IOException {
    ExtentList list = new ExtentList(most);
    @Nullable Extent next = file.nextData(0);
    while (next != null) {
      list.add(next);
      next = file.nextData(next.to());
    }
    return list.finish();
  }

  private void add(Extent next) {
    append(extents, next);
    if (extents.size() >= 2L * most) {
      shrink();
    }
  }

  private List<Extent> finish() {
    while (extents.size() > most) {
      shrink();
    }
    return List.copyOf(extents);
  }

  private void shrink() {
    smallestHole *= 2;
    List<Extent> fewer = new ArrayList<>();
    extents.forEach(extent -> append(fewer, extent));
    extents = fewer;
  }

  private void append(List<Extent> to, Extent next) {
    if (!to.isEmpty() && next.from() - to.getLast().to() < smallestHole) {
      to.set(to.size() - 1, new Extent(to.getLast().from(), next.to()));
    } else {
      to.add(next);
    }
  }
}
