package dev.ferry.bench;

import dev.ferry.manifest.BadPathException;
import dev.ferry.manifest.Entry;
import dev.ferry.manifest.FileEntry;
import dev.ferry.manifest.Islands;
import dev.ferry.manifest.Manifest;
import dev.ferry.manifest.ManifestLimits;
import dev.ferry.manifest.ManifestWriter;
import dev.ferry.manifest.RelativePath;
import dev.ferry.payload.ChunkHash;
import dev.ferry.payload.ChunkHasher;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** The pieces of the data path that cost the most, alone: {@code bench/run --micro}. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class MicroBenchmark {

  private static final int CHUNK = 4 << 20;
  private static final int BUFFER = 256 << 10;
  private static final int ENTRIES = 10_000;

  private final byte[] chunk = new byte[CHUNK];
  private final ChunkHasher hasher = new ChunkHasher();
  private final MessageDigest sha256;
  private final Path folder;
  private final Entry[] entries = new Entry[ENTRIES];
  private Manifest manifest;

  /** Random bytes and a manifest of 10,000 files. */
  public MicroBenchmark() {
    try {
      sha256 = MessageDigest.getInstance("SHA-256");
      folder = Files.createTempDirectory("micro");
      new SplittableRandom(1).nextBytes(chunk);
      for (int i = 0; i < ENTRIES; i++) {
        RelativePath path = RelativePath.parse("tree/d%03d/f%05d".formatted(i / 100, i));
        entries[i] = new FileEntry(path, i, i * 1_000_000_007L, 0644, Islands.WHOLE, null);
      }
      manifest = write("walked");
    } catch (IOException | NoSuchAlgorithmException | BadPathException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Checks that there is something to walk. */
  @Setup(Level.Trial)
  public void check() {
    if (manifest.entries() != ENTRIES) {
      throw new IllegalStateException("the manifest is not whole");
    }
  }

  /** Deletes the files. */
  @TearDown(Level.Trial)
  public void delete() throws IOException {
    manifest.close();
    Workload.delete(folder);
  }

  /** XXH3-128 over one chunk, in buffers as they come from the network. */
  @Benchmark
  public ChunkHash hashOneChunk() {
    hasher.reset();
    for (int at = 0; at < CHUNK; at += BUFFER) {
      hasher.update(chunk, at, BUFFER);
    }
    return hasher.hash();
  }

  /** SHA-256 over the same, for comparison. */
  @Benchmark
  public byte[] sha256OneChunk() {
    sha256.update(chunk);
    return sha256.digest();
  }

  /** Writes a manifest of 10,000 files. */
  @Benchmark
  public long writeManifest() throws IOException {
    try (Manifest written = write("written")) {
      return written.entries();
    }
  }

  /** Walks a manifest of 10,000 files. */
  @Benchmark
  public long walkManifest() throws IOException {
    long bytes = 0;
    try (Manifest.Cursor cursor = manifest.walk()) {
      for (Entry entry = cursor.next(); entry != null; entry = cursor.next()) {
        bytes += entry.modifiedNanos();
      }
    }
    return bytes;
  }

  private Manifest write(String name) throws IOException {
    Path file = folder.resolve(name);
    Files.deleteIfExists(file);
    try (ManifestWriter writer = ManifestWriter.create(file, ManifestLimits.DEFAULT)) {
      for (Entry entry : entries) {
        writer.add(entry);
      }
      return writer.finish();
    }
  }
}
