package dev.ferry.bench;

import dev.ferry.testkit.FaultProxy;
import dev.ferry.testkit.TreeMaker;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * How soon after the command something leaves: measured at a proxy between the two peers, which
 * sees bytes and no more. A handshake and an offer's beginning are below {@link #OFFER} bytes; what
 * is beyond is the offer itself, or the payload of a file whose offer is short.
 */
final class FirstByte {

  /** Handshake, request head and header of the offer fit in here. */
  private static final long OFFER = 8_000;

  private static final long TERABYTE = 1L << 40;
  private static final int ISLAND = 16 << 20;
  private static final long PATIENCE_SECONDS = 600;

  private final FerryTool ferry;
  private final Path folder;
  private final Path out;
  private final Results results;

  FirstByte(FerryTool ferry, Path folder, Path out, Results results) {
    this.ferry = ferry;
    this.folder = folder;
    this.out = out;
    this.results = results;
  }

  /** A sparse file of 1 TB with islands at its ends, {@code rounds} times. */
  void terabyte(int rounds) throws IOException {
    Path tree = folder.resolve("terabyte");
    Workload.delete(tree);
    new TreeMaker(tree, 1).sparse("disk.img", TERABYTE, ISLAND, 0, TERABYTE - ISLAND).done();
    List<Double> first = new ArrayList<>();
    List<Double> whole = new ArrayList<>();
    for (int round = 0; round < rounds; round++) {
      Timeline timeline = send(tree.resolve("disk.img"), 1 << 20);
      first.add(timeline.firstSeconds());
      whole.add(timeline.endSeconds());
      Workload.delete(out.resolve("disk.img"));
    }
    results.add("Time to the first byte", "1 TB sparse file: 1 MiB of it is across", "s", first);
    results.add("Time to the first byte", "1 TB sparse file: all of it, durable", "s", whole);
    Workload.delete(tree);
  }

  /** A tree of so many files, once or twice: it is big. */
  void hugeTree(int files, int rounds) throws IOException {
    Path tree = folder.resolve("huge");
    Workload.delete(tree);
    TreeMaker.hugeTree(tree, files, 1);
    List<Double> first = new ArrayList<>();
    List<Double> whole = new ArrayList<>();
    List<Double> memory = new ArrayList<>();
    for (int round = 0; round < rounds; round++) {
      Timeline timeline = send(tree, OFFER);
      first.add(timeline.firstSeconds());
      whole.add(timeline.endSeconds());
      memory.add((double) timeline.senderMemory() / (1 << 20));
      Workload.delete(out.resolve("huge"));
    }
    String name = "%,d files".formatted(files);
    results.add("Time to the first byte", name + ": the offer leaves", "s", first);
    results.add("Time to the first byte", name + ": all of it, durable", "s", whole);
    results.add("Time to the first byte", name + ": sender's peak memory", "MiB", memory, Map.of());
    Workload.delete(tree);
  }

  private record Timeline(double firstSeconds, double endSeconds, long senderMemory) {}

  /** Sends through a proxy; tells when so many bytes were across, and when the command ended. */
  private Timeline send(Path source, long bytes) throws IOException {
    InetSocketAddress receiver =
        new InetSocketAddress(InetAddress.getLoopbackAddress(), ferry.port());
    try (FaultProxy proxy = FaultProxy.to(receiver)) {
      List<String> command = ferry.commandTo(proxy.port(), source);
      long started = System.nanoTime();
      Process process =
          new ProcessBuilder(command)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .start();
      long deadline = started + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
      double first = Double.NaN;
      long memory = 0;
      while (process.isAlive() && System.nanoTime() < deadline) {
        if (Double.isNaN(first) && proxy.bytesToTarget() >= bytes) {
          first = secondsSince(started);
        }
        if (!Double.isNaN(first)) {
          memory = Math.max(memory, ProcessCost.peakMemoryOfTree(process.toHandle()));
        }
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(Double.isNaN(first) ? 1 : 50));
      }
      double end = secondsSince(started);
      Shell.await(process, command);
      return new Timeline(first, end, memory);
    }
  }

  private static double secondsSince(long nanos) {
    return (System.nanoTime() - nanos) / 1e9;
  }
}
