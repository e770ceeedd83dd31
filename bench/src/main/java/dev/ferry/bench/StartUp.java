package dev.ferry.bench;

import dev.ferry.testkit.TreeMaker;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** How long short commands take, whole processes from the launcher on. */
final class StartUp {

  private final FerryTool ferry;
  private final Path launcher;
  private final Path folder;
  private final Path out;
  private final Results results;

  StartUp(FerryTool ferry, Path launcher, Path folder, Path out, Results results) {
    this.ferry = ferry;
    this.launcher = launcher;
    this.folder = folder;
    this.out = out;
    this.results = results;
  }

  /** {@code --version}, and 1 KB to a running peer. */
  void run(int rounds) throws IOException {
    List<Double> version = new ArrayList<>();
    List<Double> kilobyte = new ArrayList<>();
    Path small = folder.resolve("small");
    Workload.delete(small);
    new TreeMaker(small, 1).file("1k", 1000).done();
    for (int round = -1; round < rounds; round++) {
      double versionSeconds = time(List.of(launcher.toString(), "--version"));
      double sendSeconds = time(ferry.command(small.resolve("1k")));
      Workload.delete(out.resolve("1k"));
      if (round >= 0) {
        version.add(versionSeconds);
        kilobyte.add(sendSeconds);
      }
    }
    results.add("Short commands", "ferry --version", "s", version);
    results.add("Short commands", "ferry send, 1 KB to a running peer", "s", kilobyte);
  }

  private double time(List<String> command) throws IOException {
    return Stopwatch.run(ferry, command).seconds();
  }
}
