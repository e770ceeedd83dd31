package dev.ferry.manifest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ferry.testkit.Commands;
import dev.ferry.testkit.Requires;
import dev.ferry.testkit.Seeds;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PathPatternsTest {
  private static final List<String> PATHS =
      List.of(
          ("a.c x/a.c a.c.txt foo foo/x x/foo x/foo/y foo/bar foo/bar/z x/foo/bar foobar fooxbar a/b"
                  + " a/x/b a/x/y/b t.txt tat ax bx x/bx f+o foo+ ffo a{b a|b a b (x) x x$ ^x #x !x"
                  + " a*b axb foo.bar fooxbar2 f~ doc/a.txt doc/s/a.txt doc/s/t/a.txt build-1"
                  + " build-1a b9 79 a.b a.h a.hx node_modules/p/i.js s/node_modules/p/i.js"
                  + " node_modules a\\b ab/b ] [ - a] a-c b-d .x .x/y \\ \\x *")
              .split(" "));

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "*.c",
        "foo",
        "foo/",
        "/foo",
        "/foo/",
        "foo/bar",
        "foo/*",
        "foo/**",
        "**/foo",
        "**/foo/bar",
        "a/**/b",
        "a/**/**/b",
        "*",
        "*.t?t",
        "[a-c]x",
        "[!a]x",
        "[^a]x",
        "f+o",
        "a{b",
        "a|b",
        "(x)",
        "x$",
        "^x",
        "\\#x",
        "\\!x",
        "a\\*b",
        "foo.bar",
        "*~",
        "doc/*.txt",
        "doc/**/*.txt",
        "/*",
        "/*/",
        "**",
        "***",
        "/**",
        "**/",
        "foo*bar",
        "build-[0-9]*",
        "[[:alpha:]]9",
        "[[:digit:]]9",
        "[[:nothing:]]9",
        "a.b",
        "f??",
        "*.[ch]",
        "!x",
        "node_modules/",
        "/a/b/",
        "a/b",
        "*/foo",
        "a*/b",
        "*/*",
        "**/x",
        "x/**/",
        "a**b",
        "[]]",
        "[!]]",
        "[]-a]x",
        "[a-",
        "[",
        "a[",
        "[\\]]",
        "\\",
        "a\\",
        "\\\\",
        "\\\\x",
        "//",
        "/",
        "a//b",
        "[-a]x",
        "[a-]x",
        "[*]",
        "a[/]b",
        "# comment",
        "",
        " ",
        ".*",
        ".?",
        "*.",
        "**.c",
        "**a/b",
        "a/b**",
        "x/foo/",
        "f*o*",
        "*o*o*",
        "[[:upper:][:lower:]]x",
        "[[:alpha:]-z]x",
        "[b-a]x",
        "?"
      })
  void matchesWhatGitIgnores(String pattern) throws Exception {
    Requires.command("git", "comparing patterns with git's");
    assertThat(ignored(PATHS, List.of(pattern)))
        .describedAs("pattern %s", pattern)
        .isEqualTo(ignoredByGit(PATHS, List.of(pattern)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "*.c|!a.c",
        "foo/|!foo/bar",
        "foo/*|!foo/bar",
        "!a|a",
        "a|!a",
        "/*|!/foo",
        "*|!*.c|!x/",
        "**|!**/|!*.txt",
        "a.c  |foo\\ ",
        "#x|\\#x",
        "foo\\/bar",
        "*\\/bar|!foo/bar",
        "**\\/bar"
      })
  void letsTheLastMatchingLineDecideAsGitDoes(String lines) throws Exception {
    Requires.command("git", "comparing patterns with git's");
    List<String> patterns = List.of(lines.split("\\|", -1));
    assertThat(ignored(PATHS, patterns)).isEqualTo(ignoredByGit(PATHS, patterns));
  }

  @Test
  void agreesWithGitOnRandomPatterns() throws Exception {
    Requires.command("git", "comparing patterns with git's");
    SplittableRandom random = Seeds.random("patterns");
    for (int i = 0; i < 60; i++) {
      // git's own shortcut for what comes before the first star makes "a**/b" match "ab", and it
      // takes a slash in brackets for one of their characters, though it matches none
      List<String> patterns =
          Stream.of(text(random, "ab.*?/[]!\\-*/"), text(random, "!ab*/"))
              .map(pattern -> pattern.replaceAll("(?<=[^/*])\\*\\*+/", "*/"))
              .map(pattern -> pattern.replaceAll("(?<=\\[.{0,7})/(?=.*])", ""))
              .toList();
      Set<String> paths = new HashSet<>();
      for (int j = 0; j < 60; j++) {
        String path = text(random, "ab.b/");
        if (!path.matches("(.*/)?\\.{0,2}(/.*)?")) {
          paths.add(path);
        }
      }
      assertThat(ignored(paths, patterns))
          .describedAs("patterns %s", patterns)
          .isEqualTo(ignoredByGit(paths, patterns));
    }
  }

  @ParameterizedTest
  @CsvSource({"?x, äx", "[!a]x, äx", "[ä-ö]x, öx", "?, 😀", "*, 'a\nb'", "a?b, 'a\nb'"})
  void matchesCharactersWhateverTheyAre(String pattern, String path) {
    assertThat(PathPatterns.of(List.of(pattern)).match(path, false)).isTrue();
  }

  @Test
  void takesNoLongTimeForManyStars() {
    PathPatterns patterns =
        PathPatterns.of(List.of("*a".repeat(60) + "b", "**/a/".repeat(60) + "b"));
    assertThat(patterns.match("a".repeat(250), false)).isFalse();
    assertThat(patterns.match("a/".repeat(1000) + "a", false)).isFalse();
  }

  private static String text(SplittableRandom random, String letters) {
    StringBuilder text = new StringBuilder();
    for (int length = 1 + random.nextInt(7); length > 0; length--) {
      text.append(letters.charAt(random.nextInt(letters.length())));
    }
    return text.toString();
  }

  /** As a scanner asks: for the folders on the way first. */
  private static Set<String> ignored(Iterable<String> paths, List<String> lines) {
    PathPatterns patterns = PathPatterns.of(lines);
    Set<String> ignored = new TreeSet<>();
    for (String path : paths) {
      boolean out = false;
      for (int slash = path.indexOf('/'); slash >= 0; slash = path.indexOf('/', slash + 1)) {
        out |= patterns.match(path.substring(0, slash), true);
      }
      if (out || patterns.match(path, false)) {
        ignored.add(path);
      }
    }
    return ignored;
  }

  private Set<String> ignoredByGit(Iterable<String> paths, List<String> lines) throws Exception {
    if (!Files.exists(folder.resolve(".git"))) {
      Commands.run("git", "init", "--quiet", folder.toString());
    }
    Files.writeString(folder.resolve(".gitignore"), String.join("\n", lines) + "\n");
    Process git =
        new ProcessBuilder("git", "check-ignore", "--no-index", "--stdin", "-z")
            .directory(folder.toFile())
            .start();
    try (OutputStream in = git.getOutputStream()) {
      for (String path : paths) {
        in.write((path + "\0").getBytes(UTF_8));
      }
    }
    String out = new String(git.getInputStream().readAllBytes(), UTF_8);
    assertThat(new String(git.getErrorStream().readAllBytes(), UTF_8)).isEmpty();
    assertThat(git.waitFor()).isLessThan(2);
    Set<String> ignored = new TreeSet<>();
    for (String path : out.split("\0", -1)) {
      if (!path.isEmpty()) {
        ignored.add(path);
      }
    }
    return ignored;
  }
}
