package dev.ferry.inbox;

import dev.ferry.inbox.JournalRecord.Part;
import dev.ferry.payload.Chunk;
import dev.ferry.payload.ChunkHash;
import dev.ferry.payload.ChunkHasher;
import dev.ferry.payload.PayloadLayout;
import dev.ferry.payload.StagedFiles;
import dev.ferry.payload.StagedReader;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads staged bytes back and compares them with what the journal says of them. */
final class StagedHashes {
  private final PayloadLayout layout;
  private final StagedReader reader;

  StagedHashes(PayloadLayout layout, StagedFiles files) {
    this.layout = layout;
    this.reader = new StagedReader(layout, files);
  }

  /** Whether a whole chunk is staged as its hash says. */
  boolean isIntact(long chunk, ChunkHash hash) throws IOException {
    ChunkHasher hasher = hasherOf(Chunk.start(chunk), Chunk.end(chunk, layout.length()));
    return hasher != null && hasher.hash().equals(hash);
  }

  /** A hasher that has seen the part, or null if it is not staged as its hash says. */
  @Nullable ChunkHasher hasherOf(Part part) throws IOException {
    long start = Chunk.start(part.chunk());
    ChunkHasher hasher = hasherOf(start + part.from(), start + part.to());
    return hasher != null && hasher.hash().equals(part.hash()) ? hasher : null;
  }

  /** The hash of a chunk whose parts make it whole, or null if one of them is not intact. */
  @Nullable ChunkHash join(List<Part> parts) throws IOException {
    for (Part part : parts) {
      if (hasherOf(part) == null) {
        return null;
      }
    }
    long chunk = parts.getFirst().chunk();
    ChunkHasher whole = hasherOf(Chunk.start(chunk), Chunk.end(chunk, layout.length()));
    return whole == null ? null : whole.hash();
  }

  /** What is left of a part without the bytes [from, to) of its chunk; nothing if not intact. */
  List<Part> without(Part part, int from, int to) throws IOException {
    List<Part> left = new ArrayList<>();
    if (hasherOf(part) != null) {
      addPart(part.chunk(), part.from(), Math.min(from, part.to()), left);
      addPart(part.chunk(), Math.max(to, part.from()), part.to(), left);
    }
    return left;
  }

  private void addPart(long chunk, int from, int to, List<Part> parts) throws IOException {
    if (from < to) {
      parts.add(read(chunk, from, to));
    }
  }

  /** The bytes [from, to) of a chunk as they are staged. */
  Part read(long chunk, int from, int to) throws IOException {
    ChunkHasher hasher = new ChunkHasher();
    long start = Chunk.start(chunk);
    reader.read(start + from, start + to, hasher::update);
    return new Part(chunk, from, to, hasher.hash());
  }

  private @Nullable ChunkHasher hasherOf(long from, long to) throws IOException {
    ChunkHasher hasher = new ChunkHasher();
    try {
      reader.read(from, to, hasher::update);
      return hasher;
    } catch (NoSuchFileException | EOFException e) {
      return null;
    }
  }
}
