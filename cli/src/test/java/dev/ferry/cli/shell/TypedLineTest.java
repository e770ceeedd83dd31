package dev.ferry.cli.shell;

import static org.assertj.core.api.Assertions.assertThat;

import org.jline.reader.CompletingParsedLine;
import org.jline.reader.Parser.ParseContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is typed, and completed with names that others chose. */
class TypedLineTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "''authorized_keys --into .ssh",
        "\"\"x --on-clash update y",
        "a' --into .ssh 'b",
        "it's notes.txt",
        "two words",
        "back\\slash\\",
        "a\\' b",
        "*",
        "what?",
        "#1",
        "$HOME `id`",
        "plain"
      })
  void aCompletedNameIsOneWordAndNoPattern(String name) throws Exception {
    for (String quote : new String[] {"", "'", "\""}) {
      String line = "get " + quote;
      String completed = "get " + parse(line).escape(name, true);
      assertThat(Words.split(completed))
          .as(completed)
          .containsExactly(new Words.Word("get", false), new Words.Word(name, false));
    }
  }

  @Test
  void aNameThatWasCompletedInPartIsGoneOnWith() {
    assertThat(parse("get it\\'s\\ no").word()).isEqualTo("it's no");
    assertThat(parse("get \"it's no").word()).isEqualTo("it's no");
  }

  private static CompletingParsedLine parse(String line) {
    return (CompletingParsedLine) new TypedLine().parse(line, line.length(), ParseContext.COMPLETE);
  }
}
