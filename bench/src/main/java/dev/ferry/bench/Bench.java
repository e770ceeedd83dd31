package dev.ferry.bench;

import io.avaje.jsonb.Jsonb;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Ferry beside the tools a user would pick instead, in one run on one machine: {@code bench/run}.
 * Prints the table of docs/performance.md and writes it as JSON too.
 */
final class Bench {

  private static final int HUGE_TREE = 1_000_000;
  private static final int LOCALSEND_MEGABYTES = 1000;
  private static final int LOCALSEND_FILES = 5000;
  private static final int PAGE_MEGABYTES = 1000;

  private final BenchOptions options;
  private final Results results = new Results(Machine.describe());

  private Bench(BenchOptions options) {
    this.options = options;
  }

  /** The clone's root, then options. */
  public static void main(String[] arguments) throws IOException {
    new Bench(BenchOptions.parse(arguments)).run();
  }

  private void run() throws IOException {
    Path folder = options.memory().resolve("ferry-bench");
    try {
      Workload workload = Workload.make(folder, options.largeMegabytes(), options.files());
      if (options.wants("large") || options.wants("tree")) {
        compare(workload);
      }
      if (options.wants("warm")) {
        warm(workload);
      }
      if (options.wants("first-byte") || options.wants("start-up")) {
        moments(workload);
      }
      if (options.wants("disk")) {
        disk();
      }
      if (options.wants("localsend")) {
        localSend();
      }
      if (options.wants("page")) {
        page();
      }
    } finally {
      Workload.delete(folder);
    }
    write();
  }

  /** Large file and tree, side by side with everything that is installed. */
  private void compare(Workload workload) throws IOException {
    Path work = workload.folder();
    try (OtherTools others =
            OtherTools.start(work.resolve("others"), workload.source(), workload.out());
        FerryTool ferry = ferry(work, workload.out());
        BareTlsTool bare = new BareTlsTool(work, workload.out(), options.connections())) {
      List<Tool> tools = new ArrayList<>(List.of(ferry, bare));
      tools.addAll(others.all());
      tools.removeIf(tool -> !options.wants(tool) || isMissing(tool));
      for (Tool tool : tools) {
        tool.start();
      }
      SideBySide sideBySide = new SideBySide(workload, options.runs());
      if (options.wants("large")) {
        large("in memory", workload, sideBySide.time(Subject.LARGE, tools));
      }
      if (options.wants("tree")) {
        tree("Tree in memory", workload, sideBySide.time(Subject.TREE, tools));
      }
    }
  }

  private void large(String where, Workload workload, Map<String, List<Measurement>> times) {
    double gigabytes = workload.largeBytes() / 1e9;
    String section = "One file of %.1f GB %s, whole processes".formatted(gigabytes, where);
    times.forEach((name, runs) ->
        results.add(
            section,
            name,
            "MB/s",
            runs.stream().map(run -> gigabytes * 1000 / run.seconds()).toList(),
            cost(runs, gigabytes)));
  }

  private void tree(String where, Workload workload, Map<String, List<Measurement>> times) {
    double gigabytes = workload.treeBytes() / 1e9;
    String section =
        "%s: %,d files, %.0f MB, whole processes"
            .formatted(where, workload.treeFiles(), gigabytes * 1000);
    times.forEach((name, runs) ->
        results.add(
            section,
            name,
            "files/s",
            runs.stream().map(run -> workload.treeFiles() / run.seconds()).toList(),
            cost(runs, gigabytes)));
  }

  private static Map<String, Double> cost(List<Measurement> runs, double gigabytes) {
    Map<String, Double> cost = new LinkedHashMap<>();
    cost.put(
        "CPU s/GB",
        Measurement.median(runs.stream().map(run -> run.cpuSeconds() / gigabytes).toList()));
    cost.put("client MiB", mebibytes(runs.stream().mapToLong(Measurement::clientMemory).max()));
    cost.put("server MiB", mebibytes(runs.stream().mapToLong(Measurement::serverMemory).max()));
    return cost;
  }

  private static double mebibytes(java.util.OptionalLong bytes) {
    return (double) bytes.orElse(0) / (1 << 20);
  }

  /** The same without the start of processes: {@link WarmRounds} in a JVM of its own. */
  private void warm(Workload workload) throws IOException {
    workload.emptyOut();
    BenchKeys.makeIfAbsent(workload.folder().resolve("bare.p12"));
    Map<String, List<Double>> seconds = new LinkedHashMap<>();
    Process process =
        new ProcessBuilder(warmCommand(workload))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (BufferedReader lines = process.inputReader()) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        String[] words = line.split(" ", 2);
        seconds.computeIfAbsent(words[0], name -> new ArrayList<>()).add(Double.valueOf(words[1]));
        System.err.println("  warm     " + line);
      }
    }
    Shell.await(process, List.of("warm rounds"));
    String section = "Warm, both ends in one JVM";
    double megabytes = workload.largeBytes() / 1e6;
    results.add(section, "bare TLS 1.3 copy in Java", "MB/s", rates(seconds, "bare", megabytes));
    results.add(section, "Ferry", "MB/s", rates(seconds, "ferry", megabytes));
    results.add(
        "Warm, both ends in one JVM: tree",
        "Ferry",
        "files/s",
        rates(seconds, "tree", workload.treeFiles()));
  }

  private List<String> warmCommand(Workload workload) {
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-Xmx240m",
        "-XX:+UseSerialGC",
        "--enable-native-access=ALL-UNNAMED",
        "-cp",
        System.getProperty("java.class.path"),
        WarmRounds.class.getName(),
        workload.folder().toString(),
        workload.source().toString(),
        workload.out().toString(),
        Integer.toString(options.connections()),
        Integer.toString(options.runs()));
  }

  private static List<Double> rates(Map<String, List<Double>> seconds, String name, double amount) {
    return Objects.requireNonNull(seconds.get(name)).stream().map(time -> amount / time).toList();
  }

  /** First bytes and start-up. */
  private void moments(Workload workload) throws IOException {
    workload.emptyOut();
    try (FerryTool ferry = ferry(workload.folder(), workload.out())) {
      ferry.start();
      if (options.wants("start-up")) {
        new StartUp(ferry, options.ferry(), workload.folder(), workload.out(), results)
            .run(options.quick() ? 5 : 15);
      }
      if (options.wants("first-byte")) {
        FirstByte firstByte = new FirstByte(ferry, workload.folder(), workload.out(), results);
        firstByte.terabyte(options.runs());
        firstByte.hugeTree(options.quick() ? HUGE_TREE / 10 : HUGE_TREE, options.quick() ? 1 : 2);
      }
    }
  }

  /** The same bytes through LocalSend's messages instead of Ferry's own. */
  private void localSend() throws IOException {
    Path folder = options.memory().resolve("localsend");
    Workload workload = Workload.make(folder, LOCALSEND_MEGABYTES, LOCALSEND_FILES);
    try (FerryTool direct = ferry(folder.resolve("direct"), workload.out());
        FerryTool through =
            new FerryTool(
                "Ferry through LocalSend",
                options.ferry(),
                folder.resolve("through"),
                workload.out(),
                List.of("--quiet", "--via", "localsend"))) {
      direct.start();
      through.start();
      SideBySide sideBySide = new SideBySide(workload, options.runs());
      large(
          "through LocalSend", workload, sideBySide.time(Subject.LARGE, List.of(direct, through)));
      tree("Through LocalSend", workload, sideBySide.time(Subject.TREE, List.of(direct, through)));
    } finally {
      Workload.delete(folder);
    }
  }

  /** The same bytes from and to somebody who has a browser and nothing installed. */
  private void page() throws IOException {
    Path folder = options.memory().resolve("page");
    Workload workload = Workload.make(folder, PAGE_MEGABYTES, 10);
    try (FerryTool direct = ferry(folder, workload.out());
        GuestPage page = new GuestPage(options.ferry(), folder.resolve("page"), workload.out())) {
      page.start(workload.source(Subject.LARGE));
      List<Tool> tools =
          List.of(
              direct,
              new CommandTool("download through the page, curl", List.of("curl"), page.servers())
                  .copying(Subject.LARGE, page::download),
              new CommandTool(
                      "download through the page, HTTPS, curl", List.of("curl"), page.servers())
                  .copying(Subject.LARGE, page::downloadEncrypted),
              new CommandTool("upload through the page", List.of(), page.servers())
                  .copying(Subject.LARGE, (from, to) -> page.upload(from)));
      direct.start();
      SideBySide sideBySide = new SideBySide(workload, options.runs());
      large("through the page", workload, sideBySide.time(Subject.LARGE, tools));
    } finally {
      Workload.delete(folder);
    }
  }

  /** Where "done" means that it survives a power cut, and what others take without that promise. */
  private void disk() throws IOException {
    Path folder = options.disk().resolve("work");
    Workload workload =
        Workload.make(folder, Math.min(1000, options.largeMegabytes()), options.files());
    Path out = workload.out();
    List<ServerProcess> none = List.of();
    String sync = "cp -a \"$1\" \"$2\" && sync -f \"$2\"";
    try (FerryTool ferry = ferry(folder, out);
        CommandTool cp =
            new CommandTool("cp -a; sync -f", List.of("cp", "sync"), none)
                .copying(Subject.LARGE, (from, to) -> shell(sync, from, to))
                .copying(Subject.TREE, (from, to) -> shell(sync, from, to));
        CommandTool plain =
            new CommandTool("cp -a (nothing forced)", List.of("cp"), none)
                .copying(Subject.LARGE, (from, to) -> shell("cp -a \"$1\" \"$2\"", from, to))
                .copying(Subject.TREE, (from, to) -> shell("cp -a \"$1\" \"$2\"", from, to))) {
      ferry.start();
      SideBySide sideBySide = new SideBySide(workload, options.runs());
      List<Tool> tools = List.of(ferry, cp, plain);
      tree("Tree on disk", workload, sideBySide.time(Subject.TREE, tools));
      large("on disk", workload, sideBySide.time(Subject.LARGE, tools));
    } finally {
      Workload.delete(folder);
    }
  }

  private static List<String> shell(String script, Path from, Path out) {
    return List.of("sh", "-c", script, "sh", from.toString(), out.toString());
  }

  private FerryTool ferry(Path work, Path out) {
    return new FerryTool(
        "Ferry",
        options.ferry(),
        work.resolve("ferry"),
        out,
        List.of("--quiet", "--connections", Integer.toString(options.connections())));
  }

  private static boolean isMissing(Tool tool) {
    tool.lacks().ifPresent(what -> System.err.println(tool.name() + ": left out, no " + what));
    return tool.lacks().isPresent();
  }

  private void write() throws IOException {
    Files.createDirectories(options.results());
    String table = results.table();
    Files.writeString(options.results().resolve("latest.md"), table);
    Files.writeString(
        options.results().resolve("latest.json"),
        Jsonb.builder().build().toJsonPretty(results.json()));
    System.out.println(table);
    System.err.println("written to " + options.results().resolve("latest.json"));
  }
}
