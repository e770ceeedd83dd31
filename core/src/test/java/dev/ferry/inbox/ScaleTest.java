package dev.ferry.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ferry.manifest.Entry;
import dev.ferry.manifest.FileEntry;
import dev.ferry.manifest.FolderEntry;
import dev.ferry.manifest.Manifest;
import dev.ferry.manifest.ManifestLimits;
import dev.ferry.manifest.ManifestWriter;
import dev.ferry.payload.Chunk;
import dev.ferry.payload.RangeSet;
import dev.ferry.payload.RangeSet.Range;
import dev.ferry.payload.RangeWriter;
import dev.ferry.payload.SourceTree;
import dev.ferry.payload.StageMeter;
import dev.ferry.platform.Platform;
import dev.ferry.testkit.TreeSnapshot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Huge files, many files, many writers. */
class ScaleTest {
  private static final long GIB = 1L << 30;

  @TempDir Path folder;

  @Test
  @Timeout(60)
  void carriesASparseFileOf100GigabytesInSeconds() throws IOException {
    SourceTree tree = new SourceTree(Files.createDirectory(folder.resolve("source")));
    tree.sparse(
        "d/disk.img",
        100 * GIB,
        new Random(1),
        5 * GIB + 17,
        5 * GIB + 70_000,
        50 * GIB,
        50 * GIB + 5_000_000,
        100 * GIB - 10,
        100 * GIB);
    tree.sparse("d/nothing.img", 10 * GIB, new Random(2));
    Path target = folder.resolve("inbox");
    try (Inbox inbox = Inbox.open(target)) {
      Delivery delivery = new Delivery(tree, inbox);
      assertThat(delivery.plan().summary().spaceNeeded()).isLessThan(6_000_000);
      assertThat(delivery.run().bytes()).isEqualTo(110 * GIB);
    }
    TreeSnapshot.of(tree.root()).assertSame("inbox", TreeSnapshot.of(target));
    assertThat(Platform.current().stamp(target.resolve("d/disk.img"), false).allocatedBytes())
        .isLessThan(6_000_000);
  }

  @Test
  void takesManyWritersAtOnce() throws Exception {
    Random random = new Random(5);
    SourceTree tree = new SourceTree(Files.createDirectory(folder.resolve("source")));
    for (int i = 0; i < 500; i++) {
      tree.file("d" + i % 9 + "/f" + i, random.nextInt(40_000), random);
    }
    tree.file("big", 30_000_000, random);
    Path target = folder.resolve("inbox");
    try (Inbox inbox = Inbox.open(target)) {
      Delivery delivery = new Delivery(tree, inbox);
      try (Staging staging = delivery.stage();
          ExecutorService lanes = Executors.newVirtualThreadPerTaskExecutor()) {
        List<Future<?>> running = new ArrayList<>();
        for (RangeSet piece : pieces(staging.layout().data(), random)) {
          running.add(
              lanes.submit(() -> {
                delivery.fill(staging, piece);
                return piece;
              }));
        }
        for (Future<?> lane : running) {
          lane.get();
        }
        assertThat(staging.missing()).isEqualTo(RangeSet.EMPTY);
        for (long chunk = 0; chunk < staging.layout().chunks(); chunk++) {
          assertThat(staging.hash(chunk)).isNotNull();
        }
        delivery.finish(staging);
      }
    }
    TreeSnapshot.of(tree.root()).assertSame("inbox", TreeSnapshot.of(target));
  }

  private static List<RangeSet> pieces(RangeSet data, Random random) {
    List<RangeSet> pieces = new ArrayList<>();
    for (Range range : data.ranges()) {
      for (long at = range.from(); at < range.to(); ) {
        long end = Math.min(range.to(), at + random.nextInt(1, 3 * Chunk.SIZE));
        pieces.add(RangeSet.of(at, end));
        at = end;
      }
    }
    Collections.shuffle(pieces, random);
    return pieces;
  }

  /** The rest of the way takes a disk with as many files; this is what must fit in memory. */
  @Test
  void plansAndLaysOutAMillionEntriesInLittleMemory() throws IOException {
    int files = 1_000_000;
    try (Manifest manifest = millionEntries(files);
        Inbox inbox = Inbox.open(folder.resolve("inbox"))) {
      long before = usedHeap();
      long began = System.nanoTime();
      Plan plan = inbox.plan(manifest, ClashPolicy.KEEP_BOTH, false);
      assertThat(plan.summary().wantedFiles()).isEqualTo(files);
      try (Staging staging = inbox.stage("million", manifest, plan)) {
        Range range = staging.missing().ranges().getFirst();
        assertThat(range.to()).isEqualTo(3L * files);
        try (RangeWriter writer = staging.openRange(2_999_000, 2_999_999, new StageMeter())) {
          writer.write(new byte[999], 0, 999);
        }
        long used = usedHeap() - before;
        System.out.println(
            "a million entries: "
                + (used >> 10)
                + " KiB of heap, planned and staged in "
                + Duration.ofNanos(System.nanoTime() - began));
        assertThat(used).isLessThan(40L << 20);
        staging.delete();
      }
    }
  }

  private Manifest millionEntries(int files) throws IOException {
    try (ManifestWriter writer =
        ManifestWriter.create(folder.resolve("manifest"), ManifestLimits.DEFAULT)) {
      for (int i = 0; i < files; i++) {
        if (i % 1000 == 0) {
          writer.add(entryOf(String.format("t/d%04d", i / 1000), -1));
        }
        writer.add(entryOf(String.format("t/d%04d/file-%07d.txt", i / 1000, i), 3));
      }
      return writer.finish();
    }
  }

  private static Entry entryOf(String path, long size) {
    return size < 0
        ? new FolderEntry(SourceTree.pathOf(path), 0, 0755)
        : new FileEntry(SourceTree.pathOf(path), size, 0, 0644);
  }

  private static long usedHeap() {
    for (int i = 0; i < 3; i++) {
      System.gc();
    }
    return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
  }
}
