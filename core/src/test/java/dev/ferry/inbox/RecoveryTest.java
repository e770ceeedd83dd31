package dev.ferry.inbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ferry.payload.Chunk;
import dev.ferry.payload.HashTable;
import dev.ferry.payload.InMemory;
import dev.ferry.payload.PayloadLayout;
import dev.ferry.payload.RangeSet;
import dev.ferry.payload.RangeSet.Range;
import dev.ferry.payload.RangeWriter;
import dev.ferry.payload.SourceTree;
import dev.ferry.payload.Span;
import dev.ferry.payload.SpanCursor;
import dev.ferry.payload.StageMeter;
import dev.ferry.testkit.TreeSnapshot;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A receiver that dies at any moment finds again what it holds, and only that. */
class RecoveryTest {
  @TempDir(factory = InMemory.class)
  Path folder;

  private SourceTree tree;
  private Path target;
  private Inbox inbox;

  @BeforeEach
  void open() throws IOException {
    tree = new SourceTree(Files.createDirectory(folder.resolve("source")));
    target = folder.resolve("inbox");
    inbox = Inbox.open(target);
  }

  @AfterEach
  void close() {
    inbox.close();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void holdsAfterAKillWhatItHeldBefore(long seed) throws IOException {
    Random random = new Random(seed);
    randomTree(random);
    Delivery delivery = new Delivery(tree, inbox);
    try (Staging staging = delivery.stage()) {
      byte[] payload = tree.payload(staging.layout());
      for (RangeSet piece : pieces(staging.layout(), random)) {
        delivery.fill(staging, piece);
        if (random.nextInt(3) == 0) {
          staging.checkpoint();
        }
        RangeSet missing = staging.missing();
        Path copy = Copies.of(target, folder.resolve("copy"));
        try (Inbox other = Inbox.open(copy);
            Staging resumed = other.resume(Delivery.ID)) {
          assertThat(resumed.missing()).isEqualTo(missing);
          checkHeld(resumed, copy, payload);
        }
        Copies.delete(copy);
      }
      assertThat(staging.missing()).isEqualTo(RangeSet.EMPTY);
      delivery.finish(staging);
    }
    assertSameTrees(target);
  }

  @ParameterizedTest
  @ValueSource(longs = {21, 22})
  void goesOnFromAJournalCutAtEveryRecord(long seed) throws IOException {
    Random random = new Random(seed);
    randomTree(random);
    Delivery delivery = new Delivery(tree, inbox);
    byte[] payload;
    try (Staging staging = delivery.stage()) {
      payload = tree.payload(staging.layout());
      for (RangeSet piece : pieces(staging.layout(), random)) {
        delivery.fill(staging, piece);
        if (random.nextInt(3) == 0) {
          staging.checkpoint();
        }
      }
    }
    Path journal = target.resolve(Inbox.STAGING).resolve(Delivery.ID).resolve("journal");
    long size = Files.size(journal);
    for (long length = size; length >= JournalFormat.SLOT; length -= 24) {
      Path copy = Copies.of(target, folder.resolve("copy"));
      cut(copy.resolve(target.relativize(journal)), length);
      try (Inbox other = Inbox.open(copy);
          Staging resumed = other.resume(Delivery.ID)) {
        checkHeld(resumed, copy, payload);
        if (length % 96 == 0) {
          new Delivery(tree, other).finish(resumed);
          assertSameTrees(copy);
        }
      }
      Copies.delete(copy);
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {31, 32, 33, 34})
  void noticesWhatThePowerCutTookFromFilesNotForced(long seed) throws IOException {
    Random random = new Random(seed);
    randomTree(random);
    Delivery delivery = new Delivery(tree, inbox);
    RangeSet forced;
    byte[] payload;
    try (Staging staging = delivery.stage()) {
      payload = tree.payload(staging.layout());
      List<RangeSet> pieces = pieces(staging.layout(), random);
      int half = pieces.size() / 2;
      for (RangeSet piece : pieces.subList(0, half)) {
        delivery.fill(staging, piece);
      }
      staging.checkpoint();
      forced = staging.layout().data().minus(staging.missing());
      for (RangeSet piece : pieces.subList(half, pieces.size())) {
        delivery.fill(staging, piece);
      }
      scramble(staging.layout(), staging.layout().data().minus(forced), random);
    }
    try (Staging resumed = inbox.resume(Delivery.ID)) {
      checkHeld(resumed, target, payload);
      assertThat(forced.minus(resumed.missing())).isEqualTo(forced);
      delivery.finish(resumed);
    }
    assertSameTrees(target);
  }

  @Test
  void noticesStagedFilesThatAreGone() throws IOException {
    tree.file("a", 5_000_000, new Random(1)).file("b", 5_000_000, new Random(2));
    Delivery delivery = new Delivery(tree, inbox);
    try (Staging staging = delivery.stage()) {
      delivery.fill(staging, staging.missing());
      Files.delete(staged("b"));
    }
    try (Staging resumed = inbox.resume(Delivery.ID)) {
      assertThat(resumed.missing()).isEqualTo(RangeSet.of(Chunk.SIZE, 10_000_000));
      delivery.fill(resumed, resumed.missing());
      resumed.checkpoint();
      Files.delete(staged("a"));
      assertThatThrownBy(() -> resumed.publish(new StageMeter()))
          .isInstanceOf(StagedDataLostException.class);
      assertThat(resumed.missing()).isEqualTo(RangeSet.of(0, 2 * Chunk.SIZE));
      delivery.finish(resumed);
    }
    assertSameTrees(target);
  }

  @Test
  void keepsPrefixesOfChunksByTheByte() throws IOException {
    tree.file("a", 3 * Chunk.SIZE, new Random(3));
    Delivery delivery = new Delivery(tree, inbox);
    byte[] payload;
    try (Staging staging = delivery.stage()) {
      payload = tree.payload(staging.layout());
      write(staging, payload, 0, payload.length, Chunk.SIZE + 12_345);
    }
    try (Staging resumed = inbox.resume(Delivery.ID)) {
      assertThat(resumed.missing()).hasToString("4206649-12582912");
      write(resumed, payload, 4_206_649, payload.length, 1);
    }
    try (Staging resumed = inbox.resume(Delivery.ID)) {
      assertThat(resumed.missing()).hasToString("4206650-12582912");
      delivery.finish(resumed);
    }
    assertSameTrees(target);
  }

  @Test
  void refusesToBuildOnADamagedPrefix() throws IOException {
    tree.file("a", 2 * Chunk.SIZE, new Random(3));
    Delivery delivery = new Delivery(tree, inbox);
    try (Staging staging = delivery.stage()) {
      byte[] payload = tree.payload(staging.layout());
      write(staging, payload, 0, payload.length, 1000);
      overwrite(staged("a"), 500, new byte[] {1, 2, 3});
      assertThatThrownBy(() -> staging.openRange(1000, 2000, new StageMeter()))
          .isInstanceOf(RangeConflictException.class);
      assertThat(staging.missing()).hasToString("0-8388608");
      delivery.finish(staging);
    }
    assertSameTrees(target);
  }

  @Test
  void joinsPartsOfAChunkThatCameInAnyOrder() throws IOException {
    tree.file("a", 100, new Random(1)).file("b", 200, new Random(2)).file("c", 50, new Random(3));
    Delivery delivery = new Delivery(tree, inbox);
    try (Staging staging = delivery.stage()) {
      HashTable hashes = new HashTable();
      delivery.reader(staging).read(0, 350, (bytes, offset, length) -> {}, hashes);
      delivery.fill(staging, RangeSet.of(100, 300));
      assertThat(staging.hash(0)).isNull();
      delivery.fill(staging, RangeSet.of(300, 350));
      assertThat(staging.missing()).hasToString("0-100");
      delivery.fill(staging, RangeSet.of(0, 100));
      assertThat(staging.hash(0)).isEqualTo(hashes.get(0));
      delivery.finish(staging);
    }
    assertSameTrees(target);
  }

  @Test
  void givesARangeToOneWriterOnly() throws IOException {
    tree.file("a", 1000, new Random(1));
    try (Staging staging = new Delivery(tree, inbox).stage()) {
      RangeWriter writer = staging.openRange(100, 200, new StageMeter());
      assertThatThrownBy(() -> staging.openRange(199, 300, new StageMeter()))
          .isInstanceOf(RangeConflictException.class);
      staging.openRange(200, 300, new StageMeter()).close();
      writer.write(new byte[100], 0, 100);
      writer.close();
      assertThatThrownBy(() -> staging.openRange(0, 101, new StageMeter()))
          .isInstanceOf(RangeConflictException.class);
      staging.openRange(0, 100, new StageMeter()).close();
      assertThatThrownBy(() -> staging.openRange(900, 1001, new StageMeter()))
          .isInstanceOf(RangeConflictException.class);
      assertThatThrownBy(() -> staging.publish(new StageMeter()))
          .isInstanceOf(IllegalStateException.class);
    }
  }

  @Test
  void asksAgainForAChunkThatWasForgotten() throws IOException {
    tree.file("a", 3 * Chunk.SIZE, new Random(1));
    Delivery delivery = new Delivery(tree, inbox);
    try (Staging staging = delivery.stage()) {
      delivery.fill(staging, staging.missing());
      staging.forget(1);
      assertThat(staging.missing()).isEqualTo(RangeSet.of(Chunk.SIZE, 2 * Chunk.SIZE));
    }
    try (Staging resumed = inbox.resume(Delivery.ID)) {
      assertThat(resumed.missing()).isEqualTo(RangeSet.of(Chunk.SIZE, 2 * Chunk.SIZE));
      delivery.finish(resumed);
    }
    assertSameTrees(target);
  }

  @Test
  void startsAnewWhatWasNeverComplete() throws IOException {
    tree.file("a", 1000, new Random(1));
    Delivery delivery = new Delivery(tree, inbox);
    delivery.stage().close();
    Files.delete(target.resolve(Inbox.STAGING).resolve(Delivery.ID).resolve("journal"));
    assertThatThrownBy(() -> inbox.resume(Delivery.ID)).isInstanceOf(NoSuchFileException.class);
    assertThat(inbox.stagings()).isEmpty();
    delivery.run();
    assertSameTrees(target);
  }

  private void randomTree(Random random) throws IOException {
    int files = random.nextInt(3, 60);
    for (int i = 0; i < files; i++) {
      int size = random.nextInt(12) == 0 ? random.nextInt(7_000_000) : random.nextInt(5_000);
      tree.file("d" + random.nextInt(4) + "/f" + i, size, random);
    }
    tree.sparse("holes", 20L << 20, random, 9 << 20, (9 << 20) + 70_000);
  }

  private static List<RangeSet> pieces(PayloadLayout layout, Random random) {
    List<Long> cuts = new ArrayList<>(List.of(0L, layout.length()));
    for (int i = random.nextInt(3, 12); i > 0; i--) {
      cuts.add(random.nextLong(layout.length()));
    }
    Collections.sort(cuts);
    List<RangeSet> pieces = new ArrayList<>();
    for (int i = 1; i < cuts.size(); i++) {
      pieces.add(layout.data().within(cuts.get(i - 1), cuts.get(i)));
    }
    Collections.shuffle(pieces, random);
    return pieces;
  }

  /** Writes the first {@code count} bytes of a range, which is left open-ended. */
  private static void write(Staging staging, byte[] payload, int from, int to, int count)
      throws IOException {
    try (RangeWriter writer = staging.openRange(from, to, new StageMeter())) {
      writer.write(payload, from, count);
    }
  }

  /** Everything that is not missing must be staged as it is in the source. */
  private void checkHeld(Staging staging, Path in, byte[] payload) throws IOException {
    RangeSet held = staging.layout().data().minus(staging.missing());
    for (Range range : held.ranges()) {
      try (SpanCursor spans = staging.layout().spans(range.from(), range.to())) {
        for (Span span = spans.next(); span != null; span = spans.next()) {
          Path file =
              in.resolve(Inbox.STAGING)
                  .resolve(Delivery.ID)
                  .resolve("files")
                  .resolve(span.file().path().toString());
          byte[] bytes = new byte[(int) span.length()];
          try (RandomAccessFile data = new RandomAccessFile(file.toFile(), "r")) {
            data.seek(span.fileOffset());
            for (int at = 0; at < bytes.length; ) {
              int read = data.read(bytes, at, bytes.length - at);
              if (read < 0) {
                break;
              }
              at += read;
            }
          }
          int at = (int) span.position();
          assertThat(Arrays.equals(bytes, 0, bytes.length, payload, at, at + bytes.length))
              .as("%s at %s", span.file().path(), span.fileOffset())
              .isTrue();
        }
      }
    }
  }

  private void scramble(PayloadLayout layout, RangeSet ranges, Random random) throws IOException {
    for (Range range : ranges.ranges()) {
      try (SpanCursor spans = layout.spans(range.from(), range.to())) {
        for (Span span = spans.next(); span != null; span = spans.next()) {
          Path file = staged(span.file().path().toString());
          if (random.nextInt(4) == 0) {
            byte[] noise = new byte[random.nextInt(1, 100)];
            random.nextBytes(noise);
            int length = (int) Math.min(noise.length, span.length());
            long at = span.fileOffset() + random.nextLong(span.length() - length + 1);
            overwrite(file, at, Arrays.copyOf(noise, length));
          }
        }
      }
    }
  }

  private Path staged(String path) {
    return target.resolve(Inbox.STAGING).resolve(Delivery.ID).resolve("files").resolve(path);
  }

  private static void overwrite(Path file, long at, byte[] bytes) throws IOException {
    try (RandomAccessFile out = new RandomAccessFile(file.toFile(), "rw")) {
      out.seek(at);
      out.write(bytes);
    }
  }

  private static void cut(Path file, long length) throws IOException {
    try (RandomAccessFile out = new RandomAccessFile(file.toFile(), "rw")) {
      out.setLength(length);
    }
  }

  private void assertSameTrees(Path found) {
    TreeSnapshot.of(tree.root()).assertSame("inbox", TreeSnapshot.of(found));
  }
}
