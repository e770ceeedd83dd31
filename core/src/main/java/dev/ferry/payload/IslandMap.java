package dev.ferry.payload;

import dev.ferry.manifest.FileEntry;
import dev.ferry.manifest.Islands;
import java.util.List;

/** Looks up where a file holds data and where it is a hole. */
final class IslandMap {
  private IslandMap() {}

  /** Whether the byte at {@code offset} is data. */
  static boolean isData(FileEntry file, long offset) {
    if (file.islands().whole()) {
      return true;
    }
    List<Islands.Part> parts = file.islands().parts();
    int next = firstEndingAfter(parts, offset);
    return next < parts.size() && parts.get(next).from() <= offset;
  }

  /** Where the stretch of data, or the hole, ends that the byte at {@code offset} lies in. */
  static long runEnd(FileEntry file, long offset) {
    if (file.islands().whole()) {
      return file.size();
    }
    List<Islands.Part> parts = file.islands().parts();
    int next = firstEndingAfter(parts, offset);
    if (next == parts.size()) {
      return file.size();
    }
    Islands.Part part = parts.get(next);
    return part.from() <= offset ? part.to() : part.from();
  }

  private static int firstEndingAfter(List<Islands.Part> parts, long offset) {
    int low = 0;
    int high = parts.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (parts.get(middle).to() > offset) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return low;
  }
}
