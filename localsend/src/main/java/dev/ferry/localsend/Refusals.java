package dev.ferry.localsend;

import dev.ferry.payload.Withdrawn;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * How often the device did not want the contents of a file, over all sessions, and which files were
 * given up for that. They are not taken back before the end: another process may have better luck.
 * Thread-safe.
 */
final class Refusals {
  private final Map<String, Integer> counts = new HashMap<>();
  private final Set<String> givenUp = new HashSet<>();
  private final List<Withdrawn> files = new ArrayList<>();

  /** Counts one more; how many there were of this parcel. */
  synchronized int add(Parcel parcel) {
    return counts.merge(parcel.id(), 1, Integer::sum);
  }

  /** A file will not be tried again. */
  synchronized void giveUp(Parcel.OfFile file, String reason) {
    givenUp.add(file.id());
    files.add(new Withdrawn(file.index(), file.name(), reason));
  }

  /** Whether it will not be tried again. */
  synchronized boolean isGivenUp(Parcel parcel) {
    return givenUp.contains(parcel.id());
  }

  /** All that were given up, and why. */
  synchronized List<Withdrawn> files() {
    return List.copyOf(files);
  }
}
