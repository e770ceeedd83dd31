package dev.ferry.e2e;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Keeps docs/security.md honest: the tests it calls a proof exist, and rules are named once. */
class SecurityPageTest {
  private static final Path ROOT = root();
  private static final Pattern RULE = Pattern.compile("(?m)^\\*\\*([A-Z]\\d+)\\. ");
  private static final Pattern ROW = Pattern.compile("(?m)^\\| ([A-Z]\\d+) \\| (.*) \\|$");
  private static final Pattern TEST = Pattern.compile("`(\\w+Test)\\.(\\w+)`");

  @Test
  void everyTestThatThePageNamesExists() throws IOException {
    String tests = sourcesOfTests();
    List<MatchResult> named = TEST.matcher(page()).results().toList();

    assertThat(named).isNotEmpty();
    assertThat(named)
        .allSatisfy(test ->
            assertThat(tests)
                .describedAs(test.group())
                .containsPattern(
                    "(?s)class " + test.group(1) + " [^\u0000]*? void " + test.group(2) + "\\("));
  }

  @Test
  void everyProvedRuleIsWrittenOnceAndEveryRowHasATest() throws IOException {
    List<String> rules = RULE.matcher(page()).results().map(rule -> rule.group(1)).toList();
    List<MatchResult> rows = ROW.matcher(page()).results().toList();

    assertThat(rules).doesNotHaveDuplicates();
    assertThat(rows).extracting(row -> row.group(1)).doesNotHaveDuplicates().isSubsetOf(rules);
    assertThat(rows).allSatisfy(row -> assertThat(row.group(2)).containsPattern(TEST));
  }

  private static String page() throws IOException {
    return Files.readString(ROOT.resolve("docs/security.md"));
  }

  /** All test sources, with a NUL between two files. */
  private static String sourcesOfTests() throws IOException {
    try (Stream<Path> files = Files.walk(ROOT)) {
      return files
          .filter(file -> file.toString().endsWith("Test.java"))
          .filter(file -> file.toString().contains("/src/test/java/"))
          .map(SecurityPageTest::read)
          .collect(joining("\u0000"));
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The clone this module stands in. */
  private static Path root() {
    Path folder = Path.of("").toAbsolutePath();
    while (!Files.exists(folder.resolve("docs/security.md"))) {
      Path parent = folder.getParent();
      if (parent == null) {
        throw new AssertionError("docs/security.md is not above the working directory");
      }
      folder = parent;
    }
    return folder;
  }
}
