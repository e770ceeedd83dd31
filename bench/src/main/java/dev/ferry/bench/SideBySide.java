package dev.ferry.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Times several tools on one subject, interleaved: each round runs every tool once, so that what
 * disturbs the machine disturbs all of them. Every copy is checked; the first of each tool byte for
 * byte.
 */
final class SideBySide {

  private final Workload workload;
  private final int rounds;

  SideBySide(Workload workload, int rounds) {
    this.workload = workload;
    this.rounds = rounds;
  }

  /** All measurements of each tool, in the tools' order. One more round before is not counted. */
  Map<String, List<Measurement>> time(Subject subject, List<? extends Tool> tools)
      throws IOException {
    Map<String, List<Measurement>> results = new LinkedHashMap<>();
    for (int round = 0; round <= rounds; round++) {
      for (Tool tool : tools) {
        if (!tool.copies(subject)) {
          continue;
        }
        workload.emptyOut();
        Measurement measurement =
            Stopwatch.run(tool, tool.command(subject, workload.source(subject), workload.out()));
        workload.verify(subject, round == 0);
        if (round > 0) {
          results.computeIfAbsent(tool.name(), name -> new ArrayList<>()).add(measurement);
        }
        System.err.printf(
            "  %-8s round %d  %-45s %7.2f s%n",
            subject.fileName(), round, tool.name(), measurement.seconds());
      }
    }
    return results;
  }
}
