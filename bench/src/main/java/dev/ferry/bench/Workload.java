package dev.ferry.bench;

import dev.ferry.testkit.TreeMaker;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;

/**
 * The files that are copied, and where they go. {@code out} is emptied before each run.
 *
 * @param folder holds all of it; deleted at the end
 * @param source holds {@code big} and {@code tree}
 * @param out where {@code big} or {@code tree} must be after a run
 * @param largeBytes size of the large file
 * @param treeFiles files in the tree
 * @param treeBytes their sizes added up
 */
record Workload(
    Path folder, Path source, Path out, long largeBytes, int treeFiles, long treeBytes) {

  private static final long SEED = 7;

  /** Makes the files, unless an earlier run left the same ones. */
  static Workload make(Path folder, int largeMegabytes, int files) throws IOException {
    Path source = folder.resolve("source");
    long largeBytes = (long) largeMegabytes << 20;
    Path big = source.resolve(Subject.LARGE.fileName());
    if (!Files.exists(big) || Files.size(big) != largeBytes) {
      Files.deleteIfExists(big);
      new TreeMaker(source, SEED).file(Subject.LARGE.fileName(), largeBytes);
    }
    Path tree = source.resolve(Subject.TREE.fileName());
    if (Totals.of(tree).files() != files) {
      delete(tree);
      TreeMaker.benchTree(tree, files, SEED);
    }
    Totals totals = Totals.of(tree);
    Path out = folder.resolve("out");
    Files.createDirectories(out);
    return new Workload(folder, source, out, largeBytes, totals.files(), totals.bytes());
  }

  /** Bytes of a subject. */
  long bytes(Subject subject) {
    return switch (subject) {
      case LARGE -> largeBytes;
      case TREE -> treeBytes;
    };
  }

  /** Where a subject lies. */
  Path source(Subject subject) {
    return source.resolve(subject.fileName());
  }

  /** Where a subject must be after a run. */
  Path target(Subject subject) {
    return out.resolve(subject.fileName());
  }

  /** Makes {@code out} empty; the folder itself and what is hidden stay, servers hold them open. */
  void emptyOut() throws IOException {
    Shell.run("sh", "-c", "rm -rf \"$1\"/*", "sh", out.toString());
  }

  /** Fails unless the copy is there: every byte if {@code thoroughly}, else counts and sizes. */
  void verify(Subject subject, boolean thoroughly) throws IOException {
    Totals expected = Totals.of(source(subject));
    Totals actual = Totals.of(target(subject));
    if (!expected.equals(actual)) {
      throw new IOException("wrong copy: " + actual + " instead of " + expected);
    }
    if (thoroughly) {
      Shell.run("diff", "-rq", source(subject).toString(), target(subject).toString());
    }
  }

  /** Deletes a tree; nothing if it is not there. */
  static void delete(Path tree) throws IOException {
    if (Files.exists(tree)) {
      Shell.run("rm", "-rf", tree.toString());
    }
  }

  /**
   * How much a tree holds.
   *
   * @param bytes sizes added up
   */
  record Totals(int files, long bytes) {

    static Totals of(Path root) throws IOException {
      int[] files = {0};
      long[] bytes = {0};
      if (!Files.exists(root)) {
        return new Totals(0, 0);
      }
      Files.walkFileTree(
          root,
          new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
              files[0]++;
              bytes[0] += attributes.size();
              return FileVisitResult.CONTINUE;
            }
          });
      return new Totals(files[0], bytes[0]);
    }
  }
}
