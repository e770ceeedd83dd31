package dev.ferry.manifest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.ferry.testkit.CorpusName;
import dev.ferry.testkit.Seeds;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class RelativePathTest {
  static List<CorpusName> corpus() {
    return CorpusName.all();
  }

  @ParameterizedTest
  @MethodSource("corpus")
  void takesTheLegalNamesOfTheCorpusAsTheyAreAndRefusesTheOthers(CorpusName name)
      throws BadPathException {
    if (name.accepted()) {
      assertThat(RelativePath.parse(name.name()).toString()).isEqualTo(name.name());
      assertThat(String.join("/", RelativePath.parse(name.name()).segments()))
          .isEqualTo(name.name());
    } else {
      assertThatExceptionOfType(BadPathException.class)
          .isThrownBy(() -> RelativePath.parse(name.name()));
    }
  }

  @ParameterizedTest
  @MethodSource("corpus")
  void judgesEachNameOfTheCorpusBelowAFolderAsItJudgesItAlone(CorpusName name) {
    assertThat(accepts(() -> RelativePath.parse("folder/" + name.name())))
        .isEqualTo(name.accepted() && Utf8.length("folder/" + name.name()) <= 4096);
  }

  static List<Arguments> lengths() {
    return List.of(
        arguments("a".repeat(255), true),
        arguments("a".repeat(256), false),
        arguments("ä".repeat(127) + "a", true),
        arguments("ä".repeat(128), false),
        arguments("中".repeat(85), true),
        arguments("中".repeat(85) + "a", false),
        arguments("😀".repeat(63) + "aaa", true),
        arguments("😀".repeat(64), false),
        arguments(pathOf(4095), true),
        arguments(pathOf(4096), true),
        arguments(pathOf(4097), false),
        arguments("x/".repeat(2047) + "yy", true),
        arguments("x/".repeat(2047) + "yyy", false),
        arguments("ä/".repeat(1365) + "a", true),
        arguments("ä/".repeat(1365) + "ab", false));
  }

  @ParameterizedTest
  @MethodSource("lengths")
  void countsUtf8BytesOfSegmentsAndPaths(String text, boolean accepted) {
    assertThat(accepts(() -> RelativePath.parse(text))).isEqualTo(accepted);
    assertThat(accepts(() -> resolveOneByOne(text))).isEqualTo(accepted);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", ".", "..", "/", "/a", "a/", "a//b", "a/./b", "a/../b", "a/..", "../a", "\0"})
  void refusesWhatCouldLeaveTheFolderOrNameNothing(String text) {
    assertThat(accepts(() -> RelativePath.parse(text))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"...", "..a", ".a", "a.", "a..", " ", "..\\", "C:", "~", "a/.../b", "\n"})
  void takesWhatOnlyLooksDangerous(String text) {
    assertThat(accepts(() -> RelativePath.parse(text))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"\ud83d", "\ude00", "\ude00\ud83d", "\ud83d\ud83d\ude00", "a\ud83d/\ude00b"})
  void refusesHalvesOfSurrogatePairs(String text) {
    assertThat(accepts(() -> RelativePath.parse(text))).isFalse();
    assertThat(accepts(() -> RelativePath.parse("a").resolve(text))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ".", "..", "a/b", "/", "a/", "/a", "a\0b"})
  void resolvesNothingButOneProperSegment(String segment) throws BadPathException {
    RelativePath path = RelativePath.parse("folder");
    assertThat(accepts(() -> path.resolve(segment))).isFalse();
    assertThat(accepts(() -> path.sibling(segment))).isFalse();
    assertThat(accepts(() -> RelativePath.of(List.of("folder", segment)))).isFalse();
  }

  @Test
  void refusesNoSegmentsAtAll() {
    assertThat(accepts(() -> RelativePath.of(List.of()))).isFalse();
  }

  @Test
  void takesAPathApart() throws BadPathException {
    RelativePath path = RelativePath.parse("top/mid dle/end.txt");
    assertThat(path.root()).isEqualTo("top");
    assertThat(path.name()).isEqualTo("end.txt");
    assertThat(path.depth()).isEqualTo(3);
    assertThat(path.segments()).containsExactly("top", "mid dle", "end.txt");
    assertThat(path.parent()).isEqualTo(RelativePath.parse("top/mid dle"));
    assertThat(path.sibling("x")).isEqualTo(RelativePath.parse("top/mid dle/x"));
    assertThat(RelativePath.parse("top").parent()).isNull();
    assertThat(RelativePath.parse("top").sibling("y")).isEqualTo(RelativePath.parse("y"));
  }

  @Test
  void knowsWhatLiesBelowIt() throws BadPathException {
    RelativePath folder = RelativePath.parse("a/b");
    assertThat(RelativePath.parse("a/b/c").isUnder(folder)).isTrue();
    assertThat(RelativePath.parse("a/b/c/d").isUnder(folder)).isTrue();
    assertThat(RelativePath.parse("a/b").isUnder(folder)).isFalse();
    assertThat(RelativePath.parse("a/bc").isUnder(folder)).isFalse();
    assertThat(RelativePath.parse("a").isUnder(folder)).isFalse();
  }

  @Test
  void ordersByTheUtf8BytesOfSegments() throws BadPathException {
    SplittableRandom random = Seeds.random("order of paths");
    RandomEntries entries = new RandomEntries(random);
    List<RelativePath> paths = new ArrayList<>();
    for (int i = 0; i < 1000; i++) {
      RelativePath path = entries.path(paths);
      paths.add(path);
    }
    for (int i = 0; i < 20_000; i++) {
      RelativePath a = paths.get(random.nextInt(paths.size()));
      RelativePath b = paths.get(random.nextInt(paths.size()));
      assertThat(Integer.signum(a.compareTo(b)))
          .describedAs("%s against %s", a, b)
          .isEqualTo(Integer.signum(compareBytes(a, b)));
    }
  }

  @Test
  void putsAFolderDirectlyBeforeEverythingBelowIt() throws BadPathException {
    SplittableRandom random = Seeds.random("contiguous folders");
    List<RelativePath> paths = new ArrayList<>();
    for (Entry entry : new RandomEntries(random).list(2000)) {
      paths.add(entry.path());
    }
    Collections.shuffle(paths, new Random(random.nextLong()));
    Collections.sort(paths);
    for (int i = 0; i < paths.size(); i++) {
      RelativePath folder = paths.get(i);
      int end = i + 1;
      while (end < paths.size() && paths.get(end).isUnder(folder)) {
        end++;
      }
      assertThat(paths.subList(end, paths.size())).noneMatch(path -> path.isUnder(folder));
      assertThat(paths.subList(0, i)).noneMatch(path -> path.isUnder(folder));
    }
  }

  private static int compareBytes(RelativePath a, RelativePath b) {
    List<String> left = a.segments();
    List<String> right = b.segments();
    for (int i = 0; i < Math.min(left.size(), right.size()); i++) {
      int order = Arrays.compareUnsigned(left.get(i).getBytes(UTF_8), right.get(i).getBytes(UTF_8));
      if (order != 0) {
        return order;
      }
    }
    return left.size() - right.size();
  }

  private static RelativePath resolveOneByOne(String text) throws BadPathException {
    String[] segments = text.split("/", -1);
    RelativePath path = RelativePath.parse(segments[0]);
    for (String segment : List.of(segments).subList(1, segments.length)) {
      path = path.resolve(segment);
    }
    return path;
  }

  private static String pathOf(int bytes) {
    String text = ("d".repeat(200) + "/").repeat(bytes / 201);
    return text + "e".repeat(bytes - text.length());
  }

  private static boolean accepts(Attempt attempt) {
    try {
      attempt.run();
      return true;
    } catch (BadPathException e) {
      return false;
    }
  }

  private interface Attempt {
    void run() throws BadPathException;
  }
}
