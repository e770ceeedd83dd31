package dev.ferry.inbox;

import dev.ferry.inbox.JournalRecord.Part;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Chunks of which a journal tells more than is surely on the disk, to be read again after a crash.
 * For one thread.
 */
final class Doubts {
  /** The parts that were held of each before it was held whole. */
  private final TreeMap<Long, List<Part>> chunks = new TreeMap<>();

  /**
   * Takes a record that was not forced.
   *
   * @param before what was held before it
   */
  void add(JournalRecord record, Holdings before) {
    switch (record) {
      case JournalRecord.Held held -> {
        List<Part> parts = before.partsOf(held.chunk());
        if (!parts.isEmpty() || !chunks.containsKey(held.chunk())) {
          chunks.put(held.chunk(), parts);
        }
      }
      case Part part -> chunks.putIfAbsent(part.chunk(), List.of());
      case JournalRecord.Forget forget -> chunks.remove(forget.chunk());
      case JournalRecord.Drop drop -> chunks.put(drop.chunk(), List.of());
      case JournalRecord.Forced _,
          JournalRecord.Withdraw _,
          JournalRecord.Settling _,
          JournalRecord.Completing _,
          JournalRecord.Publishing _,
          JournalRecord.Naming _,
          JournalRecord.Making _,
          JournalRecord.Loosening _,
          JournalRecord.Published _ -> {}
    }
  }

  /** Reads them all again. */
  void settle(Reception reception) throws IOException {
    for (Map.Entry<Long, List<Part>> chunk : chunks.entrySet()) {
      reception.recheck(chunk.getKey(), chunk.getValue());
    }
  }
}
