package dev.ferry.bench;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;

/**
 * What a benchmark run does.
 *
 * @param quick fewer and smaller: a look, not a verdict
 * @param runs timed runs of each tool; the median counts
 * @param largeMegabytes size of the large file, MiB
 * @param files files in the tree
 * @param connections of Ferry and of the bare TLS copy
 * @param memory where speed is measured: a folder in memory
 * @param disk where durability is measured: a folder on a disk
 * @param results folder for the JSON and the table
 * @param sections which parts to run; all if empty
 * @param tools words of the names of the tools to run; all if empty
 * @param ferry the launcher under test
 */
record BenchOptions(
    boolean quick,
    int runs,
    int largeMegabytes,
    int files,
    int connections,
    Path memory,
    Path disk,
    Path results,
    List<String> sections,
    List<String> tools,
    Path ferry) {

  static final String USAGE =
      """
      bench/run [--quick] [--runs N] [--size MIB] [--files N] [--connections N]
                [--only large,tree,disk,warm,localsend,page,first-byte,start-up] [--tools ferry,bare,...] [--memory DIR] [--disk DIR] [--results DIR]
      """;

  /** Reads the command line; the clone's root is the first argument (bench/run gives it). */
  static BenchOptions parse(String[] arguments) {
    Path root = Path.of(arguments[0]);
    boolean quick = Arrays.asList(arguments).contains("--quick");
    int runs = quick ? 3 : 5;
    int size = quick ? 1000 : 3000;
    int files = quick ? 5000 : 20_000;
    int connections = 2;
    Path memory = Path.of("/dev/shm");
    Path disk = root.resolve(".build/bench");
    Path results = root.resolve("bench/results");
    List<String> sections = List.of();
    List<String> tools = List.of();
    Iterator<String> words = Arrays.asList(arguments).subList(1, arguments.length).iterator();
    while (words.hasNext()) {
      String word = words.next();
      switch (word) {
        case "--quick" -> {}
        case "--runs" -> runs = Integer.parseInt(words.next());
        case "--size" -> size = Integer.parseInt(words.next());
        case "--files" -> files = Integer.parseInt(words.next());
        case "--connections" -> connections = Integer.parseInt(words.next());
        case "--only" -> sections = List.of(words.next().split(",", -1));
        case "--tools" -> tools = List.of(words.next().split(",", -1));
        case "--memory" -> memory = Path.of(words.next());
        case "--disk" -> disk = Path.of(words.next());
        case "--results" -> results = Path.of(words.next());
        default -> throw new IllegalArgumentException("unknown: " + word + "\n" + USAGE);
      }
    }
    return new BenchOptions(
        quick,
        runs,
        size,
        files,
        connections,
        memory.toAbsolutePath(),
        disk.toAbsolutePath(),
        results.toAbsolutePath(),
        sections,
        tools,
        root.resolve("ferry").toAbsolutePath());
  }

  /** Whether this tool shall run. */
  boolean wants(Tool tool) {
    String name = tool.name().toLowerCase(Locale.ROOT);
    return tools.isEmpty() || tools.stream().anyMatch(name::contains);
  }

  /** Whether this part shall run. */
  boolean wants(String section) {
    return sections.isEmpty() || sections.contains(section);
  }
}
