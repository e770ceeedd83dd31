package dev.ferry.payload;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ferry.manifest.EntrySet;
import dev.ferry.platform.HeldFolder;
import dev.ferry.platform.Platform;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Reads payloads from real files and writes them to real files, cut in every kind of way. */
class PayloadRoundTripTest {
  private static final int CHUNK = Chunk.SIZE;
  private static final int BUFFER = PayloadReader.BUFFER;

  @TempDir(factory = InMemory.class)
  Path source;

  @TempDir(factory = InMemory.class)
  Path staging;

  private final StageMeter meter = new StageMeter();
  private final Withdrawals withdrawals =
      new Withdrawals(w -> {
        throw new AssertionError("withdrawn: " + w);
      });
  private HeldFolder folder;

  @BeforeEach
  void hold() throws IOException {
    folder = Platform.current().hold(staging);
  }

  @AfterEach
  void release() {
    folder.close();
  }

  @ParameterizedTest
  @ValueSource(
      ints = {
        1,
        2,
        BUFFER - 1,
        BUFFER,
        BUFFER + 1,
        CHUNK - 1,
        CHUNK,
        CHUNK + 1,
        2 * CHUNK - 1,
        2 * CHUNK,
        2 * CHUNK + 1,
        3 * CHUNK + BUFFER
      })
  void carriesAFileOfAnySize(int size) throws IOException {
    SourceTree tree = new SourceTree(source).file("file", size, new Random(size));
    PayloadLayout layout = layoutOf(tree);
    Recorder recorder = copy(tree, layout, RangeSet.of(0, size), new Random(size));
    checkStaged(tree, layout);
    checkHashes(tree, layout, recorder);
    assertThat(recorder.parts).isEmpty();
    assertThat(recorder.held(size)).isEqualTo(layout.data());
  }

  @ParameterizedTest
  @ValueSource(ints = {1, CHUNK - 1, CHUNK, CHUNK + 1, 5_000_000})
  void startsAndStopsAnywhere(int cut) throws IOException {
    SourceTree tree =
        new SourceTree(source)
            .file("a/one", CHUNK + 7, new Random(1))
            .file("a/two", 3, new Random(2))
            .file("b/three", CHUNK, new Random(3));
    PayloadLayout layout = layoutOf(tree);
    Recorder recorder = new Recorder();
    HashTable sent = new HashTable();
    for (RangeSet range : List.of(RangeSet.of(cut, layout.length()), RangeSet.of(0, cut))) {
      copyInto(recorder, sent, tree, layout, range, new Random(cut));
    }
    checkStaged(tree, layout);
    assertThat(recorder.held(layout.length())).isEqualTo(layout.data());
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void carriesRandomTreesInRandomPieces(long seed) throws IOException {
    Random random = new Random(seed);
    SourceTree tree = randomTree(random);
    PayloadLayout layout = layoutOf(tree);
    List<RangeSet> pieces = pieces(layout, random);
    Recorder recorder = new Recorder();
    HashTable sent = new HashTable();
    for (RangeSet piece : pieces) {
      copyInto(recorder, sent, tree, layout, piece, random);
    }
    checkStaged(tree, layout);
    checkHashes(tree, layout, recorder);
    assertThat(recorder.held(layout.length())).isEqualTo(layout.data());
    assertThat(recorder.dirty).hasSize(filesWithBytes(layout));
  }

  @ParameterizedTest
  @ValueSource(longs = {11, 12, 13})
  void carriesWhatWasAcceptedOnly(long seed) throws IOException {
    Random random = new Random(seed);
    SourceTree tree = randomTree(random);
    ListManifest manifest = tree.manifest();
    BitSet accepted = new BitSet();
    for (int i = 0; i < manifest.entries(); i++) {
      accepted.set(i, random.nextBoolean());
    }
    PayloadLayout layout = PayloadLayout.of(manifest, EntrySet.of(accepted));
    Recorder recorder = copy(tree, layout, layout.data(), random);
    checkStaged(tree, layout);
    checkHashes(tree, layout, recorder);
  }

  private static SourceTree randomTree(Random random, Path root) throws IOException {
    SourceTree tree = new SourceTree(root);
    int files = random.nextInt(5, 250);
    for (int i = 0; i < files; i++) {
      int size =
          switch (random.nextInt(60)) {
            case 0 -> 0;
            case 1 -> BUFFER - 1 + random.nextInt(3);
            case 2 -> random.nextInt(6_000_000);
            default -> random.nextInt(9_000);
          };
      tree.file("d" + random.nextInt(6) + "/e" + random.nextInt(4) + "/f" + i, size, random);
    }
    tree.sparse("holes", 30L << 20, random, 5 << 20, (5 << 20) + 70_000, 20 << 20, 21 << 20);
    return tree;
  }

  private SourceTree randomTree(Random random) throws IOException {
    return randomTree(random, source);
  }

  /** All of the data, cut anywhere, in any order. */
  private static List<RangeSet> pieces(PayloadLayout layout, Random random) {
    List<Long> cuts = new ArrayList<>(List.of(0L, layout.length()));
    for (int i = random.nextInt(12); i > 0; i--) {
      long cut = random.nextLong(layout.length());
      cuts.add(random.nextBoolean() ? cut : Chunk.start(Chunk.of(cut)));
    }
    Collections.sort(cuts);
    List<RangeSet> pieces = new ArrayList<>();
    for (int i = 1; i < cuts.size(); i++) {
      pieces.add(layout.data().within(cuts.get(i - 1), cuts.get(i)));
    }
    Collections.shuffle(pieces, random);
    return pieces;
  }

  private Recorder copy(SourceTree tree, PayloadLayout layout, RangeSet ranges, Random random)
      throws IOException {
    Recorder recorder = new Recorder();
    HashTable sent = new HashTable();
    copyInto(recorder, sent, tree, layout, ranges, random);
    return recorder;
  }

  /** Reads and writes ranges, the writer fed in pieces of other sizes than the reader's. */
  private void copyInto(
      Recorder recorder,
      HashTable sent,
      SourceTree tree,
      PayloadLayout layout,
      RangeSet ranges,
      Random random)
      throws IOException {
    PayloadReader reader = new PayloadReader(layout, tree.files(), withdrawals, meter);
    StagedFiles files = new StagedFiles(folder, StagedNames.TREE);
    for (RangeSet.Range range : ranges.ranges()) {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      reader.read(range.from(), range.to(), bytes::write, sent);
      byte[] all = bytes.toByteArray();
      assertThat(all.length).isEqualTo((int) range.length());
      try (RangeWriter writer =
          new RangeWriter(layout, files, range.from(), range.to(), null, recorder, meter)) {
        for (int at = 0; at < all.length; ) {
          int some = Math.min(all.length - at, random.nextInt(1, 400_000));
          writer.write(all, at, some);
          at += some;
          assertThat(writer.position()).isEqualTo(range.from() + at);
        }
      }
    }
    for (long chunk = 0; chunk < layout.chunks(); chunk++) {
      if (recorder.hashes.contains(chunk)) {
        assertThat(recorder.hashes.get(chunk)).isEqualTo(sent.get(chunk));
      }
    }
  }

  private void checkStaged(SourceTree tree, PayloadLayout layout) throws IOException {
    byte[] payload = tree.payload(layout);
    ByteArrayOutputStream staged = new ByteArrayOutputStream();
    new StagedReader(layout, new StagedFiles(folder, StagedNames.TREE))
        .read(0, layout.length(), staged::write);
    assertThat(staged.toByteArray()).isEqualTo(payload);
    try (SpanCursor spans = layout.spans(0, layout.length())) {
      for (Span span = spans.next(); span != null; span = spans.next()) {
        Path file = staging.resolve(span.file().path().toString());
        if (span.file().islands().whole()) {
          assertThat(file)
              .hasSameBinaryContentAs(tree.root().resolve(span.file().path().toString()));
        }
        assertThat(Files.getPosixFilePermissions(file)).hasSize(2);
      }
    }
  }

  /** Whole chunks have the hash of their bytes; those that were cut are told in parts. */
  private static void checkHashes(SourceTree tree, PayloadLayout layout, Recorder recorder)
      throws IOException {
    byte[] payload = tree.payload(layout);
    for (long chunk = 0; chunk < layout.chunks(); chunk++) {
      ChunkHash hash = recorder.hashes.get(chunk);
      int start = (int) Chunk.start(chunk);
      int end = (int) Chunk.end(chunk, layout.length());
      if (hash != null) {
        assertThat(hash).isEqualTo(ChunkHasher.hash(payload, start, end - start));
      }
    }
    for (String part : recorder.parts) {
      String[] fields = part.split("[:\\- ]", -1);
      int start = (int) Chunk.start(Long.parseLong(fields[0]));
      int from = start + Integer.parseInt(fields[1]);
      int to = start + Integer.parseInt(fields[2]);
      assertThat(fields[3]).isEqualTo(ChunkHasher.hash(payload, from, to - from).hex());
    }
  }

  private static int filesWithBytes(PayloadLayout layout) throws IOException {
    int count = 0;
    for (RangeSet.Range range : layout.data().ranges()) {
      try (SpanCursor spans = layout.spans(range.from(), range.to())) {
        BitSet entries = new BitSet();
        for (Span span = spans.next(); span != null; span = spans.next()) {
          entries.set((int) span.entry());
        }
        count += entries.cardinality();
      }
    }
    // The sparse file comes last and is met once for each of its islands.
    return count - layout.data().ranges().size() + 1;
  }

  private static PayloadLayout layoutOf(SourceTree tree) throws IOException {
    ListManifest manifest = tree.manifest();
    return PayloadLayout.of(manifest, EntrySet.all(manifest.entries()));
  }
}
