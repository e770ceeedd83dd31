package dev.ferry.inbox;

import dev.ferry.payload.Chunk;
import dev.ferry.platform.HeldFolder;
import dev.ferry.platform.Platform;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How far a transfer that is staged has come, as its journal tells; for lists, since nothing is
 * checked. Whoever has the staging open is not disturbed.
 *
 * @param held payload bytes that are here, holes of held chunks included
 * @param total payload bytes in all
 */
public record StagedAmount(long held, long total) {
  /**
   * That of one transfer; empty if it has no staging in that inbox, or the inbox is not there.
   * Blocks on disk.
   *
   * @param id as given to {@link Inbox#stage}
   */
  public static Optional<StagedAmount> of(Path inbox, String id) throws IOException {
    Path folder = inbox.resolve(Inbox.STAGING).resolve(id);
    if (!StagingArea.isId(id) || !Files.isDirectory(folder)) {
      return Optional.empty();
    }
    try (HeldFolder held = Platform.current().hold(folder)) {
      return Journal.peek(held, StagingArea.JOURNAL).map(StagedAmount::of);
    } catch (NoSuchFileException e) {
      // Published or dropped a moment ago.
      return Optional.empty();
    }
  }

  private static StagedAmount of(Journal.Peeked journal) {
    long total = journal.header().length();
    return new StagedAmount(Math.min(total, held(journal.records(), total)), total);
  }

  private static long held(List<JournalRecord> records, long total) {
    Map<Long, Long> bytes = new HashMap<>();
    for (JournalRecord record : records) {
      switch (record) {
        case JournalRecord.Held held ->
            bytes.put(held.chunk(), Chunk.end(held.chunk(), total) - Chunk.start(held.chunk()));
        case JournalRecord.Part part ->
            bytes.merge(part.chunk(), (long) part.to() - part.from(), Long::sum);
        case JournalRecord.Forget forget -> bytes.remove(forget.chunk());
        case JournalRecord.Drop drop ->
            bytes.computeIfPresent(
                drop.chunk(), (chunk, held) -> Math.max(0, held - (drop.to() - drop.from())));
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
    return bytes.values().stream().mapToLong(held -> Math.min(held, Chunk.SIZE)).sum();
  }
}
