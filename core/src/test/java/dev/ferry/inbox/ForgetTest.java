package dev.ferry.inbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ferry.payload.Chunk;
import dev.ferry.payload.FilePlace;
import dev.ferry.payload.HashTable;
import dev.ferry.payload.InMemory;
import dev.ferry.payload.RangeSet;
import dev.ferry.payload.RangeSet.Range;
import dev.ferry.payload.RangeWriter;
import dev.ferry.payload.SourceTree;
import dev.ferry.payload.StageMeter;
import dev.ferry.platform.Platform;
import dev.ferry.testkit.TreeSnapshot;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Bytes that came wrong are received anew, and what lies beside them stays, whatever happens. */
class ForgetTest {
  private static final int CHUNK = Chunk.SIZE;

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
  @CsvSource({
    "0, 1",
    "0, 4194304",
    "0, 4194305",
    "1000, 2000",
    "4194303, 4194305",
    "4194304, 8388608",
    "5000000, 5000001",
    "1, 9999999",
    "0, 10000000",
    "8388608, 10000000",
    "9999999, 10000000"
  })
  void asksAgainForExactlyTheseBytesAlsoAfterARestart(long from, long to) throws IOException {
    tree.file("a", 3_000_000, new Random(1)).file("b", 7_000_000, new Random(2));
    Delivery delivery = new Delivery(tree, inbox);
    try (Staging staging = delivery.stage()) {
      delivery.fill(staging, staging.missing());
      staging.forget(from, to);
      assertThat(staging.missing()).isEqualTo(RangeSet.of(from, to));
      staging.forget(from, to);
      assertThat(staging.missing()).isEqualTo(RangeSet.of(from, to));
    }
    try (Staging resumed = inbox.resume(Delivery.ID)) {
      assertThat(resumed.missing()).isEqualTo(RangeSet.of(from, to));
      delivery.fill(resumed, resumed.missing());
      assertHashes(delivery, resumed);
      delivery.finish(resumed);
    }
    assertSameTrees();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void agreesWithASimpleModelWhateverIsWrittenAndForgotten(long seed) throws IOException {
    Random random = new Random(seed);
    randomTree(random);
    Delivery delivery = new Delivery(tree, inbox);
    Staging staging = delivery.stage();
    try {
      byte[] payload = tree.payload(staging.layout());
      RangeSet data = staging.layout().data();
      RangeSet held = RangeSet.EMPTY;
      List<Range> wrong = new ArrayList<>();
      for (int step = 0; step < 60; step++) {
        RangeSet missing = data.minus(held);
        int choice = random.nextInt(10);
        if (choice < 6 && !missing.isEmpty()) {
          Range some = someOf(missing, random);
          boolean good = random.nextInt(3) > 0;
          write(staging, good ? payload : new byte[payload.length], some);
          held = held.plus(RangeSet.of(some.from(), some.to()));
          if (!good) {
            wrong.add(some);
          }
        } else if (choice < 8 && !wrong.isEmpty()) {
          Range bad = wrong.remove(random.nextInt(wrong.size()));
          staging.forget(bad.from(), bad.to());
          held = held.minus(RangeSet.of(bad.from(), bad.to()));
        } else if (choice == 8) {
          long from = random.nextLong(payload.length);
          long to = from + 1 + random.nextLong(Math.min(payload.length - from, 2 * CHUNK));
          staging.forget(from, to);
          held = held.minus(RangeSet.of(from, to));
        } else {
          staging.checkpoint();
        }
        assertThat(staging.missing()).as("step %s", step).isEqualTo(data.minus(held));
        if (step % 7 == 0) {
          staging.close();
          staging = inbox.resume(Delivery.ID);
          assertThat(staging.missing()).as("resumed after %s", step).isEqualTo(data.minus(held));
        }
      }
      for (Range bad : wrong) {
        staging.forget(bad.from(), bad.to());
      }
      delivery.fill(staging, staging.missing());
      assertHashes(delivery, staging);
      delivery.finish(staging);
    } finally {
      staging.close();
    }
    assertSameTrees();
  }

  @Test
  void aCrashWithinItForgetsAllOfItOrNothingAndNeverANeighbour() throws IOException {
    Delivery delivery = smallFiles(40, 300_000);
    FilePlace place;
    long before;
    Path journal = target.resolve(Inbox.STAGING).resolve(Delivery.ID).resolve("journal");
    try (Staging staging = delivery.stage()) {
      delivery.fill(staging, staging.missing());
      staging.checkpoint();
      // Crosses a border of two chunks, so that there are neighbours on both sides.
      place = staging.layout().rangeOf(Chunk.SIZE / 300_000);
      assertThat(Chunk.of(place.from())).isLessThan(Chunk.of(place.to()));
      before = Files.size(journal);
      staging.forget(place.from(), place.to());
    }
    RangeSet forgotten = RangeSet.of(place.from(), place.to());
    long after = Files.size(journal);
    assertThat(after).isGreaterThan(before);
    for (long length = before; length <= after; length++) {
      Path copy = Copies.of(target, folder.resolve("copy"));
      cut(copy.resolve(target.relativize(journal)), length);
      try (Inbox other = Inbox.open(copy);
          Staging resumed = other.resume(Delivery.ID)) {
        assertThat(resumed.missing().minus(forgotten)).isEqualTo(RangeSet.EMPTY);
        if (length == before) {
          assertThat(resumed.missing()).isEqualTo(RangeSet.EMPTY);
        }
      }
      Copies.delete(copy);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 4, 5})
  void aDiskThatFailsWithinItLosesNoNeighbour(int operations) throws IOException {
    Delivery delivery = smallFiles(40, 300_000);
    RangeSet forgotten;
    FaultyFolder.Disk disk = new FaultyFolder.Disk();
    try (Inbox faulty = Inbox.over(new FaultyFolder(Platform.current().hold(target), disk));
        Staging staging = new Delivery(tree, faulty).stage()) {
      delivery.fill(staging, staging.missing());
      staging.checkpoint();
      FilePlace place = staging.layout().rangeOf(Chunk.SIZE / 300_000);
      forgotten = RangeSet.of(place.from(), place.to());
      disk.failAfter(operations);
      try {
        staging.forget(place.from(), place.to());
        assertThat(staging.missing()).isEqualTo(forgotten);
      } catch (IOException e) {
        assertThat(staging.missing()).isEqualTo(RangeSet.EMPTY);
      }
    }
    try (Staging resumed = inbox.resume(Delivery.ID)) {
      assertThat(resumed.missing().minus(forgotten)).isEqualTo(RangeSet.EMPTY);
    }
  }

  @Test
  void aPowerCutWhileAFileIsReceivedAnewTakesNoNeighbour() throws IOException {
    Delivery delivery = smallFiles(30, 100_000);
    FilePlace place;
    try (Staging staging = delivery.stage()) {
      delivery.fill(staging, staging.missing());
      staging.checkpoint();
      place = staging.layout().rangeOf(7);
      staging.forget(place.from(), place.to());
      delivery.fill(staging, RangeSet.of(place.from(), place.from() + 60_000));
    }
    // What was written anew had not been forced: the disk has something else.
    try (RandomAccessFile file = new RandomAccessFile(staged("f007").toFile(), "rw")) {
      file.seek(10_000);
      file.write(new byte[5000]);
    }
    try (Staging resumed = inbox.resume(Delivery.ID)) {
      assertThat(resumed.missing()).isEqualTo(RangeSet.of(place.from(), place.to()));
      delivery.finish(resumed);
    }
    assertSameTrees();
  }

  @Test
  void aPowerCutTakesWhatWasNotForcedAndNoFileBesideIt() throws IOException {
    Delivery delivery = smallFiles(30, 100_000);
    try (Staging staging = delivery.stage()) {
      for (int i = 0; i < 30; i++) {
        FilePlace place = staging.layout().rangeOf(i);
        if (i == 28) {
          staging.checkpoint();
        }
        delivery.fill(staging, RangeSet.of(place.from(), place.to()));
      }
      assertThat(staging.hash(0)).as("the chunk was whole").isNotNull();
    }
    try (RandomAccessFile file = new RandomAccessFile(staged("f028").toFile(), "rw")) {
      file.write(new byte[5000]);
    }
    try (Staging resumed = inbox.resume(Delivery.ID)) {
      assertThat(resumed.missing().minus(RangeSet.of(2_800_000, 3_000_000)))
          .isEqualTo(RangeSet.EMPTY);
      assertThat(resumed.missing().containsAll(2_800_000, 2_900_000)).isTrue();
      delivery.finish(resumed);
    }
    assertSameTrees();
  }

  @Test
  void refusesWhereSomebodyWritesAndOnceItIsSettled() throws IOException {
    Delivery delivery = smallFiles(3, 1000);
    try (Staging staging = delivery.stage()) {
      delivery.fill(staging, RangeSet.of(0, 1000));
      try (RangeWriter writer = staging.openRange(1000, 2000, new StageMeter())) {
        assertThat(writer.remaining()).isEqualTo(1000);
        assertThatThrownBy(() -> staging.forget(999, 1001))
            .isInstanceOf(RangeConflictException.class);
        staging.forget(0, 1000);
      }
      staging.settle("enough", null);
      assertThatThrownBy(() -> staging.forget(0, 1000)).isInstanceOf(RangeConflictException.class);
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void whatAWriterHashedBeforeItWasForgottenDoesNotCount(boolean receivedAnew) throws IOException {
    Delivery delivery = smallFiles(3, CHUNK / 2);
    try (Staging staging = delivery.stage()) {
      byte[] payload = tree.payload(staging.layout());
      write(staging, new byte[payload.length], new Range(0, 1000));
      // It goes on from the first thousand bytes, and its hash covers them.
      try (RangeWriter writer = staging.openRange(1000, payload.length, new StageMeter())) {
        writer.write(payload, 1000, 5000);
        staging.forget(0, 1000);
        if (receivedAnew) {
          write(staging, payload, new Range(0, 1000));
        }
        writer.write(payload, 6000, payload.length - 6000);
      }
      assertThat(staging.missing()).isEqualTo(RangeSet.of(0, receivedAnew ? 0 : 1000));
      delivery.fill(staging, staging.missing());
      assertHashes(delivery, staging);
      delivery.finish(staging);
    }
    assertSameTrees();
  }

  @Test
  void manyWhoWriteAndForgetAtOnceDoNotDisturbEachOther() throws Exception {
    Delivery delivery = smallFiles(120, 100_000);
    try (Staging staging = delivery.stage();
        ExecutorService threads = Executors.newFixedThreadPool(6)) {
      byte[] payload = tree.payload(staging.layout());
      List<Future<?>> all = new ArrayList<>();
      for (int i = 0; i < 120; i++) {
        FilePlace place = staging.layout().rangeOf(i);
        Random random = new Random(i);
        all.add(
            threads.submit(() -> {
              receiveBadlyThenWell(staging, place, payload, random);
              return null;
            }));
      }
      for (Future<?> one : all) {
        one.get();
      }
      assertThat(staging.missing()).isEqualTo(RangeSet.EMPTY);
      assertHashes(delivery, staging);
      delivery.finish(staging);
    }
    assertSameTrees();
  }

  private static void receiveBadlyThenWell(
      Staging staging, FilePlace place, byte[] payload, Random random) throws IOException {
    for (int attempt = random.nextInt(3); attempt > 0; attempt--) {
      long to = place.from() + 1 + random.nextLong(place.length());
      write(staging, new byte[payload.length], new Range(place.from(), to));
      staging.forget(place.from(), place.to());
    }
    write(staging, payload, new Range(place.from(), place.to()));
  }

  private Delivery smallFiles(int count, int size) throws IOException {
    for (int i = 0; i < count; i++) {
      tree.file("f%03d".formatted(i), size, new Random(i));
    }
    return new Delivery(tree, inbox);
  }

  private void randomTree(Random random) throws IOException {
    for (int i = random.nextInt(3, 40); i > 0; i--) {
      int size = random.nextInt(6) == 0 ? random.nextInt(7_000_000) : random.nextInt(300_000);
      tree.file("d" + random.nextInt(4) + "/f" + i, size, random);
    }
    tree.sparse("holes", 20L << 20, random, 9 << 20, (9 << 20) + 70_000);
  }

  /** A part of one of these ranges, often up to one of its borders. */
  private static Range someOf(RangeSet ranges, Random random) {
    Range one = ranges.ranges().get(random.nextInt(ranges.ranges().size()));
    long from = random.nextBoolean() ? one.from() : one.from() + random.nextLong(one.length());
    long to = random.nextBoolean() ? one.to() : from + 1 + random.nextLong(one.to() - from);
    return new Range(from, to);
  }

  private static void write(Staging staging, byte[] bytes, Range range) throws IOException {
    try (RangeWriter writer = staging.openRange(range.from(), range.to(), new StageMeter())) {
      writer.write(bytes, (int) range.from(), (int) range.length());
    }
  }

  private static void cut(Path file, long length) throws IOException {
    Files.write(file, Arrays.copyOf(Files.readAllBytes(file), (int) length));
  }

  private Path staged(String name) {
    return target.resolve(Inbox.STAGING).resolve(Delivery.ID).resolve("files").resolve(name);
  }

  /** The hashes are those of what was sent, in whatever pieces it came. */
  private static void assertHashes(Delivery delivery, Staging staging) throws IOException {
    HashTable hashes = new HashTable();
    for (Range range : staging.layout().data().ranges()) {
      delivery
          .reader(staging)
          .read(range.from(), range.to(), (bytes, offset, length) -> {}, hashes);
    }
    for (long chunk = 0; chunk < staging.layout().chunks(); chunk++) {
      if (hashes.contains(chunk)) {
        assertThat(staging.hash(chunk)).as("chunk %s", chunk).isEqualTo(hashes.get(chunk));
      }
    }
  }

  private void assertSameTrees() {
    TreeSnapshot.of(tree.root()).assertSame("what arrived", TreeSnapshot.of(target));
  }
}
