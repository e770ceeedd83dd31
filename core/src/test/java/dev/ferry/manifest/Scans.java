package dev.ferry.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Scans that tests make again and again. */
final class Scans {
  private Scans() {}

  /** What a scan told. */
  record Result(List<Entry> entries, List<Skipped> skipped) {
    List<String> paths() {
      return entries.stream().map(entry -> entry.path().toString()).toList();
    }
  }

  static Result scan(ScanOptions options, Path... named) throws IOException {
    Result result = new Result(new ArrayList<>(), new ArrayList<>());
    new SourceScanner(SourceRoot.of(List.of(named)), options)
        .scan(result.entries::add, result.skipped::add);
    return result;
  }

  /** All entries of a tree from which nothing is left out. */
  static List<Entry> all(Path... named) throws IOException {
    List<Entry> entries = new ArrayList<>();
    new SourceScanner(SourceRoot.of(List.of(named)), ScanOptions.EVERYTHING)
        .scan(entries::add, Scans::unexpected);
    return entries;
  }

  static List<String> paths(Path... named) throws IOException {
    return all(named).stream().map(entry -> entry.path().toString()).toList();
  }

  static void unexpected(Skipped skipped) {
    assertThat(skipped).describedAs("left out").isNull();
  }
}
