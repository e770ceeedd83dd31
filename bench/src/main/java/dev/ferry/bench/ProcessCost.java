package dev.ferry.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * What processes cost, from /proc: CPU seconds, those of ended children included, and the most
 * memory that was ever resident. Zero where /proc does not exist.
 */
final class ProcessCost {

  /** Linux reports times in hundredths of a second, whatever its own clock. */
  private static final double TICKS_PER_SECOND = 100;

  private ProcessCost() {}

  /** CPU seconds of this JVM's children that have ended, and of theirs. */
  static double ofEndedChildren() {
    String[] fields = statOf(ProcessHandle.current().pid());
    return fields.length == 0 ? 0 : ticks(fields, 13) + ticks(fields, 14);
  }

  /** CPU seconds of a running process and of all below it, the ended ones too. */
  static double ofTree(ProcessHandle root) {
    return tree(root).mapToDouble(process -> own(process.pid())).sum();
  }

  /** Most memory resident at any time, in bytes, of a running process and those below it. */
  static long peakMemoryOfTree(ProcessHandle root) {
    return tree(root).mapToLong(process -> peakMemory(process.pid())).sum();
  }

  private static Stream<ProcessHandle> tree(ProcessHandle root) {
    return Stream.concat(Stream.of(root), root.descendants());
  }

  private static double own(long pid) {
    String[] fields = statOf(pid);
    if (fields.length == 0) {
      return 0;
    }
    return ticks(fields, 11) + ticks(fields, 12) + ticks(fields, 13) + ticks(fields, 14);
  }

  /**
   * Fields of /proc/PID/stat after the name: [0] is the state, [11..14] utime stime cutime cstime.
   */
  private static String[] statOf(long pid) {
    try {
      String stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
      return stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
    } catch (IOException e) {
      return new String[0];
    }
  }

  private static double ticks(String[] fields, int index) {
    return Long.parseLong(fields[index]) / TICKS_PER_SECOND;
  }

  private static long peakMemory(long pid) {
    try (Stream<String> lines = Files.lines(Path.of("/proc/" + pid + "/status"))) {
      return lines
          .filter(line -> line.startsWith("VmHWM:"))
          .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
          .sum();
    } catch (IOException | java.io.UncheckedIOException e) {
      return 0;
    }
  }
}
