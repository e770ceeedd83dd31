package dev.ferry.payload;

import dev.ferry.manifest.Entry;
import dev.ferry.manifest.FileEntry;
import dev.ferry.manifest.Manifest;
import dev.ferry.manifest.RelativePath;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A manifest in memory, for small trees. */
public final class ListManifest implements Manifest {
  private final List<Entry> list;

  /** Of entries in manifest order. */
  public ListManifest(List<? extends Entry> list) {
    this.list = List.copyOf(list);
  }

  @Override
  public long entries() {
    return list.size();
  }

  @Override
  public long files() {
    return list.stream().filter(FileEntry.class::isInstance).count();
  }

  @Override
  public long bytes() {
    return list.stream().mapToLong(e -> e instanceof FileEntry file ? file.size() : 0).sum();
  }

  @Override
  public Cursor walkFrom(long index) {
    return new Cursor() {
      private int next = Math.toIntExact(index);

      @Override
      public @Nullable Entry next() {
        return next < list.size() ? list.get(next++) : null;
      }

      @Override
      public long index() {
        return next - 1L;
      }

      @Override
      public void close() {}
    };
  }

  /** The index of the first entry that does not come before {@code path}. */
  @Override
  public long seek(RelativePath path) {
    int index = 0;
    while (index < list.size() && list.get(index).path().compareTo(path) < 0) {
      index++;
    }
    return index;
  }

  @Override
  public void close() {}
}
