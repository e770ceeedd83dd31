package dev.ferry.transfer;

import dev.ferry.inbox.Staging;
import dev.ferry.payload.Chunk;
import dev.ferry.payload.RangeSet;
import dev.ferry.payload.RangeSet.Range;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Compares what a sender says it sent with what was written. Used by one thread at a time. */
final class SealCheck {
  /** How often in a row the hashes may differ before the transfer is given up for this time. */
  static final int MAX_MISMATCHES = 3;

  /** More are not looked for at once; sealing again finds the rest. */
  static final int MOST_DIFFERING = 65_536;

  private int mismatches;

  /**
   * Takes the hashes in order, all of them unless very many differ, and returns the chunks that do.
   */
  static List<Long> differing(Staging staging, ChunkHashes theirs) throws IOException {
    List<Long> differing = new ArrayList<>();
    long chunks = staging.layout().chunks();
    for (long chunk = 0; chunk < chunks && differing.size() < MOST_DIFFERING; chunk++) {
      if (!theirs.next().equals(staging.hash(chunk))) {
        differing.add(chunk);
      }
    }
    return differing;
  }

  /** All is well: what went wrong before does not count any more. */
  void passed() {
    mismatches = 0;
  }

  /**
   * Counts chunks as missing and returns them as ranges.
   *
   * @throws TransferException {@link Problem#VERIFICATION} if that happens too often in a row
   */
  RangeSet failed(Staging staging, List<Long> chunks) throws IOException {
    List<Range> wrong = new ArrayList<>();
    for (long chunk : chunks) {
      staging.forget(chunk);
      wrong.add(new Range(Chunk.start(chunk), Chunk.end(chunk, staging.layout().length())));
    }
    mismatches++;
    if (mismatches == MAX_MISMATCHES) {
      mismatches = 0;
      throw new TransferException(
          Problem.VERIFICATION,
          "what was written is not what was sent, "
              + MAX_MISMATCHES
              + " times in a row: check memory and disk of both machines");
    }
    return RangeSet.merged(wrong);
  }
}
