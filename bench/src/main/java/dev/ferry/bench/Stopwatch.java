package dev.ferry.bench;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Times one run of a tool, and what it costs. */
final class Stopwatch {

  private static final long LOOK_MILLIS = 25;

  private Stopwatch() {}

  /** Runs a tool's client to its end, with its output thrown away. Blocks. */
  static Measurement run(Tool tool, List<String> command) throws IOException {
    double serversBefore = cpu(tool);
    double childrenBefore = ProcessCost.ofEndedChildren();
    long started = System.nanoTime();
    Process process =
        new ProcessBuilder(command)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    long memory = 0;
    while (!endsSoon(process)) {
      memory = Math.max(memory, ProcessCost.peakMemoryOfTree(process.toHandle()));
    }
    double seconds = (System.nanoTime() - started) / 1e9;
    Shell.await(process, command);
    return new Measurement(
        seconds,
        ProcessCost.ofEndedChildren() - childrenBefore + cpu(tool) - serversBefore,
        memory,
        tool.servers().stream().mapToLong(ProcessCost::peakMemoryOfTree).sum());
  }

  private static boolean endsSoon(Process process) throws IOException {
    try {
      return process.waitFor(LOOK_MILLIS, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  private static double cpu(Tool tool) {
    return tool.servers().stream().mapToDouble(ProcessCost::ofTree).sum();
  }
}
