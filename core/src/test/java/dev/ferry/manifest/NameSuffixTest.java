package dev.ferry.manifest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.ferry.testkit.CorpusName;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class NameSuffixTest {
  @ParameterizedTest
  @CsvSource({
    "name.txt, name (2).txt",
    "name, name (2)",
    "archive.tar.gz, archive (2).tar.gz",
    "archive.TAR.xz, archive (2).TAR.xz",
    ".tar.gz, .tar (2).gz",
    "a.b.c, a.b (2).c",
    ".bashrc, .bashrc (2)",
    ".config.json, .config (2).json",
    "..., ... (2)",
    "..a, ..a (2)",
    "dot., dot. (2)",
    "name (2).txt, name (2) (2).txt",
    "Version 2.final draft, Version 2.final draft (2)",
    "x.abcdefghijklmnop, x (2).abcdefghijklmnop",
    "x.abcdefghijklmnopq, x.abcdefghijklmnopq (2)",
  })
  void putsTheNumberBeforeTheExtension(String name, String numbered) {
    assertThat(NameSuffix.numbered(name, 2)).isEqualTo(numbered);
  }

  @Test
  void takesNumbersFromTwoOn() {
    assertThat(NameSuffix.numbered("a.b", Integer.MAX_VALUE)).isEqualTo("a (2147483647).b");
    assertThatIllegalArgumentException().isThrownBy(() -> NameSuffix.numbered("a", 1));
  }

  @ParameterizedTest
  @ValueSource(strings = {"a", "ä", "中", "😀"})
  void keepsTo255BytesWithoutBreakingACharacter(String letter) throws BadPathException {
    int bytes = letter.getBytes(UTF_8).length;
    for (int count = 240 / bytes; count <= 251 / bytes; count++) {
      String name = letter.repeat(count) + ".txt";
      String numbered = NameSuffix.numbered(name, 12);
      assertThat(numbered).endsWith(" (12).txt");
      assertThat(numbered.getBytes(UTF_8).length).isBetween(Math.min(250, 240 + 9), 255);
      RelativePath.parse(numbered);
    }
  }

  static List<CorpusName> names() {
    return CorpusName.legal().stream().filter(name -> name.name().indexOf('/') < 0).toList();
  }

  @ParameterizedTest
  @MethodSource("names")
  void makesAnotherLegalNameOutOfEveryLegalName(CorpusName name) throws BadPathException {
    String numbered = NameSuffix.numbered(name.name(), 2);
    assertThat(numbered).isNotEqualTo(name.name());
    assertThat(RelativePath.parse(numbered).depth()).isEqualTo(1);
  }
}
