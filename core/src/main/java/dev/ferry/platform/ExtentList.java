package dev.ferry.platform;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * Gathers the extents of a file in bounded memory: when there are twice as many as wanted, those
 * with the smallest holes between them become one.
 */
final class ExtentList {
  private final int most;
  private List<Extent> extents = new ArrayList<>();

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
    extents.add(next);
    if (extents.size() >= 2L * most) {
      shrink();
    }
  }

  private List<Extent> finish() {
    if (extents.size() > most) {
      shrink();
    }
    return List.copyOf(extents);
  }

  /** Closes as many holes as there are extents too many: the smallest, the first of equal ones. */
  private void shrink() {
    int tooMany = extents.size() - most;
    long[] closed =
        IntStream.range(1, extents.size())
            .mapToLong(this::holeBefore)
            .sorted()
            .limit(tooMany)
            .toArray();
    long largest = closed[tooMany - 1];
    long equals = LongStream.of(closed).filter(hole -> hole == largest).count();
    List<Extent> fewer = new ArrayList<>(List.of(extents.getFirst()));
    for (int i = 1; i < extents.size(); i++) {
      long hole = holeBefore(i);
      if (hole < largest || (hole == largest && equals-- > 0)) {
        fewer.add(new Extent(fewer.removeLast().from(), extents.get(i).to()));
      } else {
        fewer.add(extents.get(i));
      }
    }
    extents = fewer;
  }

  private long holeBefore(int index) {
    return extents.get(index).from() - extents.get(index - 1).to();
  }
}
