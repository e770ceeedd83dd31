package dev.ferry.payload;

import dev.ferry.manifest.FileEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Keeps what writers tell, and joins parts that follow each other. */
final class Recorder implements WriteListener {
  final HashTable hashes = new HashTable();
  final List<String> parts = new ArrayList<>();
  final Set<Long> dirty = new TreeSet<>();
  private RangeSet held = RangeSet.EMPTY;

  @Override
  public synchronized void wrote(long entry, FileEntry file) {
    dirty.add(entry);
  }

  @Override
  public synchronized void held(long chunk, ChunkHash hash) {
    hashes.accept(chunk, hash);
  }

  @Override
  public synchronized void part(long chunk, int from, int to, ChunkHash hash) {
    parts.add(chunk + ":" + from + "-" + to + " " + hash);
    held = held.plus(RangeSet.of(Chunk.start(chunk) + from, Chunk.start(chunk) + to));
  }

  @Override
  public void closed() {}

  synchronized RangeSet held(long length) {
    return held.plus(hashes.covered(length));
  }
}
